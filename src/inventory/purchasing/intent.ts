/**
 * What a person may mean that concerns purchasing. `Line` is a line of things as it was read, `Match` the
 * name of one, `Period` a word for a time.
 */
import type { Kinds } from "../kinds";
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

export type PurchaseIntent<Line, Match, Period> = { readonly kind: "purchase" } & Kinds<
  {
    list: object;
    "wrong-goods": object;
    /** Requests as orders, by supplier: all of them, or those with these 行号. */
    "order-requests": { numbers: readonly number[] | "all"; isAgreed?: true };
    place: { order: number };
    show: { order: number };
    /** All of an order has come. */
    arrived: { order: number; isAgreed?: true };
    "under-way": { match: Match | undefined; supplier: string };
    /** `dueOn`: the day of arrival; `sentOn`: that of sending. */
    confirm: OrderWords<Match> & {
      dueOn: string;
      sentOn: string;
      /** The supplier's own group; a number is the order's that they agree to. */
      isTheirs: boolean;
    };
    /** `isTheirs`: the supplier's word; `isPlain`: 明天到货A4纸10箱, silence where no order fits. */
    due: OrderWords<Match> & { dueOn: string; isTheirs: boolean; isPlain: boolean };
    /** 红色改成蓝色: `from` and `to` as they were written. */
    "change-item": { order: number | undefined; from: string; to: string };
    "change-quantity": { order: number; line: Line };
    /** `isRest`: only what waits for its rest, or what is named. */
    cancel: OrderWords<Match> & { isRest: boolean; isAgreed?: true };
    /** 取消申请 20 */
    "drop-requests": { numbers: readonly number[] };
    /** 说好100支怎么送来50支 */
    short: { match: Match | undefined; ordered: number; arrived: number; isAgreed?: true };
    /** 退货 A4纸 2箱 给青竹 */
    return: { line: Line; supplier: string; isAgreed?: true };
    chase: { supplier: string; isAgreed?: true };
    letter: OrderWords<Match> & { isAgreed?: true };
    statistics: { supplier: string; period: Period | undefined };
    why: { match: Match };
    /** What a supplier asks for things. `unread`: what of it can't be read; "": nothing. */
    quote: { supplier: string; quotes: readonly QuoteWords<Match>[]; unread: string };
    /** What an order, or the thing of a line, costs. */
    price: { order: number | undefined; line: Line | undefined };
    /** A supplier says that something is lacking. */
    lacks: { match: Match | undefined };
  },
  "does"
>;
