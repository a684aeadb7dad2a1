/** Why something was not booked, undone, corrected or decided, and what to do about it. */
import type { NumberRange } from "../../inventory/intent";
import type { ReplyPart, Shortfall, ObstacleSummary } from "../../inventory/reply-parts";
import { pendingStatuses } from "../sheet-words/headings";
import {
  entryMark,
  nameOf,
  namesOf,
  noFigure,
  quantityOf,
  quoted,
  verbs,
  withheldWords,
} from "./format";
import { planText } from "./plans";

type Of<Kind extends ReplyPart["kind"]> = Extract<ReplyPart, { readonly kind: Kind }>;

const people = (names: readonly string[]): string =>
  names.length === 0 ? "" : `（${names.join("、")}）`;

/** A4纸当前库存为3箱，不足5箱 */
function shortfallText({ label, stock, wanted, unit }: Shortfall): string {
  if (stock === undefined)
    return `${nameOf(label)}不足${quantityOf(wanted, unit)}（${withheldWords}）`;
  return `${nameOf(label)}当前库存为${quantityOf(stock, unit)}，不足${quantityOf(wanted, unit)}`;
}

function shortText({ shortfalls, still, ...entry }: Of<"short">): string {
  const figures = shortfalls.map(shortfallText).join("；");
  return `${figures}。${still ? "仍不能登记，留在待处理。" : handedOn("没有登记", entry)}`;
}

function belowZeroText({ shortfalls, still, ...entry }: Of<"below-zero">): string {
  const figures = shortfalls.map(shortfallText).join("；");
  const why = "改了库存会变成负数";
  return `${figures}，${why}。${still ? "仍不能改，留在待处理。" : handedOn("没有改", entry)}`;
}

function blockedText({ obstacles, still, ...entry }: Of<"blocked">): string {
  const why = obstacles.map(obstacleText).join("；");
  return `${why}。${still ? "仍不能登记，留在待处理。" : handedOn("没有登记", entry)}`;
}

function refusedText({ reason, number }: Of<"refused">): string {
  const next = number === undefined ? "请告诉播报员。" : `已转播报员${entryMark(number)}。`;
  return `${reason}。${next}`;
}

function handedOn(what: string, { number, plan }: Pick<Of<"short">, "number" | "plan">): string {
  const books =
    number === undefined || plan === undefined ? "" : `\n确认后按此登记：${planText(plan)}`;
  return `这条${what}，已转播报员${entryMark(number)}。${books}`;
}

export function obstacleText(obstacle: ObstacleSummary): string {
  const name = nameOf(obstacle.label);
  switch (obstacle.kind) {
    case "gone":
      return `库存表里已没有 ${name}`;
    case "formula":
      return `${name}的当前库存是公式，不能登记`;
    case "duplicate":
      return `库存表里 ${name} 有重复的行`;
    case "unreadable":
      return `${name}的当前库存${noFigure(obstacle.text)}`;
    case "unit-changed":
      return `${name}的单位已从「${obstacle.from}」改为「${obstacle.to}」`;
  }
}

function noRightText({ what, who }: Of<"no-right">): string {
  switch (what) {
    case "receipt":
      return `入库由播报员、管理员或采购登记${people(who)}，这条没有登记。`;
    case "issue":
    case "return":
    case "stocktake":
      return `你不能登记${verbs[what]}，请找播报员或管理员${people(who)}。`;
    case "undo-other":
      return `只能撤销、更正自己的登记，别人的请找播报员或管理员${people(who)}。`;
    case "session":
      return `盘点由播报员或管理员开始、结束${people(who)}。`;
    case "confirm":
      return `待处理由播报员或管理员确认、驳回${people(who)}。`;
    case "ignore":
      return `缺货清单由播报员、管理员或采购增减${people(who)}。`;
    case "person":
      return `某个人领了什么，只有本人和播报员能查${people(who)}；可以问某个部门，或发「我的」看自己的。`;
    case "discipline":
      return `登记情况只有播报员能查${people(who)}。`;
  }
}

function reportSinglyText({ written }: Of<"report-singly">): string {
  const names = written.map(quoted).join("、");
  return `${names}还没有报，请分开发，例如：${written[0] ?? ""}用完了。`;
}

function notUndoneText({ why }: Of<"not-undone">): string {
  switch (why) {
    case "none":
      return "近 24 小时内没有你的登记可撤销。";
    case "undone":
      return "这条已经撤销过了，没有再改。";
    case "old":
      return "这条登记已超过 24 小时，不能撤销或更正，请播报员盘点。";
    case "not-found":
      return "近 24 小时内没有找到这条消息的登记，没有改动。";
    case "several-quoted":
      return "引用的这句话对应几条登记，分不清是哪一条，没有改动。撤销自己最近的一条请写「撤销 物品名」，别的请播报员处理。";
  }
}

