/** What the forecast rests on, read from the sheet: 13 months of the ledger, refused requests, what counts found unrecorded. */
import type { LedgerRecords } from "../../inventory/forecast/item-histories";
import type { Unrecorded } from "../../inventory/forecast/unrecorded";
import { differenceOf, type StocktakeRow } from "../../inventory/stocktake/row";
import { isUnrecordedCause } from "../../language/sheet-words/stocktake-words";
import { daysAround } from "../../language/text/calendar";
import type { Snapshot } from "../../sheet/stockroom";
import { daysBefore, type YearOfLedger } from "./year-of-ledger";

/** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError */
export async function readRecords(
  ledger: Pick<YearOfLedger, "rows">,
  snapshot: Snapshot,
  now: Date,
): Promise<LedgerRecords> {
  const days = daysAround(now, { before: daysBefore, after: 0 }, snapshot.timeZone);
  const from = new Date(days[0]?.from ?? 0);
  const { items, policy, pending, closed = [], stocktake = [] } = snapshot;
  return {
    days,
    items,
    calendar: policy,
    movements: await ledger.rows(snapshot),
    entries: [...pending, ...closed],
    unrecorded: unrecordedIn(stocktake, from),
  };
}

/** Less counted than the sheet had, because nobody had written it down. */
export function unrecordedIn(rows: readonly StocktakeRow[], from: Date): readonly Unrecorded[] {
  return rows.flatMap((row): readonly Unrecorded[] => {
    const { itemName, spec, cause, countedAt } = row;
    const missing = -(differenceOf(row) ?? 0);
    if (countedAt === undefined || countedAt < from || missing <= 0) return [];
    return isUnrecordedCause(cause)
      ? [{ itemName, spec, at: countedAt.getTime(), quantity: missing }]
      : [];
  });
}
