/** The small pieces that sentences are made of: names, quantities, people, times, the words for what was done. */
import type { BookableType } from "../../inventory/intent";
import type { Person } from "../../inventory/items/label";
import type { ItemLabel } from "../../inventory/items/labeller";
import type { LineNote } from "../../inventory/movements/plan";
import type { FormLine, LineSummary } from "../../inventory/reply-parts";
import { movementTypes } from "../sheet-words/headings";
import { wallTextOf } from "../../inventory/wall-clock";
import { shortened } from "../text/shorten";

export interface ReplyOptions {
  /** IANA zone in which times are told. */
  readonly timeZone: string;
  /** Confirmations are not sent as texts, so that nothing else may stand in one. */
  readonly confirmationsApart?: boolean;
}

/** What stands instead of a figure that is withheld. */
export const withheldWords = "盲盘中，结束后可查";

export const verbs: Readonly<
  Record<BookableType | "correct" | "shortage" | "request" | "order", string>
> = {
  issue: movementTypes.issue,
  receipt: movementTypes.receipt,
  return: movementTypes.return,
  stocktake: movementTypes.stocktake,
  correct: "更正",
  shortage: "报缺",
  request: "申购",
  order: "下单",
};

/** @example nameOf({ name: "签字笔", spec: "黑色 0.5mm" }) // "签字笔（黑色 0.5mm）" */
export function nameOf({ name, spec }: ItemLabel): string {
  return spec === "" ? name : `${name}（${spec}）`;
}

export function namesOf(labels: readonly ItemLabel[]): string {
  return labels.map(nameOf).join("、");
}

/** A name and what follows it: a space, but none after a bracket. */
export function beside(label: ItemLabel, following: string): string {
  const name = nameOf(label);
  return name.endsWith("）") ? `${name}${following}` : `${name} ${following}`;
}

/** @example quantityOf(0.4, "箱") // "0.4箱" */
export function quantityOf(quantity: number, unit: string): string {
  return `${quantity}${unit}`;
}

/** @example signedOf(-2, "本") // "-2本" */
export function signedOf(change: number, unit: string): string {
  return `${change > 0 ? "+" : ""}${change}${unit}`;
}

/** A quantity with what was typed for it. @example 2包＝0.4箱, 1张≈0.0003箱 */
export function readAs(quantity: number, unit: string, note: LineNote): string {
  const own = quantityOf(quantity, unit);
  return note.typed === "" ? own : `${note.typed}${note.rounded ? "≈" : "＝"}${own}`;
}

/** @example personOf({ name: "小李", department: "市场部" }) // "市场部小李" */
export function personName({ name, department }: Person): string {
  return `${department}${name}`;
}

export function lineSummaryText({ label, quantity, unit, note }: LineSummary): string {
  return beside(label, readAs(quantity, unit, note));
}

/** A line of the form, with `__` where something is missing. */
export function formLineText({ label, quantity, unit }: FormLine): string {
  const named = label.name === "" ? { name: "__", spec: "" } : label;
  return beside(named, `${quantity === "" ? "__" : quantity}${unit}`);
}

/** What somebody wrote, short enough to stand inside a sentence. */
export function quoted(text: string): string {
  return `「${shortened(text)}」`;
}

/** What stands in 当前库存 and is no figure, as the end of a sentence. @example noFigure("约20") // "写着「约20」，不是数字" */
export const noFigure = (text: string): string =>
  text === "" ? "是空的" : `写着${quoted(text)}，不是数字`;

/** @example dateTime(date, "Asia/Shanghai") // "2023-10-27 10:00" */
export function dateTime(date: Date, timeZone: string): string {
  return wallTextOf(date, timeZone).slice(0, 16);
}

export function shortDateTime(date: Date, timeZone: string): string {
  return dateTime(date, timeZone).slice(5);
}

export function timeOfDay(date: Date, timeZone: string): string {
  return dateTime(date, timeZone).slice(11);
}

/** The 编号 of an entry, behind a sentence. @example （待处理 12） */
export function entryMark(number: number | undefined): string {
  return number === undefined ? "" : `（待处理 ${number}）`;
}

/** Lines below a head, each with a dot; a single one stands behind it. */
export function listed(head: string, lines: readonly string[]): string {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return `${head}：${only}`;
  return [`${head}：`, ...lines.map((line) => `· ${line}`)].join("\n");
}
