/** 采购, 采购记录 and 供应商 as they stand once what is desired of them is written, with what 流水 books on each row. */
import type { PurchaseEvent } from "../../inventory/purchasing/event";
import type { Purchasing } from "../../inventory/purchasing/orders";
import type { PurchaseRow } from "../../inventory/purchasing/row";
import type { Supplier } from "../../inventory/purchasing/supplier";
import type { DesiredCells } from "../commit/facts";
import { entriesNow } from "../further-tabs/entries-now";
import { isRemembered } from "../further-tabs/tallies";
import { entriesOf, type Grid } from "../tabs/grid";
import { purchasesTab } from "../tabs/purchases";

/** undefined where neither 采购 nor 供应商 is there. */
export function purchasingNow(
  grids: ReadonlyMap<string, Grid>,
  known: {
    readonly desired: readonly DesiredCells[];
    readonly booked: ReadonlyMap<number, number>;
    readonly timeZone: string;
    readonly now: Date;
  },
): Purchasing | undefined {
  const grid = <Entry>(name: string) => grids.get(name) as Grid<Entry> | undefined;
  const { desired, booked, timeZone, now } = known;
  const [purchases, suppliers] = [grid<PurchaseRow>("purchases"), grid<Supplier>("suppliers")];
  if (purchases === undefined && suppliers === undefined) return undefined;
  const events = entriesOf(grid<PurchaseEvent>("purchaseEvents"), timeZone);
  return {
    rows: entriesNow(purchases, desired, timeZone).map((row) =>
      isRemembered(purchasesTab.tally?.bornAt(row), now)
        ? { ...row, received: booked.get(row.number) ?? 0 }
        : row,
    ),
    suppliers: entriesOf(suppliers, timeZone).map(({ entry }) => entry),
    events: events.map(({ entry }) => entry).sort((a, b) => b.at.getTime() - a.at.getTime()),
  };
}
