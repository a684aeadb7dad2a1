/** What was there at the end of each of the last 30 days, told backwards from what is there now. Pure. */
import type { Movement } from "../../inventory/movements/movement";
import { dayText, periodOf } from "../../language/text/calendar";

export interface DayBalance {
  /** MM-dd. */
  readonly day: string;
  readonly quantity: number;
}

const days = 30;

/**
 * Oldest day first, today last.
 *
 * @param movements of one item, newest first
 * @param current what is there now; where it can't be read, the newest movement's figure stands
 */
export function balanceByDay(
  movements: readonly Movement[],
  current: number | undefined,
  now: Date,
  timeZone: string,
): readonly DayBalance[] {
  const balances: DayBalance[] = [];
  let quantity = current ?? movements[0]?.after ?? 0;
  let next = 0;
  for (let back = 0; back < days; back += 1) {
    const begins = periodOf({ unit: "day", offset: -back }, now, timeZone).from;
    balances.push({ day: dayText(begins, timeZone).slice(5), quantity });
    for (let row = movements[next]; row !== undefined && row.at >= begins; row = movements[next]) {
      quantity = row.before;
      next += 1;
    }
  }
  return balances.reverse();
}
