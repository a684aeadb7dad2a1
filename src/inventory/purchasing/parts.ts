/** What the relay may have to say of purchasing, without Chinese. */
import type { LowStockLine } from "../figures/low-stock";
import type { ItemLabel, LabelledItem } from "../items/labeller";
import type { PurchaseEvent } from "./event";
import type { PricePart } from "./price-parts";
import type { PurchaseRow, PurchaseStatus } from "./row";
import type { Suggestion } from "./suggested-quantity";
import type { SupplierFigures } from "./statistics";
import type { Kinds } from "../kinds";

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
  | Kinds<{
      requested: {
        lines: readonly PurchaseLine[];
        /** 来源: it was made by itself. */
        isAutomatic: boolean;
        /** Things that stand in no row of 库存. */
        unknown: readonly string[];
      };
      ordered: { orders: readonly OrderSummary[] };
      "to-buy": { requests: readonly PurchaseLine[]; low: readonly ToBuy[] };
      order: {
        order: OrderSummary;
        /** Oldest first. */
        events: readonly PurchaseEvent[];
      };
      "under-way": { lines: readonly PurchaseLine[] };
      "order-changed": {
        changes: readonly ChangedLine[];
        /** Whether the supplier has to agree anew. */
        asksAnew: boolean;
      };
      /** What 是 does. */
      "ask-new": { written: readonly string[]; supplier: string };
      "ask-order-requests": { orders: readonly OrderSummary[] };
      "ask-cancel": { lines: readonly PurchaseLine[] };
      "ask-arrived": { lines: readonly PurchaseLine[] };
      "ask-short": { line: PurchaseLine; arrived: number };
      "ask-over": { ordered: number } & OnOrders;
      "ask-return": { supplier: string } & OnOrders;
      "ask-send": { what: "chase" | "letter"; supplier: string };
      /** A list to choose from. */
      "which-supplier": { names: readonly string[]; label: string };
      "which-order": { orders: readonly OrderSummary[] };
      /** Which of several is meant can't be chosen from a list: the number is to be told. */
      "which-line": { lines: readonly PurchaseLine[] };
      "order-or-booking": { line: PurchaseLine; written: string };
      "no-order": { number: number };
      "no-request": { numbers: readonly number[] };
      "no-supplier": { written: string; names: readonly string[] };
      "not-in-order": { number: number; label: ItemLabel };
      "nothing-open": {
        what: "order" | "rest" | "requests" | "supplier" | "under-way" | "arrived" | "return";
        of: string;
      };
      already: { order: number; status: PurchaseStatus };
      "below-received": { line: PurchaseLine };
      /** How much is suggested would tell what there is, which nobody is told for now. */
      "not-told": { label: ItemLabel };
      /** The forecast suggests to buy none of it. */
      "no-suggestion": { label: ItemLabel };
      "wrong-goods": object;
      /** Only who buys may do this; `item` is what a request could say. */
      "not-buyer": { who: readonly string[]; form: string };
      /** Beside the receipt of a delivery. */
      arrival: { lines: readonly PurchaseLine[] };
      chase: { supplier: string; lines: readonly PurchaseLine[]; isSent: boolean };
      letter: {
        letter: Letter;
        isSent: boolean;
        /** Of its printable page; "": there is none. */
        url: string;
      };
      "supplier-figures": { figures: readonly SupplierFigures[]; period: string };
      "why-so-much": {
        stock: number | undefined;
        safetyStock: number | undefined;
        fixed: number | undefined;
        buy: Suggestion;
      } & LabelledItem;
      /** To a supplier. */
      "supplier-noted": {
        order: number | undefined;
        what: "confirmed" | "sent" | "date" | "lacks";
        /** The day that was understood: of sending, else of arrival; "": none. */
        day: string;
      };
      /** To buyers, of what a supplier said, in their words where nothing else is known of it. */
      "supplier-said": { supplier: string; text: string; changes: readonly ChangedLine[] };
    }>
  | PricePart;

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
