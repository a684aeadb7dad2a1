/**
 * A row of 采购: one thing that somebody asked for or ordered, from the request to its arrival. What state it is in follows
 * from its figures and times. Pure.
 */
import type { ItemLine } from "../items/item";
import { subtract } from "../items/quantity";

export type PurchaseStatus =
  "requested" | "draft" | "ordered" | "confirmed" | "partial" | "done" | "cancelled";

/** `collected`: one of several that somebody gathered for others. */
export type PurchaseSource = "low" | "shortage" | "collected" | "manual";

export interface PurchaseRow extends ItemLine {
  /** 行号, never used again. */
  readonly number: number;
  /** 单号; undefined while it is only a request. */
  readonly order: number | undefined;
  readonly quantity: number;
  /** What the rows of 流水 come to that name it. */
  readonly received: number;
  readonly cancelled: number;
  /** 数量 when it was ordered. */
  readonly original: number | undefined;
  readonly supplier: string;
  readonly source: PurchaseSource;
  readonly requestedAt: Date | undefined;
  readonly orderer: string;
  readonly orderedAt: Date | undefined;
  readonly confirmedAt: Date | undefined;
  /** 约定到货 as `yyyy-MM-dd`; "": none. */
  readonly dueOn: string;
  readonly note: string;
  readonly messageId: string;
  /** Set by hand against the figures: it holds, and what is missing is cancelled. */
  readonly closed?: "done" | "cancelled";
  /** Set by hand against the figures, and does not hold. */
  readonly contrary?: PurchaseStatus;
}

/** A row that stands, and what is to stand in it. */
export interface PurchaseChange {
  readonly row: PurchaseRow;
  readonly to: Partial<PurchaseRow>;
}

type Figures = Pick<
  PurchaseRow,
  "order" | "quantity" | "cancelled" | "received" | "orderedAt" | "confirmedAt"
>;

/**
 * The state that figures and times tell.
 *
 * @example statusOfFigures({ order: 12, quantity: 30, cancelled: 0, received: 10, orderedAt, confirmedAt }) // "partial"
 */
export function statusOfFigures(row: Figures): PurchaseStatus {
  const wanted = subtract(row.quantity, row.cancelled);
  if (row.received > 0 && row.received >= wanted) return "done";
  if (wanted <= 0) return "cancelled";
  if (row.order === undefined) return "requested";
  if (row.received > 0) return "partial";
  if (row.orderedAt === undefined) return "draft";
  return row.confirmedAt === undefined ? "ordered" : "confirmed";
}

export const statusOf = (row: PurchaseRow): PurchaseStatus => row.closed ?? statusOfFigures(row);

/** What 状态 says that its figures don't tell. */
export function setByHand(
  row: Figures,
  shown: PurchaseStatus | undefined,
): Pick<PurchaseRow, "closed" | "contrary"> {
  if (shown === undefined || shown === statusOfFigures(row)) return {};
  return shown === "done" || shown === "cancelled" ? { closed: shown } : { contrary: shown };
}

/** Whether it is ordered and something of it may still come. */
export const isUnderWay = (row: PurchaseRow): boolean =>
  ["ordered", "confirmed", "partial"].includes(statusOf(row));

/** Asked for, or put into an order that was not placed yet. */
export const isRequested = (row: PurchaseRow): boolean =>
  ["requested", "draft"].includes(statusOf(row));

/** What is not received of what was ordered or asked for; 0 once it is closed. */
export function outstandingOf(row: PurchaseRow): number {
  if (!isUnderWay(row) && !isRequested(row)) return 0;
  return Math.max(0, subtract(subtract(row.quantity, row.cancelled), row.received));
}
