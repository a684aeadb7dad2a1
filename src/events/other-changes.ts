/** What the tabs besides 流水 tell of: 采购记录 and sessions of 盘点 that ended. Gone through again only once a row is another. */
import { closedSessions, orderChanges, type Change } from "../inventory/changes/change";
import type { Snapshot } from "../sheet/stockroom";

export type OtherChanges = (
  snapshot: Pick<Snapshot, "purchasing" | "stocktake">,
) => readonly Change[];

/** What was made of rows, as long as they are the same. */
function whileSame<Row>(): (
  rows: readonly Row[],
  make: () => readonly Change[],
) => readonly Change[] {
  let last: { readonly rows: readonly Row[]; readonly made: readonly Change[] } = {
    rows: [],
    made: [],
  };
  return (rows, make) => {
    const isSame =
      rows.length === last.rows.length && rows.every((row, index) => row === last.rows[index]);
    if (!isSame) last = { rows, made: make() };
    return last.made;
  };
}

export function createOtherChanges(): OtherChanges {
  const [ofOrders, ofSessions] = [whileSame(), whileSame()];
  return ({ purchasing, stocktake = [] }) => [
    ...ofOrders(purchasing?.events ?? [], () => (purchasing ? orderChanges(purchasing) : [])),
    ...ofSessions(stocktake, () => closedSessions(stocktake)),
  ];
}
