/** What suppliers ask for things, and what was agreed for a row of 采购. Kept apart from the stock, for buyers only. Pure. */

import type { NamesItem } from "../items/item";
import type { Kinds } from "../kinds";

/** A row of 报价. */
export interface Quote extends NamesItem {
  readonly at: Date;
  readonly supplier: string;
  /** Of one `unit`, in the currency of the company. */
  readonly price: number;
  /** Whether tax is in it; undefined: nobody said. */
  readonly isTaxed: boolean | undefined;
  /** Per cent. */
  readonly taxRate: number | undefined;
  readonly unit: string;
  /** 起订量 in `unit`. */
  readonly least: number | undefined;
  /** The last day of its validity as `yyyy-MM-dd`; "": none was told. */
  readonly until: string;
  readonly source: string;
  readonly note: string;
  readonly messageId: string;
}

/** A quote as it was told, before it is known who stores it when. */
export type QuoteDraft = Omit<Quote, "at" | "source" | "messageId">;

/** A row of 采购价: what a row of 采购 costs. The item is told with it, since that of a row can be changed. */
export interface LinePrice extends Pick<Quote, "supplier" | "itemName" | "spec" | "unit"> {
  /** 行号 of 采购. */
  readonly row: number;
  /** Of one unit of the row, with tax as far as that is known. */
  readonly price: number;
  readonly amount: number;
}

/** All that the spreadsheet of prices holds. */
export interface Prices {
  readonly quotes: readonly Quote[];
  readonly lines: readonly LinePrice[];
}

/** What is done with prices in their own spreadsheet, and answered from it. */
export type PriceWish<Item, Period> = Kinds<{
  store: { quotes: readonly QuoteDraft[] };
  /** `quantity`: that is to be bought, in the item's own unit; undefined: not told. */
  compare: { items: readonly Item[]; quantity: number | undefined };
  order: { order: number };
  /** What the orders of suppliers come to; `supplier` "": of all. */
  spent: { supplier: string; period: Period | undefined };
}>;

/** A quote as it was written, with the name of its item read. */
export type QuoteWords<Match> = Pick<
  Quote,
  "price" | "unit" | "isTaxed" | "taxRate" | "least" | "until" | "note"
> & { readonly match: Match | undefined; readonly written: string };
