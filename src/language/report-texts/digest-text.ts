/**
 * The daily digest as a text that stands by itself: a digest and what a keeper has to see to come in, lines go out,
 * short enough for a platform's limit. What happened is inventory/figures/digest's.
 */
import { manyLines } from "../../inventory/figures/biggest-first";
import type { Digest, ItemChange, Moved } from "../../inventory/figures/digest";
import { subtract } from "../../inventory/items/quantity";
import type { PendingEntry } from "../../inventory/movements/pending";
import type { FollowUp } from "../../inventory/purchasing/follow-up";
import type { Session } from "../../inventory/stocktake/session";
import { dateTime, nameOf, quantityOf, quoted, signedOf, timeOfDay } from "../replies/format";
import { lowStockLineText } from "../replies/warnings";
import { movementTypes } from "../sheet-words/headings";
import { dayText, weekdayText } from "../text/calendar";
import { capped, shortenToLimit, type TextLimit } from "../text/shorten";
import { followUpLines } from "./follow-up-text";
import { sessionLine } from "./session-line";
import { varianceLines } from "./variance-text";

/** From when the figures are that a digest tells, and why they are no newer. */
export interface StaleStock {
  readonly readAt: Date;
  /** Sentences; none where the sheet can't be reached. */
  readonly reasons: readonly string[];
}

/** Everything a digest tells. */
export interface DigestNews {
  readonly digest: Digest;
  /** Open entries, in any order. */
  readonly pending: readonly Pick<PendingEntry, "number" | "operator" | "text">[];
  /** Sentences about the sheet and its 设置. */
  readonly problems: readonly string[];
  /** Those of the window, newest first. */
  readonly sessions?: readonly Session[];
  /** What buyers should ask suppliers about. */
  readonly followUps?: readonly FollowUp[];
  /** Set: the stock can't be read now, and is told as it was read last. */
  readonly stale?: StaleStock | undefined;
  /** What may run out, in so many lines at most. */
  readonly runOut?: (most: number) => readonly string[];
  /** Link to the sheet; "" without one. */
  readonly url: string;
  readonly timeZone: string;
  /** The window is a day that is over; stock and what waits are of now. */
  readonly isPast?: boolean;
}

/** Entries and problems that are told one by one. */
const manyNotes = 3;
const hourMs = 3600_000;
const toleranceMs = 10 * 60_000;

/**
 * The digest's text; within the limit the lists are shortened first, then lines are left out at the end.
 *
 * @example digestText(news).split("\n")[0] // "【库存日报】2026-11-22（周日）16:00"
 */
export function digestText(news: DigestNews, limit?: TextLimit): string {
  return shortenToLimit((most) => digestLines(news, Math.min(most, manyLines)), manyLines, limit);
}

function staleLines({ stale, timeZone }: DigestNews): readonly string[] {
  if (stale === undefined) return [];
  const reasons = stale.reasons.length > 0 ? stale.reasons : ["连不上表格"];
  return [`库存是 ${dateTime(stale.readAt, timeZone)} 读到的：${reasons.join("；")}`];
}

function digestLines(news: DigestNews, most: number): readonly string[] {
  const { digest, url, runOut = () => [] } = news;
  const head = [...staleLines(news), ...spanLines(news)];
  const notes = [
    ...runOut(most),
    ...followUpLines(news.followUps ?? [], most),
    ...(news.sessions ?? []).map(sessionLine),
    ...pendingLines(news),
    ...problemLines(news.problems),
  ];
  const link = url === "" ? [] : [`表格：${url}`];
  if (digest.changes.length === 0 && digest.low.length === 0) {
    const quiet = `${heading(news)}：${dayWord(news)}无变动，${nowWord(news)}没有低于安全库存的物品`;
    return [quiet, ...head, ...notes, ...(notes.length > 0 ? link : [])];
  }
  return [
    heading(news),
    ...head,
    `${dayWord(news)}变动：${countsText(digest.counts)}`,
    ...capped(
      digest.changes.map((change) => changeLine(change, news)),
      most,
    ),
    ...lowLines(news, most),
    ...varianceLines(digest.variance, most),
    ...notes,
    ...link,
  ];
}

