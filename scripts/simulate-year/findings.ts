/** What the relay said to run out beside what did, as lines for people. What was told wrongly stands there too. */
import { brierScore, reliability, type Judged } from "../../src/inventory/forecast/calibration";
import { listedLines, type RunOutLine } from "../../src/inventory/forecast/news";
import { grouped } from "../../src/inventory/figures/grouped";
import type { Look } from "./looks";
import { total, truthOf, type Truth } from "./truth";
import type { Year } from "./year";

/** One forecast of a Friday; `came`: as much was wanted in the week after as lay on the shelf. */
export interface Case extends Judged {
  readonly day: number;
  readonly item: number;
  readonly listed: boolean;
  /** How likely it was for one who knows the pace, and the sheet's or the shelf's stock. */
  readonly bySheet: number;
  readonly byShelf: number;
  /** With what is under way. */
  readonly withOrder: (Judged & { readonly late: boolean }) | undefined;
  readonly suggested: boolean;
  /** It was there until one looks again, with what was suggested. */
  readonly lasts: boolean;
}

/** Of a table. */
export type Row = readonly [what: string, said: string, was: string];

export const weekDays = 7;
const reviewDays = 5;
/** 缺货概率 */
const listedFrom = 0.6;

export const percent = (part: number): string => `${Math.round(part * 1000) / 10} %`;
export const rate = (some: readonly boolean[]): string => {
  const right = some.filter(Boolean).length;
  return some.length === 0
    ? "none"
    : `${right} of ${some.length} (${percent(right / some.length)})`;
};
const came = (some: readonly Judged[]): readonly boolean[] => some.map((one) => one.came);
const meanSaid = (some: readonly Judged[]): number =>
  total(some.map(({ said }) => said)) / Math.max(1, some.length);

export const isFriday = ({ office }: Year, { day }: Look): boolean =>
  office.days[day]?.weekday === 5;

export function casesOf(year: Year, looks: readonly Look[]): readonly Case[] {
  const { office, shelf, book } = year;
  const truth = truthOf(year);
  const place = new Map(office.items.map(({ name }, item) => [name, item]));
  return looks
    .filter((look) => isFriday(year, look))
    .flatMap(({ day, news, policy }) =>
      news.lines
        .filter(({ outlook }) => outlook.stock > 0)
        .map((line): Case => {
          const item = place.get(line.outlook.item.name) ?? -1;
          const there = shelf[day]?.[item] ?? 0;
          return {
            ...{ day, item, said: line.outlook.runOut.probability },
            came: truth.wanted(item, day, day + weekDays) >= there,
            listed: listedLines(news, policy.runOutProbability).includes(line),
            bySheet: truth.reaches(item, day, book[day]?.[item] ?? 0),
            byShelf: truth.reaches(item, day, there),
            ...purchasesOf(year, truth, { day, item, line }),
          };
        }),
    );
}

function purchasesOf(
  { office, shelf, orders, isWorking }: Year,
  truth: Truth,
  { day, item, line }: { readonly day: number; readonly item: number; readonly line: RunOutLine },
): Pick<Case, "withOrder" | "suggested" | "lasts"> {
  const there = shelf[day]?.[item] ?? 0;
  const { supplier = { name: "", leadDays: 0 } } = office.items[item] ?? {};
  const own = orders.filter((one) => one.item === item && one.day <= day && one.comes > day);
  const coming = (until: number): number =>
    total(own.filter(({ comes }) => comes <= until).map(({ quantity }) => quantity));
  const ahead = [...isWorking.keys()].filter((other) => other > day && isWorking[other]);
  const until = ahead[supplier.leadDays + reviewDays - 1] ?? isWorking.length;
  const all = there + coming(Infinity) + (line.suggested ?? 0);
  const { from, to, supplier: lateOne } = office.late;
  const late = supplier.name === lateOne && day >= from && day < to + weekDays;
  const { withOrder } = line.outlook;
  const isReached = truth.wanted(item, day, day + weekDays) >= there + coming(day + weekDays);
  return {
    withOrder: withOrder && { said: withOrder.runOut.probability, came: isReached, late },
    suggested: line.suggested !== undefined && line.suggested > 0,
    lasts: all > truth.wanted(item, day, until),
  };
}

/** What was listed on each Friday, with its probability and whether it would have run out. */
export function weekLines(cases: readonly Case[], { office: { days, items } }: Year) {
  const listed = grouped(
    cases.filter((one) => one.listed),
    ({ day }) => days[day]?.date ?? "",
  );
  return [...listed].map(([date, own]) => {
    const told = own.map(
      ({ item, said, ...one }) =>
        `${items[item]?.name ?? ""} ${percent(Math.round(said * 100) / 100)} ${one.came ? "yes" : "NO"}`,
    );
    return `${date}  ${told.join(", ")}`;
  });
}

export function forecastRows(cases: readonly Case[]): readonly Row[] {
  const bins = reliability(cases)
    .filter(({ count }) => count > 0)
    .map(({ from, to, count, came: right }): Row => [
      `runs out in 7 days, ${Math.round(from * 100)}–${percent(to)}`,
      `${count} times`,
      `${right} times (${percent(right / count)})`,
    ]);
  const all = cases.filter((one) => one.came);
  const base = all.length / Math.max(1, cases.length);
  const knowing = (said: (one: Case) => number): string =>
    rate(came(cases.filter((one) => said(one) >= listedFrom)));
  const ordered = (late: boolean): Row => {
    const some = cases.flatMap((one) => (one.withOrder?.late === late ? [one.withOrder] : []));
    const whose = late ? "of the late supplier, while late" : "otherwise";
    return [
      `with what is under way, ${whose}`,
      `${percent(meanSaid(some))} on average`,
      rate(came(some)),
    ];
  };
  const lasting = (suggested: boolean): string =>
    rate(cases.filter((one) => one.suggested === suggested).map(({ lasts }) => lasts));
  return [
    ...bins,
    [
      "Brier score",
      brierScore(cases).toFixed(4),
      `${brierScore(cases.map((one) => ({ ...one, said: base }))).toFixed(4)} with the rate of all`,
    ],
    ["on 高风险缺货清单", "", `right ${rate(came(cases.filter((one) => one.listed)))}`],
    ["the same for one who knew the pace, not the shelf", "", knowing(({ bySheet }) => bySheet)],
    ["the same for one who knew both", "", knowing(({ byShelf }) => byShelf)],
    [
      "would have run out",
      `listed ${rate(all.map(({ listed }) => listed))}`,
      `of all forecasts ${percent(base)}; expected by who knew the pace ${percent(total(cases.map(({ bySheet }) => bySheet)) / cases.length)}, said ${percent(meanSaid(cases))}`,
    ],
    ...[false, true].map(ordered),
    ["suggested quantity lasts", "95 % (备货水平)", lasting(true)],
    ["nothing suggested, stock lasts", "95 %", lasting(false)],
  ];
}
