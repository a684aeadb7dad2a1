/** The findings of a simulated year as lines for people. */
import { brierScore, reliability, type Judged } from "../../src/inventory/forecast/calibration";
import { grouped } from "../../src/inventory/figures/grouped";
import type { Findings, Month, Named, Use } from "./findings";
import type { Office } from "./office";
import type { Year } from "./year";

const percent = (part: number | undefined): string =>
  part === undefined ? "–" : `${Math.round(part * 1000) / 10} %`;
const rate = (count: number, of: number): string =>
  of === 0 ? "none" : `${count} of ${of} (${percent(count / of)})`;
const meanSaid = (some: readonly Judged[]): number =>
  some.reduce((sum, { said }) => sum + said, 0) / Math.max(1, some.length);
const came = (some: readonly Judged[]): number => some.filter((one) => one.came).length;

/** What happens in the year, which the relay is not told. */
export function storyLines({ office, wants, ledger }: Year, length: number): readonly string[] {
  const { days, items, forgetting, late, lateBy, dies, doubles, takesMuch } = office;
  const date = (day: number): string => days[day]?.date ?? "after the year";
  const name = (item: number): string => items[item]?.name ?? "";
  return [
    `${items.length} items, ${length} days: wanted ${wants.length} times, ${ledger.length} rows`,
    `${forgetting.department} writes nothing down from ${date(forgetting.from)} to ${date(forgetting.to - 1)}`,
    `${late.supplier} is ${lateBy} working days late with what is ordered from ${date(late.from)} to ${date(late.to - 1)}`,
    `${name(dies.item)} is wanted no more from ${date(dies.from)}, ${name(doubles.item)} twice as much from ${date(doubles.from)}`,
    `${name(takesMuch.item)}: one take-out of ${takesMuch.times} times the usual on ${date(takesMuch.day)}\n`,
  ];
}

export const monthLine = ({ date, listed, listedCame, brier, ...month }: Month): string => {
  const { said, mean, all } = month.unregistered;
  const silent = month.silent.length === 0 ? "" : `; silent: ${month.silent.join(", ")}`;
  return `${date}  listed ${listed}, would have run out ${listedCame}; Brier ${brier.toFixed(3)}; unregistered said ${percent(said)}, was ${percent(mean)} (of all ${percent(all)})${silent}`;
};

/** What was listed on each Friday, with its probability and whether it would have run out. */
export function weekLines({ cases }: Findings, { days, items }: Office): readonly string[] {
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

type Row = readonly [what: string, said: string, was: string];

function namedRow(what: string, named: readonly Named[]): Row {
  const wrong = named.filter(({ isSo }) => !isSo);
  const empty = wrong.filter(({ wasEmpty }) => wasEmpty).length;
  const names = [...new Set(wrong.map(({ name }) => name))].join(", ") || "none";
  const right = rate(named.length - wrong.length, named.length);
  const told = empty > 0 ? ` (told as out of stock meanwhile: ${empty})` : "";
  return [what, `${named.length} times named`, `right ${right}; wrongly${told}: ${names}`];
}

/** The first time that something was named rightly. */
function firstRow(what: string, named: readonly Named[], name: string, since: string): Row {
  const first = named.find((one) => one.name === name && one.isSo && one.date >= since);
  return [
    what,
    first === undefined ? "never named" : `first named ${first.date}`,
    `since ${since}`,
  ];
}

const useRow = (what: string, uses: readonly Use[]): Row => {
  const list = (figure: (use: Use) => number | undefined): string =>
    uses.map((use) => `${use.weeks} w: ${figure(use)?.toFixed(1) ?? "–"}`).join(", ");
  return [what, list(({ said }) => said), list(({ was }) => was)];
};

function forecastRows({ cases, unlisted, ownJudgement: own }: Findings): readonly Row[] {
  const listed = cases.filter((one) => one.listed);
  const all = came(listed) + unlisted.low + unlisted.misled + unlisted.unknown;
  const base = came(cases) / Math.max(1, cases.length);
  const bins = reliability(cases)
    .filter(({ count }) => count > 0)
    .map(({ from, to, ...bin }): Row => [
      `runs out in 7 days, ${Math.round(from * 100)}–${percent(to)}`,
      `${bin.count} times`,
      rate(bin.came, bin.count),
    ]);
  const withOrder = (late: boolean): Row => {
    const some = cases.flatMap((one) => (one.withOrder?.late === late ? [one.withOrder] : []));
    const whose = late ? "of the late supplier, while late" : "otherwise";
    return [
      `with what is under way, ${whose}`,
      `${percent(meanSaid(some))} on average`,
      rate(came(some), some.length),
    ];
  };
  const reached = (some: typeof cases): string =>
    rate(some.filter(({ reach }) => reach > 1).length, some.length);
  const bought = cases.filter(({ suggested }) => suggested > 0);
  const reaches = bought.map(({ reach }) => reach).sort((left, right) => left - right);
  const middle = reaches[Math.floor(reaches.length / 2)] ?? 0;
  return [
    ...bins,
    [
      "Brier score",
      brierScore(cases).toFixed(4),
      `${brierScore(cases.map((one) => ({ ...one, said: base }))).toFixed(4)} with the rate of all, ${percent(base)}`,
    ],
    [
      "on 高风险缺货清单",
      `${listed.length} times`,
      `would have run out ${rate(came(listed), listed.length)}`,
    ],
    [
      "would have run out",
      `listed ${rate(came(listed), all)}`,
      `said less likely ${unlisted.low}, less there than in the sheet ${unlisted.misled}, 数据不足 ${unlisted.unknown}`,
    ],
    [
      "what came of it, by the relay",
      `${own.judged} times judged`,
      `right ${rate(own.right, own.judged)}`,
    ],
    withOrder(false),
    withOrder(true),
    [
      "suggested quantity lasts",
      `${bought.length} times suggested`,
      `${reached(bought)}, median ${Math.min(99, middle).toFixed(1)} times what was wanted`,
    ],
    [
      "nothing suggested, stock lasts",
      "95 % (备货水平)",
      reached(cases.filter(({ suggested }) => suggested === 0)),
    ],
  ];
}

/** Markdown. */
export function findingsTable(findings: Findings, office: Office): string {
  const { silent, drops, slow, months, doubles, takesMuch } = findings;
  const date = (day: number): string => office.days[day]?.date ?? "";
  const dead = office.items[office.dies.item]?.name ?? "";
  const known = months.filter(({ unregistered: { said } }) => said !== undefined);
  const mean = (figure: (month: Month) => number): number =>
    known.reduce((sum, month) => sum + figure(month), 0) / Math.max(1, known.length);
  const rows: readonly Row[] = [
    ...forecastRows(findings),
    [
      "未登记率, mean of the months",
      percent(mean(({ unregistered }) => unregistered.said ?? 0)),
      percent(mean(({ unregistered }) => unregistered.mean)),
    ],
    firstRow(
      "department that forgets",
      silent,
      office.forgetting.department,
      date(office.forgetting.from),
    ),
    namedRow("谁没登记", silent),
    firstRow("item that nobody wants, 明显减少", drops, dead, date(office.dies.from)),
    firstRow("the same, 滞销", slow, dead, date(office.dies.from)),
    namedRow("明显减少", drops),
    namedRow("滞销", slow),
    useRow("use a day of the item that doubles", doubles),
    useRow("use a day around the big take-out", takesMuch),
  ];
  return [
    "| what | said | was |",
    "| --- | --- | --- |",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}
