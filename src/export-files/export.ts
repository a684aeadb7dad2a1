/** An export: what is asked for → the sheet is read → a stream of bytes. Formulas stay texts, figures stay figures; no prices. */
import { Readable } from "node:stream";
import { movementTable, stockTable, type ExportTable } from "../language/sheet-words/export-tables";
import type { Stockroom } from "../sheet/stockroom";
import { csvOf } from "./csv";
import { jsonlOf } from "./jsonl";
import { mostXlsxRows, xlsxOf } from "./xlsx";

export const exportFormats = ["csv", "xlsx", "jsonl"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** `from` ≤ at < `to`. */
export type ExportAsked =
  | { readonly what: "stock" }
  | {
      readonly what: "ledger";
      readonly from: Date;
      readonly to: Date;
      /** Whether columns that tell of persons are in it. */
      readonly withPersons: boolean;
    };

/** More rows than a workbook takes. */
export class TooManyRowsError extends Error {
  override readonly name = "TooManyRowsError";
  constructor(readonly rows: number) {
    super(
      `${rows} rows are too many for XLSX (${mostXlsxRows}); take CSV or JSONL, or a shorter period`,
    );
  }
}

export interface Export {
  readonly rows: number;
  readonly contentType: string;
  readonly stream: Readable;
}

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  jsonl: "application/x-ndjson; charset=utf-8",
};

/** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError, TooManyRowsError */
export async function exportFrom(
  stockroom: Pick<Stockroom, "latest" | "read" | "movements">,
  asked: ExportAsked,
  format: ExportFormat,
): Promise<Export> {
  const latest = asked.what === "ledger" ? stockroom.latest() : undefined;
  const { items, timeZone } = latest ?? (await stockroom.read());
  const movements = asked.what === "ledger" ? await stockroom.movements(asked) : [];
  const table =
    asked.what === "ledger" ? movementTable(movements, asked.withPersons) : stockTable(items);
  const rows = asked.what === "ledger" ? movements.length : items.length;
  if (format === "xlsx" && rows > mostXlsxRows) throw new TooManyRowsError(rows);
  return {
    rows,
    contentType: contentTypes[format],
    stream: await streamOf(table, format, timeZone),
  };
}

async function streamOf(
  table: ExportTable,
  format: ExportFormat,
  timeZone: string,
): Promise<Readable> {
  switch (format) {
    case "csv":
      return Readable.from(csvOf(table, timeZone), { objectMode: false });
    case "jsonl":
      return Readable.from(jsonlOf(table), { objectMode: false });
    case "xlsx":
      return Readable.from([await xlsxOf(table, timeZone)], { objectMode: false });
  }
}
