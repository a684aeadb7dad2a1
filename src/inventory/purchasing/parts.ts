/** What the relay may have to say of purchasing, without Chinese. */
import type { LowStockLine } from "../figures/low-stock";
import type { ItemLabel, LabelledItem } from "../items/labeller";
import type { PurchaseEvent } from "./event";
import type { PricePart } from "./price-parts";
import type { PurchaseRow, PurchaseStatus } from "./row";
import type { Suggestion } from "./suggested-quantity";
import type { SupplierFigures } from "./statistics";

/** A row of 采购 as people are told of it; `quantity`: without what was cancelled. */
export interface PurchaseLine
  extends
    LabelledItem,
    Pick<PurchaseRow, "number" | "order" | "quantity" | "received" | "supplier" | "dueOn">,
    Pick<PurchaseRow, "requester" | "department"> {
  /** What is still to come. */
  readonly left: number;
  readonly status: PurchaseStatus;
}

export interface OrderSummary extends Pick<PurchaseRow, "orderedAt" | "confirmedAt" | "dueOn"> {
  readonly number: number;
  readonly supplier: string;
  readonly status: PurchaseStatus;
  readonly lines: readonly PurchaseLine[];
}

/** Something low that nobody has asked for yet. */
export type ToBuy = LowStockLine & { readonly supplier: string };

/** One thing of an order that was changed. */
export interface ChangedLine {
  readonly order: number | undefined;
  readonly supplier: string;
  readonly label: ItemLabel;
  /** `sent`: agreed to, and `after` is the day of sending. */
  readonly what: "quantity" | "item" | "date" | "cancelled" | "confirmed" | "sent";
  readonly before: string;
  readonly after: string;
}

/** So much of an item, on orders with these 单号. */
interface OnOrders extends LabelledItem {
  readonly quantity: number;
  readonly orders: readonly number[];
}

export type PurchasePart =
  | {
      readonly kind: "requested";
      readonly lines: readonly PurchaseLine[];
      /** 来源: it was made by itself. */
      readonly isAutomatic: boolean;
      /** Things that stand in no row of 库存. */
      readonly unknown: readonly string[];
    }
  | { readonly kind: "ordered"; readonly orders: readonly OrderSummary[] }
  | {
      readonly kind: "to-buy";
      readonly requests: readonly PurchaseLine[];
      readonly low: readonly ToBuy[];
    }
  | {
      readonly kind: "order";
      readonly order: OrderSummary;
      /** Oldest first. */
      readonly events: readonly PurchaseEvent[];
    }
  | { readonly kind: "under-way"; readonly lines: readonly PurchaseLine[] }
  | {
      readonly kind: "order-changed";
      readonly changes: readonly ChangedLine[];
      /** Whether the supplier has to agree anew. */
      readonly asksAnew: boolean;
    }
  /** What 是 does. */
  | { readonly kind: "ask-new"; readonly written: readonly string[]; readonly supplier: string }
  | { readonly kind: "ask-order-requests"; readonly orders: readonly OrderSummary[] }
  | { readonly kind: "ask-cancel"; readonly lines: readonly PurchaseLine[] }
  | { readonly kind: "ask-arrived"; readonly lines: readonly PurchaseLine[] }
  | {
      readonly kind: "ask-short";
      readonly line: PurchaseLine;
      readonly arrived: number;
    }
  | ({ readonly kind: "ask-over"; readonly ordered: number } & OnOrders)
  | ({ readonly kind: "ask-return"; readonly supplier: string } & OnOrders)
  | { readonly kind: "ask-send"; readonly what: "chase" | "letter"; readonly supplier: string }
  /** A list to choose from. */
  | { readonly kind: "which-supplier"; readonly names: readonly string[]; readonly label: string }
  | { readonly kind: "which-order"; readonly orders: readonly OrderSummary[] }
  /** Which of several is meant can't be chosen from a list: the number is to be told. */
  | { readonly kind: "which-line"; readonly lines: readonly PurchaseLine[] }
  | { readonly kind: "order-or-booking"; readonly line: PurchaseLine; readonly written: string }
  | { readonly kind: "no-order"; readonly number: number }
  | { readonly kind: "no-request"; readonly numbers: readonly number[] }
  | { readonly kind: "no-supplier"; readonly written: string; readonly names: readonly string[] }
  | { readonly kind: "not-in-order"; readonly number: number; readonly label: ItemLabel }
  | {
      readonly kind: "nothing-open";
      readonly what:
        "order" | "rest" | "requests" | "supplier" | "under-way" | "arrived" | "return";
      readonly of: string;
    }
  | { readonly kind: "already"; readonly order: number; readonly status: PurchaseStatus }
  | { readonly kind: "below-received"; readonly line: PurchaseLine }
  /** How much is suggested would tell what there is, which nobody is told for now. */
  | { readonly kind: "not-told"; readonly label: ItemLabel }
  /** The forecast suggests to buy none of it. */
  | { readonly kind: "no-suggestion"; readonly label: ItemLabel }
  | { readonly kind: "wrong-goods" }
  /** Only who buys may do this; `item` is what a request could say. */
  | { readonly kind: "not-buyer"; readonly who: readonly string[]; readonly form: string }
  /** Beside the receipt of a delivery. */
  | { readonly kind: "arrival"; readonly lines: readonly PurchaseLine[] }
  | {
      readonly kind: "chase";
      readonly supplier: string;
      readonly lines: readonly PurchaseLine[];
      readonly isSent: boolean;
    }
  | {
      readonly kind: "letter";
      readonly letter: Letter;
      readonly isSent: boolean;
      /** Of its printable page; "": there is none. */
      readonly url: string;
    }
  | {
      readonly kind: "supplier-figures";
      readonly figures: readonly SupplierFigures[];
      readonly period: string;
    }
  | ({
      readonly kind: "why-so-much";
      readonly stock: number | undefined;
      readonly safetyStock: number | undefined;
      readonly fixed: number | undefined;
      readonly buy: Suggestion;
    } & LabelledItem)
  | PricePart
  /** To a supplier. */
  | {
      readonly kind: "supplier-noted";
      readonly order: number | undefined;
      readonly what: "confirmed" | "sent" | "date" | "lacks";
      /** The day that was understood: of sending, else of arrival; "": none. */
      readonly day: string;
    }
  /** To buyers, of what a supplier said, in their words where nothing else is known of it. */
  | {
      readonly kind: "supplier-said";
      readonly supplier: string;
      readonly text: string;
      readonly changes: readonly ChangedLine[];
    };

/** What was changed in a letter at one moment, and the number that it bears since. */
export interface LetterVersion {
  readonly number: number;
  readonly at: Date;
  /** None in the first. */
  readonly changes: readonly ChangedLine[];
}

/** Which letter somebody was shown. */
export interface LetterAddress {
  readonly order: number;
  readonly version: number;
}

/** An order as it is confirmed in writing. */
export interface Letter {
  readonly order: number;
  readonly supplier: string;
  readonly contact: string;
  readonly orderer: string;
  readonly lines: readonly Pick<PurchaseLine, "label" | "quantity" | "unit" | "dueOn">[];
  /** The newest of them. */
  readonly version: LetterVersion;
  /** Those before it, oldest first. */
  readonly earlier: readonly LetterVersion[];
}
