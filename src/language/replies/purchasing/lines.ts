/** The lines of which what is said of purchasing is made: a request, a row of an order, the head of one. */
import type { ChangedLine, OrderSummary, PurchaseLine } from "../../../inventory/purchasing/parts";
import { purchaseStatuses } from "../../sheet-words/purchase-words";
import { beside, nameOf, quantityOf } from "../format";

export const mostLines = 20;
/** `2026-11-26` → `11-26`, as people say it beside this year's. */
export const shortDay = (day: string): string => day.slice(5);

const due = (day: string): string => (day === "" ? "" : `，约定 ${shortDay(day)}`);

/** The first few lines, and how many there are besides. */
export function listedUpTo(lines: readonly string[], most = mostLines): readonly string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), `…另有 ${more} 项`] : lines;
}

export const who = ({ department, requester }: PurchaseLine): string =>
  department + requester === "" ? "" : `（${department}${requester}）`;

export const amountOf = ({ label, quantity, unit }: PurchaseLine): string =>
  beside(label, quantityOf(quantity, unit));

export const requestText = (line: PurchaseLine): string =>
  `${line.number} ${amountOf(line)}${who(line)}`;

/** A4纸 30箱：部分到货，已收 10箱，还差20箱，约定 11-26 */
export function orderLineText(line: PurchaseLine): string {
  const { status, received, left, unit, dueOn } = line;
  const got =
    received > 0 && left > 0
      ? `，已收 ${quantityOf(received, unit)}，还差${quantityOf(left, unit)}`
      : "";
  const isOpen = status !== "done" && status !== "cancelled";
  return `· ${amountOf(line)}：${purchaseStatuses[status]}${got}${isOpen ? due(dueOn) : ""}`;
}

export const orderHead = ({ number, supplier, dueOn }: OrderSummary): string =>
  `订单${number}（${supplier}${due(dueOn)}）`;

const changedTexts: Readonly<Record<ChangedLine["what"], (line: ChangedLine) => string>> = {
  quantity: ({ label, before, after }) => beside(label, `${before} → ${after}`),
  item: ({ before, after }) => `${before} → ${after}`,
  date: ({ label, before, after }) =>
    `${nameOf(label)}约定到货 ${before === "" ? "未定" : shortDay(before)} → ${shortDay(after)}`,
  cancelled: ({ label, before, order }) =>
    order === undefined ? `${beside(label, before)}已取消` : `${nameOf(label)}余下 ${before}已取消`,
  confirmed: ({ label, after }) =>
    `${nameOf(label)}${after === "" ? "" : `，约定 ${shortDay(after)} 到货`}`,
  sent: ({ label, after }) => `${nameOf(label)}，${shortDay(after)} 发出`,
};

/** @example changedLineText({ what: "quantity", before: "30箱", after: "20箱", … }) // "A4纸 30箱 → 20箱" */
export const changedLineText = (line: ChangedLine): string => changedTexts[line.what](line);
