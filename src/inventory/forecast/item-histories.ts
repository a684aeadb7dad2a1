/**
 * The ledger → what every item's working days were like. Comes in: rows in any order, entries that were refused for too
 * little stock, counts with a cause; goes out: a history an item. Generators, so that a long ledger is gone through in slices.
 */
import { grouped } from "../figures/grouped";
import { itemKey, itemKeyOf, type Item } from "../items/item";
import { readable } from "../items/label";
import type { Movement } from "../movements/movement";
import type { PendingEntry } from "../movements/pending";
import { placeOfDay, type Day, type WorkCalendar } from "./calendar";
import { seasonOf, type DayTaken, type DemandHistory } from "./evidence";
import { emptyPlaces } from "./empty-days";
import { rowsByItem } from "./standing-rows";
import { spreadUnrecorded, type Unrecorded } from "./unrecorded";
import { workingDays, type WorkingDays } from "./working-days";

export interface LedgerRecords {
  /** Oldest first, without a gap; the last one is the present day, of which nothing is taken. */
  readonly days: readonly Day[];
  readonly calendar: WorkCalendar;
  readonly items: readonly Item[];
  /** Of all these days, in any order. */
  readonly movements: readonly Movement[];
  /** Of all these days; those refused for too little stock and not booked since are demand. */
  readonly entries: readonly PendingEntry[];
  /** What counts found that nobody had written down. */
  readonly unrecorded: readonly Unrecorded[];
  /** So many working days are looked at; historyDays where nothing is said. */
  readonly mostDays?: number;
}

export interface Histories {
  /** By itemKey, for every item. */
  readonly histories: ReadonlyMap<string, DemandHistory>;
  readonly workdays: WorkingDays;
  /** By itemKey: when the stock rose last, by whatever, in ms. */
  readonly risen: ReadonlyMap<string, number>;
}

export function* historiesOf(records: LedgerRecords): Generator<void, Histories> {
  const rows = yield* rowsByItem(records);
  const { refused, unrecorded } = besides(records);
  const workdays = yield* workingDays(records);
  const found = new Map<string, DemandHistory>();
  const risen = new Map<string, number>();
  for (const item of records.items) {
    yield;
    const key = itemKey(item);
    const own: ItemRecords = {
      stock: readable(item.stock) ?? 0,
      rows: rows.get(key) ?? [],
      refused: refused.get(key) ?? [],
      unrecorded: unrecorded.get(key) ?? [],
    };
    found.set(key, historyOf(own, workdays));
    const rise = own.rows.findLast(({ change }) => change > 0);
    if (rise !== undefined) risen.set(key, rise.at.getTime());
  }
  return { histories: found, workdays, risen };
}

interface ItemRecords {
  readonly stock: number;
  /** Rows that stand, oldest first. */
  readonly rows: readonly Movement[];
  readonly refused: readonly { readonly at: number; readonly quantity: number }[];
  readonly unrecorded: readonly Unrecorded[];
}

function besides({ entries, unrecorded }: LedgerRecords): {
  readonly refused: ReadonlyMap<string, ItemRecords["refused"]>;
  readonly unrecorded: ReadonlyMap<string, ItemRecords["unrecorded"]>;
} {
  const short = entries.filter(({ kind, status }) => kind === "short" && status !== "confirmed");
  const refused = short.flatMap(({ at, plan }) =>
    (plan?.lines ?? [])
      .filter(({ type }) => type === "issue")
      .map((line) => ({ ...line, at: at.getTime() })),
  );
  return { refused: grouped(refused, itemKeyOf), unrecorded: grouped(unrecorded, itemKeyOf) };
}

