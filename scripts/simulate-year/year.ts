/**
 * Plays a year in an office, day by day: what people took, what of it they wrote down, what was counted, ordered, delivered.
 * Pure. Goes out: what the sheet's tabs would hold, and the truth beside it.
 */
import { isWorkingDay } from "../../src/inventory/forecast/calendar";
import { calendar, createChance, departments, paceOn, type Chance, type Office } from "./office";

/** Somebody came for something. `day` and `item` are places. */
export interface Want {
  readonly day: number;
  readonly item: number;
  readonly wanted: number;
  /** What was there of it. */
  readonly taken: number;
  readonly department: string;
  readonly registered: boolean;
}

interface Booked {
  readonly day: number;
  readonly item: number;
  readonly type: "领用" | "入库" | "盘点";
  readonly change: number;
  readonly before: number;
  readonly after: number;
  readonly department: string;
  /** 采购行 */
  readonly order?: number;
}

interface Order {
  readonly number: number;
  readonly item: number;
  readonly quantity: number;
  readonly day: number;
  readonly dueDay: number;
  readonly comes: number;
}

export interface Year {
  readonly office: Office;
  readonly wants: readonly Want[];
  /** Oldest first. */
  readonly ledger: readonly Booked[];
  /** `book` and `counted` at the end of a day. */
  readonly counts: readonly Readonly<Record<"day" | "item" | "book" | "counted", number>>[];
  readonly orders: readonly Order[];
  /** What is on the shelf and what the sheet says of an item at the end of each day. */
  readonly shelf: readonly (readonly number[])[];
  readonly book: readonly (readonly number[])[];
  readonly isWorking: readonly boolean[];
}

/** What happens in the year, which the relay is not told. */
export function storyLines({ office, wants, ledger }: Year, length: number): readonly string[] {
  const { days, items, forgetting, late, lateBy, dies, doubles, takesMuch } = office;
  const date = (day: number): string => days[day]?.date ?? "after the year";
  const name = (item: number): string => items[item]?.name ?? "";
  return [
    `${items.length} items, ${length} days: wanted ${wants.length} times, ${ledger.length} rows`,
    `${forgetting.department} writes nothing down from ${date(forgetting.from)} to ${date(forgetting.to - 1)}`,
    `${late.supplier} is ${lateBy} working days late with what is ordered from ${date(late.from)} to ${date(late.to - 1)}`,
    `${name(dies.item)} is wanted no more from ${date(dies.from)}, ${name(doubles.item)} twice as much from ${date(doubles.from)}`,
    `${name(takesMuch.item)}: one take-out of ${takesMuch.times} times the usual on ${date(takesMuch.day)}\n`,
  ];
}

interface Play {
  readonly office: Office;
  readonly chance: Chance;
  readonly isWorking: readonly boolean[];
  readonly wants: Want[];
  readonly ledger: Booked[];
  readonly counts: Year["counts"][number][];
  readonly orders: Order[];
  readonly shelf: number[];
  readonly book: number[];
}

export function playYear(office: Office, seed: number): Year {
  const stock = office.items.map(({ startStock }) => startStock);
  const isWorking = office.days.map((day) => isWorkingDay(day, calendar));
  const play: Play = {
    ...{ office, isWorking, chance: createChance(seed + 2), shelf: [...stock], book: stock },
    ...{ wants: [], ledger: [], counts: [], orders: [] },
  };
  const shelf: number[][] = [];
  const book: number[][] = [];
  for (const [day, works] of isWorking.entries()) {
    if (works) {
      deliver(play, day);
      for (const item of office.items.keys()) takeOut(play, day, item);
      if (isCountDay(play, day)) count(play, day);
      order(play, day);
    }
    shelf.push([...play.shelf]);
    book.push([...play.book]);
  }
  const { wants, ledger, counts, orders } = play;
  return { office, wants, ledger, counts, orders, shelf, book, isWorking };
}

