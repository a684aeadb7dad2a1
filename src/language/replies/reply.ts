/**
 * Every sentence the relay says, once, in one place. Reply parts in, texts out; who is mentioned and where it goes is the
 * relay's. Digest and reports are digest-text's.
 */
import type { Action, ReplyPart } from "../../inventory/reply-parts";
import { ignoredText } from "../report-texts/forecast-text";
import { accuracyText } from "../report-texts/variance-text";
import { dateTime, quoted, type ReplyOptions } from "./format";
import { answerFormatters } from "./answers";
import { choicesOf, type Choice } from "./choices";
import { countFormatters } from "./counts";
import { helpText, hintTexts } from "./help";
import { entryFormatters } from "./open-entries";
import { questionFormatters } from "./questions";
import { arrivalText, isArrival, confirmationText } from "./confirmations";
import { refusalFormatters } from "./refusals";
import { purchasingFormatters } from "./purchasing/formatters";
import { stocktakeFormatters } from "./stocktake/formatters";
import { shortageText } from "./warnings";

export interface ReplyText {
  readonly text: string;
  readonly kind: "reply" | "confirmation" | "alert" | "notice";
  /** true: every keeper is mentioned. */
  readonly mentionsKeepers: boolean;
  /** The answers that the text offers; empty mostly. */
  readonly choices: readonly Choice[];
}

/** What one message brings about in as few messages as possible: one confirmation, notice or reply, and alerts by themselves. */
export function formatReply(
  replyParts: readonly ReplyPart[],
  options: ReplyOptions,
): readonly ReplyText[] {
  const replyTexts = replyParts.map((part) => ({
    text: textOf(part, options),
    kind: kindOf(part),
    mentionsKeepers: tellsKeepers(part),
    choices: choicesOf(part),
  }));
  const alerts = replyTexts.filter(({ kind }) => kind === "alert");
  const others = replyTexts.filter(({ kind }) => kind !== "alert");
  const isApart = ({ kind }: ReplyText): boolean =>
    options.confirmationsApart === true && kind === "confirmation";
  const confirmations = others.filter(isApart);
  return [...joined(confirmations), ...joined(others.filter((text) => !isApart(text))), ...alerts];
}

function joined(texts: readonly ReplyText[]): readonly ReplyText[] {
  if (texts.length === 0) return [];
  const kinds = new Set(texts.map(({ kind }) => kind));
  const kind = (["notice", "confirmation", "reply"] as const).find((each) => kinds.has(each));
  return [
    {
      text: texts.map(({ text }) => text).join("\n"),
      kind: kind ?? "reply",
      mentionsKeepers: texts.some(({ mentionsKeepers }) => mentionsKeepers),
      choices: distinct(texts.flatMap(({ choices }) => choices)),
    },
  ];
}

/** A message asks one question at most, and an entry's answers name its number, so the same words mean the same. */
function distinct(choices: readonly Choice[]): readonly Choice[] {
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}

function kindOf(part: ReplyPart): ReplyText["kind"] {
  switch (part.kind) {
    case "booked":
      return isArrival(part.action, part.lines) ? "notice" : "confirmation";
    case "rejected":
    case "rejected-several":
      return "confirmation";
    case "shortage":
      return part.warns ? "alert" : "reply";
    default:
      return "reply";
  }
}

/** Whether a keeper has to do something about it. */
function tellsKeepers(part: ReplyPart): boolean {
  switch (part.kind) {
    case "short":
    case "below-zero":
    case "blocked":
      return !part.still;
    case "awaits":
    case "refused":
    case "namesake":
      return true;
    case "shortage":
      return part.warns;
    case "will-book":
    case "as-of":
      return part.tellsKeepers;
    default:
      return false;
  }
}

/** What 算了 leaves undone. */
const actionWords: Readonly<Record<Action["kind"], string>> = {
  booking: "登记",
  undo: "撤销",
  correction: "更正",
  "confirmed-entry": "确认",
};

