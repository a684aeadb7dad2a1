/** On which working days there was nothing to take: they tell nothing of what is wanted. Pure. */
import type { Movement } from "../movements/movement";
import type { WorkingDays } from "./working-days";

/** Places of working days that began without stock and on which none came. `rows`: of the item, that stand, oldest first. */
export function emptyPlaces(
  { stock, rows }: { readonly stock: number; readonly rows: readonly Movement[] },
  { days, places }: Pick<WorkingDays, "days" | "places">,
): readonly number[] {
  const empty: number[] = [];
  let next = 0;
  for (const place of places) {
    const first = firstFrom(rows, next, days[place]?.from ?? 0);
    next = firstFrom(rows, first, days[place + 1]?.from ?? Infinity);
    const atStart = rows[first - 1]?.after ?? rows[0]?.before ?? stock;
    if (atStart > 0) continue;
    const rose = rows.slice(first, next).some(({ before, after }) => before > 0 || after > 0);
    if (!rose) empty.push(place);
  }
  return empty;
}

/** The place of the first row that is not before a moment, from a place on. */
function firstFrom(rows: readonly Movement[], from: number, moment: number): number {
  let place = from;
  while (place < rows.length && (rows[place]?.at.getTime() ?? moment) < moment) place += 1;
  return place;
}
