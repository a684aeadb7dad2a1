/**
 * A count belongs to its own moment: what it changes is its figure less what the ledger had for that moment, so that what
 * was booked since stays on top, in whatever order messages arrive. Rows in are those of one item, newest first. Pure.
 */
import { grouped } from "../figures/grouped";
import { itemKey, itemKeyOf, type Item } from "../items/item";
import { addInPieces } from "../items/pieces";
import { add, subtract, sum } from "../items/quantity";
import { undoneIds } from "./ledger-window";
import type { BookingLine, Count, Movement } from "./movement";

type Row = Pick<
  Movement,
  "id" | "type" | "change" | "after" | "sentAt" | "undoes" | "voided" | "count"
>;

/** What a stocktake row counted, and when. */
export function countOf({ count, after, sentAt }: Row): Count {
  return count ?? { counted: after, at: sentAt };
}

/** The figure that was booked, as a person would write it. */
export function figureOf(row: Movement): number {
  return row.type === "stocktake" ? countOf(row).counted : Math.abs(row.change);
}

/** Stocktakes that nobody took back, the one of the latest moment first. */
export function standingCounts<Counted extends Row>(rows: readonly Counted[]): readonly Counted[] {
  const undone = undoneIds(rows);
  return rows
    .filter(({ id, type, voided }) => type === "stocktake" && !voided && !undone.has(id))
    .sort((left, right) => countOf(right).at.getTime() - countOf(left).at.getTime());
}

/**
 * What was booked on an item after a moment, by the rows' own times. A row that was taken back and what took it back have
 * one time, unless a count stands between them: then it was taken back in knowledge of the count.
 */
export function bookedAfter<Booked extends Row>(
  moment: Date,
  rows: readonly Booked[],
): readonly Booked[] {
  const counts = standingCounts(rows);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const timeOf = (row: Row): Date => {
    if (row.type === "stocktake") return countOf(row).at;
    const undone = row.undoes === undefined ? undefined : byId.get(row.undoes);
    if (undone === undefined) return row.sentAt;
    const then = undone.type === "stocktake" ? countOf(undone).at : undone.sentAt;
    const isBetween = ({ at }: Count): boolean => then < at && at < row.sentAt;
    return counts.some((count) => isBetween(countOf(count))) ? row.sentAt : then;
  };
  return rows.filter((row) => timeOf(row) > moment);
}

/** The last count that stands, where it was made after a moment. */
export function countAfter<Counted extends Row>(
  moment: Date,
  rows: readonly Counted[],
): Counted | undefined {
  const [last] = standingCounts(rows);
  return last !== undefined && countOf(last).at > moment ? last : undefined;
}

/** What a count changes on `figure`, which the ledger ends with; nothing where a later count stands. */
export function changeOfCount(count: Count, figure: number, rows: readonly Row[]): number {
  if (countAfter(count.at, rows) !== undefined) return 0;
  const since = sum(bookedAfter(count.at, rows).map(({ change }) => change));
  return subtract(count.counted, subtract(figure, since));
}

/** What a line comes to. */
export interface Step {
  readonly before: number;
  readonly after: number;
}

/** What the ledger had for the moment of a count that comes to a step. */
export const bookOf = ({ counted }: Pick<Count, "counted">, { before, after }: Step): number =>
  subtract(counted, subtract(after, before));

/**
 * Lines of one message on one item, one after the other.
 *
 * @param figure what the ledger ends with
 * @param sentAt the message's own time
 */
export function createSteps(
  figure: number,
  {
    item,
    rows,
    sentAt,
  }: {
    readonly item: Pick<Item, "unit" | "conversions">;
    readonly rows: readonly Row[];
    readonly sentAt: Date;
  },
): (line: Pick<BookingLine, "type" | "effect" | "tookAt" | "undoes">) => Step {
  let end = figure;
  let known = rows;
  return ({ type, effect, tookAt, undoes }) => {
    const before = end;
    const count = effect.kind === "change" ? undefined : countIn(effect, sentAt);
    end =
      effect.kind === "change"
        ? addInPieces(before, effect.change, item)
        : add(before, changeOfCount(countIn(effect, sentAt), before, known));
    const change = subtract(end, before);
    const own = { id: `line ${known.length}`, sentAt: tookAt ?? sentAt, voided: false };
    known = [{ ...own, type, change, after: end, undoes, count }, ...known];
    return { before, after: end };
  };
}

const countIn = (
  { counted, at }: Extract<BookingLine["effect"], { readonly kind: "count" }>,
  sentAt: Date,
): Count => ({ counted, at: at ?? sentAt });

/** The items once lines are booked; a count is of this moment. */
export function itemsAfter(items: readonly Item[], lines: readonly BookingLine[]): readonly Item[] {
  const byItem = grouped(lines, itemKeyOf);
  return items.map((item) => {
    const own = byItem.get(itemKey(item));
    if (own === undefined || item.stock.kind !== "figure") return item;
    const quantity = own.reduce(
      (level, { effect }) => (effect.kind === "count" ? effect.counted : add(level, effect.change)),
      item.stock.quantity,
    );
    return { ...item, stock: { kind: "figure", quantity } };
  });
}
