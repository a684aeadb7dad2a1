/** What the relay said of a year beside what was so. Nothing is left out: what was told wrongly stands there. */
import { placeOfDay } from "../../src/inventory/forecast/calendar";
import { brierScore, type Judged } from "../../src/inventory/forecast/calibration";
import { listedLines, type RunOutLine } from "../../src/inventory/forecast/news";
import type { Look } from "./looks";
import { truthOf, type Truth } from "./truth";
import type { Year } from "./year";

const weekDays = 7;
const fourWeeks = 28;
const slowDays = 30;
/** Of the pace before; what is taken less than this has dropped. */
const dropped = 0.6;

/** Something that was named, and whether it was so. */
export interface Named {
  readonly date: string;
  readonly name: string;
  readonly isSo: boolean;
  /** The text says that it was out of stock. */
  readonly wasEmpty: boolean;
}

/** One forecast of a Friday; `came`: whether it was so. */
interface Case extends Judged {
  readonly day: number;
  readonly item: number;
  readonly listed: boolean;
  /** With what is under way. */
  readonly withOrder: (Judged & { readonly late: boolean }) | undefined;
  /** How much was suggested to buy, and what is there with it as a multiple of what was wanted until then. */
  readonly suggested: number;
  readonly reach: number;
}

export interface Month {
  readonly date: string;
  readonly listed: number;
  readonly listedCame: number;
  readonly brier: number;
  readonly unregistered: {
    readonly said: number | undefined;
    readonly mean: number;
    readonly all: number;
  };
  readonly silent: readonly string[];
}

export interface Findings {
  readonly cases: readonly Case[];
  /** Would have run out and were not listed: too little known, less on the shelf than in the sheet, or said less likely. */
  readonly unlisted: Readonly<Record<"unknown" | "misled" | "low", number>>;
  /** What the relay itself found to have come of its forecasts, beside what came. */
  readonly ownJudgement: { readonly judged: number; readonly right: number };
  readonly months: readonly Month[];
  readonly silent: readonly Named[];
  readonly drops: readonly Named[];
  readonly slow: readonly Named[];
  /** Mean use a working day as the relay has it and as it was, by look, of the item that doubles and the one taken much of. */
  readonly doubles: readonly Use[];
  readonly takesMuch: readonly Use[];
}

export interface Use {
  readonly weeks: number;
  readonly said: number | undefined;
  readonly was: number;
}

export function findingsOf(year: Year, looks: readonly Look[]): Findings {
  const truth = truthOf(year);
  const { office } = year;
  const place = new Map(office.items.map(({ name }, item) => [name, item]));
  const dateOf = (day: number): string => office.days[day]?.date ?? "";
  const fridays = looks.filter(({ day }) => office.days[day]?.weekday === 5);
  const caseOf = ({ day, news, policy }: Look, line: RunOutLine): Case => {
    const item = place.get(line.outlook.item.name) ?? -1;
    const listed = listedLines(news, policy.runOutProbability).includes(line);
    return { day, item, listed, ...judged(year, truth, { day, item, line }) };
  };
  const cases = fridays.flatMap((look) =>
    look.news.lines.filter(({ outlook }) => outlook.stock > 0).map((line) => caseOf(look, line)),
  );
  const named = (
    text: (look: Look) => string,
    isSo: (item: number, day: number) => boolean,
  ): readonly Named[] =>
    looks.flatMap((look) =>
      office.items.flatMap(({ name }, item): readonly Named[] =>
        lineWith(text(look), name).map((line) => ({
          ...{ date: dateOf(look.day), name, isSo: isSo(item, look.day) },
          wasEmpty: line.includes("断货"),
        })),
      ),
    );
  const { forgetting } = office;
  const isSilent = (department: string, day: number): boolean =>
    department === forgetting.department &&
    day >= forgetting.from &&
    day < forgetting.to + weekDays;
  return {
    cases,
    unlisted: unlistedIn(year, truth, fridays),
    ownJudgement: ownJudgement(year, looks, cases),
    months: looks.filter(({ isMonthsEnd }) => isMonthsEnd).map((look) => monthOf(look)),
    silent: looks.flatMap(({ day, discipline }) =>
      discipline.silent.map(({ department: name }) => ({
        ...{ date: dateOf(day), name, isSo: isSilent(name, day), wasEmpty: false },
      })),
    ),
    drops: named(
      ({ texts }) => texts.dropped,
      (item, day) => truth.paceRatio(item, day - 1, fourWeeks) < dropped,
    ),
    slow: named(
      ({ texts }) => texts.slow,
      (item, day) => truth.takeOuts(item, day - slowDays, day) === 0,
    ),
    doubles: usesOf(office.doubles.item, office.doubles.from),
    takesMuch: usesOf(office.takesMuch.item, office.takesMuch.day),
  };

  function monthOf({ day, discipline }: Look): Month {
    const date = dateOf(day);
    const own = cases.filter((one) => dateOf(one.day).slice(0, 7) === date.slice(0, 7));
    const listed = own.filter((one) => one.listed);
    const from = day - Number(date.slice(8));
    return {
      ...{ date, listed: listed.length, listedCame: listed.filter(({ came }) => came).length },
      brier: brierScore(own),
      unregistered: { said: discipline.unrecordedRate, ...truth.unregistered(from, day) },
      silent: discipline.silent.map(({ department }) => department),
    };
  }

  function usesOf(item: number, since: number): readonly Use[] {
    return fridays.flatMap(({ day, news }): readonly Use[] => {
      const weeks = Math.floor((day - since) / weekDays);
      if (![-1, 1, 2, 4, 8, 12].includes(weeks)) return [];
      const own = news.outlooks.find((one) => place.get(one.item.name) === item);
      const said = own?.kind === "forecast" ? own.meanUse : undefined;
      const working = year.isWorking.slice(day - fourWeeks + 1, day + 1).filter(Boolean).length;
      const was = truth.wanted(item, day - fourWeeks, day) / Math.max(1, working);
      return [{ weeks, said, was }];
    });
  }
}

