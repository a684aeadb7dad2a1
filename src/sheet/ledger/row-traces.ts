/**
 * What memory needs of a ledger's rows, without reading them whole: ids, and each row's item, time and figure.
 */
import { itemKey } from "../../inventory/items/item";
import { quantityOf, textOf, wholeNumberOf, type CellValue } from "../api/cells";
import type { ValueRows } from "../api/client";
import {
  byTimes,
  chunkRows,
  column,
  columnsOf,
  plainCell,
  readSegments,
  readUnderHeader,
  RowsMovedError,
  segmentsOf,
  timeOf,
  type LedgerGrid,
  type Segment,
  type Times,
} from "./ledger-cells";
import type { LedgerTrace } from "./memory";
import type { SheetReader } from "../tabs/reader";
import { columnDown } from "../tabs/view";

const traceFields = ["at", "id", "itemName", "spec", "after", "before"] as const;
const purchaseField = "purchaseRow";

/** What is read of a tab's rows: on which row of 采购 each is booked only where it has such a column. */
const fieldsOf = ({ columns }: LedgerGrid): readonly string[] =>
  columns.has(purchaseField) ? [...traceFields, purchaseField] : traceFields;

/**
 * The traces of rows since a time, of all that are booked on rows of 采购, and of older rows as long as `goOn` says so, in chunks of which each is older than the
 * one before it, wherever its rows stand. `goOn` is told the time that the next chunk begins with, in milliseconds.
 */
export function readTraces(
  reader: SheetReader,
  grid: LedgerGrid,
  wish: {
    readonly since: Date;
    readonly timeZone: string;
    readonly times?: Times;
    readonly take: (traces: readonly LedgerTrace[]) => void;
    readonly goOn: (from: number) => boolean;
  },
): Promise<void> {
  const { since, timeZone, take, goOn } = wish;
  const first = grid.headerRow + 1;
  return byTimes(reader, grid, wish, async (times) => {
    const readWanted = async (wanted: readonly boolean[]): Promise<void> => {
      const segments = segmentsOf(wanted, first);
      const read = readSegments(reader, grid, segments, columnsOf(grid, fieldsOf(grid)));
      for await (const [segment, blocks] of read) {
        const at = times.slice(segment.from - first, segment.to - first);
        take(tracesOf(blocks, segment, at, timeZone));
      }
    };
    const isBetween = (from: number, to: number) => (at: number | undefined) =>
      at !== undefined && at >= from && at <= to;
    const isRecent = isBetween(since.getTime(), Infinity);
    const isPurchase = await readPurchased(reader, grid);
    await readWanted(times.map((at, index) => isRecent(at) || isPurchase[index] === true));
    const older = times.flatMap((at) => (at !== undefined && at < since.getTime() ? [at] : []));
    older.sort((a, b) => b - a);
    for (let index = 0; index < older.length; index += chunkRows) {
      const newest = older[index] ?? 0;
      if (!goOn(newest)) return;
      const oldest = older[index + chunkRows - 1] ?? older.at(-1) ?? 0;
      await readWanted(times.map(isBetween(oldest, newest)));
    }
  });
}

function tracesOf(
  blocks: readonly ValueRows[],
  { from, to }: Segment,
  times: Times,
  timeZone: string,
): readonly LedgerTrace[] {
  const cell = (field: number, index: number): CellValue => plainCell(blocks[field]?.[index]?.[0]);
  return Array.from({ length: to - from }, (_, index) => index).flatMap((index) => {
    const at = timeOf(cell(0, index), timeZone);
    if (at !== times[index]) throw new RowsMovedError();
    const id = textOf(cell(1, index));
    if (at === undefined || id === "") return [];
    const key = itemKey({ name: textOf(cell(2, index)), spec: textOf(cell(3, index)) });
    const [after, before] = [quantityOf(cell(4, index)), quantityOf(cell(5, index))];
    // A row under moved columns says nothing of its item until it is put right.
    if (before === undefined || after === undefined) return [];
    const purchaseRow = wholeNumberOf(cell(6, index));
    return [{ id, at, key, before, after, ...(purchaseRow && { purchaseRow }) }];
  });
}

/** Whether each row below the header is booked on one of 采购. */
async function readPurchased(reader: SheetReader, grid: LedgerGrid): Promise<readonly boolean[]> {
  const from = grid.headerRow + 1;
  if (!grid.columns.has(purchaseField) || from >= grid.rowCount) return [];
  const whole = columnDown(grid.title, column(grid, purchaseField), from);
  const [cells = []] = await readUnderHeader(reader, grid, [whole]);
  return cells.map(([cell]) => wholeNumberOf(plainCell(cell)) !== undefined);
}

/** Every 消息ID in a tab. */
export async function readIds(reader: SheetReader, grid: LedgerGrid): Promise<readonly string[]> {
  const from = grid.headerRow + 1;
  if (from >= grid.rowCount) return [];
  const [cells = []] = await readUnderHeader(reader, grid, [
    columnDown(grid.title, column(grid, "id"), from),
  ]);
  return cells.map(([cell]) => textOf(plainCell(cell))).filter((id) => id !== "");
}