function write({ book, ledger }: Play, row: Omit<Booked, "before" | "after">): void {
  const before = book[row.item] ?? 0;
  book[row.item] = before + row.change;
  ledger.push({ ...row, before, after: before + row.change });
}

function put(play: Play, item: number, change: number): void {
  play.shelf[item] = (play.shelf[item] ?? 0) + change;
}

function deliver(play: Play, day: number): void {
  for (const { comes, item, quantity, number } of play.orders) {
    if (comes !== day) continue;
    put(play, item, quantity);
    write(play, { day, item, type: "入库", change: quantity, department: "", order: number });
  }
}

/** @see https://en.wikipedia.org/wiki/Poisson_distribution#Random_variate_generation Knuth */
function poisson(mean: number, chance: Chance): number {
  let left = chance();
  let found = 0;
  for (const least = Math.exp(-mean); left > least; left *= chance()) found += 1;
  return found;
}

function takeOut(play: Play, day: number, item: number): void {
  const { office, chance } = play;
  const { takesMuch, forgetting, forgotten } = office;
  const { meanSize = 1 } = office.items[item] ?? {};
  const one = (wanted: number): void => {
    const department = departments[Math.floor(departments.length * chance() ** 1.3)] ?? "";
    const isSilent =
      department === forgetting.department && day >= forgetting.from && day < forgetting.to;
    const registered = chance() >= forgotten && !isSilent;
    const taken = Math.min(wanted, play.shelf[item] ?? 0);
    play.wants.push({ day, item, wanted, taken, department, registered });
    if (taken === 0) return;
    put(play, item, -taken);
    if (registered) write(play, { day, item, type: "领用", change: -taken, department });
  };
  for (let left = poisson(paceOn(office, item, day), chance); left > 0; left -= 1)
    one(1 + (meanSize > 1 ? poisson(meanSize - 1, chance) : 0));
  if (item === takesMuch.item && day === nextWorking(play, takesMuch.day))
    one(meanSize * takesMuch.times);
}

function nextWorking({ isWorking }: Pick<Play, "isWorking">, day: number, steps = 0): number {
  let at = day;
  for (let left = steps; at < isWorking.length; at += 1) {
    if (isWorking[at] !== true) continue;
    if (left === 0) break;
    left -= 1;
  }
  return at;
}

/** The last working day of a month. */
function isCountDay({ office: { days }, isWorking }: Play, day: number): boolean {
  const month = days[day]?.date.slice(0, 7);
  return days.every(
    ({ date }, other) => other <= day || isWorking[other] !== true || !date.startsWith(month ?? ""),
  );
}

/** Every other item, the others a month later. */
function count(play: Play, day: number): void {
  const month = Number(play.office.days[day]?.date.slice(5, 7));
  for (const item of play.office.items.keys()) {
    if ((item + month) % 2 !== 0) continue;
    const [book = 0, counted = 0] = [play.book[item], play.shelf[item]];
    play.counts.push({ day, item, book, counted });
    write(play, { day, item, type: "盘点", change: counted - book, department: "" });
  }
}

/** At the safety stock by the sheet, where nothing is under way. */
function order(play: Play, day: number): void {
  const { office, orders } = play;
  for (const [item, { safetyStock, orderQuantity: quantity, supplier }] of office.items.entries()) {
    const isUnderWay = orders.some((one) => one.item === item && one.comes > day);
    if ((play.book[item] ?? 0) > safetyStock || isUnderWay) continue;
    const { late, lateBy } = office;
    const isLate = supplier.name === late.supplier && day >= late.from && day < late.to;
    const dueDay = nextWorking(play, day + 1, supplier.leadDays - 1);
    const comes = isLate ? nextWorking(play, dueDay + 1, lateBy - 1) : dueDay;
    orders.push({ number: orders.length + 1, item, quantity, day, dueDay, comes });
  }
}
