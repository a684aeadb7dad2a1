/** Documents of other systems in words: what stands in 原文, what the group is told of them, why a line was not booked. */
import type { StockDocument } from "../../inventory/documents/document";
import type { BookingLine } from "../../inventory/movements/movement";
import type { ReplyPart } from "../../inventory/reply-parts";
import { labelOf } from "../../inventory/items/label";
import { plainNote } from "../../inventory/movements/plan";
import type { Item } from "../../inventory/items/item";
import { beside, quantityOf, signedOf, verbs } from "./format";
import { formatReply } from "./reply";
import { arrivalText } from "./confirmations";

const mostNamed = 20;

/** @example documentText("receipt", "CGRK-001", [{ item: "A4纸", spec: undefined, quantity: 10, unit: "箱" }]) // "入库单 CGRK-001：A4纸 10箱" */
export function documentText(
  type: StockDocument["type"],
  number: string,
  lines: StockDocument["lines"],
): string {
  const named = lines.slice(0, mostNamed).map(({ code = "", item, spec = "", quantity, unit }) => {
    return beside({ name: item === "" ? code : item, spec }, quantityOf(quantity, unit));
  });
  const more = lines.length > mostNamed ? ` 等 ${lines.length} 行` : "";
  return `${verbs[type]}单 ${number}：${named.join("、")}${more}`;
}

/** 【入库通知】 of a document that is booked, as a receipt in the chat has it. */
export function documentArrivalText(
  lines: readonly BookingLine[],
  { operator, receivedAt }: Pick<StockDocument, "operator" | "receivedAt">,
  { items, timeZone }: { readonly items: readonly Item[]; readonly timeZone: string },
): string {
  const told = lines.map(({ type, itemName: name, spec, unit, effect, requester, department }) => {
    const label = labelOf({ name, spec }, items);
    const change = effect.kind === "change" ? effect.change : 0;
    const person = { name: requester, department };
    const figures = { change, before: 0, after: 0, operator, sentAt: receivedAt };
    return { type, unit, label, person, note: plainNote, ...figures };
  });
  return arrivalText(told, timeZone);
}

const mostTaken = 6;

/** Of a receipt that another system takes back: 【入库撤销】A4纸 -10箱（单据 CGRK-001 已作废） */
export function documentVoidText(
  lines: readonly BookingLine[],
  number: string,
  items: readonly Item[],
): string {
  const named = lines.slice(0, mostTaken).map(({ itemName: name, spec, unit, effect }) => {
    const change = effect.kind === "change" ? effect.change : 0;
    return beside(labelOf({ name, spec }, items), signedOf(change, unit));
  });
  const more = lines.length > mostTaken ? ` 等 ${lines.length} 项` : "";
  return `【入库撤销】${named.join("、")}${more}（单据 ${number} 已作废）`;
}

/** For the keepers: a document that was not booked, and where it waits. */
export function documentRefusedText(text: string, reasons: readonly string[]): string {
  return `${text}：没有登记，请播报员处理。\n${reasons.join("\n")}`;
}

/** A refusal's sentences. */
export function refusalTexts(
  replyParts: readonly ReplyPart[],
  timeZone: string,
): readonly string[] {
  return formatReply(replyParts, { timeZone }).map(({ text }) => text);
}

/** Of a document that its system posts again after 驳回. */
export function rejectedText(number: number): string {
  return `待处理 ${number} 已驳回，这张单据不再登记；要登记请换一个编号重新推送。`;
}

/** Why a document of an ERP is left to people. @example unusableText("gone") // "在原系统里查不到了，可能已删除，库存没有动；…" */
export function unusableText(
  why: "lines" | "returned" | "other-content" | "gone" | "unreadable",
): string {
  switch (why) {
    case "lines":
      return "没有可登记的明细，或超过 500 行，请播报员按实物登记。";
    case "returned":
      return "是退货或红字单据，请播报员核对实物后登记。";
    case "other-content":
      return "登记之后内容又改过，库存没有跟着改，请播报员核对。";
    case "gone":
      return "登记之后在原系统里查不到了，可能已删除，库存没有动，请播报员核对。";
    case "unreadable":
      return "里面有读不懂的内容，请播报员按实物登记。";
  }
}
