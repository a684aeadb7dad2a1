/** Codes of other systems: what is asked about them, what was learnt, and what still keeps a document from being booked. */
import type { CodePart, CodeProblem, DocumentProblem } from "../../inventory/documents/code-parts";
import { nameOf, namesOf } from "./format";
import { codeProblemText, problemText } from "./problems";

type Of<Kind extends CodePart["kind"]> = Extract<CodePart, { readonly kind: Kind }>;

const mostNamed = 5;

const isUnknown = (problem: DocumentProblem): problem is CodeProblem =>
  problem.kind === "outside-code" && problem.why === "unknown";

/** What is left to do for a document, a sentence each; the first unknown code is asked about. */
function leftText(problems: readonly DocumentProblem[], how: string): string {
  const asked = problems.find(isUnknown);
  const others = problems.filter((problem) => !isUnknown(problem)).map(mendText);
  const sentences = asked === undefined ? [] : [`${codeProblemText(asked)}${how}`];
  const all = [...new Set([...sentences, ...others])];
  return [...all.slice(0, mostNamed), ...(all.length > mostNamed ? ["…"] : [])].join("\n");
}

function mendText(problem: DocumentProblem): string {
  if (problem.kind !== "unit") return problemText(problem);
  const own = problem.units[0] ?? "";
  return `${problemText(problem)}，请填在「外部编码」页这一行的「单位换算」，如 ${conversionExample(unitIn(problem.written), own)}。`;
}

/** @example unitIn("10箱") // "箱" */
const unitIn = (written: string): string => written.replace(/^[\d.e+-]+/, "");

/** The larger of what is packed comes first. */
const packing = "托箱件袋盒包打";

/** @example conversionExample("包", "箱") // "1箱=5包" */
function conversionExample(from: string, to: string): string {
  const place = (unit: string): number => `${packing}${unit}`.indexOf(unit);
  return place(from) <= place(to) ? `1${from}=5${to}` : `1${to}=5${from}`;
}

/** For 原因, where the number stands beside it. */
export function codeReasonText(problems: readonly DocumentProblem[]): string {
  return leftText(problems, "回「确认 编号 物品名称」。");
}

/** For the keepers' group: an entry that waits for a code. */
export function codeNoticeText(
  number: number,
  text: string,
  problems: readonly DocumentProblem[],
): string {
  return `${leftText(problems, `播报员请回「确认 ${number} 物品名称」。`)}\n${text}`;
}

function codeNamedText({ number, asked, label, problems }: Of<"code-named">): string {
  const known = `已记下：${asked.system} ${asked.code} 是 ${nameOf(label)}。`;
  if (problems.length === 0) return `${known}待处理 ${number} 的单据随后登记。`;
  return `${known}\n${leftText(problems, `请回「确认 ${number} 物品名称」。`)}`;
}

function codeAskedText({ number, asked, why, written, closest }: Of<"code-asked">): string {
  const [first] = closest;
  const example = first === undefined ? "物品名称" : `${first.name} ${first.spec}`.trim();
  const how = `请回「确认 ${number} ${example}」。`;
  switch (why) {
    case "missing":
      return `${codeProblemText(asked)}请回「确认 ${number} 物品名称」。`;
    case "near":
      return `${asked.code} 是 ${namesOf(closest)} 吗？是的话${how}`;
    case "several":
      return `「${written}」有 ${namesOf(closest)} 等几种，请写全，如「确认 ${number} ${example}」。`;
    case "unknown": {
      const near = first === undefined ? "" : `相近的有：${namesOf(closest)}。`;
      return `库存表里没有「${written}」。${near}${how}`;
    }
  }
}

function codeUnitText({ number, label, unit, written }: Of<"code-unit">): string {
  const [name, from] = [`${label.name} ${label.spec}`.trim(), unitIn(written)];
  return `单据上写的是「${written}」，${nameOf(label)}没有「${from}」的单位换算。请连换算一起回，如「确认 ${number} ${name} ${conversionExample(from, unit)}」。`;
}

function codeSettledText({ number, problems }: Of<"code-settled">): string {
  const done = `待处理 ${number} 的外部编码都已认得`;
  return problems.length === 0
    ? `${done}，单据随后登记，不用再确认。`
    : `待处理 ${number} 还不能登记：\n${leftText(problems, "")}`;
}

/** How each kind is worded. */
export const codeFormatters: {
  readonly [Kind in CodePart["kind"]]: (part: Of<Kind>) => string;
} = {
  "code-named": codeNamedText,
  "code-asked": codeAskedText,
  "code-unit": codeUnitText,
  "code-settled": codeSettledText,
};
