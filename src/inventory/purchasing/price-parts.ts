/** What the relay may have to say of prices, without Chinese; to buyers in private, but for where it sends them there. */
import type { ItemLabel, LabelledItem } from "../items/labeller";
import type { ComparedQuote } from "./compare-quotes";
import type { QuoteDraft } from "./price";

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

export type PricePart =
  /** To a buyer in a group, or to who is no buyer: `who` may be asked. */
  | { readonly kind: "price-private"; readonly isBuyer: boolean; readonly who: readonly string[] }
  /** `not-stored`: what was told is nowhere. */
  | { readonly kind: "price-sheet"; readonly why: "unset" | "away" | "not-stored" }
  | {
      readonly kind: "quotes-stored";
      readonly lines: readonly { readonly quote: QuoteDraft; readonly label: ItemLabel }[];
    }
  /** What keeps a quote from being stored; `names`: what would do. */
  | {
      readonly kind: "quote-unclear";
      readonly what: "supplier" | "item" | "unit" | "unread";
      readonly written: string;
      readonly names: readonly string[];
    }
  | {
      readonly kind: "compared";
      readonly quantity: number | undefined;
      readonly tables: readonly {
        readonly label: ItemLabel;
        readonly unit: string;
        readonly quotes: readonly ComparedQuote[];
      }[];
    }
  | ({
      readonly kind: "order-prices";
      readonly order: number;
      readonly supplier: string;
      readonly lines: readonly PricedLine[];
    } & Total)
  | {
      readonly kind: "spent";
      readonly period: string;
      readonly lines: readonly ({ readonly supplier: string } & Total)[];
    };
