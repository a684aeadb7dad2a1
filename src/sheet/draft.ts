/** A commit in the making: rows, cells and entries are gathered, tab by tab, and come out as one commit. Pure. */
import type { Broadcast, BroadcastDraft } from "../inventory/movements/broadcast";
import type { Item } from "../inventory/items/item";
import type { Movement } from "../inventory/movements/movement";
import type { PendingEntry } from "../inventory/movements/pending";
import type { Step } from "./chain";
import { firstHead, type Commit } from "./commit";
import { createBroadcastRows } from "./draft-broadcasts";
import { createLedgerRows } from "./draft-ledger";
import { createMemberRows } from "./draft-members";
import { createPendingRows } from "./draft-pending";
import type { Ground } from "./ground";
import type { PersonsEdit } from "./people";
import type { Booking, BroadcastSettlement } from "./stockroom";

/** What a booking comes to. */
interface Entered {
  readonly movements: readonly Movement[];
  readonly pending: readonly PendingEntry[];
}

export interface Draft {
  /** What items stand at once the steps taken so far are booked, by key. */
  readonly figures: Map<string, number>;
  /** Oldest first. */
  readonly movements: readonly Movement[];
  readonly broadcasts: readonly Broadcast[];
  /** A row for a person's edit, once. */
  adjust(edit: PersonsEdit): void;
  announce(drafts: readonly BroadcastDraft[]): void;
  book(booking: Booking, steps: readonly Step[], edits: ReadonlyMap<string, PersonsEdit>): Entered;
  settle(settlement: BroadcastSettlement): void;
  /** The items as they stand after everything booked. */
  itemsAfter(): readonly Item[];
  /** undefined: nothing is to be written. */
  commit(id: string, crossingKeys: readonly string[]): Commit | undefined;
}

export function createDraft(ground: Ground): Draft {
  const ledger = createLedgerRows(ground);
  const pending = createPendingRows(ground);
  const broadcasts = createBroadcastRows(ground);
  const members = createMemberRows(ground);

  return {
    figures: new Map(),
    movements: ledger.movements,
    broadcasts: broadcasts.entries,
    adjust: (edit) => ledger.adjust(edit),
    announce: (drafts) => broadcasts.announce(drafts),
    settle: (settlement) => broadcasts.settle(settlement),
    itemsAfter: () => ledger.itemsAfter(),
    book(booking, steps, edits) {
      const movements = ledger.book(booking, steps, edits);
      const entries = pending.enter(booking);
      pending.close(booking);
      if (booking.joins) members.join(booking.joins);
      broadcasts.announce(booking.broadcasts);
      return { movements, pending: entries };
    },
    commit(id, crossingKeys) {
      const writes = [...pending.writes(), ...broadcasts.writes(), ...ledger.stockWrites()];
      const inserts = [
        ledger.insert(),
        pending.insert(),
        broadcasts.insert(),
        members.insert(),
      ].filter((insert) => insert !== undefined);
      if (writes.length === 0 && inserts.length === 0) return undefined;
      const { moves } = ledger;
      const { closes } = pending;
      const head = firstHead(id, { moves, closes, crossings: crossingKeys });
      return { head, writes, inserts, shifts: [] };
    },
  };
}
