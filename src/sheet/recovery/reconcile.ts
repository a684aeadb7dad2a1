/**
 * What is desired against what is seen, per item: L is the figure that the ledger ends with, p the one known to stand in
 * the cell, s the one that stands there. Says what to note in the ledger and what to tell the keepers; running it twice
 * changes nothing. No clock decides, so whoever recovers comes to the same.
 */
import type { Item } from "../../inventory/items/item";
import type { Obstacle } from "../../inventory/movements/outcome";
import { add, subtract } from "../../inventory/items/quantity";
import type { PlanningState } from "../commit/state";
import type { ShownFigure } from "../commit/facts";
import { bookableItem } from "../ledger/enough-stock";
import type { PlacedItem, Stock } from "../tabs/stock-items";

/** A figure that a person typed, and what the ledger is to end with. */
export interface PersonsFigure {
  readonly found: PlacedItem;
  /** What stands in the cell. */
  readonly typed: number;
  readonly before: number;
  readonly after: number;
}

/** A booking that stands and can't be shown: its item's row is gone, doubled, or its cell no figure. */
export interface Unshowable {
  readonly key: string;
  readonly figure: number;
  readonly obstacle: Obstacle;
}

/** What a commit in the making knows of figures. */
export interface KnownFigures {
  /** Those known to stand in cells that don't show what the ledger ends with, by key. */
  readonly shown: ReadonlyMap<string, ShownFigure>;
  /** L, by key. */
  readonly ledgerFigure: (key: string) => number | undefined;
}

/** Every figure that differs from the one known to stand in its cell. */
export function findPersonsFigures(
  { placed }: Pick<Stock, "placed">,
  known: KnownFigures,
): readonly PersonsFigure[] {
  const figures: PersonsFigure[] = [];
  for (const found of placed) {
    const { item, key } = found;
    const before = known.ledgerFigure(key);
    if (item.duplicate || item.stock.kind !== "figure" || before === undefined) continue;
    const typed = item.stock.quantity;
    const shown = known.shown.get(key);
    if (typed === (shown?.figure ?? before)) continue;
    figures.push({ found, typed, before, after: goalOf(typed, before, shown) });
  }
  return figures;
}

/**
 * What the ledger is to end with where a person typed `typed`: what was booked and not yet shown to her goes on top; a
 * count among it stays the count.
 */
export function goalOf(typed: number, ledger: number, shown: ShownFigure | undefined): number {
  if (shown === undefined) return typed;
  if (shown.counted) return ledger;
  const goal = add(typed, subtract(ledger, shown.figure));
  return goal < 0 ? typed : goal;
}

/** What would be left on an item once unshown bookings come on top of a person's figure; negative: it can't bear them. */
export function leftOn(item: Item, ledger: number, shown: ShownFigure | undefined): number {
  if (item.stock.kind !== "figure" || shown === undefined || shown.counted) return ledger;
  return add(item.stock.quantity, subtract(ledger, shown.figure));
}

/** Items whose bookings can't be shown, told once each: rows read whole and fresh, so that what is not there is gone. */
export function findUnshowable(
  { stock, isFresh }: Pick<PlanningState, "stock" | "isFresh">,
  known: KnownFigures,
): readonly Unshowable[] {
  return [...known.shown].flatMap(([key, shown]): Unshowable[] => {
    const figure = known.ledgerFigure(key);
    if (figure === undefined || figure === shown.figure) return [];
    const [itemName = "", spec = ""] = key.split("\u001f");
    const bookable = bookableItem(stock, { itemName, spec });
    if ("found" in bookable || (bookable.obstacle.kind === "gone" && !isFresh)) return [];
    return [{ key, figure, obstacle: bookable.obstacle }];
  });
}
