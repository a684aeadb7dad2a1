/**
 * What waits → one commit: which bookings can stand on the sheet as it is believed to be, which rows and cells that makes,
 * and what each booking comes to. Pure; nothing is sent.
 */
import type { Broadcast, BroadcastDraft } from "../../inventory/movements/broadcast";
import { isRowOf, type Movement } from "../../inventory/movements/movement";
import type { Obstacle } from "../../inventory/movements/outcome";
import type { PendingEntry } from "../../inventory/movements/pending";
import { pendingStatuses } from "../../language/sheet-words/headings";
import { toSerial } from "../api/times";
import { bearLines } from "../ledger/bearing";
import { traceOf } from "../ledger/memory";
import { findPersonsFigures } from "../recovery/reconcile";
import type { Booking, BroadcastSettlement } from "../stockroom";
import { broadcastStatus } from "../tabs/broadcasts";
import { entriesOf, type Grid } from "../tabs/grid";
import { rowKey, type Fields } from "../tabs/tab";
import { noteUnshowable, settleDebts, takeBack, withShown, type Voiding } from "./corrections";
import { createDraft, type Draft } from "./draft";
import type { AppendedRow, DesiredCells, Facts } from "./facts";
import { createPendingRows, entriesOfMessage, type PendingRows } from "./pending-rows";
import type { PlanningState } from "./state";
import { planWrites, type PlannedWrite } from "./writes";

export interface Wanted {
  readonly bookings: readonly Booking[];
  readonly voidings: readonly Voiding[];
  readonly announcements: readonly BroadcastDraft[];
  readonly settlements: readonly BroadcastSettlement[];
  /** Tabs whose rows take no writes for now. */
  readonly isHeld: (tab: string) => boolean;
}

export type PlannedOutcome =
  | {
      readonly kind: "booked";
      readonly movements: readonly Movement[];
      readonly pending: readonly PendingEntry[];
    }
  | { readonly kind: "already"; readonly movements: readonly Movement[] }
  | { readonly kind: "voided"; readonly pending: readonly PendingEntry[] }
  | { readonly kind: "impossible"; readonly obstacles: readonly Obstacle[] };

export interface Plan {
  readonly commit: string;
  /** Rows to append, by the tab's name. */
  readonly rows: ReadonlyMap<string, readonly Fields[]>;
  readonly writes: readonly PlannedWrite[];
  /** As they stand once the commit stands; where its writes go is said when the batch is built. */
  readonly facts: Facts;
  /** Oldest first. */
  readonly movements: readonly Movement[];
  readonly outcomes: ReadonlyMap<Booking, PlannedOutcome>;
  /** The entry of each voiding. */
  readonly voided: ReadonlyMap<Voiding, readonly PendingEntry[]>;
  readonly broadcasts: readonly Broadcast[];
  /** true: there is nothing to send. */
  readonly isEmpty: boolean;
}

export function planCommit(state: PlanningState, wanted: Wanted, commit: string): Plan {
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
  const persons = wanted.isHeld("ledger")
    ? []
    : findPersonsFigures(withShown(state, draft), draft.ledgerFigure);
  for (const figure of persons) desired.push(...draft.adjust(figure));
  if (!wanted.isHeld("pending")) noteUnshowable(state, draft, pending);
  const debts = settleDebts(state, pending);

  const outcomes = new Map<Booking, PlannedOutcome>();
  for (const booking of wanted.bookings) {
    if (outcomes.has(booking)) continue;
    outcomes.set(booking, book(booking, { state, draft, pending, desired, outcomes }));
  }
  for (const settlement of wanted.settlements) desired.push(...settlementOf(state, settlement));
  const warnings =
    draft.movements.length === 0
      ? []
      : state.announceCrossings(draft.movements, draft.itemsAfter(), state.policy, state.timeZone);
  const broadcasts = [...warnings, ...wanted.announcements].flatMap((one): Broadcast[] => {
    const entry = waitingEntry(one, state.now);
    return draft.append("broadcasts", entry) ? [entry] : [];
  });
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
  const appended = draft.movements.map(appendedRow);
  const facts: Facts = {
    commit,
    count: state.facts.count + draft.movements.length,
    shown: Object.fromEntries(
      [...draft.shown].filter(([key, { figure }]) => figure !== draft.ledgerFigure(key)),
    ),
    debts,
    desired: left.desired,
    misplaced: left.misplaced,
    writes: [],
    headers: {},
    appended,
    ledgerHeader: appended.length === 0 ? [] : (state.clean.get("ledger")?.header ?? []),
    uncompared: wanted.bookings
      .filter((booking) => outcomes.get(booking)?.kind === "booked" && booking.lines.length > 0)
      .map(({ messageId }) => messageId),
    rotated: undefined,
  };
  const hasWishes = facts.desired.length > state.facts.desired.length;
  const isEmpty = rows.size === 0 && writes.length === 0 && !hasWishes;
  return {
    commit,
    rows,
    writes,
    facts,
    movements: draft.movements,
    outcomes,
    voided,
    broadcasts,
    isEmpty,
  };
}

