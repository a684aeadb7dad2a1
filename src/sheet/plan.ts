/**
 * What waits → one commit: which bookings can stand on the sheet as it is believed to be, which rows and cells that
 * makes, and what each booking comes to. Pure; nothing is sent.
 */
import type { Broadcast, BroadcastDraft } from "../inventory/broadcast";
import type { Item } from "../inventory/item";
import { rowId, type Movement } from "../inventory/movement";
import type { Obstacle } from "../inventory/outcome";
import type { PendingDraft, PendingEntry } from "../inventory/pending";
import type { Policy } from "../inventory/policy";
import { subtract } from "../inventory/quantity";
import { pendingStatuses } from "../language/headings";
import { sheetSource } from "../language/ledger-notes";
import { isFormula, textOf } from "./cells";
import { chainLines, type Step } from "./chain";
import {
  rowName,
  type CellWrite,
  type Commit,
  type Move,
  type RowInsert,
  type RowWrite,
} from "./commit";
import {
  broadcastFields,
  broadcastStatus,
  memberFields,
  movementFields,
  noteOf,
  pendingFields,
  readBroadcast,
  readMember,
  readPending,
  type Fields,
} from "./entries";
import type { LedgerMemory } from "./ledger-memory";
import { findEdits, type PersonsEdit } from "./people";
import type { PlacedItem, Stock } from "./stock";
import type { Booking, BroadcastSettlement } from "./stockroom";
import { fieldOf, type Grid } from "./tabs";
import { fromSerial, toSerial } from "./times";
import type { Workbook } from "./workbook";

/** Words for the group when movements cross a safety stock; injected, since this room says nothing. */
export type AnnounceCrossings = (
  movements: readonly Movement[],
  items: readonly Item[],
  policy: Policy,
  timeZone: string,
) => readonly BroadcastDraft[];

/** What a plan rests on. */
export interface Ground {
  readonly workbook: Workbook;
  readonly stock: Stock;
  readonly memory: LedgerMemory;
  readonly policy: Policy;
  readonly timeZone: string;
  readonly now: Date;
  /** The highest 编号 ever seen. */
  readonly lastNumber: number;
  readonly announceCrossings: AnnounceCrossings;
}

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

/** Room between two rows of different items, so that adjustments found while repairing find a time. */
export const repairRounds = 5;
/** The last repair after them has a place as well. */
export const gapMs = repairRounds + 2;
const dayMs = 86_400_000;

/** Times for new rows: the clock's, but each later than the one before it and than any in the ledger. */
function createRowClock({
  memory,
  now,
  timeZone,
}: Pick<Ground, "memory" | "now" | "timeZone">): (gap: number) => Date {
  const wallMs = (instant: Date): number => Math.round(toSerial(instant, timeZone) * dayMs);
  const newest = memory.newestAt();
  let last = newest > 0 && newest < now.getTime() + dayMs ? wallMs(new Date(newest)) : 0;
  return (gap) => {
    last = Math.max(wallMs(now), last + gap);
    return fromSerial(last / dayMs, timeZone);
  };
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
    outcomes.set(booking, outcome ?? draft.book(booking, steps, edits));
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

type Draft = ReturnType<typeof createDraft>;

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

/** The rows and cells of a commit in the making. */
function createDraft(ground: Ground) {
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
    ): PlannedOutcome {
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
      return { kind: "booked", movements: own, pending };
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

/** A movement of a booking, with its note. */
function bookedMovement(
  booking: Booking,
  { line, change, before, after }: Step,
  index: number,
  { at, now, timeZone }: { readonly at: Date; readonly now: Date; readonly timeZone: string },
): Movement {
  const { sentAt, operator, source, text } = booking;
  const { type, itemName, spec, unit, requester, department, undoes, remark } = line;
  const { note, late } = noteOf({ undoes, remark, sentAt }, now, timeZone);
  return {
    id: rowId(booking.messageId, index),
    at,
    sentAt: late ? sentAt : at,
    type,
    itemName,
    spec,
    change,
    unit,
    before,
    after,
    requester,
    department,
    operator,
    source,
    text,
    note,
    undoes,
  };
}

/** The row of a person's edit. */
export function adjustment(
  edit: {
    readonly item: Pick<Item, "name" | "spec" | "unit">;
    readonly id: string;
    readonly before: number;
    readonly after: number;
  },
  at: Date,
): Movement {
  const { item, id, before, after } = edit;
  return {
    id,
    at,
    sentAt: at,
    type: "adjustment",
    itemName: item.name,
    spec: item.spec,
    change: subtract(after, before),
    unit: item.unit,
    before,
    after,
    requester: "",
    department: "",
    operator: "",
    source: sheetSource,
    text: "",
    note: "",
    undoes: undefined,
  };
}

/** The cells of an item that a movement ends on: its stock, unless a person typed it, and its time. */
function stockWrite(
  grid: Grid<"stock">,
  placed: PlacedItem,
  end: Movement,
  timeZone: string,
): RowWrite {
  const typed = end.type === "adjustment";
  const time = { updatedAt: toSerial(end.at, timeZone) };
  const after = typed ? time : { stock: end.after, ...time };
  const key = { name: placed.item.name, spec: placed.item.spec };
  const write = rowWrite(grid, placed, key, after, ["stock"]);
  const column = grid.columns.get("stock");
  if (!typed || column === undefined) return write;
  const header = grid.header[column] ?? "";
  return { ...write, watched: [{ header, column, before: placed.row[column], strict: true }] };
}

/** Writes in a row as it was read. A formula is left alone. */
function rowWrite(
  grid: Grid,
  { gridRow, row }: { readonly gridRow: number; readonly row: readonly CellWrite["before"][] },
  key: Fields,
  after: Fields,
  strict: readonly string[],
): RowWrite {
  const cells = Object.entries(after).flatMap(([field, value]): CellWrite[] => {
    const column = grid.columns.get(field);
    if (column === undefined || isFormula(row[column])) return [];
    const header = grid.header[column] ?? "";
    return [{ header, column, before: row[column], after: value, strict: strict.includes(field) }];
  });
  const aim = rowName(grid.tab, Object.values(key).map(textOf));
  return { tab: grid.tab, gridRow, aim, key: Object.entries(key), cells, watched: [] };
}

function openEntry(grid: Grid<"pending"> | undefined, number: number, timeZone: string) {
  const index = grid?.rows.findIndex((row) => {
    const entry = readPending(grid, row, timeZone);
    return entry?.number === number && entry.status === "open";
  });
  const row = grid?.rows[index ?? -1];
  if (!grid || !row || index === undefined) return undefined;
  return { grid, row, gridRow: grid.headerRow + 1 + index };
}

/** Rows below the header, the last one given on top. */
function topInsert(grid: Grid | undefined, rows: readonly Fields[]): RowInsert | undefined {
  if (!grid || rows.length === 0) return undefined;
  return { tab: grid.tab, gridRow: grid.headerRow + 1, rows: [...rows].reverse() };
}

function bottomInsert(grid: Grid | undefined, rows: readonly Fields[]): RowInsert | undefined {
  if (!grid || rows.length === 0) return undefined;
  const end = grid.headerRow + 1 + grid.rows.length;
  return { tab: grid.tab, gridRow: end < grid.rowCount ? end : grid.headerRow + 1, rows };
}
