/** Whether items can bear the lines of a message, each line beginning where the one before it on its item ended. Pure. */
import { itemKey, itemKeyOf, type Item } from "../../inventory/items/item";
import { createSteps } from "../../inventory/movements/count";
import type { BookingLine, Movement } from "../../inventory/movements/movement";
import type { Obstacle } from "../../inventory/movements/outcome";
import { subtract } from "../../inventory/items/quantity";
import type { PlacedItem, Stock } from "../tabs/stock-items";
import type { Step } from "./movements";

/** The row of an item that can be booked on, or what stands in the way. */
export function bookableItem(
  stock: Pick<Stock, "byKey" | "doubled">,
  { itemName, spec }: Pick<BookingLine, "itemName" | "spec">,
): { readonly found: PlacedItem } | { readonly obstacle: Obstacle } {
  const key = itemKey({ name: itemName, spec });
  const found = stock.byKey.get(key);
  if (found === undefined) {
    const doubled = stock.doubled.get(key);
    if (doubled) return { obstacle: { kind: "duplicate", item: doubled.item } };
    return { obstacle: { kind: "gone", itemName, spec } };
  }
  const { item } = found;
  switch (item.stock.kind) {
    case "figure":
      return { found };
    case "formula":
      return { obstacle: { kind: "formula", item } };
    case "unreadable":
      return { obstacle: { kind: "unreadable", item, text: item.stock.text } };
    case "withheld":
      return { obstacle: { kind: "unreadable", item, text: "" } };
  }
}

/** The lines of one message on the figures as they stand before it, or every obstacle. */
export function bearLines(
  lines: readonly BookingLine[],
  stock: Stock,
  {
    figureOf,
    rowsOf,
    sentAt,
  }: {
    readonly figureOf: (found: PlacedItem) => number;
    /** The item's rows, newest first; asked of items that are counted. */
    readonly rowsOf: (key: string) => readonly Movement[];
    /** The message's own time. */
    readonly sentAt: Date;
  },
): { readonly steps: readonly Step[] } | { readonly obstacles: readonly Obstacle[] } {
  const obstacles: Obstacle[] = [];
  const steps: Step[] = [];
  const running = new Map<
    string,
    { item: Item; start: number; figure: number; next: ReturnType<typeof createSteps> }
  >();
  const counted = new Set(lines.filter(({ effect }) => effect.kind === "count").map(itemKeyOf));
  for (const line of lines) {
    const bookable = bookableItem(stock, line);
    if ("obstacle" in bookable) {
      obstacles.push(bookable.obstacle);
      continue;
    }
    const { key, item } = bookable.found;
    const start = figureOf(bookable.found);
    const rows = counted.has(key) ? rowsOf(key) : [];
    const on = running.get(key) ?? {
      item,
      start,
      figure: start,
      next: createSteps(start, { item, rows, sentAt }),
    };
    const { before, after } = on.next(line);
    steps.push({ key, line, before, after });
    running.set(key, { ...on, figure: after });
  }
  for (const { item, start, figure } of running.values()) {
    if (figure < 0 && figure < start) {
      obstacles.push({ kind: "short", item, stock: start, wanted: subtract(start, figure) });
    }
  }
  return obstacles.length > 0 ? { obstacles } : { steps };
}
