/** A table as an XLSX workbook with typed cells; texts are texts, whatever they begin with. */
import writeXlsxFile from "write-excel-file/node";
import { TZDate } from "@date-fns/tz";
import type { ExportCell, ExportTable } from "../language/sheet-words/export-tables";

/** A workbook is built in memory; more rows go into CSV or JSON lines. */
export const mostXlsxRows = 100_000;
const widths = { text: 16, number: 10, time: 20 };

/** Times are the cells' local times in `timeZone`. */
export async function xlsxOf(table: ExportTable, timeZone: string): Promise<Buffer> {
  const header = table.columns.map(({ header: value }) => ({ value, fontWeight: "bold" as const }));
  const rows = [...table.rows].map((row) => row.map((cell) => typed(cell, timeZone)));
  const columns = table.columns.map(({ kind }) => ({ width: widths[kind] }));
  const options = { sheet: table.title, columns, stickyRowsCount: 1 };
  return writeXlsxFile([header, ...rows], options).toBuffer();
}

function typed(cell: ExportCell, timeZone: string) {
  if (cell === undefined || cell === "") return null;
  if (typeof cell === "number") return { type: Number, value: cell };
  if (cell instanceof Date)
    return { type: Date, value: asIfUtc(cell, timeZone), format: "yyyy-mm-dd hh:mm:ss" };
  return { type: String, value: cell };
}

/** A cell has no zone: its figure is that of the local time. */
function asIfUtc(at: Date, timeZone: string): Date {
  const local = new TZDate(at.getTime(), timeZone);
  return new Date(at.getTime() - local.getTimezoneOffset() * 60_000);
}
