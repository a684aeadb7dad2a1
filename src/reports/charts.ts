/** The charts of a report, of an item and of a department: rows of the ledger come in, charts go out. In slices. */
import { accuracyOf } from "../inventory/figures/accuracy";
import type { Window } from "../inventory/figures/digest";
import { takeOutsByDepartment, takeOutsByHour } from "../inventory/figures/take-outs";
import type { Totals } from "../inventory/figures/totals";
import type { Item } from "../inventory/items/item";
import type { Movement } from "../inventory/movements/movement";
import type { Chart } from "../language/report-texts/chart";
import {
  accuracyChart,
  departmentsChart,
  hoursChart,
  mostTakenChart,
} from "../language/report-texts/report-charts";
import { clockOf } from "../language/text/calendar";
import type { Snapshot } from "../sheet/stockroom";
import { runInSlices } from "./forecasts/slices";
import { bookedWindows, trendWindows } from "./windows";

interface Asked {
  readonly span: "week" | "month";
  readonly items: readonly Item[];
  readonly stocktake: Snapshot["stocktake"];
  readonly timeZone: string;
  /** Under present names, without what was undone; of all the times of the trend. */
  readonly rows: readonly Movement[];
  /** The last period of the trend; that of the report where nothing is said. */
  readonly upTo?: Window;
}

/** What a report shows besides its text. */
export async function reportCharts(
  { period, mostTaken }: Pick<Totals, "period" | "mostTaken">,
  asked: Asked,
): Promise<readonly Chart[]> {
  const { span, timeZone, rows, upTo = period } = asked;
  const windows = bookedWindows(trendWindows(upTo, span, timeZone), rows);
  const times = { windows, span, timeZone };
  const departments = await runInSlices(takeOutsByDepartment(rows, windows));
  const clock = (at: Date): ReturnType<typeof clockOf> => clockOf(at, timeZone);
  const charts = [
    mostTakenChart(mostTaken),
    departmentsChart(departments, times),
    accuracyChart(countedIn(windows, asked), times),
    span === "month"
      ? hoursChart(await runInSlices(takeOutsByHour(rows, period, clock)))
      : undefined,
  ];
  return charts.filter((chart) => chart !== undefined);
}

function countedIn(
  windows: readonly Window[],
  { rows, items, stocktake }: Asked,
): ReturnType<typeof accuracyOf>["months"] | readonly [] {
  const [first, ...others] = windows;
  const movements = rows.filter(({ type }) => type === "stocktake");
  if (first === undefined) return [];
  return accuracyOf([first, ...others], { movements, items, stocktake }).months;
}
