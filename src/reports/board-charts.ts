/**
 * What the board shows of the ledger's year: the charts of a period, 12 months of an item, of a department. In: the sheet as it
 * stands and the kept ledger. Out: charts, each as a drawing too.
 */
import { takeOutsByDepartment } from "../inventory/figures/take-outs";
import { takenIn } from "../inventory/figures/movers";
import { departmentTotals, totals, type DepartmentTotal } from "../inventory/figures/totals";
import { itemKey, type Item } from "../inventory/items/item";
import { labelOf } from "../inventory/items/label";
import type { Movement } from "../inventory/movements/movement";
import { labellerOf } from "../inventory/items/labeller";
import type { Chart } from "../language/report-texts/chart";
import {
  departmentName,
  itemMonthsChart,
  monthsChart,
} from "../language/report-texts/report-charts";
import { periodOf } from "../language/text/calendar";
import { nameOf } from "../language/replies/format";
import type { Snapshot } from "../sheet/stockroom";
import { reportCharts } from "./charts";
import { runInSlices } from "./forecasts/slices";
import type { YearOfLedger } from "./forecasts/year-of-ledger";
import { drawChart } from "./pictures/chart-drawing";
import { loadMeasures } from "./pictures/typeface";
import { bookedWindows, pastSpans, presentSpans, trendWindows } from "./windows";

export interface DrawnChart {
  readonly chart: Chart;
  /** As wide as its place. */
  readonly svg: string;
}

/** A week or a month: 0 the present one up to now, -1 the one before. */
export interface ChosenPeriod {
  readonly unit: "week" | "month";
  readonly offset: number;
}

export interface ChosenReport {
  readonly charts: readonly DrawnChart[];
  /** The most taking first. */
  readonly departments: readonly DepartmentTotal[];
}

/** Each may throw SheetAwayError, SheetDeniedError, SheetIncompleteError. */
export interface BoardCharts {
  report(chosen: ChosenPeriod, snapshot: Snapshot): Promise<ChosenReport>;
  item(item: Item, snapshot: Snapshot): Promise<DrawnChart>;
  /** undefined: it took nothing in 12 months. `name`: "" for what bears none. */
  department(
    name: string,
    snapshot: Snapshot,
  ): Promise<{ readonly drawn: DrawnChart; readonly year: DepartmentTotal } | undefined>;
}

export function createBoardCharts({
  ledger,
  now,
}: {
  readonly ledger: YearOfLedger;
  readonly now: () => Date;
}): BoardCharts {
  async function drawn(chart: Chart): Promise<DrawnChart> {
    return { chart, svg: drawChart(chart, await loadMeasures()) };
  }

  const yearIn = ({ timeZone }: Snapshot, rows: readonly Movement[]) => {
    const month = periodOf({ unit: "month", offset: 0 }, now(), timeZone);
    const windows = bookedWindows(trendWindows(month, "month", timeZone), rows);
    return { windows, span: "month", timeZone } as const;
  };

  return {
    async report({ unit, offset }, snapshot) {
      const { items, stocktake, timeZone } = snapshot;
      const spans =
        offset === 0
          ? presentSpans(unit, now(), timeZone)
          : pastSpans({ unit, offset }, now(), timeZone);
      const rows = await ledger.standing(snapshot);
      const told = totals(spans, { movements: rows, items, stocktake });
      const present = periodOf({ unit, offset: 0 }, now(), timeZone);
      const asked = { span: unit, items, stocktake, timeZone, rows, upTo: present };
      const charts = await Promise.all((await reportCharts(told, asked)).map(drawn));
      return { charts, departments: told.departments };
    },

    async item(item, snapshot) {
      const times = yearIn(snapshot, await ledger.rows(snapshot));
      const rows = (await ledger.byItem(snapshot)).get(itemKey(item)) ?? [];
      const own = rows.map((row) => ({ ...row, itemName: item.name, spec: item.spec }));
      const name = nameOf(labelOf(item, snapshot.items));
      return drawn(itemMonthsChart(name, item.unit, takenIn(own, item, times.windows), times));
    },

    async department(name, snapshot) {
      const all = await ledger.standing(snapshot);
      const times = yearIn(snapshot, all);
      const { windows } = times;
      const from = windows[0]?.from ?? now();
      const rows = all.filter(({ department, at }) => at >= from && department.trim() === name);
      const [own] = await runInSlices(takeOutsByDepartment(rows, windows));
      const [year] = departmentTotals(rows, [], labellerOf(snapshot.items));
      if (own === undefined || year === undefined) return undefined;
      return { drawn: await drawn(monthsChart(departmentName(name), own.counts, times)), year };
    },
  };
}
