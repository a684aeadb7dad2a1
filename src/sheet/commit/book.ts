/** One booking in a commit in the making: what it comes to, the rows and cells that it adds to the draft. Pure. */
import { itemKeyOf } from "../../inventory/items/item";
import type { Movement } from "../../inventory/movements/movement";
import type { BookingOutcome, Obstacle } from "../../inventory/movements/outcome";
import {
  countIn,
  recentMs,
  sameCountIn,
  type PendingClose,
} from "../../inventory/movements/pending";
import { pendingStatuses } from "../../language/sheet-words/headings";
import { toSerial } from "../../inventory/wall-clock";
import { wishesOf } from "../further-tabs/changes";
import { isDecidedOnLess } from "../ledger/decided-on";
import { bearLines } from "../ledger/enough-stock";
import type { Booking } from "../stockroom";
import { rowsOfMessage } from "../ledger/memory";
import { rowsCausedBy } from "../tabs/grid";
import { rowKey } from "../tabs/tab";
import type { Draft } from "./draft";
import type { DesiredCells } from "./facts";
import { entriesOfMessage, pendingEntries, type PendingRows } from "./pending-rows";
import type { PlanningState } from "./state";

export function book(
  booking: Booking,
  {
    state,
    draft,
    pending,
    desired,
    outcomes,
    commit,
  }: {
    readonly state: PlanningState;
    readonly draft: Draft;
    readonly pending: PendingRows;
    readonly desired: DesiredCells[];
    readonly outcomes: ReadonlyMap<Booking, BookingOutcome>;
    readonly commit: string;
  },
): BookingOutcome {
  const { messageId, lines } = booking;
  const before = bookedBefore(booking, state);
  if (before) return before;
  const isSame = ([other, { kind }]: readonly [Booking, BookingOutcome]): boolean =>
    other.messageId === messageId && kind === "booked";
  if ([...outcomes].some(isSame)) return { kind: "already", movements: [] };
  const borne = bearLines(lines, state.stock, {
    figureOf: ({ key, item }) => {
      const figure = item.stock.kind === "figure" ? item.stock.quantity : 0;
      return draft.ledgerFigure(key) ?? figure;
    },
    rowsOf: (key) => rowsBefore(booking, state, draft).filter((row) => itemKeyOf(row) === key),
    sentAt: booking.sentAt < state.now ? booking.sentAt : state.now,
  });
  if ("obstacles" in borne) return impossible(borne.obstacles);
  const isOutdated =
    isDecidedOnLess(booking, borne.steps, newerRows(booking, state, draft)) ||
    waitsAlready(booking, { state, draft, pending });
  const wishes = isOutdated ? "outdated" : wishesOf(booking, { state, draft, desired });
  if (wishes === "outdated") return impossible([]);
  const movements = draft.book(booking, borne.steps);
  const entered = booking.pending.map((one) => pending.enter(one, messageId));
  desired.push(...booking.closes.map((close) => closing(close, state)));
  if (booking.joins) draft.append("members", booking.joins);
  for (const row of booking.rows ?? []) {
    draft.append(row.tab, "entryOf" in row ? row.entryOf(draft.nextNumber(row.tab)) : row.entry);
  }
  desired.push(...wishes);
  return { kind: "booked", commit, movements, pending: entered };
}

const closing = (close: PendingClose, { now, timeZone }: PlanningState): DesiredCells => ({
  tab: "pending",
  key: rowKey([String(close.number)]),
  fields: {
    status: pendingStatuses[close.status],
    handledBy: close.handledBy,
    handledAt: toSerial(now, timeZone),
  },
  expected: { status: pendingStatuses.open },
});

/** Nothing of it is written. */
const impossible = (obstacles: readonly Obstacle[]): BookingOutcome => ({
  ...{ kind: "impossible", obstacles, written: false, pending: [] },
});

/** What is booked before it, as far back as that is remembered or was read for it; newest first. */
function rowsBefore(
  { earlier = [] }: Pick<Booking, "earlier">,
  { memory }: PlanningState,
  { movements }: Draft,
): readonly Movement[] {
  const recent = [...movements.toReversed(), ...memory.recent()];
  if (earlier.length === 0) return recent;
  const known = new Set(recent.map(({ id }) => id));
  return [...recent, ...earlier.filter(({ id }) => !known.has(id))];
}

/** What stands in the ledger since the earliest moment that a booking's lines belong to; newest first. */
function newerRows(
  { lines, sentAt }: Booking,
  { memory }: PlanningState,
  { movements }: Draft,
): readonly Movement[] {
  const from = Math.min(...lines.map(({ tookAt = sentAt }) => tookAt.getTime()));
  const recent = memory.recent();
  const older = recent.findIndex(({ at }) => at.getTime() <= from);
  return [...movements.toReversed(), ...recent.slice(0, older < 0 ? recent.length : older)];
}

/** Whether somebody else's entry, which was not there when it was decided, says the same of an item: it is to join that. */
function waitsAlready(
  { pending: drafts, closes }: Booking,
  {
    state,
    draft,
    pending,
  }: { readonly state: PlanningState; readonly draft: Draft; readonly pending: PendingRows },
): boolean {
  const counts = drafts.flatMap(({ kind, plan }) =>
    kind === "shortage" || kind === "count" ? (countIn(plan) ?? []) : [],
  );
  if (counts.length === 0) return false;
  const closed = new Set(closes.map(({ number }) => number));
  const entries = [...pending.entered, ...pendingEntries(state)];
  const others = entries.filter(({ number }) => !closed.has(number));
  const recent = rowsBefore({}, state, draft);
  const known = { recent, recentSince: new Date(state.now.getTime() - recentMs) };
  return counts.some((count) => sameCountIn(others, count, known) !== undefined);
}

/** What a message came to that stands in the sheet already. */
function bookedBefore(
  { messageId, lines, pending, closes, rows = [] }: Booking,
  { memory, clean, timeZone }: PlanningState,
): BookingOutcome | undefined {
  const own = entriesOfMessage({ clean, timeZone }, messageId);
  if (memory.has(messageId)) {
    if (memory.isVoided(messageId)) {
      return { kind: "impossible", obstacles: [], written: true, pending: own };
    }
    return { kind: "already", movements: rowsOfMessage(messageId, memory) };
  }
  // Another relay may have decided otherwise on it.
  const isEntered = own.some(({ number }) => !closes.some((close) => close.number === number));
  const added = lines.length > 0 ? [] : rows;
  const stands =
    (isEntered && lines.length + pending.length > 0) ||
    added.some(({ tab }) => rowsCausedBy(clean.get(tab), messageId).length > 0);
  return stands ? { kind: "already", movements: [] } : undefined;
}
