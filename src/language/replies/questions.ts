/** What the bot asks: what is unclear, what is understood already, and the right form with the sender's own words. */
import type { Form, ReplyPart, LineSummary, ProblemSummary } from "../../inventory/reply-parts";
import { movementTypes } from "../sheet-words/headings";
import {
  beside,
  entryMark,
  formLineText,
  nameOf,
  namesOf,
  personName,
  quantityOf,
  quoted,
  readAs,
  lineSummaryText,
  verbs,
} from "./format";

type Ask = Extract<ReplyPart, { readonly kind: "ask" }>;
type Quantity = Extract<ProblemSummary, { readonly kind: "quantity" }>;

function askText({ type, problem, understood, others, form, number }: Ask): string {
  const head = understood.length === 0 ? [] : [understoodText(understood)];
  const more = others === 0 ? [] : [`另有 ${others} 处还不清楚，稍后再问。`];
  const again = others === 0 ? "。" : `，或重发：${formText(form)}`;
  return [...head, `${problemText(problem, type, again)}${entryMark(number)}`, ...more].join("\n");
}

function understoodText(lines: readonly LineSummary[]): string {
  return `已看懂：${lines.map(lineSummaryText).join("、")}；`;
}

/** `again` ends the sentence: with a full stop, or with the form to send. */
function problemText(problem: ProblemSummary, type: Ask["type"], again: string): string {
  switch (problem.kind) {
    case "several":
      return severalText(problem, type);
    case "fragment": {
      const { label, line } = problem;
      const asked =
        line === undefined ? `是 ${nameOf(label)}` : `${verbs[type]} ${lineSummaryText(line)}`;
      return `${asked} 吗？回复「是」或写出全名，「算了」取消。`;
    }
    case "unknown-item": {
      const closest = problem.closest.length === 0 ? "" : `相近的有：${namesOf(problem.closest)}。`;
      const unknown =
        problem.written === "" ? "没写物品名称。" : `库存表里没有「${problem.written}」。`;
      return `${unknown}${closest}请回复物品名称${again}`;
    }
    case "quantity":
      return `${quantityProblem(problem, type)}请回复数量，如「2${problem.unit}」${again}`;
    case "unit":
      return `${nameOf(problem.label)}没有「${problem.written}」的单位换算，可用的单位：${problem.units.join("、")}。请回复数量${again}`;
    case "pack-dozen":
      return `「${problem.written}」${nameOf(problem.label)}是多少${problem.units[0] ?? ""}？请回复数量${again}`;
    case "twice":
      return `${nameOf(problem.label)}盘点了两次，请只回复一个数${again}`;
    case "blind":
      return `${nameOf(problem.label)}盲盘中，请直接回复数到的总数${again}`;
  }
}

function severalText(
  { written, options, more }: Extract<ProblemSummary, { readonly kind: "several" }>,
  type: Ask["type"],
): string {
  const list = options.map((label, index) => `${index + 1}. ${nameOf(label)}`);
  const rest = more === 0 ? [] : [`…另有 ${more} 种，请写全名称`];
  return [
    `「${written}」有 ${options.length + more} 种，要${verbs[type]}哪一种？`,
    ...list,
    ...rest,
    "请回复序号，「算了」取消。",
  ].join("\n");
}

function quantityProblem({ label, why, written }: Quantity, type: Ask["type"]): string {
  const name = label === undefined ? "" : nameOf(label);
  switch (why) {
    case "missing":
      return `${name}要${verbs[type]}多少？`;
    case "vague":
      return `${name}的「${written}」不是准确的数量。`;
    case "zero":
      return `${name}的数量不能是 0。`;
    case "negative":
      return `${name}的数量不能是负数。`;
    case "too-large":
      return `${name}的「${written}」太大，一次最多 1000000。`;
    case "ambiguous":
      return `${name}的「${written}」看不出是多少。`;
    case "too-small":
      return `${name}的「${written}」换算后太小，记不下。`;
  }
}

/** The form to send again: 领用：A4纸 __箱，领用人：市场部小李 */
function formText({ type, lines, person }: Form): string {
  const named = person === undefined ? "" : `，领用人：${personName(person)}`;
  return `${verbs[type]}：${lines.map(formLineText).join("、")}${named}`;
}

function askBookingText({
  why,
  lines,
}: Extract<ReplyPart, { readonly kind: "ask-booking" }>): string {
  const verb = verbs[lines[0]?.type ?? "issue"];
  const what = lines.map(lineSummaryText).join("、");
  if (why === "zone-done")
    return `你的区域已经盘完。改成${verb} ${what} 吗？回复「是」或「算了」；领用请写「领用」。`;
  return `${why === "past" ? "补登" : "登记"}${verb} ${what} 吗？回复「是」或「算了」。`;
}

/** A4纸改成20箱 may be meant of the stock as well, which is a count. */
function askCorrectionText({
  plan: { undoes, lines },
}: Extract<ReplyPart, { readonly kind: "ask-correction" }>): string {
  const changed = undoes.map(({ type, label, change, unit }, index) => {
    const line = lines[index];
    const right = line === undefined ? "" : readAs(line.quantity, line.unit, line.note);
    const before = beside(label, quantityOf(Math.abs(change), unit));
    return `${movementTypes[type]}的 ${before} 改成 ${right}`;
  });
  return `把${changed.join("、")} 吗？回复「是」或「算了」；要改库存请发「盘点：物品 数量」。`;
}

function whichQuestionText({
  text,
  asked,
}: Extract<ReplyPart, { readonly kind: "which-question" }>): string {
  return [
    `${quoted(text)}是答哪一条？`,
    ...asked.map((one, index) => `${index + 1}. ${quoted(one)}`),
    "请回复序号，或引用那条提问再答；都不要了回「算了」。",
  ].join("\n");
}

/** How each kind is worded. */
export const questionFormatters = {
  ask: askText,
  "ask-booking": askBookingText,
  "ask-correction": askCorrectionText,
  "which-question": whichQuestionText,
};
