/**
 * What a commit leaves beside its before-images in the hidden tab: enough for anybody, the next start or another relay,
 * to see whether it stands and to repair it. One row a record: commit, root, kind, facts as JSON, then the image.
 * Pure: a commit to rows, rows to links of a chain.
 */
import type { TabName } from "../language/headings";
import { cellValue, isFormula, type CellValue, textOf } from "./cells";
import type { CellData } from "./client";
import type { CellWrite, Commit, CommitHead, RowWrite } from "./commit";
import type { Grid, Row } from "./tabs";
import type { Workbook } from "./workbook";

/** The first column of an image; the facts stand left of it. */
export const imageColumn = 4;

interface ImageCopy {
  readonly row: number;
  readonly source: { readonly sheetId: number; readonly gridRow: number };
  readonly height: number;
  readonly width: number;
  /** true: what is shown is copied, for rows whose key is computed. */
  readonly values: boolean;
}

export interface RecordBlock {
  readonly startRow: number;
  readonly width: number;
  readonly stamps: readonly (readonly string[])[];
  readonly images: readonly ImageCopy[];
}

/** A tab's header at the moment of the commit, and where the commit believed its columns to be. */
export interface HeaderRecord {
  readonly tab: TabName;
  readonly headerRow: number;
  readonly columns: ReadonlyMap<string, number>;
  /** What was inserted in this tab: ids, numbers or keys, as `textOf` shows them. */
  readonly inserted: readonly string[];
  readonly image: Row;
  /** The rows above and below it, one of which is the header where people moved it. */
  readonly near: readonly Row[];
}

export interface ImagedWrite extends RowWrite {
  readonly image: Row;
  /** What the image showed, where its key is computed. */
  readonly shown: Row | undefined;
  /** The row of the hidden tab that holds the image. */
  readonly slot: number;
}

/** A commit as its records tell it. */
export interface Link {
  readonly head: CommitHead;
  readonly headers: ReadonlyMap<TabName, HeaderRecord>;
  readonly writes: readonly ImagedWrite[];
}

/** Fields that identify an inserted row, by tab. */
export const keyFields: Readonly<Partial<Record<TabName, string>>> = {
  ledger: "id",
  pending: "number",
  broadcasts: "key",
  members: "account",
};

const slotStep = 500;
const rowsAbove = 2;
const rowsBelow = 3;
const imageSlack = 4;
const widestImage = 300;
const pieceLength = 40_000;

const imageWidth = (grid: Grid): number => {
  const known = Math.max(-1, ...grid.columns.values()) + 1;
  const wanted = Math.max(known, Math.min(grid.header.length, widestImage)) + imageSlack;
  return Math.max(1, Math.min(grid.columnCount, wanted));
};

/** The records of a commit and the copies that make its images, below every row that they are images of. */
export function encodeRecords({ grids, fence }: Workbook, commit: Commit): RecordBlock {
  const { head, writes, inserts } = commit;
  const touched = [...new Set([...writes, ...inserts].map(({ tab }) => tab))];
  const deepest = Math.max(0, ...writes.map(({ gridRow }) => gridRow));
  const base = Math.ceil((deepest + 1) / slotStep) * slotStep;
  const startRow = head.root === head.id ? base : Math.max(base, fence?.endRow ?? 0);
  const stamps: string[][] = [];
  const images: ImageCopy[] = [];
  let width = imageColumn;
  const stamp = (kind: string, facts: unknown): number => {
    stamps.push([head.id, head.root, kind, JSON.stringify(facts)]);
    return startRow + stamps.length - 1;
  };
  const image = (
    { grid, gridRow, height = 1 }: { grid: Grid; gridRow: number; height?: number },
    row: number,
    values = false,
  ): void => {
    const copied = imageWidth(grid);
    width = Math.max(width, imageColumn + copied);
    images.push({ row, source: { sheetId: grid.sheetId, gridRow }, height, width: copied, values });
  };
  for (const tab of touched) {
    const grid = grids[tab];
    if (!grid) continue;
    const inserted = inserts.filter((one) => one.tab === tab).flatMap(({ rows }) => rows);
    const keys = inserted.map((fields) => plain(fields[keyFields[tab] ?? ""]));
    const facts = { t: tab, r: grid.headerRow, c: [...grid.columns], i: keys };
    const top = Math.max(0, grid.headerRow - rowsAbove);
    const height = Math.min(grid.rowCount, grid.headerRow + rowsBelow + 1) - top;
    const slots = Array.from({ length: height }, (_, index) =>
      top + index === grid.headerRow ? stamp("header", facts) : stamp("near", { t: tab }),
    );
    image({ grid, gridRow: top, height }, slots[0] ?? 0);
  }
  for (const write of writes) {
    const grid = grids[write.tab];
    if (!grid) continue;
    image({ grid, gridRow: write.gridRow }, stamp("row", encodeWrite(write)));
    const computed = write.key.some(([field]) => isFormula(cellUnder(grid, write, field)));
    if (computed) image({ grid, gridRow: write.gridRow }, stamp("shown", {}), true);
  }
  const pieces = split(JSON.stringify(head));
  stamps.push([head.id, head.root, `head:${pieces.length}`, ...pieces]);
  return { startRow, width: Math.max(width, imageColumn + pieces.length), stamps, images };
}

