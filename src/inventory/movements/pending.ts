/** An entry of the 待处理 tab: something that waits for a keeper, or for an answer of the person who wrote it. */
import type { StockDocument } from "../documents/document";
import { itemKeyOf } from "../items/item";
import { bookedAfter } from "./count";
import type { Movement } from "./movement";
import type { Plan, PlannedLine } from "./plan";

/** `expired`: closed by itself. */
export type PendingStatus = "open" | "confirmed" | "rejected" | "expired";

/** What kind of entry it is; the sheet shows the kind in the words of language/sheet-words/headings. */
export type PendingKind =
  | "short" // a take-out above what is there
  | "shortage" // somebody reported fewer than the sheet has
  | "count" // a stocktake by someone who may only propose one
  | "large" // a take-out above the large-issue limit
  | "return" // a return above the return limit
  | "unclear" // meant to book, could not be understood
  | "unanswered" // a choice or yes/no question whose ten minutes passed
  | "code" // a document with a code that 外部编码 does not know
  | "check" // a figure or a cell that a keeper has to look at
  | "refused"; // undo below zero, a booking that proved impossible, a batch the sheet refused

export interface PendingDraft {
  readonly kind: PendingKind;
  readonly text: string;
  readonly operator: string;
  /** `platform:account` of the operator; "" on entries of earlier versions. */
  readonly account: string;
  /** A sentence for the keeper; never read back. */
  readonly reason: string;
  /** What 确认 books; undefined where the message must be sent anew. */
  readonly plan: Plan | undefined;
  /** The document that is booked once its codes are known; only in entries of that kind. */
  readonly document?: StockDocument | undefined;
}

export interface PendingEntry extends PendingDraft {
  /** 编号. */
  readonly number: number;
  readonly at: Date;
  readonly status: PendingStatus;
  readonly handledBy: string;
  readonly handledAt: Date | undefined;
  readonly messageId: string;
}

/** An entry without a plan is of no use once its person has gone home. */
const mistakesKeptMs = 24 * 60 * 60_000;

/** Whether an entry closes by itself: a message that could not be understood, a day ago, with nothing to confirm. */
export function isExpired({ status, kind, plan, at }: PendingEntry, now: Date): boolean {
  const isMistake = (kind === "unclear" || kind === "unanswered") && plan === undefined;
  return status === "open" && isMistake && now.getTime() - at.getTime() > mistakesKeptMs;
}

export interface PendingClose {
  readonly number: number;
  readonly status: Exclude<PendingStatus, "open">;
  readonly handledBy: string;
}

/** How far back movements are always known. */
export const recentMs = 48 * 60 * 60_000;

/** The one count that a plan is. */
export function countIn(plan: Plan | undefined): PlannedLine | undefined {
  const [line, ...others] = plan?.lines ?? [];
  const isAlone = others.length === 0 && plan?.undoes.length === 0;
  return isAlone && line?.type === "stocktake" ? line : undefined;
}

/**
 * Several people see the same empty shelf: the open entry of the same item and figure, where nothing was booked on the item
 * since.
 *
 * @param recent all movements since `recentSince`, newest first
 */
export function sameCountIn(
  entries: readonly PendingEntry[],
  line: PlannedLine,
  { recent, recentSince }: { readonly recent: readonly Movement[]; readonly recentSince: Date },
): PendingEntry | undefined {
  const rows = recent.filter((row) => itemKeyOf(row) === itemKeyOf(line));
  return entries.find(({ status, plan, at }) => {
    const other = status === "open" ? countIn(plan) : undefined;
    if (other?.quantity !== line.quantity || itemKeyOf(other) !== itemKeyOf(line)) return false;
    const since = other.countedAt ?? at;
    return since >= recentSince && bookedAfter(since, rows).length === 0;
  });
}
