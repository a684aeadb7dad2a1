/** Entries of 待处理 as keepers are told of them: what is open, what 确认 would book, what stays open. */
import type { LeftOpen, OpenEntry } from "../../inventory/entry-parts";
import type { ReplyPart } from "../../inventory/reply-parts";
import { pendingKinds } from "../sheet-words/headings";
import { codeFormatters } from "./codes";
import { quoted } from "./format";
import { planText } from "./plans";

type Of<Kind extends ReplyPart["kind"]> = Extract<ReplyPart, { readonly kind: Kind }>;

/** 12 小李「领用：A4纸 30箱」 */
const entryText = ({ number, operator, text }: Omit<OpenEntry<unknown>, "plan">): string =>
  `${number} ${operator}${quoted(text)}`;

function whichEntryText({ verb, open, more }: Of<"which-entry">): string {
  const word = verb === "confirm" ? "确认" : "驳回";
  const [first] = open;
  const rest = more === 0 ? [] : [`…另有 ${more} 条`];
  return [
    `请写编号，如「${word} ${first?.number ?? 1}」：`,
    ...open.map((entry) => {
      const books = entry.plan === undefined ? "" : ` → ${planText(entry.plan)}`;
      return `${entryText(entry)}${books}`;
    }),
    ...rest,
  ].join("\n");
}

function openEntriesText({ open, more, decides }: Of<"open-entries">): string {
  const [first] = open;
  if (first === undefined) return decides ? "没有待处理。" : "你没有待处理。";
  const rest = more === 0 ? [] : [`…另有 ${more} 条，见表格「待处理」`];
  const how = decides
    ? [`回「确认 ${first.number}」「驳回 ${first.number}」，几条一起写编号。`]
    : [];
  return [
    `待处理（${open.length + more} 条）：`,
    ...open.map((entry) => {
      const { entryKind, plan } = entry;
      const books =
        entryKind === "code"
          ? `请回「确认 ${entry.number} 物品名称」`
          : plan === undefined
            ? "不能直接确认"
            : `确认后${planText(plan)}`;
      return `${entryText(entry)}（${pendingKinds[entryKind]}），${books}`;
    }),
    ...rest,
    ...how,
  ].join("\n");
}

const whyLeft: Readonly<Record<LeftOpen["why"], string>> = {
  short: "库存不足",
  unclear: "没有可登记的内容",
  singly: "请单独确认",
  many: "一次太多，请再发一遍",
};

/** 6、8（库存不足）、9（请单独确认）没有确认，仍在待处理。 */
function leftOpenText({ entries }: Of<"left-open">): string {
  const groups = (["short", "unclear", "singly", "many"] as const).flatMap((why) => {
    const numbers = entries.filter((entry) => entry.why === why).map(({ number }) => number);
    return numbers.length === 0 ? [] : [`${numbers.join("、")}（${whyLeft[why]}）`];
  });
  return `${groups.join("、")}没有确认，仍在待处理。`;
}

/** How each kind is worded. */
export const entryFormatters = {
  ...codeFormatters,
  "left-open": leftOpenText,
  "open-entries": openEntriesText,
  "which-entry": whichEntryText,
};
