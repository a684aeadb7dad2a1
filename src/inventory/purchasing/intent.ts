/**
 * What a person may mean that concerns purchasing. `Line` is a line of things as it was read, `Match` the
 * name of one, `Period` a word for a time.
 */
import type { QuoteWords } from "./price";

/** Which order or orders are meant: by number, else by what is said of them. */
interface OrderWords<Match> {
  readonly order: number | undefined;
  /** As it was written; "": none. */
  readonly supplier: string;
  readonly match: Match | undefined;
}

/** Things that are asked for; `form` what the question about a line shows. */
export interface RequestIntent<Line> {
  readonly kind: "request";
  readonly lines: readonly Line[];
  /** Asked for by somebody for others (代订). */
  readonly isCollected: boolean;
  /** What is in no row of 库存 is asked for all the same. */
  readonly isAgreed?: true;
}

export interface OrderIntent<Line> {
  readonly kind: "order";
  readonly lines: readonly Line[];
  /** As it was written; "": nobody was named. */
  readonly supplier: string;
  /** Who delivers what no single supplier is known for. */
  readonly otherwise?: string;
  /** `yyyy-MM-dd`; "": none was told. */
  readonly dueOn: string;
  /** 是: what nobody knows yet is ordered all the same, of a supplier that is added. */
  readonly isAgreed?: true;
}

type Does<Does extends string, More = unknown> = {
  readonly kind: "purchase";
  readonly does: Does;
} & More;

export type PurchaseIntent<Line, Match, Period> =
  | Does<"list" | "wrong-goods">
  /** Requests as orders, by supplier: all of them, or those with these 行号. */
  | Does<
      "order-requests",
      { readonly numbers: readonly number[] | "all"; readonly isAgreed?: true }
    >
  | Does<"place", { readonly order: number }>
  | Does<"show", { readonly order: number }>
  /** All of an order has come. */
  | Does<"arrived", { readonly order: number; readonly isAgreed?: true }>
  | Does<"under-way", { readonly match: Match | undefined; readonly supplier: string }>
  /** `dueOn`: the day of arrival; `sentOn`: that of sending. */
  | Does<
      "confirm",
      OrderWords<Match> & {
        readonly dueOn: string;
        readonly sentOn: string;
        /** The supplier's own group; a number is the order's that they agree to. */
        readonly isTheirs: boolean;
      }
    >
  /** `isTheirs`: the supplier's word; `isPlain`: 明天到货A4纸10箱, silence where no order fits. */
  | Does<
      "due",
      OrderWords<Match> & {
        readonly dueOn: string;
        readonly isTheirs: boolean;
        readonly isPlain: boolean;
      }
    >
  /** 红色改成蓝色: `from` and `to` as they were written. */
  | Does<
      "change-item",
      { readonly order: number | undefined; readonly from: string; readonly to: string }
    >
  | Does<"change-quantity", { readonly order: number; readonly line: Line }>
  /** `isRest`: only what waits for its rest, or what is named. */
  | Does<"cancel", OrderWords<Match> & { readonly isRest: boolean; readonly isAgreed?: true }>
  /** 取消申请 20 */
  | Does<"drop-requests", { readonly numbers: readonly number[] }>
  /** 说好100支怎么送来50支 */
  | Does<
      "short",
      {
        readonly match: Match | undefined;
        readonly ordered: number;
        readonly arrived: number;
        readonly isAgreed?: true;
      }
    >
  /** 退货 A4纸 2箱 给青竹 */
  | Does<"return", { readonly line: Line; readonly supplier: string; readonly isAgreed?: true }>
  | Does<"chase", { readonly supplier: string; readonly isAgreed?: true }>
  | Does<"letter", OrderWords<Match> & { readonly isAgreed?: true }>
  | Does<"statistics", { readonly supplier: string; readonly period: Period | undefined }>
  | Does<"why", { readonly match: Match }>
  /** What a supplier asks for things. `unread`: what of it can't be read; "": nothing. */
  | Does<
      "quote",
      {
        readonly supplier: string;
        readonly quotes: readonly QuoteWords<Match>[];
        readonly unread: string;
      }
    >
  /** What an order, or the thing of a line, costs. */
  | Does<"price", { readonly order: number | undefined; readonly line: Line | undefined }>
  /** A supplier says that something is lacking. */
  | Does<"lacks", { readonly match: Match | undefined }>;