const appendedRow = (movement: Movement): AppendedRow => ({
  ...traceOf(movement),
  isCount: movement.type === "stocktake",
});

function book(
  booking: Booking,
  {
    state,
    draft,
    pending,
    desired,
    outcomes,
  }: {
    readonly state: PlanningState;
    readonly draft: Draft;
    readonly pending: PendingRows;
    readonly desired: DesiredCells[];
    readonly outcomes: ReadonlyMap<Booking, PlannedOutcome>;
  },
): PlannedOutcome {
  const { messageId, lines } = booking;
  const before = bookedBefore(booking, state);
  if (before) return before;
  if (
    [...outcomes].some(([other, { kind }]) => other.messageId === messageId && kind === "booked")
  ) {
    return { kind: "already", movements: [] };
  }
  const borne = bearLines(lines, state.stock, ({ key, item }) => {
    const figure = item.stock.kind === "figure" ? item.stock.quantity : 0;
    return draft.ledgerFigure(key) ?? figure;
  });
  if ("obstacles" in borne) return { kind: "impossible", obstacles: borne.obstacles };
  const movements = draft.book(booking, borne.steps);
  const entered = booking.pending.map((one) => pending.enter(one, messageId));
  for (const close of booking.closes) {
    desired.push({
      tab: "pending",
      key: rowKey([String(close.number)]),
      fields: {
        status: pendingStatuses[close.status],
        handledBy: close.handledBy,
        handledAt: toSerial(state.now, state.timeZone),
      },
      expected: { status: pendingStatuses.open },
    });
  }
  if (booking.joins) draft.append("members", booking.joins);
  for (const one of booking.broadcasts) draft.append("broadcasts", waitingEntry(one, state.now));
  for (const { tab, entry } of booking.rows ?? []) draft.append(tab, entry);
  desired.push(...(booking.cells ?? []));
  return { kind: "booked", movements, pending: entered };
}

/** An entry of 播报 that is to be sent yet. */
const waitingEntry = (draft: BroadcastDraft, now: Date): Broadcast => ({
  ...draft,
  at: draft.at ?? now,
  status: "waiting",
  reason: "",
});

/** What a message came to that stands in the sheet already. */
function bookedBefore(
  { messageId, lines, pending }: Booking,
  state: PlanningState,
): PlannedOutcome | undefined {
  const { memory } = state;
  if (lines.length > 0) {
    if (!memory.has(messageId)) return undefined;
    if (memory.isVoided(messageId)) {
      return { kind: "voided", pending: entriesOfMessage(state, messageId) };
    }
    const movements = memory.recent().filter((row) => isRowOf(row, messageId));
    return { kind: "already", movements };
  }
  const stands = pending.length > 0 && entriesOfMessage(state, messageId).length > 0;
  return stands ? { kind: "already", movements: [] } : undefined;
}

/** 状态 of an entry of 播报, where what was waited for still stands. */
function settlementOf(
  { clean, timeZone }: PlanningState,
  settlement: BroadcastSettlement,
): readonly DesiredCells[] {
  const grid = clean.get("broadcasts") as Grid<Broadcast> | undefined;
  const stands = entriesOf(grid, timeZone).find(({ entry }) => entry.key === settlement.key)?.entry;
  if (stands === undefined) return [];
  const { whereReason } = settlement;
  const waits = stands.status === "waiting" && stands.reason === whereReason;
  if (whereReason !== undefined && !waits) return [];
  return [
    {
      tab: "broadcasts",
      key: settlement.key,
      fields: { status: broadcastStatus(settlement) },
      expected: whereReason === undefined ? {} : { status: broadcastStatus(stands) },
    },
  ];
}
