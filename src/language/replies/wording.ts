/** The words that decide needs and may not hold itself: the sentence in 原因, remarks for 备注. */
import type { PendingCause, Wording } from "../../inventory/decide/wording";
import type { PlanSummary, ProblemSummary } from "../../inventory/reply-parts";
import { unitWords } from "../vocabulary/units";
import { lineSummaryText, nameOf, quantityOf, verbs, withheldWords } from "./format";
import { aboveLimit, planText } from "./plans";
import { obstacleText } from "./refusals";

export const wording: Wording = {
  units: unitWords,
  reason: reasonText,
  answered: (messageId) => `答复 ${messageId}`,
  drawn: ({ seed, items, from, uncounted }) =>
    `种子 ${seed}，${from} 项中抽 ${items} 项，其中 ${uncounted} 项近 30 天没盘过，先抽`,
  confirmed: (number) => `确认待处理 ${number}`,
};

/** For people only: names stand in it, and nothing of it is ever read back. */
function reasonText(cause: PendingCause, plan: PlanSummary | undefined): string {
  const told = plan === undefined ? "" : `确认后按此登记：${planText(plan)}`;
  return `${whyText(cause)}。${told}`;
}

function whyText(cause: PendingCause): string {
  if ("limit" in cause) return aboveLimit(cause.kind, cause);
  switch (cause.kind) {
    case "unclear":
    case "unanswered":
      return askedText(cause);
    case "mixed":
      return `一条消息里有${cause.types.map((type) => verbs[type]).join("、")}`;
    case "short":
    case "below-zero": {
      const head = cause.kind === "short" ? "库存不足" : "改了库存会变成负数";
      const figures = cause.shortfalls.map(
        ({ label, stock, wanted, unit }) =>
          `${nameOf(label)}现有 ${stock === undefined ? withheldWords : quantityOf(stock, unit)}，要 ${quantityOf(wanted, unit)}`,
      );
      return `${head}（${figures.join("、")}）`;
    }
    case "count":
      return "盘点要播报员确认";
    case "shortage": {
      const { stock, reported, note } = cause.report;
      const sheet =
        stock.stock.kind === "withheld"
          ? withheldWords
          : stock.stock.kind === "unreadable"
            ? stock.stock.text
            : quantityOf(stock.stock.quantity ?? 0, stock.unit);
      const also = note === "" ? "" : `，另写「${note}」`;
      return `报剩 ${quantityOf(reported, stock.unit)}，表上 ${sheet}${also}`;
    }
    case "blocked":
      return cause.obstacles.map(obstacleText).join("、");
  }
}

function askedText({
  kind,
  problem,
  understood,
}: Extract<PendingCause, { readonly kind: "unclear" | "unanswered" }>): string {
  return [
    ...(kind === "unanswered" ? ["提问没有答复"] : []),
    ...(problem === undefined ? [] : [problemText(problem)]),
    ...(understood.length === 0 ? [] : [`已看懂：${understood.map(lineSummaryText).join("、")}`]),
  ].join("，");
}

export function problemText(problem: ProblemSummary): string {
  switch (problem.kind) {
    case "several":
      return `「${problem.written}」有 ${problem.options.length + problem.more} 种`;
    case "fragment":
      return `可能是 ${nameOf(problem.label)}`;
    case "unknown-item":
      return `库存表里没有「${problem.written}」`;
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
