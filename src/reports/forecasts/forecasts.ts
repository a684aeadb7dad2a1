/**
 * What runs out, kept up to date: works it out in slices when it is asked for, keeps it as long as nothing was booked, notes
 * it once a week in 缺货预测 and fills in what came of it. In: the sheet and the clock. Never on a message's way to the sheet.
 */
import { purchasesOf } from "../../inventory/forecast/purchases";
import { forecastNews, type ForecastNews } from "../../inventory/forecast/news";
import { suggestedOf } from "../../inventory/forecast/suggested";
import { daysAhead } from "../../inventory/forecast/judge";
import type { ForecastRow } from "../../inventory/forecast/row";
import { underWayOf } from "../../inventory/purchasing/orders";
import type { Suggest } from "../../inventory/purchasing/suggested-quantity";
import { suggesting } from "../../inventory/purchasing/suggesting";
import { mainReason } from "../../language/report-texts/forecast-text";
import { dayText, daysAround, periodOf } from "../../language/text/calendar";
import { bookingWith, type Booking, type Snapshot, type Stockroom } from "../../sheet/stockroom";
import type { YearOfLedger } from "./year-of-ledger";
import { readRecords } from "./records";
import { runInSlices } from "./slices";

/** As the sheet stands. */
export type SuggestOn = (
  snapshot: Pick<Snapshot, "purchasing" | "policy" | "forecasts">,
) => Suggest;

export interface Forecasts {
  /** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError */
  news(snapshot: Snapshot): Promise<ForecastNews>;
  /** The same, or undefined where it takes longer than a digest may be late. */
  newsSoon(snapshot: Snapshot): Promise<ForecastNews | undefined>;
  /** What to buy of an item: as was worked out last, else as it was noted lately, else as its row says. */
  readonly suggestOn: SuggestOn;
  /** What was worked out for this state already. For who can't wait until the ledger is read. */
  known(snapshot: Snapshot): ForecastNews | undefined;
  /** Notes this week's forecasts once its list is due, and fills in what came of earlier ones. Costs nothing else. */
  keep(): Promise<void>;
}

const soonMs = 3_000;
/** Whether anything is to be noted is looked at this often. */
const keptEveryMs = 15 * 60_000;

export function createForecasts({
  stockroom,
  ledger,
  now,
  pause,
}: {
  readonly stockroom: Pick<Stockroom, "latest" | "book">;
  readonly ledger: Pick<YearOfLedger, "rows">;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
}): Forecasts {
  let keptAt = 0;
  /** `told`: once it is worked out. */
  let last:
    { readonly key: string; readonly news: Promise<ForecastNews>; told?: ForecastNews } | undefined;

  async function workOut(snapshot: Snapshot): Promise<ForecastNews> {
    const at = now();
    const { policy, timeZone, purchasing, items, forecasts: rows = [] } = snapshot;
    const records = await readRecords(ledger, snapshot, at);
    const [today, ...coming] = daysAround(at, { before: 0, after: daysAhead }, timeZone);
    const ahead = { from: today?.date ?? "", until: coming.at(-1)?.date ?? "" };
    const purchases = purchasesOf(purchasing, items, ahead);
    return runInSlices(
      forecastNews({
        ...{ records, policy, rows, purchases, coming, now: at },
      }),
    );
  }

  function news(snapshot: Snapshot): Promise<ForecastNews> {
    const key = stateOf(snapshot, now());
    if (last?.key === key) return last.news;
    const one: NonNullable<typeof last> = { key, news: workOut(snapshot) };
    last = one;
    one.news.then(
      (told) => (one.told = told),
      () => {
        if (last === one) last = undefined;
      },
    );
    return one.news;
  }

  async function keep(): Promise<void> {
    const snapshot = stockroom.latest();
    const at = now();
    if (snapshot === undefined || at.getTime() - keptAt < keptEveryMs) return;
    keptAt = at.getTime();
    const due = noteDue(snapshot, at);
    if (!due && !hasUnjudged(snapshot, at)) return;
    const told = await news(snapshot);
    const booking = noteOf(told, { due, at, timeZone: snapshot.timeZone });
    if (booking !== undefined) await stockroom.book(booking);
  }

  return {
    news,
    newsSoon: (snapshot) => Promise.race([news(snapshot), pause(soonMs).then(() => undefined)]),
    suggestOn: (snapshot) => suggestions(snapshot, last?.told, now()),
    known: (snapshot) => (last?.key === stateOf(snapshot, now()) ? last.told : undefined),
    keep,
  };
}

