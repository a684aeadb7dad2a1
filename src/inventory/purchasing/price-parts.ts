/** What the relay may have to say of prices, without Chinese; to buyers in private, but for where it sends them there. */
import type { ItemLabel, LabelledItem } from "../items/labeller";
import type { ComparedQuote } from "./compare-quotes";
import type { QuoteDraft } from "./price";
import type { Kinds } from "../kinds";

interface PricedLine extends LabelledItem {
  readonly quantity: number;
  /** Of one unit; undefined: not known. */
  readonly price: number | undefined;
  readonly amount: number | undefined;
}

interface Total {
  readonly amount: number;
  /** How many rows have no price, which are not in it. */
  readonly unpriced: number;
}

export type PricePart = Kinds<{
  /** To a buyer in a group, or to who is no buyer: `who` may be asked. */
  "price-private": { isBuyer: boolean; who: readonly string[] };
  /** `not-stored`: what was told is nowhere. */
  "price-sheet": { why: "unset" | "away" | "not-stored" };
  "quotes-stored": { lines: readonly { readonly quote: QuoteDraft; readonly label: ItemLabel }[] };
  /** What keeps a quote from being stored; `names`: what would do. */
  "quote-unclear": {
    what: "supplier" | "item" | "unit" | "unread";
    written: string;
    names: readonly string[];
  };
  compared: {
    quantity: number | undefined;
    tables: readonly {
      readonly label: ItemLabel;
      readonly unit: string;
      readonly quotes: readonly ComparedQuote[];
    }[];
  };
  "order-prices": { order: number; supplier: string; lines: readonly PricedLine[] } & Total;
  spent: { period: string; lines: readonly ({ readonly supplier: string } & Total)[] };
}>;
