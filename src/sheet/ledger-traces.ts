/**
 * What memory needs of a ledger's rows, without reading them whole: ids, and each row's item, time and figure.
 */
import { itemKey } from "../inventory/items/item";
import { quantityOf, textOf, type CellValue } from "./cells";
import type { ValueRows } from "./client";
import {
  byTimes,
  calls,
  column,
  columnDown,
  columnRange,
  plainCell,
  readUnderHeader,
  RowsMovedError,
  segmentsOf,
  timeOf,
  type LedgerGrid,
  type Segment,
  type Times,
} from "./ledger-cells";
import type { LedgerTrace } from "./ledger-memory";
import type { SheetReader } from "./reader";

const traceFields = ["at", "id", "itemName", "spec", "after"] as const;

/**
 * The traces of rows since a time, and of older rows as long as `goOn` says so, newest first in chunks. Rows within the
 * period come first.
 */
export function readTraces(
  reader: SheetReader,
  grid: LedgerGrid,
  wish: {
    readonly since: Date;
    readonly timeZone: string;
    readonly times?: Times;
    readonly take: (traces: readonly LedgerTrace[]) => void;
    readonly goOn: () => boolean;
  },
): Promise<void> {
  const { since, timeZone, take, goOn } = wish;
  const first = grid.headerRow + 1;
  return byTimes(reader, grid, wish, async (times) => {
    const read = async (segments: readonly Segment[], always: boolean): Promise<void> => {
      for (const call of calls(segments)) {
        if (!always && !goOn()) return;
        const ranges = call.flatMap((segment) =>
          traceFields.map((field) => columnRange(grid, column(grid, field), segment)),
        );
        const blocks = await readUnderHeader(reader, grid, ranges);
        call.forEach((segment, index) => {
          const own = blocks.slice(index * traceFields.length, (index + 1) * traceFields.length);
          take(
            tracesOf(own, segment, times.slice(segment.from - first, segment.to - first), timeZone),
          );
        });
      }
    };
    await read(
      segmentsOf(
        times.map((at) => at !== undefined && at >= since.getTime()),
        first,
      ),
      true,
    );
    if (goOn()) {
      await read(
        segmentsOf(
          times.map((at) => at !== undefined && at < since.getTime()),
          first,
        ),
        false,
      );
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
    return [{ id, at, key, after: quantityOf(cell(4, index)) ?? 0 }];
  });
}

/** Every 消息ID in a tab. */
export async function readIds(reader: SheetReader, grid: LedgerGrid): Promise<readonly string[]> {
  const from = grid.headerRow + 1;
  if (from >= grid.rowCount) return [];
  const [cells = []] = await readUnderHeader(reader, grid, [
    columnDown(grid, column(grid, "id"), from),
  ]);
  return cells.map(([cell]) => textOf(plainCell(cell))).filter((id) => id !== "");
}
