/** What the tab 缺货预测 is called, its columns and words, and a row of it as its cells hold it. */
import type { ForecastResult, ForecastRow } from "../../inventory/forecast/row";
import { optional, required } from "./headings";

export const forecastHeading = {
  title: "缺货预测",
  columns: {
    at: required("时间"),
    itemName: required("物品名称"),
    spec: required("规格型号"),
    unit: optional("单位"),
    stock: required("库存"),
    onOrder: optional("在途"),
    probability: required("缺货概率"),
    interval: optional("区间"),
    daysLeft: optional("可用工作日"),
    reason: optional("主要原因"),
    suggested: optional("建议采购量"),
    supplier: optional("建议供应商"),
    result: required("结果"),
    handling: required("人工处理"),
    messageId: required("消息ID"),
  },
} as const;

export const forecastResults: Readonly<Record<ForecastResult, string>> = {
  "ran-out": "缺货",
  lasted: "未缺",
};

const ignoredWord = "忽略";

/** @example handlingWord({ ignored: true, handling: "小王：不用了" }) // "忽略（小王：不用了）" */
export function handlingWord({
  ignored,
  handling,
}: Pick<ForecastRow, "ignored" | "handling">): string {
  if (!ignored) return handling;
  return handling === "" ? ignoredWord : `${ignoredWord}（${handling}）`;
}

export function handlingOf(text: string): Pick<ForecastRow, "ignored" | "handling"> {
  const ignored = text.startsWith(ignoredWord);
  const handling = ignored
    ? text.slice(ignoredWord.length).replace(/^[（(：:]+|[）)]+$/gu, "")
    : text;
  return { ignored, handling };
}

export const probabilityWord = (probability: number | undefined): string | undefined =>
  probability === undefined ? undefined : `${Math.round(probability * 1000) / 10}%`;

/** 45–78% */
export function intervalWord({ from, to }: Pick<ForecastRow, "from" | "to">): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  return `${Math.round(from * 1000) / 10}–${probabilityWord(to) ?? ""}`;
}

/** @example intervalOf("45–78%") // { from: 0.45, to: 0.78 } */
export function intervalOf(text: string): Pick<ForecastRow, "from" | "to"> {
  const [, from, to] = /^([\d.]+)%?[–-]([\d.]+)%?$/u.exec(text) ?? [];
  const share = (figure: string | undefined): number | undefined =>
    figure === undefined ? undefined : Number(figure) / 100;
  return { from: share(from), to: share(to) };
}
