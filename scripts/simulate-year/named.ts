/** What the relay named in a year beside what was so: departments that write nothing down, items that move less, the use of some. */
import { placeOfDay } from "../../src/inventory/forecast/calendar";
import { isFriday, percent, rate, weekDays, type Case, type Row } from "./findings";
import type { Look } from "./looks";
import { truthOf, type Truth } from "./truth";
import type { Year } from "./year";

/** Something that was named, and whether it was so. */
interface Named {
  readonly date: string;
  readonly name: string;
  readonly isSo: boolean;
}

interface Watched {
  readonly year: Year;
  readonly looks: readonly Look[];
}

const fourWeeks = 28;
const slowDays = 30;
/** Of the pace before; what is wanted less than this has dropped. */
const dropped = 0.6;
const shownWeeks = [-1, 1, 2, 4, 8, 12];

/** Departments that were said to be silent. */
export function silentIn(
  { office: { forgetting, days } }: Year,
  looks: readonly Look[],
): readonly Named[] {
  return looks.flatMap(({ day, discipline }) =>
    discipline.silent.map(({ department: name }) => {
      const isThen = day >= forgetting.from && day < forgetting.to + weekDays;
      return { date: days[day]?.date ?? "", name, isSo: name === forgetting.department && isThen };
    }),
  );
}

const lineWith = (text: string, name: string): readonly string[] =>
  text.split("\n").filter((line) => line.startsWith(`· ${name}：`));

function namedIn(
  { year, looks, text }: Watched & { readonly text: "dropped" | "slow" },
  isSo: (item: number, day: number) => boolean,
): readonly Named[] {
  const { items, days } = year.office;
  return looks.flatMap(({ day, texts }) =>
    items.flatMap(({ name }, item) =>
      lineWith(texts[text], name).map(() => {
        return { date: days[day]?.date ?? "", name, isSo: isSo(item, day) };
      }),
    ),
  );
}

function namedRow(what: string, some: readonly Named[]): Row {
  const wrong = new Set(some.filter(({ isSo }) => !isSo).map(({ name }) => name));
  const right = rate(some.map(({ isSo }) => isSo));
  return [what, `${some.length} times named`, `right ${right}; wrongly: ${[...wrong].join(", ")}`];
}

function firstRow(what: string, some: readonly Named[], name = "", since = ""): Row {
  const first = some.find((one) => one.name === name && one.isSo && one.date >= since);
  return [what, `first named ${first?.date ?? "never"}`, `since ${since}`];
}

export function namedRows(
  year: Year,
  looks: readonly Look[],
  truth = truthOf(year),
): readonly Row[] {
  const { items, days, dies, forgetting } = year.office;
  const paceBack = (item: number, day: number, times: number): number =>
    truth.pace(item, day - 1 - times * fourWeeks, day - 1 - (times - 1) * fourWeeks);
  const hasDropped = (item: number, day: number): boolean =>
    paceBack(item, day, 1) < dropped * paceBack(item, day, 2);
  const drops = namedIn({ year, looks, text: "dropped" }, hasDropped);
  const lies = (item: number, day: number): boolean =>
    truth.takeOuts(item, day - slowDays, day) === 0;
  const slow = namedIn({ year, looks, text: "slow" }, lies);
  const silent = silentIn(year, looks);
  const [forgets, died] = [forgetting.from, dies.from].map((day) => days[day]?.date);
  const dead = items[dies.item]?.name;
  return [
    firstRow("department that forgets", silent, forgetting.department, forgets),
    namedRow("谁没登记", silent),
    firstRow("item that nobody wants, 明显减少", drops, dead, died),
    firstRow("the same, 滞销", slow, dead, died),
    namedRow(`明显减少, of ${looks.length * items.length} comparisons`, drops),
    namedRow("滞销", slow),
  ];
}

/** Mean use a working day of the item that doubles and of the one taken much of, and 未登记率 by month. */
export function figureRows(
  year: Year,
  looks: readonly Look[],
  truth = truthOf(year),
): readonly Row[] {
  const { days, doubles, takesMuch } = year.office;
  const watched = { year, looks, truth };
  const unregistered = (figure: (look: Look) => number): string =>
    looks
      .filter(({ isMonthsEnd }) => isMonthsEnd)
      .map((look) => percent(figure(look)))
      .join(", ");
  const monthBefore = (day: number): number => day - Number(days[day]?.date.slice(8));
  return [
    useRow("use a day of the item that doubles", watched, [doubles.item, doubles.from]),
    useRow("use a day around the big take-out", watched, [takesMuch.item, takesMuch.day]),
    [
      "未登记率 by month",
      unregistered(({ discipline }) => discipline.unrecordedRate ?? 0),
      unregistered(({ day }) => truth.unregistered(monthBefore(day), day)),
    ],
  ];
}

function useRow(
  what: string,
  { year, looks, truth }: Watched & { readonly truth: Truth },
  [item, since]: readonly [item: number, since: number],
): Row {
  const name = year.office.items[item]?.name;
  const uses = looks.flatMap((look) => {
    const { day, news } = look;
    const weeks = Math.floor((day - since) / weekDays);
    const own = news.outlooks.find((one) => one.item.name === name);
    if (!isFriday(year, look) || !shownWeeks.includes(weeks) || own?.kind !== "forecast") return [];
    const working = year.isWorking.slice(day - fourWeeks + 1, day + 1).filter(Boolean).length;
    return [{ weeks, said: own.meanUse, was: truth.wanted(item, day - fourWeeks, day) / working }];
  });
  const list = (figure: "said" | "was"): string =>
    uses.map((use) => `${use.weeks} w: ${use[figure].toFixed(1)}`).join(", ");
  return [what, list("said"), list("was")];
}

/** Whether the relay itself found what came of its forecasts. */
export function ownJudgement(
  { office }: Year,
  looks: readonly Look[],
  cases: readonly Case[],
): readonly boolean[] {
  const keyOf = (day: number, name = ""): string => `${day}:${name}`;
  const results = new Map(
    looks.flatMap(({ forecasts }) =>
      forecasts.map(
        ({ at, itemName, result }) =>
          [keyOf(placeOfDay(office.days, at.getTime()), itemName), result] as const,
      ),
    ),
  );
  return cases.flatMap((one) => {
    const result = results.get(keyOf(one.day, office.items[one.item]?.name));
    return result === undefined ? [] : [(result === "ran-out") === one.came];
  });
}
