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

const dayMs = 86_400_000;

interface Known {
  readonly desired: readonly DesiredCells[];
  readonly booked: ReadonlyMap<number, number>;
  readonly timeZone: string;
  readonly now: Date;
}

/** undefined where neither 采购 nor 供应商 is there; the same value as long as nothing that it comes from has changed. */
export type PurchasingReader = (
  grids: ReadonlyMap<string, Grid>,
  known: Known,
) => Purchasing | undefined;

export function createPurchasingReader(): PurchasingReader {
  let last: { readonly from: readonly unknown[]; readonly purchasing: Purchasing } | undefined;
  return (grids, known) => {
    const grid = <Entry>(name: string) => grids.get(name) as Grid<Entry> | undefined;
    const read = {
      purchases: grid<PurchaseRow>("purchases"),
      suppliers: grid<Supplier>("suppliers"),
      events: grid<PurchaseEvent>("purchaseEvents"),
    };
    if (read.purchases === undefined && read.suppliers === undefined) return undefined;
    const wishes = known.desired.filter(({ tab }) => tab === purchasesTab.name);
    const day = Math.floor(known.now.getTime() / dayMs);
    const from = [...Object.values(read), known.booked, known.timeZone, day, ...wishes];
    if (last?.from.length !== from.length || from.some((one, index) => one !== last?.from[index]))
      last = { from, purchasing: purchasingOf(read, known) };
    return last.purchasing;
  };
}

function purchasingOf(
  {
    purchases,
    suppliers,
    events,
  }: {
    readonly purchases: Grid<PurchaseRow> | undefined;
    readonly suppliers: Grid<Supplier> | undefined;
    readonly events: Grid<PurchaseEvent> | undefined;
  },
  { desired, booked, timeZone, now }: Known,
): Purchasing {
  return {
    rows: entriesNow(purchases, desired, timeZone).map((row) => {
      const received = booked.get(row.number) ?? 0;
      const isShown = received === row.received;
      return isShown || !isRemembered(purchasesTab.tally?.bornAt(row), now)
        ? row
        : { ...row, received };
    }),
    suppliers: entriesOf(suppliers, timeZone).map(({ entry }) => entry),
    events: entriesOf(events, timeZone)
      .map(({ entry }) => entry)
      .sort((a, b) => b.at.getTime() - a.at.getTime()),
  };
}
