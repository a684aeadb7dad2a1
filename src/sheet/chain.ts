/**
 * Movements on items, one after another: each begins where the one before it on the same item ended. All lines of a
 * message stand together or none does. Pure.
 */
import { itemKey, type Item } from "../inventory/items/item";
import type { BookingLine } from "../inventory/movements/movement";
import type { Obstacle } from "../inventory/movements/outcome";
import { add, subtract } from "../inventory/items/quantity";
import type { PlacedItem, Stock } from "./stock";

/** What a line comes to. */
export interface Step {
  readonly key: string;
  readonly line: BookingLine;
  readonly change: number;
  readonly before: number;
  readonly after: number;
}

export type Figures = ReadonlyMap<string, number>;

/** Where an item can be booked on, or what stands in the way. */
export function foothold(
  stock: Stock,
  { itemName, spec }: Pick<BookingLine, "itemName" | "spec">,
): { readonly placed: PlacedItem; readonly figure: number } | Obstacle {
  const key = itemKey({ name: itemName, spec });
  const placed = stock.byKey.get(key);
  if (placed === undefined) {
    const doubled = stock.doubled.get(key);
    return doubled ? { kind: "duplicate", item: doubled.item } : { kind: "gone", itemName, spec };
  }
  const { item } = placed;
  switch (item.stock.kind) {
    case "figure":
      return { placed, figure: item.stock.quantity };
    case "formula":
      return { kind: "formula", item };
    case "unreadable":
      return { kind: "unreadable", item, text: item.stock.text };
  }
}

/** The lines of one message on the figures as they stand before it, or every obstacle. */
export function chainLines(
  lines: readonly BookingLine[],
  stock: Stock,
  figures: Figures,
): { readonly steps: readonly Step[] } | { readonly obstacles: readonly Obstacle[] } {
  const obstacles: Obstacle[] = [];
  const steps: Step[] = [];
  const running = new Map<
    string,
    { readonly item: Item; readonly start: number; figure: number }
  >();
  for (const line of lines) {
    const found = foothold(stock, line);
    if ("kind" in found) {
      obstacles.push(found);
      continue;
    }
    const { key, item } = found.placed;
    const start = figures.get(key) ?? found.figure;
    const on = running.get(key) ?? { item, start, figure: start };
    const { effect } = line;
    const after = effect.kind === "count" ? effect.counted : add(on.figure, effect.change);
    steps.push({ key, line, change: subtract(after, on.figure), before: on.figure, after });
    running.set(key, { ...on, figure: after });
  }
  for (const { item, start, figure } of running.values()) {
    if (figure < 0 && figure < start) {
      obstacles.push({ kind: "short", item, stock: start, wanted: subtract(start, figure) });
    }
  }
  return obstacles.length > 0 ? { obstacles } : { steps };
}
