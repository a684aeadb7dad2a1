/** What changing or ending an order makes of its rows. Pure. */
import { add, subtract, sum } from "../items/quantity";
import { isUnderWay, outstandingOf, type PurchaseChange, type PurchaseRow } from "./row";

/** Whatever is changed has to be confirmed anew. */
const anew = ({ confirmedAt }: PurchaseRow): Partial<PurchaseRow> =>
  confirmedAt === undefined ? {} : { confirmedAt: undefined };

const wantedOf = (row: PurchaseRow): number => subtract(row.quantity, row.cancelled);

/** What is wanted of rows in all. */
export const totalOf = (rows: readonly PurchaseRow[]): number => sum(rows.map(wantedOf));

/**
 * Rows of one item in one order that are to come to another quantity: the newest ones give way first, none below what is
 * received of it; what is added goes on the newest. undefined: more than that is received already.
 */
export function toQuantity(
  rows: readonly PurchaseRow[],
  quantity: number,
): readonly PurchaseChange[] | undefined {
  const newestFirst = [...rows].sort((one, other) => other.number - one.number);
  const [newest] = newestFirst;
  const more = subtract(quantity, totalOf(rows));
  if (newest === undefined || more === 0) return [];
  if (more > 0)
    return [{ row: newest, to: { quantity: add(newest.quantity, more), ...anew(newest) } }];
  let left = -more;
  const changes: PurchaseChange[] = [];
  for (const row of newestFirst) {
    const cut = Math.min(left, outstandingOf(row));
    if (cut <= 0) continue;
    left = subtract(left, cut);
    const to =
      subtract(row.quantity, cut) > 0
        ? { quantity: subtract(row.quantity, cut) }
        : { cancelled: add(row.cancelled, cut) };
    changes.push({ row, to: { ...to, ...anew(row) } });
  }
  return left > 0 ? undefined : changes;
}

/** What is still missing of rows is wanted no more. */
export function withoutRest(rows: readonly PurchaseRow[]): readonly PurchaseChange[] {
  return rows.flatMap((row) => {
    const left = outstandingOf(row);
    return left === 0 ? [] : [{ row, to: { cancelled: add(row.cancelled, left) } }];
  });
}

/** Another day on which rows are to arrive. `isTheirs`: it is the supplier's own word, which needs no further agreement. */
export function toDay(
  rows: readonly PurchaseRow[],
  dueOn: string,
  isTheirs: boolean,
): readonly PurchaseChange[] {
  return rows
    .filter((row) => isUnderWay(row) && row.dueOn !== dueOn)
    .map((row) => ({ row, to: { dueOn, ...(isTheirs ? {} : anew(row)) } }));
}

/**
 * Another item in place of a row's: the row changes while nothing of it is received, else what is missing is cancelled and a
 * row of its own takes its place.
 */
export function toItem(
  row: PurchaseRow,
  item: Pick<PurchaseRow, "itemName" | "spec" | "unit">,
  next: { readonly number: number; readonly messageId: string; readonly at: Date },
): { readonly changes: readonly PurchaseChange[]; readonly added: readonly PurchaseRow[] } {
  const { itemName, spec, unit } = item;
  if (row.received <= 0)
    return { changes: [{ row, to: { itemName, spec, unit, ...anew(row) } }], added: [] };
  const left = outstandingOf(row);
  const { number, messageId, at: orderedAt } = next;
  return {
    changes: withoutRest([row]),
    added: [
      {
        ...row,
        ...{ number, messageId, itemName, spec, unit, quantity: left, original: left },
        ...{ received: 0, cancelled: 0, orderedAt, confirmedAt: undefined },
      },
    ],
  };
}
