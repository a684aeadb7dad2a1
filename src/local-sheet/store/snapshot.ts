/**
 * The whole workbook as lines, and back. What can change is taken at once, the rows (which no later batch touches) are
 * given in pieces, so that the server goes on answering while a large workbook is written.
 */
import { formulaText, readFormula, type Formula } from "../formulas/formula";
import { omit } from "../omit";
import { enlist, isFormula } from "../workbook/cells";
import type { Content, Grid, Row, Workbook } from "../workbook/model";
import { createGrid, createWorkbook, findGrid, findGridByTitle } from "../workbook/sheets";
import type { StyleRow } from "../workbook/style-book";
import { StoreDamagedError } from "./lines";

const format = 1;
const rowsPerLine = 200;

type StoredCell = number | string | boolean | null | { readonly f: string };
/** The row's look, then its cells; 0 for an empty row. */
type StoredRow = 0 | readonly [number, ...StoredCell[]];

interface StoredBook {
  readonly format: number;
  /** Number of the last call in it. */
  readonly call: number;
  readonly book: Pick<
    Workbook,
    "spreadsheetId" | "title" | "timeZone" | "locale" | "autoRecalc" | "namedRanges" | "ghosts"
  >;
  readonly styles: readonly object[];
  readonly grids: readonly Omit<Grid, "rows" | "formulas" | "spilling">[];
}

type Line =
  | StoredBook
  | { readonly look: StyleRow }
  | { readonly sheetId: number; readonly start: number; readonly rows: readonly StoredRow[] }
  | { readonly lines: number };

/** Takes the workbook as it is now; the lines are made one by one as they are asked for. */
export function takeSnapshot(book: Workbook, call: number): Generator<Line> {
  const texts = new Map<Formula, string>();
  for (const { formulas } of book.grids) {
    for (const formula of formulas) {
      texts.set(
        formula,
        formulaText(formula, (id) => findGrid(book, id)?.title),
      );
    }
  }
  const { spreadsheetId, title, timeZone, locale, autoRecalc, namedRanges, ghosts } = book;
  const head: StoredBook = {
    format,
    call,
    book: { spreadsheetId, title, timeZone, locale, autoRecalc, namedRanges, ghosts },
    styles: book.styles.all().slice(),
    grids: book.grids.map((grid) => omit(grid, "rows", "formulas", "spilling")),
  };
  const rows = book.grids.map((grid) => ({ sheetId: grid.sheetId, rows: grid.rows.slice() }));
  return linesOf(head, rows, texts);
}

function* linesOf(
  head: StoredBook,
  grids: readonly { sheetId: number; rows: readonly (Row | null)[] }[],
  texts: ReadonlyMap<Formula, string>,
): Generator<Line> {
  const looks = new Map<StyleRow, number>();
  let count = 1;
  yield head;
  for (const { sheetId, rows } of grids) {
    for (let start = 0; start < rows.length; start += rowsPerLine) {
      const block = rows.slice(start, start + rowsPerLine);
      const fresh = newLooks(block, looks);
      count += fresh.length;
      for (const look of fresh) yield { look };
      count += 1;
      yield { sheetId, start, rows: block.map((row) => storedRow(row, looks, texts)) };
    }
  }
  yield { lines: count };
}

/** The looks of rows that were not told yet; from now on they are. */
function newLooks(rows: readonly (Row | null)[], looks: Map<StyleRow, number>): StyleRow[] {
  const fresh: StyleRow[] = [];
  for (const row of rows) {
    if (row === null || looks.has(row.styles)) continue;
    looks.set(row.styles, looks.size);
    fresh.push(row.styles);
  }
  return fresh;
}

function storedRow(
  row: Row | null,
  looks: ReadonlyMap<StyleRow, number>,
  texts: ReadonlyMap<Formula, string>,
): StoredRow {
  if (row === null) return 0;
  const cells = row.cells.map((cell) => (isFormula(cell) ? { f: texts.get(cell) ?? "" } : cell));
  return [looks.get(row.styles) ?? 0, ...cells];
}

/** @throws StoreDamagedError when lines are missing or of another version */
export function restoreSnapshot(
  lines: readonly unknown[],
  file: string,
  cellLimit: number,
): { book: Workbook; call: number } {
  const [head, ...rest] = lines as readonly Line[];
  const last = rest.pop();
  if (head === undefined || !("format" in head) || last === undefined || !("lines" in last)) {
    throw new StoreDamagedError(`${file} is not a whole snapshot. It is kept as it is.`);
  }
  if (head.format !== format || last.lines !== lines.length - 1) {
    throw new StoreDamagedError(
      `${file} was written by another version, or lines are missing. It is kept as it is.`,
    );
  }
  const { styles, grids } = head;
  const { spreadsheetId, title, timeZone, ...more } = head.book;
  const book = createWorkbook({ spreadsheetId, title, timeZone, cellLimit, styles });
  Object.assign(book, more);
  book.grids = grids.map((stored) => {
    const { sheetId, rowCount, columnCount } = stored;
    return Object.assign(createGrid(sheetId, stored.title, { rowCount, columnCount }), stored);
  });
  const looks: StyleRow[] = [];
  book.history.run(() => {
    for (const line of rest) {
      if ("look" in line) looks.push(book.styles.rowOf(line.look));
      else if ("rows" in line) restoreRows(book, line, looks);
    }
  });
  return { book, call: head.call };
}

function restoreRows(
  book: Workbook,
  { sheetId, start, rows }: { sheetId: number; start: number; rows: readonly StoredRow[] },
  looks: readonly StyleRow[],
): void {
  const grid = findGrid(book, sheetId);
  if (grid === undefined) throw new StoreDamagedError(`The snapshot has rows of no sheet.`);
  while (grid.rows.length < start) grid.rows.push(null);
  for (const stored of rows) grid.rows.push(restoreRow(book, grid, stored, looks));
}

function restoreRow(
  book: Workbook,
  grid: Grid,
  stored: StoredRow,
  looks: readonly StyleRow[],
): Row | null {
  if (stored === 0) return null;
  const [look, ...rest] = stored;
  const cells = rest.map((cell): Content => {
    if (typeof cell !== "object" || cell === null) return cell;
    const sheetIdOf = (title: string): number | undefined => findGridByTitle(book, title)?.sheetId;
    const formula = readFormula(cell.f, grid.sheetId, sheetIdOf);
    enlist(book, grid, formula);
    return formula;
  });
  return { cells, styles: looks[look] ?? book.styles.plainRow, batch: 0 };
}
