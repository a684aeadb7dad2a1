/** The words that decide needs and may not hold itself: the sentence in 原因, remarks for 备注. */
import type { PendingCause, Wording } from "../../inventory/decide/wording";
import type { PlanSummary } from "../../inventory/reply-parts";
import { systemName } from "../sheet-words/code-words";
import { answeredNote } from "../sheet-words/ledger-notes";
import { causeIn } from "../sheet-words/stocktake-words";
import { unitWords } from "../vocabulary/units";
import { lineSummaryText, nameOf, quantityOf, verbs, withheldWords } from "./format";
import { aboveLimit, planText } from "./plans";
import { codeReasonText } from "./codes";
import { problemText } from "./problems";
import { obstacleText } from "./refusals";

export const wording: Wording = {
  units: unitWords,
  reason: reasonText,
  answered: answeredNote,
  drawn: ({ seed, items, from, uncounted }) =>
    `种子 ${seed}，${from} 项中抽 ${items} 项，其中 ${uncounted} 项近 30 天没盘过，先抽`,
  systemName,
  causeIn,
  confirmed: (number) => `确认待处理 ${number}`,
};

/** For people only: names stand in it, and nothing of it is ever read back. */
function reasonText(cause: PendingCause, plan: PlanSummary | undefined): string {
  if (cause.kind === "code") return codeReasonText(cause.problems);
  const told = plan === undefined ? "" : `确认后按此登记：${planText(plan)}`;
  return `${whyText(cause)}。${told}`;
}

function whyText(cause: Exclude<PendingCause, { readonly kind: "code" }>): string {
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
