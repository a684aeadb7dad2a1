/** What the ledger's rows come to that are booked on a row of another tab. */
import { subtract, sum } from "../../inventory/items/quantity";

/** A row of the ledger, and the row that it is booked on. */
interface BookedRow {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  readonly purchaseRow?: number | undefined;
}

interface Tallies {
  /** The same map as long as nothing changes; it never changes itself. */
  readonly all: () => ReadonlyMap<number, number>;
  readonly note: (row: BookedRow) => void;
}

/** Sums of changes by row of 采购; a row of the ledger counts once, on the row that it names now. */
export function createTallies(): Tallies {
  const totals = new Map<number, number>();
  /** What was told last, until something changes. */
  let told: ReadonlyMap<number, number> | undefined;
  const booked = new Map<string, { readonly row: number; readonly change: number }>();
  const add = (row: number, change: number): void => {
    told = undefined;
    totals.set(row, sum([totals.get(row) ?? 0, change]));
  };
  return {
    all: (): ReadonlyMap<number, number> => (told ??= new Map(totals)),
    note({ id, purchaseRow: row, before, after }: BookedRow): void {
      const known = booked.get(id);
      const change = subtract(after, before);
      if (known?.row === row && (known === undefined || known.change === change)) return;
      if (known !== undefined) add(known.row, 0 - known.change);
      if (row === undefined) booked.delete(id);
      else {
        booked.set(id, { row, change });
        add(row, change);
      }
    },
  };
}
