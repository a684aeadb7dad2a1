/**
 * Whether a commit stands: its before-images against what the relay believed when it sent it. Pure: links of a chain in,
 * verdicts out.
 */
import { canonicalHeader, tabs, type TabName } from "../language/sheet-words/headings";
import { isFormula, sameValue, textOf } from "./cells";
import type { Headers } from "./columns";
import type { CellWrite } from "./commit";
import type { HeaderRecord, ImagedWrite, Link } from "./links";
import { headerOf, likeliestHeader, readColumns, withCells, type Row } from "./tabs";

/** The fields that tell a row of a tab from another. */
export const rowKeyFields: Readonly<Record<TabName, readonly string[]>> = {
  stock: ["name", "spec"],
  ledger: ["id"],
  pending: ["number"],
  broadcasts: ["key"],
  members: ["account"],
  settings: ["key"],
};

/**
 * The headers of a tab just before a link and just after it, as they are compared. Where people moved the header, it is
 * among the rows that the link wrote in or saw near, or else it is taken to be what the link believed.
 */
export function headersOf(link: Link, tab: TabName): Headers {
  const known = headersByLink.get(link) ?? new Map<TabName, Headers>();
  headersByLink.set(link, known);
  const headers = known.get(tab) ?? readHeaders(link, tab);
  known.set(tab, headers);
  return headers;
}

/** They are asked for once for every cell of a link. */
const headersByLink = new WeakMap<Link, Map<TabName, Headers>>();

function readHeaders(link: Link, tab: TabName): Headers {
  const record = link.headers.get(tab);
  const writes = link.writes.filter((write) => write.tab === tab);
  const rows = [
    ...writes.map(({ image }) => image),
    ...(record ? [record.image, ...record.near.map(({ row }) => row)] : []),
  ];
  const found = likeliestHeader(tab, rows);
  const before = headerOf(rows[found] ?? (record ? believedHeader(record) : []));
  const hit = writes[found];
  return { before, after: hit ? headerOf(rowAfter(hit)) : before };
}

const believedHeader = ({ tab, columns }: HeaderRecord): Row =>
  withCells(
    [],
    [...columns].map(([field, column]) => [column, headerText(tab, field)]),
  );

/** A row as a write left it. */
export function rowAfter({ image, cells }: ImagedWrite): Row {
  return withCells(
    image,
    cells.map(({ column, after }) => [column, after]),
  );
}

const headerText = (tab: TabName, field: string): string => {
  const columns: Readonly<Record<string, { readonly header: string }>> = tabs[tab].columns;
  return canonicalHeader(columns[field]?.header ?? "");
};

/** Whether a tab's columns stood where the link believed them. */
export function columnsHeld(record: HeaderRecord): boolean {
  const header = headerOf(record.image);
  return [...record.columns].every(
    ([field, column]) => header[column] === headerText(record.tab, field),
  );
}

/**
 * Whether a write hit the row it was meant for, under the headers it was meant for. A row without a name, or one that is
 * given another, is told by what was to be overwritten and what was watched beside it.
 */
export function hitItsRow(write: ImagedWrite, header: readonly string[]): boolean {
  const { columns } = readColumns(write.tab, header);
  const cells = [...write.cells, ...write.watched];
  if (cells.some((cell) => (header[cell.column] ?? "") !== cell.header)) return false;
  const isWritten = (field: string): boolean =>
    write.cells.some(({ column }) => column === columns.get(field));
  const named =
    write.key.some(([, value]) => textOf(value) !== "") &&
    !write.key.some(([field]) => isWritten(field));
  const told = (): boolean =>
    cells.every(({ column, before }) => sameValue(write.image[column], before));
  if (!named && !told()) return false;
  return write.key.every(([field, value]) => {
    const column = columns.get(field);
    if (column === undefined) return false;
    const imaged = write.image[column];
    const shown = isFormula(imaged) ? write.shown?.[column] : imaged;
    return textOf(shown) === textOf(value);
  });
}

/** Whether a cell of a row that was hit rightly held what was believed. */
export function heldBelief(
  write: ImagedWrite,
  cell: Pick<CellWrite, "column" | "before" | "strict">,
): boolean {
  const imaged = write.image[cell.column];
  if (isFormula(imaged)) return isFormula(cell.before);
  return !cell.strict || sameValue(imaged, cell.before);
}

/** Whether everything that a write assumed was so. */
function stands(write: ImagedWrite, link: Link): boolean {
  return (
    hitItsRow(write, headersOf(link, write.tab).before) &&
    [...write.cells, ...write.watched].every((cell) => heldBelief(write, cell))
  );
}

/** Whether a commit stands as it was believed: the good path, one round trip. */
export function standsWhole(link: Link): boolean {
  return (
    [...link.headers.values()].every(columnsHeld) &&
    link.writes.every((write) => stands(write, link))
  );
}
