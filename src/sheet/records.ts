/**
 * What a commit leaves beside its before-images in the hidden tab: enough for anybody, the next start or another relay,
 * to see whether it stands and to repair it. One row a record: commit, root, kind, facts as JSON, then the image.
 * Pure: a commit to rows; links.ts reads them back.
 */
import type { TabName } from "../language/sheet-words/headings";
import { isFormula, type CellValue } from "./cells";
import type { Commit, RowInsert, RowWrite } from "./commit";
import {
  encodeHead,
  encodeWrite,
  plainText,
  type HeaderFacts,
  type ImageFacts,
  type NearFacts,
} from "./record-facts";
import type { Grid } from "./tabs";
import type { Workbook } from "./workbook";

/** The first column of an image; the facts stand left of it. */
export const imageColumn = 4;

interface Image {
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
  /** With the row of the hidden tab where each begins. */
  readonly images: readonly (Image & { readonly row: number })[];
}

/** One record, wherever its row will be. */
interface PlannedRecord {
  readonly kind: "header" | "near" | "row" | "shown";
  readonly facts: ImageFacts;
  /** The copy that begins in the record's row. */
  readonly image?: Image;
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

/** The records of a commit and the copies that make its images, below every row that they are images of. */
export function encodeRecords(workbook: Workbook, commit: Commit): RecordBlock {
  const { grids } = workbook;
  const { head, writes, inserts } = commit;
  const touched = [...new Set([...writes, ...inserts].map(({ tab }) => tab))];
  const records = [
    ...touched.flatMap((tab) => headerRecords(grids[tab], inserts)),
    ...writes.flatMap((write) => rowRecords(grids[write.tab], write)),
  ];
  const startRow = startRowOf(workbook, commit);
  const images = records.flatMap(({ image }, index) =>
    image ? [{ ...image, row: startRow + index }] : [],
  );
  const headCells = encodeHead(head);
  const stamps = [...records.map(({ kind, facts }) => [kind, JSON.stringify(facts)]), headCells];
  return {
    startRow,
    width: imageColumn + Math.max(headCells.length - 1, ...images.map(({ width }) => width)),
    stamps: stamps.map((cells) => [head.id, head.root, ...cells]),
    images,
  };
}

function startRowOf({ fence }: Workbook, { head, writes }: Commit): number {
  const deepest = Math.max(0, ...writes.map(({ gridRow }) => gridRow));
  const base = Math.ceil((deepest + 1) / slotStep) * slotStep;
  return head.root === head.id ? base : Math.max(base, fence?.endRow ?? 0);
}

/** The rows around a header are kept with it, top row first, under one image. */
function headerRecords(grid: Grid | undefined, inserts: readonly RowInsert[]): PlannedRecord[] {
  if (!grid) return [];
  const { tab, headerRow } = grid;
  const inserted = inserts.filter((one) => one.tab === tab).flatMap(({ rows }) => rows);
  const keys = inserted.map((fields) => plainText(fields[keyFields[tab] ?? ""]));
  const n = imageWidth(grid);
  const facts: HeaderFacts = { t: tab, r: headerRow, c: [...grid.columns], i: keys, n };
  const near: NearFacts = { t: tab, n };
  const top = Math.max(0, headerRow - rowsAbove);
  const height = Math.min(grid.rowCount, headerRow + rowsBelow + 1) - top;
  return Array.from({ length: height }, (_, index): PlannedRecord => ({
    ...(top + index === headerRow ? { kind: "header", facts } : { kind: "near", facts: near }),
    ...(index === 0 ? { image: imageOf(grid, top, { height }) } : {}),
  }));
}

function rowRecords(grid: Grid | undefined, write: RowWrite): PlannedRecord[] {
  if (!grid) return [];
  const { gridRow } = write;
  const image = imageOf(grid, gridRow);
  const row: PlannedRecord = { kind: "row", facts: encodeWrite(write, image.width), image };
  const computed = write.key.some(([field]) => isFormula(cellUnder(grid, write, field)));
  const shown = imageOf(grid, gridRow, { values: true });
  return computed ? [row, { kind: "shown", facts: { n: shown.width }, image: shown }] : [row];
}

function imageOf(
  grid: Grid,
  gridRow: number,
  { height = 1, values = false }: { readonly height?: number; readonly values?: boolean } = {},
): Image {
  const { sheetId } = grid;
  return { source: { sheetId, gridRow }, height, width: imageWidth(grid), values };
}

function imageWidth(grid: Grid): number {
  const known = Math.max(-1, ...grid.columns.values()) + 1;
  const wanted = Math.max(known, Math.min(grid.header.length, widestImage)) + imageSlack;
  return Math.max(1, Math.min(grid.columnCount, wanted));
}

function cellUnder(grid: Grid, { gridRow }: RowWrite, field: string): CellValue {
  const column = grid.columns.get(field);
  return column === undefined ? undefined : grid.rows[gridRow - grid.headerRow - 1]?.[column];
}
