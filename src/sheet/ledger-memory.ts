/**
 * What is remembered of the ledger: the ids of 30 days, the movements of 48 hours, each item's newest row. Fed by reads
 * and own commits; reads nothing itself.
 */
import { itemKey } from "../inventory/items/item";
import type { Movement } from "../inventory/movements/movement";

/** The figure that an item's stock is expected to show, and the row that says so. */
export interface Baseline {
  readonly figure: number;
  /** 消息ID of the newest row; "" where the item has none and the figure is the one last seen. */
  readonly id: string;
  /** Milliseconds of that row's time; 0 without a row. */
  readonly at: number;
}

/** A row of which only what memory needs was read. */
export interface LedgerTrace {
  readonly id: string;
  readonly at: number;
  readonly key: string;
  readonly after: number;
}

export interface LedgerMemory {
  has(id: string): boolean;
  /** Newest first. */
  recent(): readonly Movement[];
  baseline(key: string): Baseline | undefined;
  baselines(): ReadonlyMap<string, Baseline>;
  /** Takes in rows that stand in the ledger; a row that is known already is replaced. */
  absorb(movements: readonly Movement[], now: number): void;
  /** Ids that stand somewhere in rows which can't be read: what they name is booked. */
  heed(ids: readonly string[], now: number): void;
  /** Takes in rows that are too old to be kept whole. */
  trace(rows: readonly LedgerTrace[]): void;
  /** The figure last seen of an item without a newer row. */
  see(key: string, baseline: Baseline): void;
  /** Milliseconds of the newest time in the ledger. */
  newestAt(): number;
}

const dayMs = 86_400_000;
const idDays = 31;
const recentMs = 49 * 3_600_000;
const mostRecent = 20_000;

export function createLedgerMemory(): LedgerMemory {
  const idsByDay = new Map<number, Set<string>>();
  const baselines = new Map<string, Baseline>();
  let recent: readonly Movement[] = [];
  let newestAt = 0;
  const know = (id: string, at: number): void => {
    const day = Math.floor(at / dayMs);
    const ids = idsByDay.get(day) ?? new Set();
    idsByDay.set(day, ids.add(id));
  };
  const has = (id: string): boolean => {
    for (const ids of idsByDay.values()) if (ids.has(id)) return true;
    return false;
  };
  const note = ({ id, at, key, after }: LedgerTrace): void => {
    know(id, at);
    const known = baselines.get(key);
    if (!known || at >= known.at || known.id === id) baselines.set(key, { figure: after, id, at });
    newestAt = Math.max(newestAt, at);
  };
  const forget = (now: number): void => {
    for (const day of idsByDay.keys()) if (day < now / dayMs - idDays) idsByDay.delete(day);
  };
  return {
    has,
    recent: () => recent,
    baseline: (key) => baselines.get(key),
    baselines: () => baselines,
    absorb(movements, now) {
      if (movements.length === 0) return;
      const isAgain = movements.some(({ id }) => has(id));
      const oldestFirst = [...movements].sort((a, b) => a.at.getTime() - b.at.getTime());
      for (const movement of oldestFirst) note(traceOf(movement));
      const end = recent.findLastIndex(({ at }) => at.getTime() > now - recentMs) + 1;
      const kept = recent.slice(0, end);
      const others = isAgain ? without(kept, movements) : kept;
      recent = inOrder(oldestFirst.reverse(), others).slice(0, mostRecent);
      forget(now);
    },
    heed: (ids, now) => ids.forEach((id) => know(id, now)),
    trace: (rows) => rows.forEach(note),
    see(key, baseline) {
      const known = baselines.get(key);
      if (!known || baseline.at >= known.at) baselines.set(key, baseline);
    },
    newestAt: () => newestAt,
  };
}

export function traceOf(movement: Movement): LedgerTrace {
  const { id, at, after, itemName, spec } = movement;
  return { id, at: at.getTime(), after, key: itemKey({ name: itemName, spec }) };
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
