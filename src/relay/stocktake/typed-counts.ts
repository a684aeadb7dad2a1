/**
 * A figure that a person types into 实盘数 of a row that is still to be counted is a count by 播报员. Every look at the sheet
 * shows such rows as long as they are not booked; the booking bears an id that every relay gives it, so it is booked once.
 */
import { decidePlan } from "../../inventory/decide/decide-plan";
import type { Decision, DecisionContext } from "../../inventory/decide/decision";
import { planContextOf } from "../../inventory/decide/draft-context";
import { noteInSession } from "../../inventory/decide/sessions/counted-rows";
import { itemKeyOf } from "../../inventory/items/item";
import { findItem } from "../../inventory/items/label";
import { plannedOn } from "../../inventory/movements/plan";
import { seedOf } from "../../inventory/stocktake/draw";
import { isToCount, type StocktakeRow } from "../../inventory/stocktake/row";
import { openSession } from "../../inventory/stocktake/session";
import { typedCountText } from "../../language/sheet-words/stocktake-words";
import type { Booking, Snapshot } from "../../sheet/stockroom";
import { unpromptedBooking, unpromptedContext } from "./unprompted";

const mostCounted = 1_000_000;

/** Rows of the session under way in which a figure stands that nobody has booked: what was booked has its time beside it. */
function typedRows({ stocktake }: Pick<Snapshot, "stocktake">): readonly StocktakeRow[] {
  const rows = openSession(stocktake)?.rows ?? [];
  return rows.filter(
    ({ counted, countedAt, ...row }) =>
      isToCount(row) &&
      countedAt === undefined &&
      counted !== undefined &&
      counted >= 0 &&
      counted <= mostCounted,
  );
}

/** The same on every relay until something else is booked on the item. */
function idOf(row: StocktakeRow, { recent }: Pick<Snapshot, "recent">): string {
  const key = itemKeyOf(row);
  const newest = recent.find((row) => itemKeyOf(row) === key);
  return `sheet:stocktake:${row.number}:${seedOf(key)}:${row.counted}:${seedOf(newest?.id ?? "")}`;
}

/** undefined: its item can't be booked on for now. */
function decideTyped(
  row: StocktakeRow,
  snapshot: Snapshot,
  at: Date,
): { readonly decision: Decision; readonly context: DecisionContext } | undefined {
  const { itemName: name, spec, unit, counted = 0, counter } = row;
  const item = findItem(snapshot.items, { name, spec });
  if (item === undefined) return undefined;
  const text = typedCountText(counted, unit);
  const own = unpromptedContext({ id: idOf(row, snapshot), text, at }, snapshot);
  const context = counter === "" ? own : { ...own, sender: { ...own.sender, name: counter } };
  const line = plannedOn(item, { type: "stocktake", quantity: counted, countedAt: at });
  // Who may write in the sheet need ask nobody.
  const planContext = { ...planContextOf(context), agreed: true };
  const decided = decidePlan({ undoes: [], lines: [line] }, planContext);
  if (decided.lines.length === 0) return undefined;
  return { decision: noteInSession(decided, context), context };
}

/** A booking for each of them, the same on every relay. */
export function typedBookings(snapshot: Snapshot, at: Date): readonly Booking[] {
  return typedRows(snapshot).flatMap((row) => {
    const typed = decideTyped(row, snapshot, at);
    return typed === undefined ? [] : [unpromptedBooking(typed.decision, typed.context)];
  });
}
