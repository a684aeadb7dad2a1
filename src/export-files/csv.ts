/** A table as CSV: RFC 4180, CRLF, a byte order mark so that spreadsheet programs read UTF-8. Texts never become formulas. */
import type { ExportCell, ExportColumn } from "../language/sheet-words/export-tables";
import { wallTextOf } from "../inventory/wall-clock";
import type { TextFormat } from "./text-format";

const byteOrderMark = "\ufeff";
/** What a spreadsheet program would take for the beginning of a formula. @see https://owasp.org/www-community/attacks/CSV_Injection */
const beginsFormula = /^[=+\-@\t\r]/;

/** Times are told in `timeZone`, yyyy-MM-dd HH:mm:ss. */
export function csvFormat(columns: readonly ExportColumn[], timeZone: string): TextFormat {
  const row = (cells: readonly ExportCell[]): string =>
    `${cells.map((cell) => quoted(textOf(cell, timeZone))).join(",")}\r\n`;
  return { head: byteOrderMark + row(columns.map(({ header }) => header)), row, tail: "" };
}

/** @example textOf("=1+1", "UTC") // "'=1+1" */
function textOf(cell: ExportCell, timeZone: string): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  if (cell instanceof Date) return wallTextOf(cell, timeZone);
  return beginsFormula.test(cell) ? `'${cell}` : cell;
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