function notCorrectedText({ why, label }: Of<"not-corrected">): string {
  const name = nameOf(label);
  switch (why) {
    case "none":
      return name === ""
        ? "近 24 小时内没有你的登记可更正。"
        : `近 24 小时内没有你登记的 ${name}，没有更正。`;
    case "undone":
      return `你最近登记的 ${name} 已撤销，没有更正，请重新登记。`;
    case "old":
      return `你登记的 ${name} 已超过 24 小时，不能更正，请播报员盘点。`;
    case "same":
      return `${name} 登记的就是这个数，没有改动。`;
    case "which":
      return `${name} 在那条消息里有几行，请写明领用人再更正。`;
  }
}

function editIgnoredText({ why }: Of<"edit-ignored">): string {
  return why === "undone"
    ? "这条的登记已撤销，要重新登记请另发一条。"
    : "改后的内容看不出登记什么，原登记不变；要取消请引用它回复「撤销」。";
}

function entryClosedText(closed: Of<"entry-closed">): string {
  const { number, status, handledBy, isAnswered } = closed;
  if (isAnswered) return `待处理 ${number} ${handledBy} 已经自己答复或重新发过，没有再处理。`;
  if (status === "expired") return `待处理 ${number} 已过期，没有再处理；还需要的话请重新发一条。`;
  const by = handledBy === "" ? "" : `由 ${handledBy} `;
  const done = pendingStatuses[status].replace("已", "");
  return `待处理 ${number} 已${by}${done}，没有再处理。`;
}

/** 3-9、11 */
function runsText(ranges: readonly NumberRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join("、");
}

/** Numbers, ascending, as runs. */
function runsOf(numbers: readonly number[]): readonly NumberRange[] {
  const runs: NumberRange[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last.to + 1 === number) runs.splice(-1, 1, { ...last, to: number });
    else runs.push({ from: number, to: number });
  }
  return runs;
}

function rejectedSeveralText({ numbers, more, others }: Of<"rejected-several">): string {
  const done = `已驳回 ${numbers.length} 条待处理：${runsText(runsOf(numbers))}。`;
  const left = more === 0 ? "" : `一次最多驳回 ${numbers.length} 条，还有 ${more} 条，请再发一遍。`;
  return `${done}${left}${others ? "其余编号没有未办的待处理。" : ""}`;
}

function noEntriesText({ ranges }: Of<"no-entries">): string {
  return `编号 ${runsText(ranges)} 没有未办的待处理。`;
}

function notKeptText({ limit, isAsked }: Of<"not-kept">): string {
  const many = `你已有 ${limit} 条待处理没有办完`;
  return isAsked
    ? `${many}，这条不再记入待处理：10 分钟内没有回答，就不登记。`
    : `这条没有登记，也没有记入待处理：${many}。请引用原消息回「撤销」收回不要的，或请播报员处理，然后把这条再发一遍。`;
}

function entryUnclearText({ number, text, entryKind }: Of<"entry-unclear">): string {
  const isUnread = entryKind === "unclear" || entryKind === "unanswered";
  const why = isUnread ? "还看不出物品或数量" : "没有记下要登记的内容";
  return `待处理 ${number} ${quoted(text)}${why}，不能直接确认。请按「领用：物品 数量，领用人：部门姓名」另发一条，再回复「驳回 ${number}」。`;
}

function mixedText({ types, number }: Of<"mixed">): string {
  const words = types.map((type) => verbs[type]).join("、");
  return `一条消息里有${words}，请分开发，这条没有登记${entryMark(number)}。`;
}

function unknownItemText({ written, closest }: Of<"unknown-item">): string {
  const near = closest.length === 0 ? "" : `相近的有：${namesOf(closest)}。`;
  return `库存表里没有「${written}」。${near}`;
}

/** How each kind is worded. */
export const refusalFormatters = {
  short: shortText,
  "below-zero": belowZeroText,
  refused: refusedText,
  blocked: blockedText,
  "no-right": noRightText,
  "report-singly": reportSinglyText,
  "not-undone": notUndoneText,
  "not-corrected": notCorrectedText,
  "edit-ignored": editIgnoredText,
  "entry-closed": entryClosedText,
  "rejected-several": rejectedSeveralText,
  "no-entries": noEntriesText,
  "not-kept": notKeptText,
  "entry-unclear": entryUnclearText,
  mixed: mixedText,
  "unknown-item": unknownItemText,
};
