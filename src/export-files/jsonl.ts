/** A table as JSON lines: an object a row, times as ISO 8601, cells without a value left out. */
import type { ExportTable } from "../language/sheet-words/export-tables";

export function* jsonlOf({ columns, rows }: ExportTable): Generator<string> {
  for (const row of rows) {
    const fields = columns.map(({ header }, index) => [header, row[index]]);
    yield `${JSON.stringify(Object.fromEntries(fields))}\n`;
  }
}
