/** An export: what is asked for → the sheet is read → a stream of bytes. Formulas stay texts, figures stay figures; no prices. */
import { Readable } from "node:stream";
import { movementTable, stockTable, type ExportTable } from "../language/sheet-words/export-tables";
import type { Stockroom } from "../sheet/stockroom";
import { csvFormat } from "./csv";
import { jsonlFormat } from "./jsonl";
import { textOf, type TextFormat } from "./text-format";
import { sheetFormat, workbookOf } from "./xlsx";

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

export interface Export {
  readonly contentType: string;
  readonly stream: Readable;
  /** So far. */
  readonly rows: () => number;
}

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  jsonl: "application/x-ndjson; charset=utf-8",
};

/**
 * What is refused is refused before the stream begins; where the sheet goes away later, the stream ends with that error.
 *
 * @throws SheetAwayError, SheetDeniedError, SheetIncompleteError
 */
export async function exportFrom(
  stockroom: Pick<Stockroom, "latest" | "read" | "movementPages">,
  asked: ExportAsked,
  format: ExportFormat,
): Promise<Export> {
  const latest = asked.what === "ledger" ? stockroom.latest() : undefined;
  const { items, timeZone } = latest ?? (await stockroom.read());
  const table =
    asked.what === "ledger"
      ? movementTable(await begun(stockroom.movementPages(asked, "oldest")), asked.withPersons)
      : stockTable(items);
  let written = 0;
  return {
    contentType: contentTypes[format],
    stream: streamOf(table, { format, timeZone }, (count) => (written += count)),
    rows: () => written,
  };
}

/** With the first page read. */
async function begun<Page>(pages: AsyncIterable<Page>): Promise<AsyncIterable<Page>> {
  const iterator = pages[Symbol.asyncIterator]();
  let first: Promise<IteratorResult<Page>> | undefined = iterator.next();
  await first;
  return {
    [Symbol.asyncIterator]: () => ({
      next() {
        const next = first ?? iterator.next();
        first = undefined;
        return next;
      },
      return: () => iterator.return?.() ?? Promise.resolve({ done: true, value: undefined }),
    }),
  };
}

function streamOf(
  { title, columns, rows }: ExportTable,
  { format, timeZone }: { readonly format: ExportFormat; readonly timeZone: string },
  onRows: (count: number) => void,
): Readable {
  const write = (how: TextFormat): AsyncGenerator<string> => textOf({ rows }, how, onRows);
  switch (format) {
    case "csv":
      return Readable.from(write(csvFormat(columns, timeZone)), { objectMode: false });
    case "jsonl":
      return Readable.from(write(jsonlFormat(columns)), { objectMode: false });
    case "xlsx":
      return workbookOf(title, write(sheetFormat(columns, timeZone)));
  }
}