function cellUnder(grid: Grid, { gridRow }: RowWrite, field: string): CellValue {
  const column = grid.columns.get(field);
  return column === undefined ? undefined : grid.rows[gridRow - grid.headerRow - 1]?.[column];
}

function split(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieceLength)
    pieces.push(text.slice(at, at + pieceLength));
  return pieces;
}

const plain = (value: CellValue): string =>
  value === undefined || isFormula(value) ? "" : String(value);

type Json = string | number | boolean | null | { readonly f: string };
type JsonCell = readonly [string, number, Json, Json, boolean];

const toJson = (value: CellValue): Json =>
  isFormula(value) ? { f: value.formula } : (value ?? null);
const fromJson = (json: Json): CellValue =>
  json !== null && typeof json === "object"
    ? { formula: json.f, shown: undefined }
    : (json ?? undefined);

function encodeWrite({ tab, gridRow, aim, key, cells, watched }: RowWrite) {
  const encode = ({ header, column, before, strict }: CellWrite | RowWrite["watched"][number]) =>
    [header, column, toJson(before), null, strict] as JsonCell;
  return {
    t: tab,
    r: gridRow,
    a: aim,
    k: key.map(([field, value]) => [field, toJson(value)]),
    w: cells.map((cell) => [
      cell.header,
      cell.column,
      toJson(cell.before),
      toJson(cell.after),
      cell.strict,
    ]),
    x: watched.map(encode),
  };
}

interface WriteFacts {
  readonly t: TabName;
  readonly r: number;
  readonly a: string;
  readonly k: readonly (readonly [string, Json])[];
  readonly w: readonly JsonCell[];
  readonly x: readonly JsonCell[];
}

function decodeWrite({ t, r, a, k, w, x }: WriteFacts): RowWrite {
  const decode = ([header, column, before, after, strict]: JsonCell): CellWrite => ({
    header,
    column,
    before: fromJson(before),
    after: fromJson(after),
    strict,
  });
  return {
    tab: t,
    gridRow: r,
    aim: a,
    key: k.map(([field, value]) => [field, fromJson(value)]),
    cells: w.map(decode),
    watched: x.map(decode),
  };
}

/**
 * The chain that ends in a commit, oldest link first; undefined where its records are not there, or not whole.
 * `startRow` is the row of the hidden tab that `rows[0]` is; `only` leaves out all links but one.
 */
export function decodeChain(
  rows: readonly (readonly CellData[])[],
  startRow: number,
  newest: string,
  only?: string,
): readonly Link[] | undefined {
  const stamped = rows.map((cells, index) => ({
    cells: cells.map(cellValue),
    slot: startRow + index,
  }));
  const heads = stamped.flatMap(({ cells }) => decodeHead(cells) ?? []);
  const root = heads.find(({ id }) => id === newest)?.root;
  if (root === undefined) return undefined;
  const links = heads
    .filter((head) => head.root === root && (only === undefined || head.id === only))
    .sort((a, b) => a.round - b.round)
    .map((head) => decodeLink(head, stamped));
  return links.every((link) => link !== undefined) ? links : undefined;
}

function decodeHead(cells: Row): CommitHead | undefined {
  const [, pieces = ""] = /^head:(\d+)$/.exec(textOf(cells[2])) ?? [];
  if (pieces === "") return undefined;
  return parsed<CommitHead>(
    cells
      .slice(3, 3 + Number(pieces))
      .map((cell) => plain(cell))
      .join(""),
  );
}

function decodeLink(
  head: CommitHead,
  stamped: readonly { readonly cells: Row; readonly slot: number }[],
): Link | undefined {
  const headers = new Map<TabName, HeaderRecord>();
  const near: { readonly tab: TabName; readonly image: Row }[] = [];
  const writes: ImagedWrite[] = [];
  for (const { cells, slot } of stamped) {
    const [id, , kind, facts] = cells;
    if (id !== head.id || typeof facts !== "string") continue;
    const image = cells.slice(imageColumn);
    if (kind === "header") {
      const read = parsed<{ t: TabName; r: number; c: [string, number][]; i: string[] }>(facts);
      if (!read) return undefined;
      const { t: tab, r: headerRow, c, i: inserted } = read;
      headers.set(tab, { tab, headerRow, columns: new Map(c), inserted, image, near: [] });
    } else if (kind === "near") {
      const read = parsed<{ t: TabName }>(facts);
      if (read) near.push({ tab: read.t, image });
    } else if (kind === "row") {
      const read = parsed<WriteFacts>(facts);
      if (!read) return undefined;
      writes.push({ ...decodeWrite(read), image, shown: undefined, slot });
    } else if (kind === "shown") {
      const last = writes.pop();
      if (last) writes.push({ ...last, shown: image });
    }
  }
  for (const [tab, record] of headers) {
    const rows = near.filter((one) => one.tab === tab).map((one) => one.image);
    headers.set(tab, { ...record, near: rows });
  }
  return { head, headers, writes };
}

function parsed<Value>(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
