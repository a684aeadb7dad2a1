/**
 * What happened to the stock, and the events that tell other systems of it: rows of 流水 and 采购记录, sessions of 盘点 that
 * ended. The same row makes the same events whenever and by whichever relay it is looked at. Pure.
 */
import { isLow } from "../figures/warnings";
import { itemKey, nameAndSpec, type Item } from "../items/item";
import { findItem } from "../items/label";
import type { Movement } from "../movements/movement";
import { toldMovement } from "./told-movement";
import type { Policy } from "../policy";
import type { PurchaseEvent, PurchaseEventKind } from "../purchasing/event";
import type { Purchasing } from "../purchasing/orders";
import { differenceOf, type StocktakeRow } from "../stocktake/row";
import { endOf, sessionsOf, summaryOf, type Session } from "../stocktake/session";
import type { EventType } from "./subscription";

export interface StockEvent {
  /** Unique within the spreadsheet. */
  readonly id: string;
  readonly type: EventType;
  /** The item, or the order or session. */
  readonly subject: string;
  readonly at: Date;
  /** `sequence` rises from one event of a subject to the next. */
  readonly data: { readonly sequence: number };
}

/** One thing that happened. */
export interface Change {
  readonly id: string;
  readonly at: Date;
  /** Changes with the same key are told one after the other. */
  readonly key: string;
  /** In the order in which they are told. */
  readonly events: readonly StockEvent[];
}

/** So many events of one moment have places of their own. */
const placesAMoment = 1_000;

const sequenceOf = (at: Date, place: number): number =>
  at.getTime() * placesAMoment + Math.min(place, placesAMoment - 1);

/** A row of the ledger; with it that its item is low since, or no longer, against the safety stock that it has now. */
export function movementChange(
  row: Movement,
  {
    items,
    policy,
  }: { readonly items: readonly Item[]; readonly policy: Pick<Policy, "warnAtSafetyStock"> },
): Change {
  const { id, at, undoes } = row;
  const name = { name: row.itemName, spec: row.spec };
  const subject = nameAndSpec(name);
  const told = toldMovement(row);
  const movement: StockEvent = {
    ...{ id, subject, at },
    type: row.type === "undo" ? "movement.undone" : "movement.booked",
    data: { sequence: sequenceOf(at, 0), ...told, ...(undoes !== undefined && { undoes }) },
  };
  const crossing = crossingOf(row, findItem(items, name), policy);
  return {
    ...{ id, at, key: itemKey(name) },
    events: crossing === undefined ? [movement] : [movement, { ...crossing, subject, at }],
  };
}

function crossingOf(
  { id, at, before, after, unit }: Movement,
  item: Item | undefined,
  policy: Pick<Policy, "warnAtSafetyStock">,
): Pick<StockEvent, "id" | "type" | "data"> | undefined {
  if (item?.safetyStock === undefined) return undefined;
  const { safetyStock } = item;
  const isNowLow = isLow(after, safetyStock, policy);
  if (isLow(before, safetyStock, policy) === isNowLow) return undefined;
  const type = isNowLow ? "stock.low" : "stock.recovered";
  const { name, spec } = item;
  const data = { sequence: sequenceOf(at, 1), item: name, spec, stock: after, unit, safetyStock };
  return { id: `${id}:${type}`, type, data };
}

/** Kinds of 采购记录 that are told: nothing of prices. */
const toldKinds: readonly PurchaseEventKind[] = [
  ...(["requested", "drafted", "ordered", "confirmed", "quantity", "item"] as const),
  ...(["date", "arrived", "short", "cancelled", "chased", "replied"] as const),
];

/** What 采购记录 tells, oldest first. */
export function orderChanges({ events, rows }: Purchasing): readonly Change[] {
  return events
    .filter(({ kind, messageId }) => toldKinds.includes(kind) && messageId !== "")
    .toSorted((left, right) => left.at.getTime() - right.at.getTime())
    .map((event) => orderChange(event, rows));
}

function orderChange(event: PurchaseEvent, rows: Purchasing["rows"]): Change {
  const { at, order, row: number, kind, before, after, operator, messageId: id } = event;
  const row = rows.find((each) => each.number === number);
  const subject = order === undefined ? `request/${number ?? ""}` : `order/${order}`;
  const place = Number(/#([1-9]\d*)$/.exec(id)?.[1] ?? "1");
  const data = {
    ...{ sequence: sequenceOf(at, place), at: at.toISOString(), order, row: number, kind },
    ...{ item: row?.itemName, spec: row?.spec, before, after, operator },
  };
  // A message may book as well: its row in 流水 has its id too.
  const told: StockEvent = { id: `${id}:order.changed`, type: "order.changed", subject, at, data };
  return { id: told.id, at, key: subject, events: [told] };
}

/** So many differences of a session are told; the rest stands in the list of its rows. */
const mostDifferences = 50;

/** Sessions that ended, the newest first. */
export const closedSessions = (rows: readonly StocktakeRow[]): readonly Change[] =>
  sessionsOf(rows).flatMap((session) => {
    const endedAt = endOf(session);
    return endedAt === undefined ? [] : [sessionChange(session, endedAt)];
  });

function sessionChange(session: Session, at: Date): Change {
  const { number, startedAt, rows } = session;
  const subject = `stocktake/${number}`;
  const { differing, ...summary } = summaryOf(session);
  const id = `${rows[0]?.messageId ?? ""}:${number}:stocktake.closed`;
  const data = {
    ...{ sequence: sequenceOf(at, 0), session: number, kind: rows[0]?.kind },
    ...{ startedAt: startedAt.toISOString(), endedAt: at.toISOString() },
    isCancelled: rows.some(({ status }) => status === "cancelled"),
    ...{ items: summary.all, counted: summary.counted, differing: differing.length },
    varianceRate: summary.rate,
    differences: differing.slice(0, mostDifferences).map((row) => ({
      ...{ item: row.itemName, spec: row.spec, unit: row.unit, book: row.book },
      ...{ counted: row.counted, difference: differenceOf(row) },
    })),
  };
  const event: StockEvent = { id, type: "stocktake.closed", subject, at, data };
  return { id, at, key: subject, events: [event] };
}
