/**
 * What a question about past movements is answered with: rows or totals, of items, people, departments and periods. The
 * ledger is read for the period that was named, not more.
 */
import type { HistoryLookup, WhoseRows } from "../../inventory/decide/decision";
import type { Item } from "../../inventory/items/item";
import { findItem, labelOf } from "../../inventory/items/label";
import { add } from "../../inventory/items/quantity";
import { underPresentNames } from "../../inventory/figures/renamed";
import type { Movement } from "../../inventory/movements/movement";
import type { ChosenBy, HistoryRow, TakenTotal } from "../../inventory/figures/history";
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
    return newestOf(items, snapshot, stockroom);
  const { timeZone } = snapshot;
  const within = period === undefined ? upTo(now, timeZone) : periodOf(period, now, timeZone);
  const standing = await standingIn(within, snapshot, stockroom);
  const isOfItem = items === undefined ? (): boolean => true : isOf(items);
  const rows = standing.filter(
    (row) => isOfItem(row) && (whose === undefined || isWhose(row, whose)),
  );
  const chosen: ChosenBy = { period: period?.label ?? "", whose };
  return asks === "total"
    ? totalsOf(rows, items, { chosen, snapshot })
    : rowsOf(rows, items, { chosen, snapshot });
}

const upTo = (now: Date, timeZone: string): Period => ({
  from: shifted(now, { unit: "day", steps: -usualDays }, timeZone),
  to: now,
});

async function newestOf(
  items: readonly Item[],
  snapshot: Snapshot,
  stockroom: Stockroom,
): Promise<ReplyPart> {
  const found: Movement[] = [];
  // One after the other: so each person has one read in the line at a time, and turns go round.
  for (const item of items) found.push(...(await stockroom.history(item, mostRows)));
  const rows = newestFirst(found).slice(0, mostRows);
  return {
    kind: "history",
    labels: items.map((item) => labelOf(item, snapshot.items)),
    rows: rows.map((movement) => rowOf(movement, snapshot)),
    chosen: undefined,
    more: 0,
    isWithheld: isAnyWithheld(items, snapshot),
  };
}

/** Rows of a period that were not taken back. */
async function standingIn(
  { from, to }: Period,
  { items, recent }: Snapshot,
  stockroom: Stockroom,
): Promise<readonly Movement[]> {
  const found = await stockroom.movements({
    from,
    to: new Date(to.getTime() + undoWithinMs),
  });
  const movements = underPresentNames(found, items, recent);
  const undone = new Set(movements.flatMap(({ undoes }) => undoes ?? []));
  return movements.filter(({ at, id, type }) => at < to && type !== "undo" && !undone.has(id));
}

const isOf = (items: readonly Item[]): ((row: Movement) => boolean) => {
  const keys = new Set(items.map(({ name, spec }) => JSON.stringify([name, spec])));
  return ({ itemName, spec }) => keys.has(JSON.stringify([itemName, spec]));
};

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

const rowOf = (movement: Movement, { items }: Snapshot): HistoryRow => ({
  label: labelOf({ name: movement.itemName, spec: movement.spec }, items),
  movement,
});

const isAnyWithheld = (items: readonly Item[], { items: known }: Snapshot): boolean =>
  items.some((item) => findItem(known, item)?.stock.kind === "withheld");

interface Told {
  readonly chosen: ChosenBy;
  readonly snapshot: Snapshot;
}

function rowsOf(
  rows: readonly Movement[],
  items: readonly Item[] | undefined,
  { chosen, snapshot }: Told,
): ReplyPart {
  const shown = newestFirst(rows).slice(0, mostRows);
  return {
    kind: "history",
    labels: (items ?? []).map((item) => labelOf(item, snapshot.items)),
    rows: shown.map((movement) => rowOf(movement, snapshot)),
    chosen,
    more: rows.length - shown.length,
    isWithheld: isAnyWithheld(items ?? [], snapshot),
  };
}

/** What was taken of each item; of all items only of those of which something was. */
function totalsOf(
  rows: readonly Movement[],
  items: readonly Item[] | undefined,
  { chosen, snapshot }: Told,
): ReplyPart {
  const totals = (items ?? snapshot.items).map((item): TakenTotal => {
    const isOwn = isOf([item]);
    const taken = rows.filter((movement) => movement.type === "issue" && isOwn(movement));
    const quantity = taken.reduce((total, { change }) => add(total, -change), 0);
    return {
      label: labelOf(item, snapshot.items),
      unit: item.unit,
      quantity,
      rows: taken.length,
    };
  });
  const told = items === undefined ? totals.filter((total) => total.rows > 0) : totals;
  return {
    kind: "taken",
    chosen,
    totals: told.slice(0, mostTotals),
    more: Math.max(0, told.length - mostTotals),
  };
}