/** What is worked out of an item's rows, by place of day. */
function historyOf(own: ItemRecords, workdays: WorkingDays): DemandHistory {
  const { days, ages, count } = workdays;
  const placeOf = (at: number): number => placeOfDay(days, at);
  const recorded = takenByDay(own, days);
  const empty = emptyPlaces(own, workdays).flatMap((place) => ages[place] ?? []);
  const byAge = new Map<number, { quantity: number; unrecorded: number }>();
  const put = (age: number | undefined, quantity: number, unrecorded: number): void => {
    if (age === undefined || quantity <= 0) return;
    const known = byAge.get(age) ?? { quantity: 0, unrecorded: 0 };
    byAge.set(age, {
      quantity: known.quantity + quantity,
      unrecorded: known.unrecorded + unrecorded,
    });
  };
  for (const [place, quantity] of recorded) put(ages[place], tidy(quantity), 0);
  const usual = [...byAge.values()].map(({ quantity }) => quantity);
  for (const { at, quantity } of own.unrecorded) {
    const since = lastCountBefore(own.rows, at);
    const [from, to] = [since === undefined ? 0 : placeOf(since), placeOf(at)];
    const open = workdays.places.filter((place) => place > from && place <= to);
    for (const [place, part] of spreadUnrecorded(quantity, open, usual))
      put(ages[place], part, part);
  }
  const taken = [...byAge].map(([age, day]): DayTaken => ({ age, ...day }));
  taken.sort((left, right) => left.age - right.age);
  return {
    days: count,
    empty: empty.filter((age) => !byAge.has(age)),
    taken,
    season: seasonIn(recorded, own.rows, days),
  };
}

/** Sums of decimals, to a millionth. */
const tidy = (quantity: number): number => Math.round(quantity * 1e6) / 1e6;

/** Net of what came back: a return lessens the newest take-outs before it. */
function takenByDay(
  { rows, refused }: ItemRecords,
  days: readonly Day[],
): ReadonlyMap<number, number> {
  const taken = new Map<number, number>();
  for (const { type, change, sentAt } of rows) {
    const place = placeOfDay(days, sentAt.getTime());
    if (type === "issue") addAt(taken, place, -change);
    else if (type === "return") giveBack(taken, place, change);
  }
  for (const { at, quantity } of refused) addAt(taken, placeOfDay(days, at), quantity);
  return taken;
}

function addAt(taken: Map<number, number>, place: number, quantity: number): void {
  if (place >= 0) taken.set(place, (taken.get(place) ?? 0) + quantity);
}

function giveBack(taken: Map<number, number>, place: number, returned: number): void {
  let left = returned;
  for (const day of [...taken.keys()].sort((a, b) => b - a)) {
    if (left <= 0) return;
    if (day > place) continue;
    const lessened = Math.min(left, taken.get(day) ?? 0);
    taken.set(day, (taken.get(day) ?? 0) - lessened);
    left -= lessened;
  }
}

/** When it was counted last before a count. */
function lastCountBefore(rows: readonly Movement[], at: number): number | undefined {
  return rows
    .findLast(({ type, at: then }) => type === "stocktake" && then.getTime() < at - 60_000)
    ?.at.getTime();
}

const yearDays = 364;
const fourWeeks = 28;

/** Only with 13 months of its own. */
function seasonIn(
  taken: ReadonlyMap<number, number>,
  rows: readonly Movement[],
  days: readonly Day[],
): number | undefined {
  const today = days.length - 1;
  const from = today - yearDays;
  const oldest = days[from - fourWeeks]?.from;
  const first = rows[0]?.at.getTime();
  if (oldest === undefined || first === undefined || first > oldest) return undefined;
  const inYear = [...taken].filter(([place]) => place >= from && place < today);
  const same = inYear.filter(([place]) => place < from + fourWeeks);
  const sum = (some: typeof inYear): number =>
    some.reduce((total, [, quantity]) => total + quantity, 0);
  const sums = { sameWeeks: sum(same), fourWeeks: (sum(inYear) * fourWeeks) / yearDays };
  return seasonOf(sums, same.filter(([, quantity]) => quantity > 0).length);
}
