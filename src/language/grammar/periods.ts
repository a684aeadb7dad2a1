/** Words for days, weeks, months and years → periods. Data only; the calendar is the reports module's. */
import type { PeriodWord } from "../../inventory/intent";
import type { Clause } from "../phrases/clauses";
import { dateOf } from "../actions/headed-date";
import type { Phrase } from "../phrases/phrase";
import type { Word } from "../vocabulary/vocabulary";

const rows: readonly (readonly [PeriodWord["unit"], number, string])[] = [
  ["day", 0, "今天 今日 今儿 当天 当日 本日"],
  ["day", -1, "昨天 昨日 昨儿 寻日 琴日 噚日"],
  ["day", -2, "前天 前日"],
  ["week", 0, "本周 这周 这星期"],
  ["week", -1, "上周 上星期 上礼拜"],
  ["week", -2, "上上周"],
  ["month", 0, "本月 这个月 这月 当月"],
  ["month", -1, "上月 上个月"],
  ["year", 0, "今年 本年 本年度"],
  ["year", -1, "去年"],
  ["year", -2, "前年"],
];

const periods: ReadonlyMap<string, PeriodWord> = new Map(
  rows.flatMap(([unit, offset, words]) =>
    words.split(" ").map((label): [string, PeriodWord] => [label, { unit, offset, label }]),
  ),
);

export const periodOfWord = (word: Word | undefined): PeriodWord | undefined =>
  word && periods.get(word.text);

export const isPeriod = (word: Word): boolean => periodOfWord(word) !== undefined;

/** The period that a text names, the longest word of several. */
export function readPeriod(text: string): PeriodWord | undefined {
  const found = [...periods].filter(([label]) => text.includes(label));
  return found.sort(([one], [other]) => other.length - one.length)[0]?.[1];
}

/** The first period that is named, else the day that is written. */
export function periodIn(clauses: readonly Clause[], text: string): PeriodWord | undefined {
  const within = clauses.find(({ words }) => words.some(isPeriod));
  if (within !== undefined) return periodOfWord(within.words.find(isPeriod));
  const day = clauses.find(({ phrases }) => phrases.some(isDate))?.phrases.find(isDate);
  return day && dayOf(text.slice(day.start, day.end));
}

export const isDate = (phrase: Phrase): boolean =>
  phrase.kind === "figure" && phrase.figure === "date";

function dayOf(label: string): PeriodWord | undefined {
  const day = dateOf(label);
  return day && { unit: "day", offset: 0, label, day };
}
