/**
 * The daily digest as a text that stands by itself: a digest and what a keeper has to see to come in, lines go out,
 * short enough for a platform's limit. What happened is inventory/figures/digest's.
 */
import {
  manyLines,
  type Digest,
  type ItemChange,
  type Moved,
} from "../../inventory/figures/digest";
import type { ItemVariance, Variance } from "../../inventory/figures/variance";
import { subtract } from "../../inventory/items/quantity";
import type { PendingEntry } from "../../inventory/movements/pending";
import type { LowStockLine } from "../../inventory/figures/warnings";
import { dateTime, nameOf, quantityOf, quoted, signedOf, timeOfDay } from "../replies/format";
import { movementTypes } from "../sheet-words/headings";
import { dayText, weekdayText } from "../text/calendar";
import { shortenToLimit, type TextLimit } from "../text/shorten";

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
  /** Set: the stock can't be read now, and is told as it was read last. */
  readonly stale?: StaleStock | undefined;
  /** Link to the sheet; "" without one. */
  readonly url: string;
  readonly timeZone: string;
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
  const { digest, timeZone, url } = news;
  const head = [...staleLines(news), ...spanLines(digest, timeZone)];
  const notes = [...pendingLines(news.pending), ...problemLines(news.problems)];
  const link = url === "" ? [] : [`表格：${url}`];
  if (digest.changes.length === 0 && digest.low.length === 0) {
    const quiet = `${heading(digest, timeZone)}：今日无变动，没有低于安全库存的物品`;
    return [quiet, ...head, ...notes, ...(notes.length > 0 ? link : [])];
  }
  return [
    heading(digest, timeZone),
    ...head,
    countsLine(digest.counts),
    ...capped(digest.changes.map(changeLine), most),
    ...lowLines(digest.low, most),
    ...varianceLines(digest.variance, most),
    ...notes,
    ...link,
  ];
}

function heading({ window: { to } }: Digest, timeZone: string): string {
  return `【库存日报】${dayText(to, timeZone)}（${weekdayText(to, timeZone)}）${timeOfDay(to, timeZone)}`;
}

/** Said only when the window is not a day long. */
function spanLines({ window: { from, to } }: Digest, timeZone: string): readonly string[] {
  const lengthMs = to.getTime() - from.getTime();
  if (Math.abs(lengthMs - 24 * hourMs) <= toleranceMs) return [];
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
function countsLine(counts: Digest["counts"]): string {
  const told = countedTypes.filter((type) => counts[type] > 0);
  const parts = told.map((type) => `${movementTypes[type]} ${counts[type]} 笔`);
  return `今日变动：${parts.length === 0 ? "没有" : parts.join("、")}`;
}

/** · 签字笔（黑色 0.5mm）：领用 4支、入库 100支，剩 196支 */
function changeLine({ label, moved, stock, isGone, unit }: ItemChange): string {
  const figure = stock === undefined ? "" : `，剩 ${quantityOf(stock, unit)}`;
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

function lowLines(low: readonly LowStockLine[], most: number): readonly string[] {
  if (low.length === 0) return ["低于安全库存：没有"];
  return [`低于安全库存（${low.length} 项）`, ...capped(low.map(lowLine), most)];
}

/** · A4纸：当前 3箱 / 安全 5箱，建议采购 7箱 */
function lowLine({ label, unit, stock, safetyStock, purchase }: LowStockLine): string {
  const buy = purchase === undefined ? "" : `，建议采购 ${quantityOf(purchase, unit)}`;
  const figures = `当前 ${quantityOf(stock, unit)} / 安全 ${quantityOf(safetyStock, unit)}`;
  return `· ${nameOf(label)}：${figures}${buy}`;
}

/** 盘点差异 per item, with 账实差异率 and 相符率 of all that were counted; nothing where nothing was counted. */
export function varianceLines(
  { counted, items, rate, match }: Variance,
  most: number,
): readonly string[] {
  if (counted === 0) return [];
  const matching = `相符率 ${percent(match.rate)}${counted < fewCounts ? intervalOf(match) : ""}`;
  const rates = `账实差异率 ${percent(rate)}，${matching}`;
  if (items.length === 0) return [`盘点差异：无（盘 ${counted} 项，${rates}）`];
  const head = `盘点差异（盘 ${counted} 项，差 ${items.length} 项，${rates}）`;
  return [head, ...capped(items.map(varianceLine), most)];
}

/** Fewer counts than this tell a proportion roughly, so its interval is shown. */
const fewCounts = 30;

const intervalOf = ({ from, to }: Variance["match"]): string =>
  `〔95% 区间 ${percent(from)}–${percent(to)}〕`;

function varianceLine({ label, unit, system, counted, difference, rate }: ItemVariance): string {
  if (system <= 0)
    return `· ${nameOf(label)}：账上为${system}，实有${quantityOf(counted, unit)}，差异率 ${percent(rate)}`;
  const figures = `系统 ${quantityOf(system, unit)}，实盘 ${quantityOf(counted, unit)}`;
  return `· ${nameOf(label)}：${figures}，差 ${signedOf(difference, unit)}，差异率 ${percent(rate)}`;
}

/** @example percent(1 / 6) // "16.7%" */
function percent(rate: number): string {
  return `${Math.round(rate * 1000) / 10}%`;
}

/** 待处理（1 条）：12 小李「领用：那个本子 2本」 */
function pendingLines(pending: DigestNews["pending"]): readonly string[] {
  if (pending.length === 0) return [];
  const told = pending
    .toSorted((left, right) => left.number - right.number)
    .map(({ number, operator, text }) => `${number} ${operator}${quoted(text)}`);
  return [`待处理（${pending.length} 条）：${noted(told, "条")}`];
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

/** The first lines, and how many there are besides. */
export function capped(
  lines: readonly string[],
  most: number,
  where = "，见图",
): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `…另有 ${lines.length - most} 项${where}`];
}
