/**
 * What is remembered of the ledger: the ids of 30 days, the movements of 48 hours, each item's newest row. Fed by reads
 * and own commits; reads nothing itself.
 */
import { itemKey } from "../inventory/item";
import type { Movement } from "../inventory/movement";

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
  find(id: string): Movement | undefined;
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
  let byId = new Map<string, Movement>();
  let newestAt = 0;
  const know = (id: string, at: number): void => {
    const day = Math.floor(at / dayMs);
    const ids = idsByDay.get(day) ?? new Set();
    idsByDay.set(day, ids.add(id));
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
    has: (id) => [...idsByDay.values()].some((ids) => ids.has(id)),
    recent: () => recent,
    find: (id) => byId.get(id),
    baseline: (key) => baselines.get(key),
    baselines: () => baselines,
    absorb(movements, now) {
      if (movements.length === 0) return;
      const oldestFirst = [...movements].sort((a, b) => a.at.getTime() - b.at.getTime());
      for (const movement of oldestFirst) note(traceOf(movement));
      const ids = new Set(movements.map(({ id }) => id));
      const kept = recent.filter(({ id, at }) => !ids.has(id) && at.getTime() > now - recentMs);
      const all = [...oldestFirst.reverse(), ...kept];
      recent = inOrder(all).slice(0, mostRecent);
      byId = new Map(recent.map((movement) => [movement.id, movement]));
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

/** Newest first; sorted only where it is not already. */
function inOrder(movements: readonly Movement[]): readonly Movement[] {
  const ordered = movements.every(
    ({ at }, index) => index === 0 || at <= (movements[index - 1]?.at ?? at),
  );
  return ordered ? movements : [...movements].sort((a, b) => b.at.getTime() - a.at.getTime());
}
