/** The stockroom for all that tells figures: what is withheld for now is in nothing that comes out of it. */
import { oncePer } from "../inventory/once-per";
import { withheldItems, withholdIn, withholdRows } from "../inventory/stocktake/withheld";
import type { Snapshot, Stockroom } from "./stockroom";

export function withholding(stockroom: Stockroom): Stockroom {
  const withheld = oncePer(withholdIn<Snapshot>);
  const keys = async (): Promise<ReadonlySet<string>> =>
    withheldItems((stockroom.latest() ?? (await stockroom.read())).stocktake);
  return {
    ...stockroom,
    latest() {
      const snapshot = stockroom.latest();
      return snapshot && withheld(snapshot);
    },
    read: async () => withheld(await stockroom.read()),
    movements: async (period) => withholdRows(await stockroom.movements(period), await keys()),
    async *movementPages(...asked) {
      for await (const page of stockroom.movementPages(...asked))
        yield withholdRows(page, await keys());
    },
    history: async (item, limit) =>
      withholdRows(await stockroom.history(item, limit), await keys()),
    onChange: (listener) => stockroom.onChange((snapshot) => listener(withheld(snapshot))),
  };
}
