/** What the forecast of a large company costs: 5,000 items, a year of 100,000 movements, in slices. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { forecastNews } from "../../src/inventory/forecast/news";
import { itemKey, type Item } from "../../src/inventory/items/item";
import type { Movement } from "../../src/inventory/movements/movement";
import { defaultPolicy } from "../../src/inventory/policy";
import { daysAround } from "../../src/language/text/calendar";
import { runInSlices } from "../../src/reports/forecasts/slices";

const items = 5_000;
const rows = 100_000;
const days = 400;
const dayMs = 86_400_000;

/** The same figures at every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const itemOf = (index: number): Item => ({
  name: `物品${index}`,
  ...{ spec: "", unit: "个", safetyStock: 5, updatedAt: undefined, owner: "" },
  ...{ aliases: [], conversions: [], purchaseQuantity: undefined, supplier: "", location: "" },
  ...{ row: index + 2, duplicate: false, stock: { kind: "figure", quantity: 1 + (index % 90) } },
});

function movementsOf(now: number): readonly Movement[] {
  const random = createRandom(7);
  return Array.from({ length: rows }, (_, index): Movement => {
    const at = new Date(now - Math.floor((1 - index / rows) * days * dayMs));
    const item = Math.floor(random() ** 2 * items);
    // As the sheet module makes them: objects that begin with a spread share no shape, and are slow to go through.
    return {
      id: `generic:g:${index}`,
      at,
      sentAt: at,
      type: "issue",
      itemName: `物品${item}`,
      spec: "",
      change: -(1 + Math.floor(random() * 4)),
      unit: "个",
      before: 50,
      after: 49,
      ...{ requester: "小李", department: "市场部", operator: "小李", account: "" },
      ...{ source: "generic", text: "", note: "" },
      ...{ undoes: undefined, answers: undefined, voided: false },
    };
  });
}

/** Processor time of the thread that messages wait for, whatever else runs on the machine; else that of the whole process. */
function processorMs(): number {
  try {
    const [ran] = readFileSync("/proc/thread-self/schedstat", "latin1").split(" ");
    return Number(ran) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }
}

/** A relay's ledger was read long ago: what making these rows left behind is no part of the forecast. */
function settle(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

export interface ForecastCost {
  readonly tookMs: number;
  /** The longest that nothing else could run. */
  readonly longestSliceMs: number;
  readonly listed: number;
}

export async function measureForecast(): Promise<ForecastCost> {
  const now = new Date(Date.UTC(2026, 10, 30));
  const all = Array.from({ length: items }, (_, index) => itemOf(index));
  const movements = movementsOf(now.getTime());
  const records = {
    days: daysAround(now, { before: days, after: 0 }, "Asia/Shanghai"),
    ...{ calendar: defaultPolicy, items: all, movements, entries: [], unrecorded: [] },
  };
  settle();
  let longestSliceMs = 0;
  let since = processorMs();
  let watching = true;
  const watch = (): void => {
    longestSliceMs = Math.max(longestSliceMs, processorMs() - since);
    since = processorMs();
    if (watching) setImmediate(watch);
  };
  setImmediate(watch);
  const from = processorMs();
  const { lines } = await runInSlices(
    forecastNews({
      ...{ records, now, policy: defaultPolicy, rows: [] },
      coming: daysAround(now, { before: 0, after: 7 }, "Asia/Shanghai").slice(1),
      purchases: {
        coming: new Map(all.slice(0, 10).map((item) => [itemKey(item), { soon: 5, all: 5 }])),
        sourceOf: () => ({ supplier: "", leadDays: undefined }),
      },
    }),
  );
  watching = false;
  return { tookMs: processorMs() - from, longestSliceMs, listed: lines.length };
}
