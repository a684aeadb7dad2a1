/** A commit in the making: rows, cells and entries are gathered, and come out as one commit. Pure. */
import type { Broadcast, BroadcastDraft } from "../inventory/broadcast";
import type { Item } from "../inventory/item";
import type { Movement } from "../inventory/movement";
import type { PendingDraft, PendingEntry } from "../inventory/pending";
import { pendingStatuses } from "../language/headings";
import { textOf } from "./cells";
import type { Step } from "./chain";
import type { Commit, Move, RowWrite } from "./commit";
import {
  broadcastFields,
  broadcastStatus,
  memberFields,
  movementFields,
  pendingFields,
  readBroadcast,
  readMember,
  type Fields,
} from "./entries";
import type { Ground } from "./ground";
import { adjustment, bookedMovement } from "./new-rows";
import type { PersonsEdit } from "./people";
import { createRowClock, gapMs } from "./row-clock";
import { bottomInsert, openEntry, rowWrite, stockWrite, topInsert } from "./row-writes";
import type { Booking, BroadcastSettlement } from "./stockroom";
import { fieldOf, type Grid } from "./tabs";
import { toSerial } from "./times";

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
  const { workbook, stock, timeZone, now } = ground;
  const { grids } = workbook;
  const nextAt = createRowClock(ground);
  const figures = new Map<string, number>();
  const movements: Movement[] = [];
  const moves: Move[] = [];
  const entries: PendingEntry[] = [];
  const broadcasts: Broadcast[] = [];
  const members: Fields[] = [];
  const writes = new Map<string, RowWrite>();
  const closes: { number: number; message: string }[] = [];
  const adjusted = new Set<string>();
  const ends = new Map<string, Movement>();
  const accounts = new Set<string>();
  /** Items with a booking in this commit. */
  const begun = new Set<string>();
  const keys = new Set(
    grids.broadcasts?.rows.map((row) =>
      textOf(fieldOf(grids.broadcasts as Grid<"broadcasts">, row, "key")),
    ),
  );
  let number = ground.lastNumber;

  const push = (movement: Movement, message: string, effect: Move["effect"]): void => {
    const { id, itemName: name, spec, before, after, at } = movement;
    movements.push(movement);
    moves.push({ id, message, name, spec, effect, before, after, at: at.getTime() });
  };
  const adjust = ({ placed, before, after, id }: PersonsEdit): void => {
    if (adjusted.has(placed.key)) return;
    adjusted.add(placed.key);
    const movement = adjustment({ item: placed.item, id, before, after }, nextAt(gapMs));
    ends.set(placed.key, movement);
    push(movement, "", { counted: after });
  };
  const enter = (pending: readonly PendingDraft[], messageId: string): PendingEntry[] =>
    pending.map((one) => {
      number += 1;
      const entry: PendingEntry = {
        ...one,
        number,
        at: now,
        status: "open",
        handledBy: "",
        handledAt: undefined,
        messageId,
      };
      entries.push(entry);
      return entry;
    });
  const announce = (drafts: readonly BroadcastDraft[]): void => {
    for (const one of drafts) {
      if (keys.has(one.key)) continue;
      keys.add(one.key);
      broadcasts.push({ ...one, at: one.at ?? now, status: "waiting", reason: "" });
    }
  };
  const close = (
    { number: closed, status, handledBy }: Booking["closes"][number],
    message: string,
  ): void => {
    const found = openEntry(grids.pending, closed, timeZone);
    if (!found || writes.has(`pending ${closed}`)) return;
    const after = {
      status: pendingStatuses[status],
      handledBy,
      handledAt: toSerial(now, timeZone),
    };
    const write = rowWrite(found.grid, found, { number: closed }, after, ["status"]);
    writes.set(`pending ${closed}`, write);
    closes.push({ number: closed, message });
  };
  const join = ({ joins }: Booking): void => {
    const { members: grid } = grids;
    if (!joins || !grid) return;
    const account = `${joins.platform} ${joins.account}`;
    const known = grid.rows.some((row, index) => {
      const { member } = readMember(grid, row, grid.headerRow + 1 + index);
      return member !== undefined && `${member.platform} ${member.account}` === account;
    });
    if (known || accounts.has(account)) return;
    accounts.add(account);
    members.push(memberFields(joins));
  };

  return {
    figures,
    movements,
    broadcasts,
    adjust,
    announce,
    book(
      booking: Booking,
      steps: readonly Step[],
      edits: ReadonlyMap<string, PersonsEdit>,
    ): Entered {
      const own = steps.map((step, index): Movement => {
        const edit = edits.get(step.key);
        if (edit) adjust(edit);
        const at = nextAt(begun.has(step.key) ? 1 : gapMs);
        begun.add(step.key);
        const movement = bookedMovement(booking, step, index, { at, now, timeZone });
        ends.set(step.key, movement);
        const { effect } = step.line;
        push(
          movement,
          booking.messageId,
          effect.kind === "count" ? { counted: effect.counted } : { change: effect.change },
        );
        return movement;
      });
      const pending = enter(booking.pending, booking.messageId);
      for (const one of booking.closes) close(one, booking.messageId);
      join(booking);
      announce(booking.broadcasts);
      return { movements: own, pending };
    },
    settle(settlement: BroadcastSettlement): void {
      const grid = grids.broadcasts;
      const index =
        grid?.rows.findIndex((row) => textOf(fieldOf(grid, row, "key")) === settlement.key) ?? -1;
      const row = grid?.rows[index];
      if (!grid || !row) return;
      const { whereReason } = settlement;
      if (whereReason !== undefined) {
        if (writes.has(`broadcast ${settlement.key}`)) return;
        const now = readBroadcast(grid, row, timeZone);
        if (now?.status !== "waiting" || now.reason !== whereReason) return;
      }
      const place = { gridRow: grid.headerRow + 1 + index, row };
      const after = { status: broadcastStatus(settlement) };
      writes.set(
        `broadcast ${settlement.key}`,
        rowWrite(grid, place, { key: settlement.key }, after, ["status"]),
      );
    },
    itemsAfter: (): readonly Item[] =>
      stock.placed.map(({ item, key }) => {
        const end = ends.get(key);
        if (!end || item.duplicate) return item;
        return { ...item, stock: { kind: "figure", quantity: end.after }, updatedAt: end.at };
      }),
    commit(id: string, crossingKeys: readonly string[]): Commit | undefined {
      const stockWrites = [...ends].flatMap(([key, end]) => {
        const placed = stock.byKey.get(key);
        return placed && grids.stock ? [stockWrite(grids.stock, placed, end, timeZone)] : [];
      });
      const inserts = [
        topInsert(
          grids.ledger,
          movements.map((movement) => movementFields(movement, timeZone)),
        ),
        topInsert(
          grids.pending,
          entries.map((entry) => pendingFields(entry, timeZone)),
        ),
        topInsert(
          grids.broadcasts,
          broadcasts.map((one) => broadcastFields(one, timeZone)),
        ),
        bottomInsert(grids.members, members),
      ].filter((insert) => insert !== undefined);
      const all = [...writes.values(), ...stockWrites];
      if (all.length === 0 && inserts.length === 0) return undefined;
      const head = {
        id,
        root: id,
        round: 0,
        redone: 0,
        moves,
        closes,
        crossings: crossingKeys,
        final: false,
      };
      return { head, writes: all, inserts, shifts: [] };
    },
  };
}
