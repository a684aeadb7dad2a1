/** The last 13 months of the ledger, read once in a while and kept, with what was booked since. */
import type { Movement } from "../../inventory/movements/movement";
import type { Snapshot, Stockroom } from "../../sheet/stockroom";

/** Last year's same four weeks, and what tells that the ledger reaches back so far. */
export const daysBefore = 400;
const dayMs = 86_400_000;
/** The rows of the last 48 hours come with every snapshot; the rest is read again before they could leave a gap. */
const keptMs = 40 * 3_600_000;

export interface YearOfLedger {
  /** In any order. @throws SheetAwayError, SheetDeniedError, SheetIncompleteError */
  rows(snapshot: Snapshot): Promise<readonly Movement[]>;
}

export function createYearOfLedger({
  stockroom,
  now,
}: {
  readonly stockroom: Pick<Stockroom, "movements">;
  readonly now: () => Date;
}): YearOfLedger {
  let kept: { readonly readAt: number; readonly rows: Promise<readonly Movement[]> } | undefined;

  function keptRows(): Promise<readonly Movement[]> {
    const at = now().getTime();
    if (kept !== undefined && at - kept.readAt <= keptMs && at >= kept.readAt) return kept.rows;
    const from = new Date(at - (daysBefore + 1) * dayMs);
    const one = { readAt: at, rows: stockroom.movements({ from, to: new Date(at + 1) }) };
    kept = one;
    one.rows.catch(() => {
      if (kept === one) kept = undefined;
    });
    return one.rows;
  }

  return {
    async rows({ recent }) {
      const rows = await keptRows();
      const known = new Set(rows.map(({ id }) => id));
      return [...recent.filter(({ id }) => !known.has(id)), ...rows];
    },
  };
}
