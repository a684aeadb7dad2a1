/** Which days before the present one were working days, and how many working days ago. In slices. */
import type { Movement } from "../movements/movement";
import { isWorkingDay, placeOfDay, type Day, type WorkCalendar } from "./calendar";
import { historyDays } from "./evidence";

export interface WorkingDays {
  readonly days: readonly Day[];
  /** By place in `days`: how many working days ago; of another day that of the working day before it. */
  readonly ages: readonly (number | undefined)[];
  /** So many of them, `mostDays` at most. */
  readonly count: number;
  readonly places: readonly number[];
}

/** Days before the present one that the calendar has and on which anybody booked. */
export function* workingDays({
  days,
  calendar,
  movements,
  mostDays = historyDays,
}: {
  readonly days: readonly Day[];
  readonly calendar: WorkCalendar;
  readonly movements: readonly Movement[];
  readonly mostDays?: number;
}): Generator<void, WorkingDays> {
  const booked = new Set<number>();
  for (const { type, sentAt } of movements) {
    yield;
    if (type !== "adjustment") booked.add(placeOfDay(days, sentAt.getTime()));
  }
  const places = days
    .map((_, place) => place)
    .slice(0, -1)
    .filter((place) => {
      const day = days[place];
      return day !== undefined && booked.has(place) && isWorkingDay(day, calendar);
    })
    .slice(-mostDays);
  const ages: (number | undefined)[] = [];
  let passed = 0;
  for (let place = 0; place < days.length - 1; place += 1) {
    if (places[passed] === place) passed += 1;
    ages.push(passed === 0 ? undefined : places.length - passed);
  }
  return { days, ages, count: places.length, places };
}
