/**
 * A tab as the editor shows it, and where a row is that somebody edits while others write too. Pure: tabs in, the
 * editor's data or a row's place out.
 */
import { createHash } from "node:crypto";
import { canonicalHeader, tabs as knownTabs } from "../../language/sheet-words/headings";
import { sheetWords } from "../../language/page-words/demo-words";
import { cellAt, mostRows, type Cell, type Tab } from "./tab-reader";

/** What the script draws. */
export interface GridView {
  readonly tabs: readonly {
    readonly title: string;
    readonly mark: string;
    readonly rows: number;
  }[];
  readonly title: string;
  readonly columns: number;
  readonly rows: readonly {
    readonly cells: readonly Cell[];
    /** Below its safety stock. */
    readonly low: boolean;
  }[];
  /** Rows that are left out below the first. */
  readonly above: number;
  /** Whether it is opened at its end, where the newest rows stand. */
  readonly endsFirst: boolean;
  /** What is shown of more rows, in words; "" when all are. */
  readonly cut: string;
}

/** Changes with anything that is shown of the tab. */
const markOf = ({ rows }: Tab): string =>
  createHash("sha256").update(JSON.stringify(rows)).digest("base64url").slice(0, 12);

const numberIn = (cell: Cell): number =>
  cell.shown.trim() === "" ? NaN : Number(cell.shown.replace(/,/g, ""));

/** Whether a row of the stock tab is below its safety stock, as far as plain figures tell. */
function lowRows(tab: Tab): (row: readonly Cell[]) => boolean {
  const { title, columns } = knownTabs.stock;
  const headers = (tab.rows[0] ?? []).map(({ shown }) => canonicalHeader(shown));
  const stock = headers.indexOf(columns.stock.header);
  const safety = headers.indexOf(columns.safetyStock.header);
  if (tab.title !== title || stock < 0 || safety < 0) return () => false;
  return (row) => numberIn(cellAt(row, stock)) < numberIn(cellAt(row, safety));
}

/** The tab of this title, else the first; undefined for a workbook without any. */
export function gridView(tabs: readonly Tab[], title: string): GridView | undefined {
  const tab = tabs.find((candidate) => candidate.title === title) ?? tabs[0];
  if (tab === undefined) return undefined;
  const isLow = lowRows(tab);
  return {
    tabs: tabs.map((each) => ({
      title: each.title,
      mark: markOf(each),
      rows: Math.max(0, each.rows.length - 1) + each.above,
    })),
    title: tab.title,
    columns: Math.max(1, ...tab.rows.map((row) => row.length)),
    rows: tab.rows.map((cells) => ({ cells, low: isLow(cells) })),
    above: tab.above,
    endsFirst: endsFirst(tab.title),
    cut: cutWords(tab),
  };
}

const grownBelow: readonly string[] = [
  knownTabs.ledger.title,
  knownTabs.pending.title,
  knownTabs.broadcasts.title,
];

/** Whether a tab is one of those to which rows are added below. */
export const endsFirst = (title: string): boolean => grownBelow.includes(title);

function cutWords({ rows, above, rowCount }: Tab): string {
  if (above > 0) return sheetWords.lastRows(mostRows - 1);
  return rows.length >= mostRows && rowCount > mostRows ? sheetWords.firstRows(mostRows) : "";
}

/** A row as the person saw it when they edited it. */
export interface SeenRow {
  /** From 0, in the sheet. */
  readonly row: number;
  readonly cells: readonly string[];
  /** The column that is edited; undefined for the whole row. */
  readonly column: number | undefined;
}

/** What a booking changes of a stock row: its figure and its time. */
const mostChanged = 2;

/**
 * Where the row that somebody saw is now: in its place, or moved, or in its place under the same name with a booking's
 * worth of other cells changed; undefined when it can't be told, so that nothing is written over a stranger's row. In
 * the edited cell itself the last who writes is right, as in any shared sheet.
 */
export function locateRow(tab: Tab, { row: seenAt, ...seen }: SeenRow): number | undefined {
  const row = seenAt === 0 ? 0 : seenAt - tab.above;
  const found = indexOfRow(tab, { ...seen, row });
  return found === undefined || found === 0 ? found : found + tab.above;
}

function indexOfRow(tab: Tab, { row, cells, column }: SeenRow): number | undefined {
  const width = Math.max(cells.length, ...tab.rows.map((each) => each.length));
  const columns = Array.from({ length: width }, (_, index) => index);
  const isSame = (at: number, among: readonly number[]): boolean =>
    among.every((index) => cellAt(tab.rows[at], index).shown === (cells[index] ?? ""));
  if (isSame(row, columns)) return row;
  const found = tab.rows.flatMap((_, at) => (isSame(at, columns) ? [at] : []));
  if (found.length === 1) return found[0];
  if (found.length > 1 || column === undefined) return undefined;
  const changed = columns.filter((index) => index !== column && !isSame(row, [index]));
  const isIt = isSame(row, [0]) && cells[0] !== "" && changed.length <= mostChanged;
  return isIt ? row : undefined;
}
