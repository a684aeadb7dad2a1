/**
 * The arithmetic of the daily digest: a window of the ledger and the items as they stand come in, counts, changes per
 * item, low items and stocktake variances go out. Nothing is fetched and nothing worded here. The sum of a digest's
 * changes is the sum of its window's rows.
 */
import { itemKey, itemKeyOf, type Item, type NamesItem } from "../items/item";
import { readable } from "../items/label";
import { labellerOf, type ItemLabel, type Labeller } from "../items/labeller";
import { add, sum } from "../items/quantity";
import type { Movement, MovementType } from "../movements/movement";
import type { Suggest } from "../purchasing/suggested-quantity";
import type { Policy } from "../policy";
import type { StocktakeRow } from "../stocktake/row";
import { biggestFirst } from "./biggest-first";
import { grouped } from "./grouped";
import { underPresentNames } from "./renamed";
import { variancesOf, type Variance } from "./variance";
import { lowStock, type LowStockLine } from "./low-stock";

/** Half-open: from ≤ at < to. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** What rows of one type did to an item in one unit. */
export interface Moved {
  readonly type: MovementType;
  /** Signed. */
  readonly change: number;
  readonly unit: string;
}

export interface ItemChange extends NamesItem {
  readonly label: ItemLabel;
  /** By type in the ledger's order of types, then by unit; an item whose unit was changed has one for each. */
  readonly moved: readonly Moved[];
  /** Stock on hand now; undefined where the item is gone, or its figure can't be read. */
  readonly stock: number | undefined;
  /** The sheet has no item of this name, and none that is known to have borne it. */
  readonly isGone: boolean;
  /** The item's unit now. */
  readonly unit: string;
}

/** What figures of a stretch of time are worked out of. */
export interface LedgerFacts {
  /** May reach beyond the time on both sides, in any order. */
  readonly movements: readonly Movement[];
  readonly items: readonly Item[];
  /** The rows of 盘点. */
  readonly stocktake?: readonly StocktakeRow[] | undefined;
}

export interface Digest {
  readonly window: Window;
  /** Rows that count, by type. */
  readonly counts: Readonly<Record<MovementType, number>>;
  /** The biggest first where there are more than `manyLines`, else in the sheet's order, unknown items last. */
  readonly changes: readonly ItemChange[];
  /** As `lowItems` orders them. */
  readonly low: readonly LowStockLine[];
  readonly variance: Variance;
}

/** 来源 of rows that import-chat booked, and the first part of their 消息ID. */
export const importSource = "import";

const types: readonly MovementType[] = [
  "issue",
  "receipt",
  "return",
  "stocktake",
  "undo",
  "adjustment",
];

/**
 * The rows of a window that count, in the order given: without imported messages older than the window, without rows
 * undone in it and what undid them, and without rows voided in a repair (which moved nothing).
 */
export function countedRows(movements: readonly Movement[], window: Window): readonly Movement[] {
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const rows = movements.filter(({ at }) => at.getTime() >= from && at.getTime() < to);
  const paired = undoneInside(rows);
  return rows.filter((row) => !paired.has(row) && !isOldImport(row, window) && !isVoided(row));
}

const isOldImport = ({ source, sentAt }: Movement, { from }: Window): boolean =>
  source === importSource && sentAt < from;

/** Of everything but a stocktake, a change of nothing is a row that a repair voided. */
const isVoided = ({ type, change }: Movement): boolean => change === 0 && type !== "stocktake";

/** Rows that another one undid exactly, with the undoing ones. */
function undoneInside(rows: readonly Movement[]): ReadonlySet<Movement> {
  const undoing = rows.filter(({ undoes }) => undoes !== undefined);
  const named = new Set(undoing.map(({ undoes }) => undoes));
  const byId = new Map(rows.flatMap((row) => (named.has(row.id) ? [[row.id, row] as const] : [])));
  const paired = new Set<Movement>();
  for (const row of undoing) {
    const undone = byId.get(row.undoes ?? "");
    if (undone === undefined || undone === row || paired.has(undone) || paired.has(row)) continue;
    if (add(undone.change, row.change) !== 0 || itemKeyOf(undone) !== itemKeyOf(row)) continue;
    paired.add(undone).add(row);
  }
  return paired;
}

/**
 * What happened in a window.
 *
 * @example digest({ from, to }, { movements, items, policy }).counts.issue // 5
 */
export function digest(
  window: Window,
  {
    movements,
    items,
    policy,
    stocktake,
    suggest,
  }: LedgerFacts & {
    readonly policy: Pick<Policy, "warnAtSafetyStock">;
    readonly suggest?: Suggest | undefined;
  },
): Digest {
  const rows = countedRows(underPresentNames(movements, items), window);
  return {
    window,
    counts: countsOf(rows),
    changes: biggestFirst(changesOf(rows, items), (line) => [sizeOf(line)]),
    low: lowStock(items, policy, suggest),
    variance: variancesOf(rows, items, stocktake),
  };
}

function countsOf(rows: readonly Movement[]): Digest["counts"] {
  const count = (type: MovementType): number => rows.filter((row) => row.type === type).length;
  return {
    issue: count("issue"),
    receipt: count("receipt"),
    return: count("return"),
    stocktake: count("stocktake"),
    undo: count("undo"),
    adjustment: count("adjustment"),
  };
}

function changesOf(rows: readonly Movement[], items: readonly Item[]): readonly ItemChange[] {
  const labeller = labellerOf(items);
  const order = new Map(items.map((item, index) => [itemKey(item), index]));
  const place = (key: string): number => order.get(key) ?? items.length;
  return [...grouped(rows, itemKeyOf)]
    .sort(([left], [right]) => place(left) - place(right))
    .map(([, some]) => changeOf(some, labeller))
    .filter(({ moved }) => moved.length > 0);
}

function changeOf(rows: readonly [Movement, ...Movement[]], labeller: Labeller): ItemChange {
  const [{ itemName, spec, unit }] = rows;
  const sought = { name: itemName, spec };
  const item = labeller.find(sought);
  return {
    label: labeller.labelOf(sought),
    itemName,
    spec,
    moved: movedBy(rows),
    stock: item === undefined ? undefined : readable(item.stock),
    isGone: item === undefined,
    unit: item?.unit ?? unit,
  };
}

/** Without what comes to nothing, as an edit and its undoing; a count that found no difference is told. */
function movedBy(rows: readonly Movement[]): readonly Moved[] {
  const moved = types.flatMap((type) =>
    [...grouped(ofType(rows, type), ({ unit }) => unit)].map(([unit, some]) => ({
      type,
      change: sum(some.map(({ change }) => change)),
      unit,
    })),
  );
  return moved.filter(({ type, change }) => change !== 0 || type === "stocktake");
}

export const ofType = (rows: readonly Movement[], type: MovementType): readonly Movement[] =>
  rows.filter((row) => row.type === type);

const sizeOf = ({ moved }: ItemChange): number => sum(moved.map(({ change }) => Math.abs(change)));
