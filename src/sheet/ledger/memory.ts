/**
 * What is remembered of the ledger: the ids of 30 days, the movements of 48 hours, each item's newest row. Fed by reads
 * and own commits; reads nothing itself.
 */
import { itemKey } from "../../inventory/items/item";
import { isRowOf, type Movement } from "../../inventory/movements/movement";
import { createTallies } from "../further-tabs/tallied-rows";
import { isVoidId, voidedRowOf } from "../../language/sheet-words/ledger-notes";

/** The newest row of an item, or the figure last seen where it has none. */
export interface NewestRow {
  readonly figure: number;
  /** 变动前 of the row. */
  readonly before: number;
  /** 消息ID; "" where the item has no row. */
  readonly id: string;
  /** Milliseconds; 0 without a row. */
  readonly at: number;
}

/** A row of which only what memory needs was read. */
export interface LedgerTrace {
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
  /** The item's key. */
  readonly key: string;
  readonly before: number;
  readonly after: number;
  /** The row of 采购 that it is booked on. */
  readonly purchaseRow?: number | undefined;
}

export interface LedgerMemory {
  /** Whether a row with this id stands, voided or not. */
  readonly has: (id: string) => boolean;
  /** Whether the row was taken back since it could not stand. */
  isVoided(id: string): boolean;
  /** Newest first. */
  readonly recent: () => readonly Movement[];
  newest(key: string): NewestRow | undefined;
  all(): ReadonlyMap<string, NewestRow>;
  /** Takes in rows that stand in the ledger; a row that is known already is replaced. */
  absorb(movements: readonly Movement[], now: number): void;
  /** Takes in rows that are too old to be kept whole, or whose cells stand where they don't belong. */
  trace(rows: readonly LedgerTrace[]): void;
  /** Ids that stand somewhere in rows which can't be read: what they name is booked. */
  know(ids: readonly string[], now: number): void;
  /** The figure last seen of an item without a row. */
  see(key: string, figure: number): void;
  /** Milliseconds of the newest time in the ledger. */
  newestAt(): number;
  /** What all rows come to that are booked on a row of 采购, by its number. */
  readonly tallies: () => ReadonlyMap<number, number>;
  /** Takes in on which row of 采购 a row is booked that is known already: people may write that in. */
  readonly link: (row: LedgerTrace) => void;
}

const dayMs = 86_400_000;
const idDays = 31;
const recentMs = 49 * 3_600_000;
const mostRecent = 20_000;

export function createLedgerMemory(): LedgerMemory {
  const idsByDay = new Map<number, Set<string>>();
  const voided = new Set<string>();
  const newest = new Map<string, NewestRow>();
  let recent: readonly Movement[] = [];
  let newestAt = 0;
  const tallied = createTallies();
  const know = (id: string, at: number): void => {
    const day = Math.floor(at / dayMs);
    const ids = idsByDay.get(day) ?? new Set();
    idsByDay.set(day, ids.add(id));
    if (isVoidId(id)) voided.add(voidedRowOf(id));
  };
  const has = (id: string): boolean => {
    for (const ids of idsByDay.values()) if (ids.has(id)) return true;
    return false;
  };
  const note = (trace: LedgerTrace): void => {
    const { id, at, key, before, after } = trace;
    know(id, at);
    tallied.note(trace);
    const known = newest.get(key);
    if (!known || at >= known.at || known.id === id) {
      newest.set(key, { figure: after, before, id, at });
    }
    newestAt = Math.max(newestAt, at);
  };
  return {
    has,
    isVoided: (id) => voided.has(id),
    recent: () => recent,
    newest: (key) => newest.get(key),
    all: () => newest,
    absorb(movements, now) {
      if (movements.length === 0) return;
      const isAgain = movements.some(({ id }) => has(id));
      const oldestFirst = [...movements].sort((a, b) => a.at.getTime() - b.at.getTime());
      for (const movement of oldestFirst) note(traceOf(movement));
      const end = recent.findLastIndex(({ at }) => at.getTime() > now - recentMs) + 1;
      const kept = recent.slice(0, end);
      const others = isAgain ? without(kept, movements) : kept;
      recent = inOrder(oldestFirst.reverse(), others).slice(0, mostRecent);
      for (const day of idsByDay.keys()) if (day < now / dayMs - idDays) idsByDay.delete(day);
    },
    trace: (rows) => rows.forEach(note),
    know: (ids, now) => ids.forEach((id) => know(id, now)),
    see(key, figure) {
      const known = newest.get(key);
      if (known === undefined || known.id === "") {
        newest.set(key, { figure, before: figure, id: "", at: 0 });
      }
    },
    newestAt: () => newestAt,
    tallies: tallied.all,
    link: tallied.note,
  };
}

/** The rows of a message as far as they are kept whole, oldest first. */
export const rowsOfMessage = (
  messageId: string,
  { recent }: Pick<LedgerMemory, "recent">,
): readonly Movement[] =>
  recent()
    .filter((row) => isRowOf(row, messageId))
    .reverse();

export function traceOf(movement: Movement): LedgerTrace {
  const { id, at, before, after, itemName, spec, purchaseRow } = movement;
  const key = itemKey({ name: itemName, spec });
  return { id, at: at.getTime(), before, after, key, ...(purchaseRow && { purchaseRow }) };
}

function without(movements: readonly Movement[], others: readonly Movement[]): readonly Movement[] {
  const ids = new Set(others.map(({ id }) => id));
  return movements.filter(({ id }) => !ids.has(id));
}

/** Two lists, each newest first, as one; sorted only where the one is not newer than the other. */
function inOrder(newer: readonly Movement[], older: readonly Movement[]): readonly Movement[] {
  const [seam, next] = [newer.at(-1), older[0]];
  const both = [...newer, ...older];
  return seam && next && seam.at < next.at
    ? both.sort((a, b) => b.at.getTime() - a.at.getTime())
    : both;
}