/** How each kind is worded. */
const formatters: {
  readonly [Kind in ReplyPart["kind"]]: (
    part: Extract<ReplyPart, { readonly kind: Kind }>,
    options: ReplyOptions,
  ) => string;
} = {
  booked: ({ action, lines }, { timeZone }) =>
    isArrival(action, lines) ? arrivalText(lines, timeZone) : confirmationText(action, lines),
  suspended: () => "你的账号已停用，不能登记。要恢复请找管理员。",
  shortage: shortageText,
  ...questionFormatters,
  ...refusalFormatters,
  ...countFormatters,
  ...stocktakeFormatters,
  ...purchasingFormatters,
  ...entryFormatters,
  outdated: () => "表格刚刚有改动，这条没有登记，请再发一次。",
  ...answerFormatters,
  withdrawn: ({ number }) => `待处理 ${number} 已取消。`,
  rejected: ({ number, text }) => `已驳回 ${number}：${quoted(text)}`,
  "no-entry": ({ number }) => `没有编号 ${number} 的待处理。`,
  "entry-booked": ({ number, text }) =>
    `待处理 ${number} ${quoted(text)}已经登记过，没有重复登记，这一项已关闭。`,
  dropped: ({ what, numbers }) => {
    const closed = numbers.length === 0 ? "" : `，待处理 ${numbers.join("、")} 已关闭`;
    return `好的，没有${actionWords[what]}${closed}。`;
  },
  "question-over": () => "这一问已经办完或关闭，没有再登记；需要的话请重新发一条。",
  "put-aside": ({ text, number }) => `上一条${quoted(text)}没有答复，已转待处理 ${number}。`,
  ignored: ({ label, reason }) => ignoredText(label, reason),
  accuracy: ({ accuracy }, { timeZone }) => accuracyText(accuracy, timeZone),
  "unknown-person": ({ written }) =>
    `「成员」里没有${quoted(written)}，不能按人或部门统计。可以问某个同事、某个部门，或不写是谁。`,
  hint: ({ about }) => hintTexts[about],
  help: () => helpText,
  "too-long": ({ limit }) => `消息太长，一条最多读 ${limit} 个字，请分几条发。`,
  namesake: ({ name, storedAs }) =>
    `新成员与「${name}」同名，已记为「${storedAs}」，请播报员核对「成员」页。`,
  "too-fast": ({ waiting }) =>
    `问得太快了，前面还有 ${waiting} 条在查。这条和接着再问的先不查，等前面的答完请再问。`,
  "too-old": ({ sentAt }, { timeZone }) =>
    `这条是 ${dateTime(sentAt, timeZone)} 发的，隔得太久，可能已经处理过，所以没有登记。如果还需要，请重新发一条。`,
  "group-closed": ({ group }) =>
    `本群（${group}）还没有开通登记。请播报员在表格「设置」页「允许的群」一栏加上 ${group}。`,
  "will-book": ({ broken, tellsKeepers }) =>
    broken === undefined
      ? "表格暂时连不上，这条和之后发来的都会收好，恢复后马上处理并回复。"
      : `表格要先改好才能登记：${broken}。${tellsKeepers ? "请播报员处理，" : ""}这条和之后发来的都会收好，改好后马上处理并回复。`,
  "as-of": ({ readAt, broken, tellsKeepers: tells }, { timeZone }) => {
    const why =
      broken === undefined
        ? "表格暂时连不上"
        : `表格要先改好：${broken}${tells ? "，请播报员处理" : ""}`;
    return `（${why}；以上是 ${dateTime(readAt, timeZone)} 的数据）`;
  },
  "not-asked": () => "这一问是问别人的，请等本人回答。",
  "no-pages": () => "这里没有开看板和导出网页，请直接看表格。",
  "board-link": ({ url }) => `看板（一天内有效）：${url}`,
  "export-link": ({ url, tab, from, to, withPersons }) =>
    tab === "stock"
      ? `库存导出（一天内有效）：${url}`
      : `${from} 到 ${to} 的流水（一天内有效${withPersons ? "" : "，不含姓名；含姓名的请播报员私聊导出"}）：${url}`,
};

function textOf(part: ReplyPart, options: ReplyOptions): string {
  const format = formatters[part.kind] as (part: ReplyPart, options: ReplyOptions) => string;
  return format(part, options);
}
