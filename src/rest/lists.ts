/** Lists of the API: rows of a snapshot or of the ledger → pages. Pure; the cursor is the id of the last row that was given. */
import { isLowItem } from "../inventory/figures/warnings";
import { itemKey, type Item } from "../inventory/items/item";
import { readable } from "../inventory/items/label";
import type { Movement } from "../inventory/movements/movement";
import { toldMovement } from "../inventory/changes/told-movement";
import type { PendingEntry } from "../inventory/movements/pending";
import type { Policy } from "../inventory/policy";
import { statusOfOrder, type Order } from "../inventory/purchasing/orders";
import { statusOf } from "../inventory/purchasing/row";
import type { StocktakeRow } from "../inventory/stocktake/row";

export interface Page {
  readonly data: readonly object[];
  readonly next: string | null;
}

/** What a list shows of a row, and by what the row is found again. */
interface Rows<Row> {
  readonly idOf: (row: Row) => string;
  readonly show: (row: Row) => object;
}

export const encoded = (id: string): string => Buffer.from(id).toString("base64url");

/**
 * The rows behind the cursor's, `limit` at most.
 *
 * @throws RangeError where no row has the cursor's id: it is of another list, or its row is gone
 */
export function pageOf<Row>(
  rows: readonly Row[],
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  { idOf, show }: Rows<Row>,
): Page {
  const after = cursor === undefined ? -1 : rows.findIndex((row) => encoded(idOf(row)) === cursor);
  if (cursor !== undefined && after < 0) throw new RangeError("no row has this cursor");
  const given = rows.slice(after + 1, after + 1 + limit);
  const last = given.at(-1);
  const isMore = after + 1 + limit < rows.length;
  return { data: given.map(show), next: isMore && last ? encoded(idOf(last)) : null };
}

export const movementRows = {
  idOf: ({ id }: Movement): string => id,
  show: toldMovement,
};

export const itemId = (item: Pick<Item, "name" | "spec">): string => encoded(itemKey(item));

export const itemRows = (policy: Policy): Rows<Item> => ({
  idOf: itemKey,
  show: (item: Item): object => ({
    id: itemId(item),
    item: item.name,
    spec: item.spec,
    unit: item.unit,
    stock: readable(item.stock) ?? null,
    safetyStock: item.safetyStock ?? null,
    isLow: isLowItem(item, policy),
    location: item.location,
    supplier: item.supplier,
    updatedAt: item.updatedAt?.toISOString() ?? null,
  }),
});

export const pendingRows = {
  idOf: ({ number }: PendingEntry): string => String(number),
  show: ({ number, at, kind, status, text, operator, reason }: PendingEntry): object => {
    return { number, at: at.toISOString(), kind, status, text, operator, reason };
  },
};

export const stocktakeRows = {
  idOf: ({ number, itemName, spec }: StocktakeRow): string => [number, itemName, spec].join("\n"),
  show: ({ number, zone, itemName, spec, status, book, counted }: StocktakeRow): object => ({
    session: number,
    zone,
    item: itemName,
    spec,
    status,
    book: book ?? null,
    counted: counted ?? null,
  }),
};

/** No prices: these stand in another spreadsheet, for buyers. */
export const orderRows = {
  idOf: ({ number }: Order): string => String(number),
  show(order: Order): object {
    const { number, supplier, rows } = order;
    const placed = rows.find(({ orderedAt }) => orderedAt !== undefined);
    const confirmed = rows.find(({ confirmedAt }) => confirmedAt !== undefined);
    return {
      ...{ order: number, supplier, status: statusOfOrder(order), orderer: placed?.orderer ?? "" },
      orderedAt: placed?.orderedAt?.toISOString() ?? null,
      confirmedAt: confirmed?.confirmedAt?.toISOString() ?? null,
      lines: rows.map((row) => ({
        ...{ row: row.number, item: row.itemName, spec: row.spec, quantity: row.quantity },
        ...{ unit: row.unit, received: row.received, cancelled: row.cancelled },
        ...{ status: statusOf(row), dueOn: row.dueOn },
      })),
    };
  },
};
