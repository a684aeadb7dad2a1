/** A table as text, row by row: what CSV, JSON lines and the sheet of a workbook have in common. */
import { setImmediate as yieldToEvents } from "node:timers/promises";
import type { ExportCell, ExportTable } from "../language/sheet-words/export-tables";

export interface TextFormat {
  readonly head: string;
  /** @param index from 0 */
  readonly row: (cells: readonly ExportCell[], index: number) => string;
  readonly tail: string;
}

/** So many rows are written before something else has its turn. */
const rowsAtOnce = 200;

/** @param onRows told how many rows were written, a block after the other */
export async function* textOf(
  { rows }: Pick<ExportTable, "rows">,
  { head, row, tail }: TextFormat,
  onRows: (count: number) => void = () => undefined,
): AsyncGenerator<string> {
  let block: string[] = [];
  let index = 0;
  yield head;
  for await (const page of rows)
    for (const cells of page) {
      block.push(row(cells, index));
      index += 1;
      if (block.length < rowsAtOnce) continue;
      onRows(block.length);
      yield block.join("");
      block = [];
      await yieldToEvents();
    }
  onRows(block.length);
  yield block.join("") + tail;
}
