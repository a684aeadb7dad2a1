/**
 * What waits → one commit: which bookings can stand on the sheet as it is believed to be, which rows and cells that makes,
 * and what each booking comes to. Pure; nothing is sent.
 */
import type { Broadcast } from "../../inventory/movements/broadcast";
import type { Movement } from "../../inventory/movements/movement";
import type { BookingOutcome } from "../../inventory/movements/outcome";
import type { PendingEntry } from "../../inventory/movements/pending";
import { lostRowsReason } from "../../language/sheet-words/sheet-sentences";
import { traceOf } from "../ledger/memory";
import { findPersonsFigures } from "../recovery/reconcile";
import type { Booking } from "../stockroom";
import type { Fields } from "../tabs/tab";
import { book } from "./book";
import { announce } from "./broadcast-rows";
import { noteUnshowable, settleDebts, takeBack, type Voiding } from "./takebacks";
import { createDraft, type Draft } from "./draft";
import { noFacts, type DesiredCells, type Facts } from "./facts";
import { createPendingRows, entriesOfMessage } from "./pending-rows";
import type { PlanningState } from "./state";
import type { PlannedWrite } from "./row-writes";
import { planWrites } from "./writes";

export interface Wanted {
  readonly bookings: readonly Booking[];
  readonly voidings: readonly Voiding[];
  /** Cells that the relay itself wants to change. */
  readonly cells: readonly DesiredCells[];
  /** Tabs whose rows take no writes for now. */
  readonly isHeld: (tab: string) => boolean;
}

export interface Plan {
  readonly commit: string;
  /** Rows to append, by the tab's name. */
  readonly rows: ReadonlyMap<string, readonly Fields[]>;
  readonly writes: readonly PlannedWrite[];
  /** As they stand once the commit stands; where its writes go is said when the batch is built. */
  readonly facts: Facts;
  /** Oldest first. */
  readonly movements: readonly Movement[];
  readonly outcomes: ReadonlyMap<Booking, BookingOutcome>;
  readonly voided: ReadonlyMap<Voiding, readonly PendingEntry[]>;
  readonly broadcasts: readonly Broadcast[];
  /** true: there is nothing to send. */
  readonly isEmpty: boolean;
}

/** So many bookings are planned at once. */
const bookingsAtOnce = 50;

/**
 * In slices, between which other things may be done: what is decided on changes with looks and commits only, which come one
 * at a time. Without bookings there is one slice.
 */
export function* planCommit(
  state: PlanningState,
  wanted: Wanted,
  commit: string,
): Generator<undefined, Plan> {
  const draft = createDraft(state, { commit, isHeld: wanted.isHeld });
  const pending = createPendingRows(state, draft);
  const desired: DesiredCells[] = [];

  const voided = new Map(
    wanted.voidings.map((voiding) => [
      voiding,
      state.memory.isVoided(voiding.booking.messageId)
        ? entriesOfMessage(state, voiding.booking.messageId)
        : takeBack(voiding, draft, pending, desired),
    ]),
  );
  const persons = wanted.isHeld("ledger") ? [] : findPersonsFigures(state.stock, draft);
  for (const figure of persons) draft.adjust(figure);
  if (!wanted.isHeld("pending")) noteUnshowable(state, draft, pending);
  const debts = settleDebts(state, pending);
  if (state.lost.length > 0) pending.check(lostRowsReason(state.lost));

  const outcomes = new Map<Booking, BookingOutcome>();
  for (const [index, booking] of wanted.bookings.entries()) {
    if (index % bookingsAtOnce === bookingsAtOnce - 1) yield;
    if (outcomes.has(booking)) continue;
    outcomes.set(booking, book(booking, { state, draft, pending, desired, outcomes, commit }));
  }
  desired.push(...wanted.cells, ...draft.times());
  const booked = wanted.bookings.filter((one) => outcomes.get(one)?.kind === "booked");
  const broadcasts = announce(state, draft, booked);
  const facing = { ...state.facts, desired: [...state.facts.desired, ...desired] };
  const { writes, ...left } = planWrites(
    { ...state, facts: facing },
    {
      isHeld: wanted.isHeld,
      skip: new Set([
        ...persons.map(({ found }) => found.key),
        ...wanted.voidings.flatMap(({ rows }) => rows.map((row) => traceOf(row).key)),
      ]),
    },
  );
  const rows = draft.rows();
  const facts: Facts = {
    ...factsOf(draft, rows, state),
    ...left,
    commit,
    debts,
    uncompared: booked.flatMap(({ lines, messageId }) => (lines.length > 0 ? [messageId] : [])),
  };
  const hasWishes = facts.desired.length > state.facts.desired.length;
  const isEmpty = rows.size === 0 && writes.length === 0 && !hasWishes;
  const { movements } = draft;
  return { commit, rows, writes, facts, movements, outcomes, voided, broadcasts, isEmpty };
}

/** What the rows of a draft leave to be known. */
const factsOf = (
  { movements, shown, ledgerFigure }: Draft,
  rows: Plan["rows"],
  { facts }: PlanningState,
): Facts => ({
  ...noFacts,
  count: facts.count + movements.length,
  laid: facts.laid,
  shown: Object.fromEntries([...shown].filter(([key, { figure }]) => figure !== ledgerFigure(key))),
  rows: [...rows].flatMap(([tab, all]) => all.map((fields) => ({ tab, fields }))),
});