const lineWith = (text: string, name: string): readonly string[] =>
  text.split("\n").filter((line) => line.startsWith(`· ${name}：`));

function ownJudgement(
  { office }: Year,
  looks: readonly Look[],
  cases: readonly Case[],
): Findings["ownJudgement"] {
  const keyOf = (day: number, name: string): string => `${day}:${name}`;
  const results = new Map<string, boolean>();
  for (const { at, itemName, result } of looks.flatMap(({ forecasts }) => forecasts)) {
    const day = placeOfDay(office.days, at.getTime());
    if (result !== undefined) results.set(keyOf(day, itemName), result === "ran-out");
  }
  const judgedCases = cases.flatMap(({ day, item, came }) => {
    const result = results.get(keyOf(day, office.items[item]?.name ?? ""));
    return result === undefined ? [] : [result === came];
  });
  return { judged: judgedCases.length, right: judgedCases.filter(Boolean).length };
}

const reviewDays = 5;

function judged(
  { office, shelf }: Year,
  truth: Truth,
  { day, item, line }: { readonly day: number; readonly item: number; readonly line: RunOutLine },
): Omit<Case, "day" | "item" | "listed"> {
  const there = shelf[day]?.[item] ?? 0;
  const { runOut, withOrder } = line.outlook;
  const wanted = truth.wanted(item, day, day + weekDays);
  const supplier = office.items[item]?.supplier ?? { name: "", leadDays: 0 };
  const until = truth.workingDaysLater(day, supplier.leadDays + reviewDays);
  const suggested = line.suggested ?? 0;
  const isLate =
    supplier.name === office.late.supplier &&
    day >= office.late.from &&
    day < office.late.to + weekDays;
  const all = there + truth.underWay(item, day) + suggested;
  return {
    said: runOut.probability,
    came: wanted >= there,
    withOrder: withOrder && {
      said: withOrder.runOut.probability,
      came: wanted >= there + truth.delivered(item, day, day + weekDays),
      late: isLate,
    },
    ...{ suggested, reach: all / Math.max(1e-9, truth.wanted(item, day, until)) },
  };
}

function unlistedIn(year: Year, truth: Truth, fridays: readonly Look[]): Findings["unlisted"] {
  const found = { unknown: 0, misled: 0, low: 0 };
  for (const { day, news, policy } of fridays) {
    const listed = new Set(
      listedLines(news, policy.runOutProbability).map(({ outlook }) => outlook.item.name),
    );
    const forecast = new Set(news.lines.map(({ outlook }) => outlook.item.name));
    for (const [item, { name }] of year.office.items.entries()) {
      const there = year.shelf[day]?.[item] ?? 0;
      if (there <= 0 || listed.has(name)) continue;
      const wanted = truth.wanted(item, day, day + weekDays);
      if (wanted < there) continue;
      const isMisled = wanted < (year.book[day]?.[item] ?? 0);
      found[!forecast.has(name) ? "unknown" : isMisled ? "misled" : "low"] += 1;
    }
  }
  return found;
}
