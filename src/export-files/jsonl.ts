/** A table as JSON lines: an object a row, times as ISO 8601, cells without a value left out. */
import type { ExportColumn } from "../language/sheet-words/export-tables";
import type { TextFormat } from "./text-format";

export const jsonlFormat = (columns: readonly ExportColumn[]): TextFormat => ({
  ...{ head: "", tail: "" },
  row(cells) {
    const fields = columns.map(({ header }, index) => [header, cells[index]]);
    return `${JSON.stringify(Object.fromEntries(fields))}\n`;
  },
});
