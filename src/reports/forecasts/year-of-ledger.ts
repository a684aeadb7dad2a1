/** The last 13 months of the ledger, read once in a while and kept, with what was booked since. */
import { rowsByItem, standingRows } from "../../inventory/forecast/standing-rows";
import type { Movement } from "../../inventory/movements/movement";
import { withheldItems } from "../../inventory/stocktake/withheld";
import type { Snapshot, Stockroom } from "../../sheet/stockroom";
import { runInSlices } from "./slices";

/** Last year's same four weeks, and what tells that the ledger reaches back so far. */
export const daysBefore = 400;
const dayMs = 86_400_000;
/** The rows of the last 48 hours come with every snapshot; the rest is read again before they could leave a gap. */
const keptMs = 40 * 3_600_000;

type Rows = readonly Movement[];

/** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError from every function */
export interface YearOfLedger {
  /** As they were booked, in any order. */
  rows(snapshot: Snapshot): Promise<Rows>;
  /** Those that stand, under the items' present names. */
  standing(snapshot: Snapshot): Promise<Rows>;
  /** The same by itemKey, oldest first. */
  byItem(snapshot: Snapshot): Promise<ReadonlyMap<string, Rows>>;
}

export function createYearOfLedger({
  stockroom,
  now,
}: {
  readonly stockroom: Pick<Stockroom, "movements">;
  readonly now: () => Date;
}): YearOfLedger {
  let kept:
    | { readonly readAt: number; readonly withheld: string; readonly rows: Promise<Rows> }
    | undefined;

  /** Rows that were read while something was withheld tell less than there is once it is not. */
  function keptRows({ stocktake }: Pick<Snapshot, "stocktake">): Promise<Rows> {
    const at = now().getTime();
    const withheld = [...withheldItems(stocktake)].join();
    const isRecent = kept !== undefined && at - kept.readAt <= keptMs && at >= kept.readAt;
    if (kept?.withheld === withheld && isRecent) return kept.rows;
    const from = new Date(at - (daysBefore + 1) * dayMs);
    const one = { readAt: at, withheld, rows: stockroom.movements({ from, to: new Date(at + 1) }) };
    kept = one;
    one.rows.catch(() => {
      if (kept === one) kept = undefined;
    });
    return one.rows;
  }

  /** What people mended in the last 48 hours shows at once. */
  async function rows(snapshot: Pick<Snapshot, "recent" | "stocktake">): Promise<Rows> {
    const { recent } = snapshot;
    const older = await keptRows(snapshot);
    const newer = new Set(recent.map(({ id }) => id));
    return [...recent, ...older.filter(({ id }) => !newer.has(id))];
  }

  const standing = onceASnapshot(async ({ items, ...snapshot }) =>
    runInSlices(standingRows({ movements: await rows(snapshot), items })),
  );
  const byItem = onceASnapshot(async ({ items, ...snapshot }) =>
    runInSlices(rowsByItem({ movements: await rows(snapshot), items })),
  );
  return { rows, standing, byItem };
}

/** Worked out once for the same rows and items. */
function onceASnapshot<Found>(
  find: (snapshot: Snapshot) => Promise<Found>,
): (snapshot: Snapshot) => Promise<Found> {
  let last: { readonly of: Snapshot; readonly found: Promise<Found> } | undefined;
  return (snapshot) => {
    if (last?.of.recent === snapshot.recent && last.of.items === snapshot.items) return last.found;
    const one = { of: snapshot, found: find(snapshot) };
    last = one;
    one.found.catch(() => {
      if (last === one) last = undefined;
    });
    return one.found;
  };
}
