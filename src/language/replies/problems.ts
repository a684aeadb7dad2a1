/** What keeps a line from being booked, in a sentence for keepers and other systems. */
import type { CodeProblem, DocumentProblem } from "../../inventory/documents/code-parts";
import { nameOf } from "./format";

/** @example codeProblemText({ kind: "outside-code", why: "unknown", code: "MAT-0192", system: "金蝶", named: "" }) // "外部编码 MAT-0192（金蝶）是哪个物品？" */
export function codeProblemText({ why, code, system, named }: CodeProblem): string {
  switch (why) {
    case "unknown":
      return `外部编码 ${code}（${system}${named === "" ? "" : `，${named}`}）是哪个物品？`;
    case "several":
      return `「外部编码」页 ${code}（${system}）有几行，写的物品不一样，请只留一行。`;
    case "gone":
      return `「外部编码」页 ${code}（${system}）写的物品不在库存表里，请改正。`;
  }
}

export function problemText(problem: DocumentProblem): string {
  switch (problem.kind) {
    case "several":
      return `「${problem.written}」有 ${problem.options.length + problem.more} 种`;
    case "fragment":
      return `可能是 ${nameOf(problem.label)}`;
    case "unknown-item":
      return problem.written === "" ? "没写物品名称" : `库存表里没有「${problem.written}」`;
    case "outside-code":
      return codeProblemText(problem);
    case "quantity": {
      const name = problem.label === undefined ? "" : nameOf(problem.label);
      return problem.why === "missing"
        ? `${name}没写数量`
        : `${name}的数量「${problem.written}」不能用`;
    }
    case "unit":
    case "pack-dozen":
      return `${nameOf(problem.label)}没有「${problem.written}」的单位换算`;
    case "twice":
      return `${nameOf(problem.label)}盘点了两次`;
    case "blind":
      return `${nameOf(problem.label)}盲盘中，只报了差多少`;
  }
}
