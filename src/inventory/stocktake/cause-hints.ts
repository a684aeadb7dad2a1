/**
 * Why a count may differ, as far as the data tell: what another spec of the name has too much, an entry that was never
 * booked, an order under way, or a unit that was taken for another. The surest one only. Pure.
 */
import { itemKey, itemKeyOf, type Item } from "../items/item";
import { findItem } from "../items/label";
import { multiply, subtract, sum } from "../items/quantity";
import { toOwnUnit, unitsOf, type UnitWords } from "../items/units";
import { undoneIds } from "../movements/ledger-window";
import type { Movement } from "../movements/movement";
import type { PendingEntry } from "../movements/pending";
import { bookingLineOf } from "../movements/plan";
import { isUnderWay, outstandingOf, type PurchaseRow } from "../purchasing/row";
import { differenceOf, isFarOff, type StocktakeRow } from "./row";

export type CauseHint =
  /** Of the other spec there is as much too much, or too little. */
  | { readonly kind: "mixed-specs"; readonly spec: string }
  /** An entry of 待处理 would have booked it. */
  | { readonly kind: "unrecorded"; readonly number: number }
  /** It has come, it seems, and the order does not know. */
  | { readonly kind: "not-received"; readonly order: number }
  /** A figure of this unit was taken for one of the item's own, or the other way round. */
  | { readonly kind: "wrong-unit"; readonly unit: string }
  /** So far off that the figure may be a typing mistake. */
  | { readonly kind: "miscounted" };

export interface Evidence {
  /** The session's. */
  readonly rows: readonly StocktakeRow[];
  readonly items: readonly Item[];
  readonly pending: readonly PendingEntry[];
  readonly purchases: readonly PurchaseRow[];
  readonly movements: readonly Movement[];
  readonly units: UnitWords;
}

/** undefined: the count is right, or nothing tells why it is not. */
export function causeHintOf(row: StocktakeRow, evidence: Evidence): CauseHint | undefined {
  const difference = differenceOf(row) ?? 0;
  if (difference === 0) return undefined;
  return (
    mixedSpecs(row, difference, evidence) ??
    unrecorded(row, difference, evidence) ??
    notReceived(row, difference, evidence) ??
    wrongUnit(row, difference, evidence) ??
    (isFarOff(row.book ?? 0, row.counted ?? 0) ? { kind: "miscounted" } : undefined)
  );
}

function mixedSpecs(
  { itemName, spec, unit }: StocktakeRow,
  difference: number,
  { rows }: Evidence,
): CauseHint | undefined {
  const other = rows.find(
    (one) =>
      one.itemName === itemName &&
      one.spec !== spec &&
      one.unit === unit &&
      one.status === "counted" &&
      differenceOf(one) === -difference,
  );
  return other && { kind: "mixed-specs", spec: other.spec };
}

/** An entry that a keeper has turned down was not taken; a count that waits is no movement. */
function unrecorded(
  row: StocktakeRow,
  difference: number,
  { pending }: Evidence,
): CauseHint | undefined {
  const key = itemKeyOf(row);
  const entry = pending.find(({ status, kind, plan, at }) => {
    if (status !== "open" && status !== "expired") return false;
    if (row.countedAt !== undefined && at > row.countedAt) return false;
    const lines = plan?.lines.filter((line) => itemKeyOf(line) === key) ?? [];
    if (lines.length === 0) return false;
    if (kind === "shortage") return lines.some(({ quantity }) => quantity === row.counted);
    const effects = lines.map((line) => bookingLineOf(line, unremarked).effect);
    const changes = effects.flatMap((effect) => (effect.kind === "change" ? effect.change : []));
    return changes.length === lines.length && sum(changes) === difference;
  });
  return entry && { kind: "unrecorded", number: entry.number };
}

const unremarked = { remark: "", answers: undefined };
function notReceived(
  row: StocktakeRow,
  difference: number,
  { purchases }: Evidence,
): CauseHint | undefined {
  const key = itemKeyOf(row);
  const bought = purchases.find(
    (one) => isUnderWay(one) && itemKeyOf(one) === key && outstandingOf(one) === difference,
  );
  return bought?.order === undefined ? undefined : { kind: "not-received", order: bought.order };
}

/** What there is of another unit in one of the item's own: 5 and 1/5 of 1箱=5包. */
interface Factor {
  readonly unit: string;
  readonly size: number;
}

/** Quantities that were rounded still match. */
const isSame = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;

/**
 * The difference is a conversion's factor, the count is one of another unit, or a movement was booked in another unit than
 * it was made in.
 */
function wrongUnit(
  row: StocktakeRow,
  difference: number,
  { items, movements, units }: Evidence,
): CauseHint | undefined {
  const key = itemKeyOf(row);
  const item = findItem(items, { name: row.itemName, spec: row.spec });
  const { book = 0, counted = 0 } = row;
  const undone = undoneIds(movements);
  const moved = movements.filter(
    ({ id, type, itemName: name, spec }) =>
      itemKey({ name, spec }) === key && movedTypes.has(type) && !undone.has(id),
  );
  const factors = item === undefined ? [] : factorsOf(item, units);
  const found = factors.find(
    ({ size }) =>
      (size > 2 && isSame(Math.abs(difference), size)) ||
      (counted > 0 && isSame(multiply(counted, size), book)) ||
      moved.some(({ change }) => isSame(multiply(change, subtract(size, 1)), difference)),
  );
  return found && { kind: "wrong-unit", unit: found.unit };
}

const movedTypes: ReadonlySet<Movement["type"]> = new Set(["issue", "receipt", "return"]);

/** Both ways: a 包 taken for a 箱, a 箱 taken for a 包. */
function factorsOf(item: Item, words: UnitWords): readonly Factor[] {
  return unitsOf(item).flatMap((unit): readonly Factor[] => {
    const one = { kind: "given", quantity: 1, unit, written: unit } as const;
    const own = toOwnUnit(one, item, words);
    if (own.kind !== "converted" || own.quantity <= 0 || own.quantity === 1) return [];
    return [
      { unit, size: own.quantity },
      { unit, size: 1 / own.quantity },
    ];
  });
}
