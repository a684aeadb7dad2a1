/** A file that somebody asks for in the chat: which tab, of which time, in which form. */
export interface ExportFile {
  readonly tab: "stock" | "ledger";
  readonly format: "csv" | "xlsx" | "jsonl";
}

/** `period` undefined: this month. */
export interface ExportWish<Period> extends ExportFile {
  readonly period: Period | undefined;
}

/** Where pages and files are found. */
export type LinkPart =
  | { readonly kind: "no-pages" }
  | { readonly kind: "board-link"; readonly url: string }
  | {
      readonly kind: "export-link";
      readonly url: string;
      readonly tab: ExportFile["tab"];
      /** `yyyy-MM-dd`, both included; "" for 库存. */
      readonly from: string;
      readonly to: string;
      readonly withPersons: boolean;
    };
