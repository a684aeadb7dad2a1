/** Whether what is taken is written down: a month's figures, and the text that keepers are sent with the month's report. */
import { disciplineOf, type Discipline } from "../inventory/figures/discipline";
import type { Window } from "../inventory/figures/digest";
import { standingRows } from "../inventory/forecast/standing-rows";
import type { Movement } from "../inventory/movements/movement";
import { disciplineText } from "../language/report-texts/discipline-text";
import { periodText } from "../language/report-texts/totals-text";
import { shortenToLimit } from "../language/text/shorten";
import { shifted } from "../language/text/calendar";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import type { Composed } from "./compose";
import { unrecordedIn } from "./forecasts/records";
import { runInSlices } from "./forecasts/slices";
import { postedSpans } from "./windows";

/** What is usual for a department is told by so many weeks. */
const weeksBefore = 30;

/** `rows`: of 30 weeks, those that stand. */
export function disciplineIn(
  month: Window,
  { pending, closed = [], stocktake = [] }: Snapshot,
  { rows, now }: { readonly rows: readonly Movement[]; readonly now: Date },
): Discipline {
  const unrecorded = unrecordedIn(stocktake, month.from);
  return disciplineOf(month, { rows, entries: [...pending, ...closed], unrecorded, now });
}

/** The month that ends at a moment. */
export async function composeDiscipline(
  at: Date,
  snapshot: Snapshot,
  stockroom: Pick<Stockroom, "movements">,
): Promise<Composed> {
  const { items, policy, timeZone } = snapshot;
  const { period } = postedSpans({ type: "monthly", at }, policy, timeZone);
  const from = shifted(at, { unit: "week", steps: -weeksBefore }, timeZone);
  const movements = await stockroom.movements({ from, to: at });
  const rows = await runInSlices(standingRows({ movements, items }));
  const text = disciplineText(
    disciplineIn(period, snapshot, { rows, now: at }),
    periodText(period, timeZone),
  );
  return { textFor: (limit) => shortenToLimit(() => text.split("\n"), 1, limit), pages: [] };
}
