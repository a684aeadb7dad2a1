/**
 * Rows of 盘点 that fell behind 流水: of two relays that count one item at once the second does not write on what it did not
 * decide on, and a tab may have been without its header for a while. A person's own figure is none of these.
 */
import { itemKeyOf } from "../../items/item";
import { grouped } from "../../figures/grouped";
import { countOf, standingCounts } from "../../movements/count";
import {
  isBlind,
  isRowOfCount,
  isToCount,
  withCounter,
  type StocktakeChange,
  type StocktakeRow,
} from "../../stocktake/row";
import { endOf, newestSession } from "../../stocktake/session";
import type { DecisionContext } from "../decision";
import { uncounted } from "./counted-rows";
import { rowAtEnd } from "./end-session";
import { bookWithout } from "./row-figures";

/** So long after its end a session is looked at: as far back as all movements are at hand. */
const lookedAtMs = 48 * 60 * 60_000;

/** What is to stand in the rows of the newest session that say less than 流水 does. */
export function rowsBehind(context: DecisionContext): readonly StocktakeChange[] {
  const session = newestSession(context.stocktake ?? []);
  if (session === undefined) return [];
  const end = endOf(session);
  if (end !== undefined && context.message.sentAt.getTime() - end.getTime() > lookedAtMs) return [];
  const byItem = grouped(context.recent, itemKeyOf);
  return session.rows.flatMap((row) => {
    const recent = byItem.get(itemKeyOf(row)) ?? [];
    const own = { ...context, recent };
    const counted = countedTo(row, end, own);
    const isOpen = end === undefined || row.endedAt !== undefined;
    const ended = isOpen ? undefined : rowAtEnd({ ...row, ...counted }, end, own);
    return counted === undefined && ended === undefined
      ? []
      : [{ row, to: { ...counted, ...ended } }];
  });
}

/** By the last count that stands; undefined: the row says so, or holds what no count of the session was. */
function countedTo(
  row: StocktakeRow,
  end: Date | undefined,
  context: DecisionContext,
): Partial<StocktakeRow> | undefined {
  const counts = context.recent.filter(({ type, ...count }) => {
    const { at } = countOf({ type, ...count });
    return type === "stocktake" && at >= row.startedAt && (end === undefined || at <= end);
  });
  const isHeld = counts.some((count) => isRowOfCount(row, countOf(count)));
  const [last] = standingCounts(context.recent).filter((count) => counts.includes(count));
  if (last === undefined) return isHeld ? uncounted(row) : undefined;
  const count = countOf(last);
  const waits = row.status === "recount" && row.countedAt !== undefined && row.countedAt < count.at;
  if (isRowOfCount(row, count) || !(isHeld || isHalf(row) || waits)) return undefined;
  const book = bookWithout(row, count, context);
  if (book === undefined) return undefined;
  return {
    ...{ status: "counted", counted: count.counted, countedAt: count.at },
    book: isBlind(row) ? undefined : book,
    counter: waits ? withCounter(row, last.operator) : last.operator,
  };
}

/** Whether the row says one and not the other: 实盘数 or 状态 lost its header while it was written. */
function isHalf(row: StocktakeRow): boolean {
  const { status, counted, countedAt } = row;
  const isUncounted = isToCount(row) || (status === "recount" && countedAt === undefined);
  return isUncounted
    ? counted === undefined || countedAt !== undefined
    : status === "counted" && counted === undefined;
}
