/**
 * Answers to questions about what will run out and how things move. In: what was asked, the sheet as it stands, a year of the
 * ledger. Out: a text. What is worked out is inventory's, the words are language's.
 */
import type { Lookup } from "../inventory/decide/decision";
import { isForecast } from "../inventory/forecast/forecast";
import { isWorkingDay } from "../inventory/forecast/calendar";
import { daysIn, drops, fastMovers, slowMovers, takenIn } from "../inventory/figures/movers";
import { totals } from "../inventory/figures/totals";
import { itemKey, type Item } from "../inventory/items/item";
import { labelOf } from "../inventory/items/label";
import { sum } from "../inventory/items/quantity";
import type { Movement } from "../inventory/movements/movement";
import { calibrationText } from "../language/report-texts/calibration-text";
import { disciplineText, silentText } from "../language/report-texts/discipline-text";
import {
  outlookText,
  runOutListText,
  untrusted,
  whyText,
} from "../language/report-texts/forecast-text";
import { dropsText, fastText, slowText, trendText } from "../language/report-texts/movers-text";
import { comparedText, departmentsText } from "../language/report-texts/totals-text";
import { dayText, daysAround, periodOf, shifted } from "../language/text/calendar";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { disciplineIn } from "./discipline";
import { createForecasts, type Forecasts } from "./forecasts/forecasts";
import type { YearOfLedger } from "./forecasts/year-of-ledger";
import { bookedWindows, pastSpans, presentSpans, trendWindows, type Spans } from "./windows";

type Asked = Extract<Lookup, { readonly kind: "insight" }>;

/** Of what is told as fast. */
const fastDays = 30;
const slowDays = 30;
const fourWeeksDays = 28;

export interface Insights {
  readonly forecasts: Forecasts;
  /** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError */
  readonly text: (asked: Asked, snapshot: Snapshot) => Promise<string>;
}

export function createInsights(needs: {
  readonly stockroom: Pick<Stockroom, "latest" | "book">;
  readonly ledger: YearOfLedger;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
}): Insights {
  const { now } = needs;
  const { ledger } = needs;
  const forecasts = createForecasts(needs);

  async function text(asked: Asked, snapshot: Snapshot): Promise<string> {
    switch (asked.topic) {
      case "run-out-list":
        return runOutListText(await forecasts.news(snapshot), snapshot.policy.runOutProbability);
      case "calibration":
        return calibrationText((await forecasts.news(snapshot)).calibration);
      case "outlook":
      case "why":
        return aboutItems(asked, snapshot, forecasts);
      default: {
        const rows = await ledger.standing(snapshot);
        return movesText({ ...asked, topic: asked.topic }, snapshot, { rows, now: now() });
      }
    }
  }

  return { forecasts, text };
}

async function aboutItems(
  { topic, items }: Asked,
  snapshot: Snapshot,
  forecasts: Forecasts,
): Promise<string> {
  const news = await forecasts.news(snapshot);
  const told = items.map((item) => {
    const isIt = (one: { readonly item: Item }): boolean => itemKey(one.item) === itemKey(item);
    const line = news.lines.find(({ outlook }) => isIt(outlook));
    const outlook = news.outlooks.find(isIt);
    if (topic === "why" && line !== undefined) return whyText(line, news.ahead);
    if (outlook === undefined) return "";
    const label = labelOf(item, snapshot.items);
    const text = outlookText(label, outlook);
    return !news.isTrusted && isForecast(outlook) ? untrusted(text) : text;
  });
  return told.filter((text) => text !== "").join("\n");
}

interface Known {
  readonly rows: readonly Movement[];
  readonly now: Date;
}

type MovesTopic = Exclude<Asked["topic"], "run-out-list" | "calibration" | "outlook" | "why">;

function movesText(
  asked: Asked & { readonly topic: MovesTopic },
  snapshot: Snapshot,
  { rows, now }: Known,
): string {
  const { items, timeZone } = snapshot;
  const daysAgo = (days: number): Date => shifted(now, { unit: "day", steps: -days }, timeZone);
  switch (asked.topic) {
    case "fast":
      return fastText(fastMovers(rows, items, { from: daysAgo(fastDays), to: now }), fastDays);
    case "slow":
      return slowText(slowMovers(rows, items, { now, days: slowDays }), slowDays);
    case "dropped":
      return droppedText(snapshot, { rows, now });
    case "trend":
      return asked.items.map((item) => itemTrend(item, snapshot, { rows, now })).join("\n");
    case "departments":
    case "compared":
      return monthText(asked, snapshot, { rows, now });
    case "unrecorded":
    case "silent-departments": {
      const offset = asked.period?.unit === "month" ? asked.period.offset : 0;
      const month = periodOf({ unit: "month", offset }, now, timeZone);
      const found = disciplineIn(month, snapshot, { rows, now });
      return asked.topic === "unrecorded"
        ? disciplineText(found, dayText(month.from, timeZone).slice(0, 7))
        : silentText(found.silent);
    }
  }
}

function droppedText({ items, policy, timeZone }: Snapshot, { rows, now }: Known): string {
  const [today] = daysAround(now, { before: 0, after: 0 }, timeZone);
  const to = new Date(today?.from ?? now);
  const back = (days: number): Date => shifted(to, { unit: "day", steps: -days }, timeZone);
  const [before, after] = [
    { from: back(2 * fourWeeksDays), to: back(fourWeeksDays) },
    { from: back(fourWeeksDays), to },
  ];
  const days = daysAround(to, { before: 2 * fourWeeksDays, after: 0 }, timeZone);
  const places = [...days.keys()].filter((place) => {
    const day = days[place];
    return day !== undefined && day.from < to.getTime() && isWorkingDay(day, policy);
  });
  const workdays = { days, places };
  const found = drops(rows, items, { before, after, workdays });
  return dropsText(found, { before: daysIn(before, workdays), after: daysIn(after, workdays) });
}

function itemTrend(item: Item, { items, timeZone }: Snapshot, { rows, now }: Known): string {
  const present = periodOf({ unit: "month", offset: 0 }, now, timeZone);
  const windows = bookedWindows(trendWindows(present, "month", timeZone), rows);
  const months = takenIn(rows, item, windows).map((figures, index) => ({
    month: dayText(windows[index]?.from ?? now, timeZone).slice(0, 7),
    ...figures,
  }));
  const total = sum(months.map(({ taken }) => taken));
  return trendText(labelOf(item, items), item.unit, { months, total });
}

function monthText(
  { topic, against, period }: Asked,
  { items, timeZone }: Snapshot,
  { rows, now }: Known,
): string {
  const unit = period?.unit === "week" ? "week" : "month";
  const { offset } = period ?? { offset: 0 };
  const spans =
    offset === 0 ? presentSpans(unit, now, timeZone) : pastSpans({ unit, offset }, now, timeZone);
  const yearBefore = (at: Date): Date => shifted(at, { unit: "year", steps: -1 }, timeZone);
  const { from, to } = spans.period;
  const before =
    against === "last-year" ? { from: yearBefore(from), to: yearBefore(to) } : spans.before;
  const chosen: Spans = { ...spans, before };
  const told = totals(chosen, { movements: rows, items });
  if (topic === "departments") return departmentsText(told, period?.label);
  return comparedText(told, timeZone);
}
