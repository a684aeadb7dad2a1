/**
 * What a commit owes to keepers beside the bookings that wait: messages that are taken back, bookings that can't be shown,
 * cells that could not be put right. Pure.
 */
import type { Movement } from "../../inventory/movements/movement";
import type { Obstacle } from "../../inventory/movements/outcome";
import type { PendingEntry } from "../../inventory/movements/pending";
import type { Plan as ConfirmedPlan } from "../../inventory/movements/plan";
import {
  miswrittenReason,
  obstacleSentence,
  unshowableReason,
  voidedReason,
  withdrawnReason,
} from "../../language/sheet-words/sheet-sentences";
import { cellName, shownValue, textOf } from "../api/cells";
import { findUnshowable } from "../recovery/reconcile";
import type { Booking } from "../stockroom";
import { broadcastStatus } from "../tabs/broadcasts";
import type { Draft } from "./draft";
import type { Debt, DesiredCells } from "./facts";
import type { PendingRows } from "./pending-rows";
import type { PlanningState } from "./state";

/** A booking that stands and can't: its rows are taken back. */
export interface Voiding {
  readonly booking: Pick<Booking, "messageId" | "text" | "operator" | "account">;
  /** What 确认 of its entry books. */
  readonly plan: ConfirmedPlan | undefined;
  /** Its rows as they stand, oldest first. */
  readonly rows: readonly Movement[];
  readonly obstacles: readonly Obstacle[];
  /** Keys of warnings that it caused. */
  readonly warnings: readonly string[];
}

/** Of a debt that can't be paid so long keepers are told, and it is left. */
const debtPatienceMs = 60_000;

/** The rows that take a booking back, the entry for the keepers, the warnings that no longer hold. */
export function takeBack(
  { booking, plan, rows, obstacles, warnings }: Voiding,
  draft: Draft,
  pending: PendingRows,
  desired: DesiredCells[],
): readonly PendingEntry[] {
  const reason = voidedReason(obstacles.map(obstacleSentence));
  draft.takeBack(rows, reason);
  for (const key of warnings) {
    desired.push({
      tab: "broadcasts",
      key,
      fields: { status: broadcastStatus({ status: "failed", reason: withdrawnReason }) },
      expected: { status: broadcastStatus({ status: "waiting", reason: "" }) },
    });
  }
  const { messageId, ...sender } = booking;
  return [pending.enter({ kind: "refused", ...sender, reason, plan }, messageId)];
}

/** An entry for each booking that stands and can't be shown; the next figure typed there is taken as it is. */
export function noteUnshowable(state: PlanningState, draft: Draft, pending: PendingRows): void {
  for (const { key, figure, obstacle } of findUnshowable(state, draft)) {
    draft.shown.delete(key);
    pending.check(unshowableReason(obstacleSentence(obstacle), figure));
  }
}

/** Debts that are left: those that stand, but for what could not be put right for a minute. */
export function settleDebts(state: PlanningState, pending: PendingRows): readonly Debt[] {
  const { facts, gone, isFresh, now, view } = state;
  const goneIds = new Set(isFresh ? gone.map(({ id }) => id) : []);
  return facts.debts.filter((debt) => {
    if (goneIds.has(debt.id)) return false;
    if (now.getTime() - debt.since < debtPatienceMs) return true;
    const title = view.grids.get(debt.tab)?.title ?? "";
    const owed = state.owed.find((one) => one.debt.id === debt.id);
    const cell = cellName(owed?.gridRow ?? debt.gridRow, owed?.column ?? debt.column);
    const [was, ours] = [String(shownValue(debt.was) ?? ""), textOf(debt.ours)];
    pending.check(miswrittenReason(`${title} ${cell}`, was, ours));
    return false;
  });
}
