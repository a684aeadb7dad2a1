/** A file that somebody asks for in the chat: which tab, of which time, in which form. */
import type { Kinds } from "./kinds";

interface ExportFile {
  readonly tab: "stock" | "ledger";
  readonly format: "csv" | "xlsx" | "jsonl";
}

/** As the page's form sends it. Days are `yyyy-MM-dd`, both included; "" for 库存. */
export interface ExportAddress extends ExportFile {
  readonly from: string;
  readonly to: string;
  /** Whether columns that tell of persons are in it. */
  readonly persons: "yes" | "no";
}

/** `period` undefined: this month. */
export interface ExportWish<Period> extends ExportFile {
  readonly period: Period | undefined;
}

/** Where pages and files are found. */
export type LinkPart = Kinds<{
  "no-pages": object;
  "board-link": { url: string };
  "export-link": {
    url: string;
    tab: ExportFile["tab"];
    /** `yyyy-MM-dd`, both included; "" for 库存. */
    from: string;
    to: string;
    withPersons: boolean;
  };
}>;
