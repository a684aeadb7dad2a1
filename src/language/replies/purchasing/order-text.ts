/** An order with its lines and what happened to it. */
import type { PurchaseEvent } from "../../../inventory/purchasing/event";
import type { OrderSummary, PurchasePart } from "../../../inventory/purchasing/parts";
import { purchaseEventKinds, purchaseStatuses } from "../../sheet-words/purchase-words";
import { nameOf, shortDateTime } from "../format";
import { listedUpTo, orderLineText, shortDay } from "./lines";

type Of<Kind extends PurchasePart["kind"]> = Extract<PurchasePart, { readonly kind: Kind }>;

const mostEvents = 10;

/** Of which thing it is told where the order has several; what an item became names it already. */
function eventText(
  { kind, row, before, after, operator }: PurchaseEvent,
  { lines }: OrderSummary,
): string {
  const line = lines.length > 1 && kind !== "item" ? lines.find((one) => one.number === row) : null;
  const change = [...new Set([before, after])].filter((text) => text !== "").map(shortDate);
  const said = [purchaseEventKinds[kind], line ? nameOf(line.label) : "", change.join(" → ")];
  return [...said, operator].filter((text) => text !== "").join(" ");
}

/** Of a day only what people say of it; anything else as it is. */
const shortDate = (text: string): string =>
  /^\d{4}-\d\d-\d\d$/u.test(text) ? shortDay(text) : text;

export function orderText({ order, events }: Of<"order">, timeZone: string): string {
  const { number, supplier, status, orderedAt, confirmedAt } = order;
  const times = [
    orderedAt === undefined ? "" : `${shortDateTime(orderedAt, timeZone)} 下单`,
    confirmedAt === undefined ? "" : `${shortDateTime(confirmedAt, timeZone)} 供应商确认`,
  ].filter((text) => text !== "");
  const told = events
    .slice(-mostEvents)
    .map((event) => `  ${shortDateTime(event.at, timeZone)} ${eventText(event, order)}`);
  return [
    `订单${number}（${supplier === "" ? "供应商未定" : supplier}）：${purchaseStatuses[status]}${times.length > 0 ? `，${times.join("，")}` : ""}`,
    ...listedUpTo(order.lines.map(orderLineText)),
    ...(told.length > 0 ? ["记录：", ...told] : []),
  ].join("\n");
}