const suggestions = (
  snapshot: Parameters<SuggestOn>[0],
  told: ForecastNews | undefined,
  now: Date,
): Suggest =>
  suggesting(snapshot, (item, available) =>
    suggestedOf({ item, available }, { told, rows: snapshot.forecasts, now }),
  );

/** undefined: nothing is to be noted. */
function noteOf(
  told: ForecastNews,
  { due, at, timeZone }: { readonly due: boolean; readonly at: Date; readonly timeZone: string },
): Booking | undefined {
  const weekId = noteId(at, timeZone);
  const messageId = due ? weekId : `${weekId}:${dayText(at, timeZone)}`;
  const rows = due ? rowsToNote(told, messageId) : [];
  const changes = told.resultsDue;
  if (rows.length + changes.length === 0) return undefined;
  return bookingWith({
    ...{ messageId, sentAt: at, source: "forecast" },
    rows: rows.map((entry) => ({ tab: "forecasts", entry })),
    changes: changes.map((change) => ({ tab: "forecasts", ...change })),
  });
}

/** Two moments with the same state have the same forecasts. */
function stateOf(snapshot: Snapshot, now: Date): string {
  const { items, recent, policy, timeZone, purchasing, forecasts = [] } = snapshot;
  const ignored = forecasts.filter((row) => row.ignored).length;
  const stock = items.map(({ name, spec, stock: figure }) => [name, spec, figure]);
  const { workdays, holidays, extraWorkdays, serviceLevel } = policy;
  const settings = { workdays, holidays, extraWorkdays, serviceLevel };
  return JSON.stringify([
    dayText(now, timeZone),
    recent[0]?.id,
    ignored,
    forecasts.length,
    settings,
    stock,
    purchasing?.suppliers.map(({ name, leadDays, isStopped }) => [name, leadDays, isStopped]),
    purchasing?.rows.map(({ number, supplier, dueOn }) => [number, supplier, dueOn]),
    [...underWayOf(purchasing?.rows ?? [])],
  ]);
}

/** The week's 消息ID in 缺货预测, the same whoever notes it. @example forecast:2026-11-23 */
const noteId = (at: Date, timeZone: string): string =>
  `forecast:${dayText(periodOf({ unit: "week", offset: 0 }, at, timeZone).from, timeZone)}`;

/** Once a week, from the time of the weekly report on. */
function noteDue({ policy, forecasts = [], timeZone }: Snapshot, at: Date): boolean {
  if (policy.runOutList === "off") return false;
  const { day, time } = policy.weeklyReport ?? usualReport;
  const week = periodOf({ unit: "week", offset: 0 }, at, timeZone);
  const [today] = daysAround(at, { before: 0, after: 0 }, timeZone);
  const monday = (weekday: number): number => (weekday + 6) % 7;
  const passed = monday(today?.weekday ?? 0) - monday(day);
  const minutes = (at.getTime() - (today?.from ?? 0)) / 60_000;
  const isDue = passed > 0 || (passed === 0 && minutes >= time.hour * 60 + time.minute);
  return isDue && !forecasts.some((row) => row.probability !== undefined && row.at >= week.from);
}

const usualReport = { day: 5, time: { hour: 16, minute: 10 } } as const;

const dayMs = 86_400_000;

const hasUnjudged = ({ forecasts = [] }: Snapshot, at: Date): boolean =>
  forecasts.some(
    ({ result, probability, stock = 0, at: said }) =>
      result === undefined &&
      probability !== undefined &&
      stock > 0 &&
      at.getTime() - said.getTime() > (daysAhead + 1) * dayMs &&
      at.getTime() - said.getTime() < 60 * dayMs,
  );

function rowsToNote({ lines, at }: ForecastNews, messageId: string): readonly ForecastRow[] {
  return lines
    .filter(({ outlook: { stock } }) => stock > 0)
    .map(({ outlook, suggested, source, factors }): ForecastRow => {
      const { item, stock, runOut, withOrder, daysLeft } = outlook;
      return {
        ...{ at, itemName: item.name, spec: item.spec, unit: item.unit, stock },
        ...{ onOrder: withOrder?.quantity, ...runOut, suggested, supplier: source.supplier },
        daysLeft: Math.round(daysLeft.days * 10) / 10,
        reason: mainReason(factors),
        ...{ result: undefined, ignored: false, handling: "", messageId },
      };
    });
}
