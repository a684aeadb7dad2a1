/**
 * The arithmetic of the weekly and monthly report: rows of two periods and of the last 30 days come in, totals by item
 * and by department, the most taken, what nobody took, and variances go out. Nothing is fetched, nothing worded.
 */
import { itemKey, itemKeyOf, type Item } from "../items/item";
import { labellerOf, type ItemLabel, type Labeller, type LabelledItem } from "../items/labeller";
import { subtract, sum } from "../items/quantity";
import type { Movement } from "../movements/movement";
import { countedRows, ofType, type LedgerFacts, type Window } from "./digest";
import { grouped } from "./grouped";
import { underPresentNames } from "./renamed";
import { variancesOf, type Variance } from "./variance";

/** An item in one unit; an item whose unit was changed has one for each. All figures but `others` are positive. */
export interface ItemTotal extends LabelledItem {
  readonly taken: number;
  /** In the period before. */
  readonly takenBefore: number;
  readonly received: number;
  readonly returned: number;
  /** What stocktakes, undone rows and people's edits changed, signed. */
  readonly others: number;
  /** Rows of 领用. */
  readonly issues: number;
  /** In the period before. */
  readonly issuesBefore: number;
}

export interface DepartmentTotal {
  /** "" where none was filled in. */
  readonly department: string;
  readonly issues: number;
  readonly issuesBefore: number;
  /** What it took, the most often taken first. */
  readonly items: readonly Pick<ItemTotal, "label" | "unit" | "taken" | "issues">[];
}

export interface Totals {
  readonly period: Window;
  readonly before: Window;
  readonly issues: number;
  readonly issuesBefore: number;
  readonly receipts: number;
  readonly receiptsBefore: number;
  /** Everything that moved, the most taken first. */
  readonly items: readonly ItemTotal[];
  /** Those that took most often first. */
  readonly departments: readonly DepartmentTotal[];
  /** The most often taken first, ten at most: boxes and pens are never added. */
  readonly mostTaken: readonly ItemTotal[];
  /** Items of the sheet without a 领用 in the 30 days before the period's end. */
  readonly untaken: readonly ItemLabel[];
  readonly variance: Variance;
}

/** The first hours of a week say nothing beside those of the one before. */
const comparableMs = 24 * 60 * 60_000;
/** Days without a 领用 after which an item is named. */
export const untakenDays = 30;
const most = 10;

/**
 * The totals of a period. `movements` hold the period, the one before and the 30 days before the period's end, if not more;
 * `untakenSince` is where those begin.
 */
export function totals(
  {
    period,
    before,
    untakenSince,
  }: Readonly<Record<"period" | "before", Window>> & {
    readonly untakenSince: Date;
  },
  { movements: booked, items, stocktake }: LedgerFacts,
): Totals {
  const from = Math.min(...[period.from, before.from, untakenSince].map((at) => at.getTime()));
  const to = period.to.getTime();
  const asked = booked.filter(({ at }) => at.getTime() >= from && at.getTime() < to);
  const movements = underPresentNames(asked, items, booked);
  const now = countedRows(movements, period);
  const isBegun = period.to.getTime() - period.from.getTime() >= comparableMs;
  const then = isBegun ? countedRows(movements, before) : [];
  const labeller = labellerOf(items);
  const byItem = itemTotals(now, then, labeller);
  const since = countedRows(movements, { from: untakenSince, to: period.to });
  return {
    period,
    before,
    issues: ofType(now, "issue").length,
    issuesBefore: ofType(then, "issue").length,
    receipts: ofType(now, "receipt").length,
    receiptsBefore: ofType(then, "receipt").length,
    items: byItem,
    departments: departmentTotals(now, then, labeller),
    mostTaken: byItem
      .filter(({ taken }) => taken > 0)
      .sort(byTimesTaken)
      .slice(0, most),
    untaken: untakenItems(since, items, labeller),
    variance: variancesOf(now, items, stocktake),
  };
}

const changeOf = (rows: readonly Movement[]): number => sum(rows.map(({ change }) => change));

/** What 领用 rows took, as a positive figure. */
const takenIn = (rows: readonly Movement[]): number => subtract(0, changeOf(ofType(rows, "issue")));

const keyWithUnit = (row: Movement): string => [itemKeyOf(row), row.unit].join("\u001f");

function itemTotals(
  now: readonly Movement[],
  then: readonly Movement[],
  labeller: Labeller,
): readonly ItemTotal[] {
  const earlier = grouped(then, keyWithUnit);
  return [...grouped(now, keyWithUnit)]
    .map(([key, rows]): ItemTotal => {
      const [{ itemName: name, spec, unit }] = rows;
      const received = changeOf(ofType(rows, "receipt"));
      const returned = changeOf(ofType(rows, "return"));
      const taken = takenIn(rows);
      const earlierRows = earlier.get(key) ?? [];
      return {
        label: labeller.labelOf({ name, spec }),
        unit,
        taken,
        takenBefore: takenIn(earlierRows),
        received,
        returned,
        others: sum([changeOf(rows), -received, -returned, taken]),
        issues: ofType(rows, "issue").length,
        issuesBefore: ofType(earlierRows, "issue").length,
      };
    })
    .sort((left, right) => right.taken - left.taken || right.issues - left.issues);
}

const byTimesTaken = (left: ItemTotal, right: ItemTotal): number =>
  right.issues - left.issues || right.taken - left.taken;

/** The most taking first. Rows under present names, without what was undone. */
export function departmentTotals(
  now: readonly Movement[],
  then: readonly Movement[],
  labeller: Labeller,
): readonly DepartmentTotal[] {
  const departmentOf = ({ department }: Movement): string => department.trim();
  const earlier = grouped(ofType(then, "issue"), departmentOf);
  return [...grouped(ofType(now, "issue"), departmentOf)]
    .map(([department, rows]) => ({
      department,
      issues: rows.length,
      issuesBefore: earlier.get(department)?.length ?? 0,
      items: itemTotals(rows, [], labeller).toSorted(byTimesTaken),
    }))
    .sort((left, right) => right.issues - left.issues);
}

function untakenItems(
  since: readonly Movement[],
  items: readonly Item[],
  labeller: Labeller,
): readonly ItemLabel[] {
  const taken = new Set(ofType(since, "issue").map(itemKeyOf));
  return items.filter((item) => !taken.has(itemKey(item))).map((item) => labeller.labelOf(item));
}