function heading({ digest: { window }, isPast, timeZone }: DigestNews): string {
  const at = isPast ? window.from : window.to;
  const time = isPast ? "" : timeOfDay(at, timeZone);
  return `【库存日报】${dayText(at, timeZone)}（${weekdayText(at, timeZone)}）${time}`;
}

const dayWord = ({ isPast }: DigestNews): string => (isPast ? "当日" : "今日");
/** Before what a past day is told with, but is not of it. */
const nowWord = ({ isPast }: DigestNews): string => (isPast ? "现在" : "");

/** Said only when the window is not a day long. */
function spanLines({ digest, timeZone, isPast }: DigestNews): readonly string[] {
  const { from, to } = digest.window;
  const lengthMs = to.getTime() - from.getTime();
  if (isPast || Math.abs(lengthMs - 24 * hourMs) <= toleranceMs) return [];
  const ends = [from, to].map((end) => dateTime(end, timeZone)).join(" 至 ");
  return [`统计时段：${ends}（${lengthText(lengthMs)}）`];
}

/** @example lengthText(90 * 60_000) // "1.5 小时" */
function lengthText(lengthMs: number): string {
  if (lengthMs < hourMs) return `${Math.round(lengthMs / 60_000)} 分钟`;
  return `${Math.round((lengthMs / hourMs) * 10) / 10} 小时`;
}

const countedTypes = ["issue", "receipt", "return", "stocktake", "adjustment", "undo"] as const;

/** Without what did not happen. */
function countsText(counts: Digest["counts"]): string {
  const told = countedTypes.filter((type) => counts[type] > 0);
  const parts = told.map((type) => `${movementTypes[type]} ${counts[type]} 笔`);
  return parts.length === 0 ? "没有" : parts.join("、");
}

/** · 签字笔（黑色 0.5mm）：领用 4支、入库 100支，剩 196支 */
function changeLine({ label, moved, stock, isGone, unit }: ItemChange, news: DigestNews): string {
  const figure = stock === undefined ? "" : `，${nowWord(news)}剩 ${quantityOf(stock, unit)}`;
  const left = isGone ? "（库存表里已没有这个名称）" : figure;
  return `· ${nameOf(label)}：${moved.map(movedText).join("、")}${left}`;
}

function movedText({ type, change, unit }: Moved): string {
  const word = movementTypes[type];
  switch (type) {
    case "issue":
      return `${word} ${quantityOf(subtract(0, change), unit)}`;
    case "receipt":
    case "return":
      return `${word} ${quantityOf(change, unit)}`;
    case "stocktake":
      return change === 0 ? `${word}无差异` : `${word} ${signedOf(change, unit)}`;
    case "undo":
    case "adjustment":
      return `${word} ${signedOf(change, unit)}`;
  }
}

function lowLines(news: DigestNews, most: number): readonly string[] {
  const { low } = news.digest;
  const heading = `${nowWord(news)}低于安全库存`;
  if (low.length === 0) return [`${heading}：没有`];
  return [
    `${heading}（${low.length} 项）`,
    ...capped(
      low.map((line) => `· ${lowStockLineText(line)}`),
      most,
    ),
  ];
}

/** 待处理（1 条）：12 小李「领用：那个本子 2本」 */
function pendingLines(news: DigestNews): readonly string[] {
  const { pending } = news;
  if (pending.length === 0) return [];
  const told = pending
    .toSorted((left, right) => left.number - right.number)
    .map(({ number, operator, text }) => `${number} ${operator}${quoted(text)}`);
  return [`${nowWord(news)}待处理（${pending.length} 条）：${noted(told, "条")}`];
}

/** 表格问题（1 处）：库存 C17「约20」不是数字 */
function problemLines(problems: readonly string[]): readonly string[] {
  if (problems.length === 0) return [];
  const told = problems.map((sentence) => sentence.replace(/[。；\s]+$/u, ""));
  return [`表格问题（${problems.length} 处）：${noted(told, "处")}`];
}

function noted(notes: readonly string[], counter: string): string {
  const more = notes.length - manyNotes;
  const rest = more > 0 ? [`…另有 ${more} ${counter}`] : [];
  return [...notes.slice(0, manyNotes), ...rest].join("；");
}
