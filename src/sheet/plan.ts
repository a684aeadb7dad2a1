/**
 * What waits → one commit: which bookings can stand on the sheet as it is believed to be, which rows and cells that
 * makes, and what each booking comes to. Pure; nothing is sent.
 */
import type { Broadcast, BroadcastDraft } from "../inventory/movements/broadcast";
import type { Movement } from "../inventory/movements/movement";
import type { Obstacle } from "../inventory/movements/outcome";
import type { PendingEntry } from "../inventory/movements/pending";
import { chainLines, type Step } from "./chain";
import type { Commit } from "./commit";
import { createDraft, type Draft } from "./draft";
import { readPending } from "./entries";
import type { Ground } from "./ground";
import { findEdits } from "./people";
import type { Booking, BroadcastSettlement } from "./stockroom";
import type { Workbook } from "./workbook";

export interface Wanted {
  readonly bookings: readonly Booking[];
  readonly announcements: readonly BroadcastDraft[];
  readonly settlements: readonly BroadcastSettlement[];
  /** false: only the edits of items that are booked on are noted. */
  readonly edits: boolean;
}

type PlannedOutcome =
  | {
      readonly kind: "booked";
      readonly movements: readonly Movement[];
      readonly pending: readonly PendingEntry[];
    }
  | { readonly kind: "already"; readonly movements: readonly Movement[] }
  | { readonly kind: "impossible"; readonly obstacles: readonly Obstacle[] };

export interface Planned {
  /** undefined: nothing is to be written. */
  readonly commit: Commit | undefined;
  /** Oldest first. */
  readonly movements: readonly Movement[];
  readonly outcomes: ReadonlyMap<Booking, PlannedOutcome>;
  readonly broadcasts: readonly Broadcast[];
}

/** Plans everything that waits, and a row for every edit that people made. */
export function planCommit(ground: Ground, wanted: Wanted, id: string): Planned {
  const draft = createDraft(ground);
  const edits = new Map(
    findEdits(ground.stock, ground.memory).map((edit) => [edit.placed.key, edit]),
  );
  const booked = new Set<string>();
  const outcomes = new Map<Booking, PlannedOutcome>();
  const taken = new Set<string>();
  const plans = wanted.bookings.map((booking) => ({
    booking,
    ...judge(booking, ground, draft, taken),
  }));
  for (const { steps } of plans) for (const { key } of steps) booked.add(key);
  for (const edit of wanted.edits ? edits.values() : []) {
    if (!booked.has(edit.placed.key)) draft.adjust(edit);
  }
  for (const { booking, steps, outcome } of plans) {
    outcomes.set(booking, outcome ?? { kind: "booked", ...draft.book(booking, steps, edits) });
  }
  for (const settlement of wanted.settlements) draft.settle(settlement);
  const crossings = ground.announceCrossings(
    draft.movements,
    draft.itemsAfter(),
    ground.policy,
    ground.timeZone,
  );
  draft.announce([...crossings, ...wanted.announcements]);
  return {
    commit: draft.commit(
      id,
      crossings.map(({ key }) => key),
    ),
    movements: draft.movements,
    outcomes,
    broadcasts: draft.broadcasts,
  };
}

/** Whether a booking can stand; its steps are taken into the running figures when it can. */
function judge(
  booking: Booking,
  { memory, stock, workbook, timeZone }: Ground,
  draft: Draft,
  taken: Set<string>,
): { readonly steps: readonly Step[]; readonly outcome?: PlannedOutcome } {
  const { messageId, lines, pending } = booking;
  const stands = lines.length > 0 && memory.has(messageId);
  const entered =
    lines.length === 0 && pending.length > 0 && hasEntry(workbook, messageId, timeZone);
  if (stands || entered || taken.has(messageId)) {
    const movements = memory.recent().filter((movement) => isRowOf(movement.id, messageId));
    return { steps: [], outcome: { kind: "already", movements } };
  }
  const chained = chainLines(lines, stock, draft.figures);
  if ("obstacles" in chained) {
    return { steps: [], outcome: { kind: "impossible", obstacles: chained.obstacles } };
  }
  taken.add(messageId);
  for (const { key, after } of chained.steps) draft.figures.set(key, after);
  return chained;
}

/** Whether a row id is the message's own first row or one of its further ones. */
export function isRowOf(id: string, messageId: string): boolean {
  return (
    id === messageId ||
    (id.startsWith(`${messageId}#`) && /^#[1-9]\d*$/.test(id.slice(messageId.length)))
  );
}

function hasEntry({ grids }: Workbook, messageId: string, timeZone: string): boolean {
  const { pending } = grids;
  return (
    pending?.rows.some((row) => readPending(pending, row, timeZone)?.messageId === messageId) ??
    false
  );
}
