/**
 * Rows of 采购 that were ordered at a known price get a row in 采购价. Looks at what stands, not at messages, so it makes no
 * difference how a row was ordered, or whether the relay was down; a row that is there is not added again.
 */
import { itemKeyOf } from "../../inventory/items/item";
import { grouped } from "../../inventory/figures/grouped";
import { itemOfRow } from "../../inventory/items/label";
import { priceAtOrder } from "../../inventory/purchasing/compare-quotes";
import type { LinePrice, Prices } from "../../inventory/purchasing/price";
import { statusOf, type PurchaseRow } from "../../inventory/purchasing/row";
import { amountOf } from "../../inventory/purchasing/spent";
import { knownSuppliers } from "../../inventory/purchasing/supplier";
import { wording } from "../../language/replies/wording";
import { dayText } from "../../language/text/calendar";
import { bookingWith, type Snapshot, type Stockroom } from "../../sheet/stockroom";

/** Rows that were ordered longer ago are left to people. */
const lookBackMs = 30 * 86_400_000;
const mostAtOnce = 100;

const keyOf = ({ row, itemName, spec }: Pick<LinePrice, "row" | "itemName" | "spec">): string =>
  [row, itemName, spec].join("\u001f");

/** What 采购价 lacks. */
function missingLines(
  { purchasing, items, timeZone, readAt }: Snapshot,
  { quotes, lines }: Prices,
): readonly LinePrice[] {
  if (purchasing === undefined || quotes.length === 0) return [];
  const known = new Set(lines.map(keyOf));
  const byItem = grouped(quotes, itemKeyOf);
  const suppliers = knownSuppliers(purchasing.suppliers, items);
  const since = readAt.getTime() - lookBackMs;
  const isLacking = (row: PurchaseRow): boolean =>
    row.order !== undefined &&
    (row.orderedAt?.getTime() ?? 0) >= since &&
    statusOf(row) !== "cancelled" &&
    byItem.has(itemKeyOf(row)) &&
    !known.has(keyOf({ row: row.number, itemName: row.itemName, spec: row.spec }));
  return purchasing.rows.filter(isLacking).flatMap((row): readonly LinePrice[] => {
    const price = priceAtOrder(row, byItem.get(itemKeyOf(row)) ?? [], {
      item: itemOfRow(row, items),
      suppliers,
      units: wording.units,
      dayOf: (at) => dayText(at, timeZone),
    });
    if (price === undefined) return [];
    const { number, supplier, itemName, spec, unit, quantity } = row;
    return [
      { row: number, price, amount: amountOf(price, quantity), supplier, itemName, spec, unit },
    ];
  });
}

/** Adds them whenever either spreadsheet has changed. Returns how to stop. */
export function priceOrders({
  stockroom,
  prices,
  onError,
}: {
  readonly stockroom: Stockroom;
  readonly prices: Stockroom;
  readonly onError: (error: unknown) => void;
}): () => void {
  const sent = new Set<string>();
  const look = (): void => {
    const [snapshot, known] = [stockroom.latest(), prices.latest()?.prices];
    if (snapshot === undefined || known === undefined) return;
    const lines = missingLines(snapshot, known)
      .filter((line) => !sent.has(keyOf(line)))
      .slice(0, mostAtOnce);
    const [first] = lines;
    if (first === undefined) return;
    for (const line of lines) sent.add(keyOf(line));
    const rows = lines.map((entry) => ({ tab: "linePrices", entry }));
    const caused = { messageId: `prices:${keyOf(first)}`, sentAt: snapshot.readAt };
    prices.book(bookingWith({ ...caused, rows })).catch((error: unknown) => {
      for (const line of lines) sent.delete(keyOf(line));
      onError(error);
    });
  };
  const endings = [stockroom.onChange(look), prices.onChange(look)];
  return () => {
    for (const end of endings) end();
  };
}
