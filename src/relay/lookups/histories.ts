/**
 * What a question about past movements is answered with: rows or totals, of items, people, departments and periods. The
 * ledger is read for the period that was named, not more.
 */
import type { HistoryLookup, WhoseRows } from "../../inventory/decide/decision";
import { ofType } from "../../inventory/figures/digest";
import { grouped } from "../../inventory/figures/grouped";
import { itemKey, itemKeyOf, type Item } from "../../inventory/items/item";
import { findItem, labelOf, labelOfRow } from "../../inventory/items/label";
import { sum } from "../../inventory/items/quantity";
import { underPresentNames } from "../../inventory/figures/renamed";
import type { Movement } from "../../inventory/movements/movement";
import type { ChosenBy, TakenTotal } from "../../inventory/figures/history";
import type { ReplyPart } from "../../inventory/reply-parts";
import { periodOf, shifted, type Period } from "../../language/text/calendar";
import type { Snapshot, Stockroom } from "../../sheet/stockroom";

const mostRows = 10;
const mostTotals = 20;
/** Where no period is named. */
const usualDays = 30;
/** A row that was booked at the end of a period may be undone a day later, by messages' own times. */
const undoWithinMs = 48 * 60 * 60_000;

/** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError */
export async function readHistory(
  lookup: HistoryLookup,
  snapshot: Snapshot,
  { stockroom, now }: { readonly stockroom: Stockroom; readonly now: Date },
): Promise<ReplyPart> {
  const { items, period, whose, asks } = lookup;
  if (items !== undefined && period === undefined && whose === undefined)
    return rowsPart(await newestOf(items, stockroom), items, undefined, snapshot);
  const { timeZone } = snapshot;
  const within = period === undefined ? upTo(now, timeZone) : periodOf(period, now, timeZone);
  const standing = await standingIn(within, snapshot, stockroom);
  const keys = items && new Set(items.map(itemKey));
  const rows = standing.filter(
    (row) => keys?.has(itemKeyOf(row)) !== false && (whose === undefined || isWhose(row, whose)),
  );
  const chosen: ChosenBy = { period: period?.label ?? "", whose };
  return asks === "total"
    ? totalsPart(rows, items, chosen, snapshot)
    : rowsPart(rows, items ?? [], chosen, snapshot);
}

const upTo = (now: Date, timeZone: string): Period => ({
  from: shifted(now, { unit: "day", steps: -usualDays }, timeZone),
  to: now,
});

/** As many as are shown. */
async function newestOf(
  items: readonly Item[],
  stockroom: Stockroom,
): Promise<readonly Movement[]> {
  const found: Movement[] = [];
  // One after the other: so each person has one read in the line at a time, and turns go round.
  for (const item of items) found.push(...(await stockroom.history(item, mostRows)));
  return newestFirst(found).slice(0, mostRows);
}

/** Rows of a period that were not taken back. */
async function standingIn(
  { from, to }: Period,
  { items, recent }: Snapshot,
  stockroom: Stockroom,
): Promise<readonly Movement[]> {
  const until = new Date(to.getTime() + undoWithinMs);
  const movements = underPresentNames(
    await stockroom.movements({ from, to: until }),
    items,
    recent,
  );
  const undone = new Set(movements.flatMap(({ undoes }) => undoes ?? []));
  return movements.filter(({ at, id, type }) => at < to && type !== "undo" && !undone.has(id));
}

/** A receipt has no 领用人; it is its sender's. */
function isWhose(
  { requester, department, operator }: Movement,
  { name, department: own }: WhoseRows,
): boolean {
  if (name === "") return department === own;
  if (requester === "") return department === "" && operator === name;
  return requester === name && (own === "" || department === "" || department === own);
}

const newestFirst = (rows: readonly Movement[]): readonly Movement[] =>
  [...rows].sort((left, right) => right.at.getTime() - left.at.getTime());

function rowsPart(
  rows: readonly Movement[],
  items: readonly Item[],
  chosen: ChosenBy | undefined,
  { items: known }: Snapshot,
): ReplyPart {
  const shown = newestFirst(rows).slice(0, mostRows);
  return {
    kind: "history",
    labels: items.map((item) => labelOf(item, known)),
    rows: shown.map((movement) => ({ label: labelOfRow(movement, known), movement })),
    chosen,
    more: rows.length - shown.length,
    isWithheld: items.some((item) => findItem(known, item)?.stock.kind === "withheld"),
  };
}

/** What was taken of each item; of all items only of those of which something was. */
function totalsPart(
  rows: readonly Movement[],
  items: readonly Item[] | undefined,
  chosen: ChosenBy,
  { items: known }: Snapshot,
): ReplyPart {
  const taken = grouped(ofType(rows, "issue"), itemKeyOf);
  const totals = (items ?? known).map((item): TakenTotal => {
    const own = taken.get(itemKey(item)) ?? [];
    const quantity = sum(own.map(({ change }) => -change));
    return { label: labelOf(item, known), unit: item.unit, quantity, rows: own.length };
  });
  const told = items === undefined ? totals.filter((total) => total.rows > 0) : totals;
  return {
    ...{ kind: "taken", chosen, totals: told.slice(0, mostTotals) },
    more: Math.max(0, told.length - mostTotals),
  };
}
