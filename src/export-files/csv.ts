/** A table as CSV: RFC 4180, CRLF, a byte order mark so that spreadsheet programs read UTF-8. Texts never become formulas. */
import { format } from "date-fns/format";
import { TZDate } from "@date-fns/tz";
import type { ExportCell, ExportTable } from "../language/sheet-words/export-tables";

const byteOrderMark = "\ufeff";
/** What a spreadsheet program would take for the beginning of a formula. @see https://owasp.org/www-community/attacks/CSV_Injection */
const beginsFormula = /^[=+\-@\t\r]/;

/** Times are told in `timeZone`, yyyy-MM-dd HH:mm:ss. */
export function* csvOf({ columns, rows }: ExportTable, timeZone: string): Generator<string> {
  yield (
    byteOrderMark +
    line(
      columns.map(({ header }) => header),
      timeZone,
    )
  );
  for (const row of rows) yield line(row, timeZone);
}

function line(cells: readonly ExportCell[], timeZone: string): string {
  return `${cells.map((cell) => quoted(textOf(cell, timeZone))).join(",")}\r\n`;
}

/** @example textOf("=1+1", "UTC") // "'=1+1" */
function textOf(cell: ExportCell, timeZone: string): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  if (cell instanceof Date)
    return format(new TZDate(cell.getTime(), timeZone), "yyyy-MM-dd HH:mm:ss");
  return beginsFormula.test(cell) ? `'${cell}` : cell;
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
