/** Rows of 采购 about which buyers should ask a supplier: late, unanswered, or delivered in part. Pure. */
import type { Item } from "../items/item";
import type { PurchaseEvent, PurchaseEventKind } from "./event";
import { lineOf } from "./lines";
import type { Purchasing } from "./orders";
import type { PurchaseLine } from "./parts";
import { statusOf, type PurchaseRow } from "./row";
import { findSupplier, usualReplyHours, type Supplier } from "./supplier";

type Reason =
  /** 约定到货 has passed. */
  | { readonly why: "late"; readonly days: number }
  /** Nobody agreed since it was ordered, or changed. */
  | { readonly why: "unanswered"; readonly hours: number }
  | { readonly why: "partial" };

export type FollowUp = Reason & { readonly line: PurchaseLine };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What the supplier has to agree to anew. */
const asksAnew: readonly PurchaseEventKind[] = ["ordered", "quantity", "item", "date"];

/**
 * A row once at most: the latest first, then those that wait longest for an answer, then what came in part.
 *
 * @param today `yyyy-MM-dd` in the relay's zone
 */
export function followUps(
  { rows, suppliers, events }: Purchasing,
  {
    items,
    now,
    today,
  }: { readonly items: readonly Item[]; readonly now: Date; readonly today: string },
): readonly FollowUp[] {
  const askedAt = newestByRow(events);
  const reasonOf = (row: PurchaseRow): Reason | undefined => {
    const status = statusOf(row);
    if (status !== "ordered" && status !== "confirmed" && status !== "partial") return undefined;
    const days = row.dueOn === "" ? 0 : (Date.parse(today) - Date.parse(row.dueOn)) / dayMs;
    if (days > 0) return { why: "late", days };
    if (status === "partial") return { why: "partial" };
    const since = Math.max(row.orderedAt?.getTime() ?? 0, askedAt.get(row.number) ?? 0);
    const hours = (now.getTime() - since) / hourMs;
    const isOver = status === "ordered" && hours > replyHoursOf(row, suppliers);
    return isOver ? { why: "unanswered", hours } : undefined;
  };
  return rows
    .flatMap((row): readonly FollowUp[] => {
      const reason = reasonOf(row);
      return reason === undefined ? [] : [{ ...reason, line: lineOf(row, { items }) }];
    })
    .sort(
      (one, other) =>
        reasons.indexOf(one.why) - reasons.indexOf(other.why) ||
        lengthOf(other) - lengthOf(one) ||
        one.line.number - other.line.number,
    );
}

const reasons: readonly FollowUp["why"][] = ["late", "unanswered", "partial"];

function lengthOf(reason: Reason): number {
  if (reason.why === "late") return reason.days;
  return reason.why === "unanswered" ? reason.hours : 0;
}

function replyHoursOf({ supplier }: PurchaseRow, suppliers: readonly Supplier[]): number {
  return findSupplier(supplier, suppliers)[0]?.replyHours ?? usualReplyHours;
}

/** When each row was last asked about, in ms. */
function newestByRow(events: readonly PurchaseEvent[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const { kind, row, at } of events)
    if (row !== undefined && asksAnew.includes(kind))
      found.set(row, Math.max(found.get(row) ?? 0, at.getTime()));
  return found;
}
