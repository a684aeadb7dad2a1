/** An order's page: its state and times, its lines, its history. Pure. */
import type { FollowUp } from "../../../inventory/purchasing/follow-up";
import { summaryOf } from "../../../inventory/purchasing/lines";
import type { PurchaseEvent } from "../../../inventory/purchasing/event";
import type { Order } from "../../../inventory/purchasing/orders";
import { purchasingWords as words } from "../../../language/page-words/purchasing-words";
import { dateTime, shortDateTime } from "../../../language/replies/format";
import { purchaseEventKinds, purchaseStatuses } from "../../../language/sheet-words/purchase-words";
import type { Snapshot } from "../../../sheet/stockroom";
import { html, type Html } from "../../pages/html";
import { factList } from "../fact-list";
import { panel } from "../panel";
import { troublePanel, type Health } from "../status";
import { heads, wideTable } from "../wide-table";
import { purchasingPath } from "./purchase-list";
import { followUpsByRow, orderPath, purchaseTable } from "./purchase-table";

export interface OrderView {
  readonly order: Order;
  readonly snapshot: Snapshot;
  readonly health: Health;
  readonly followUps: readonly FollowUp[];
}

const mostEvents = 200;

const letterPath = (order: number): string => `/letter?order=${order}`;

function facts({ order, snapshot }: OrderView): Html {
  const { supplier, status, orderedAt, confirmedAt, dueOn } = summaryOf(order, snapshot);
  const time = (at: Date | undefined): string =>
    at === undefined ? "" : dateTime(at, snapshot.timeZone);
  const lines: readonly (readonly [string, string])[] = [
    [words.supplier, supplier === "" ? words.noSupplier : supplier],
    [words.status, purchaseStatuses[status]],
    [words.orderer, order.rows.find(({ orderer }) => orderer !== "")?.orderer ?? ""],
    [words.orderedAt, time(orderedAt)],
    [words.confirmedAt, time(confirmedAt)],
    [words.due, dueOn],
  ];
  return factList(lines);
}

function eventRow(event: PurchaseEvent, timeZone: string): Html {
  const { at, kind, row, before, after, operator, text, messageId } = event;
  const change = [before, after].filter((part) => part !== "").join(" → ");
  return html`<tr data-key="${messageId}">
    <td class="time">
      <time datetime="${at.toISOString()}">${shortDateTime(at, timeZone)}</time>
    </td>
    <td>${purchaseEventKinds[kind]}</td>
    <td>${row}</td>
    <td>${change}</td>
    <td>${operator}</td>
    <td class="cause">${text}</td>
  </tr>`;
}

function history({ order, snapshot }: OrderView): Html {
  const events = snapshot.purchasing?.events.filter((event) => event.order === order.number) ?? [];
  if (events.length === 0) return html`<p class="empty">${words.noHistory}</p>`;
  const { at, event, row, change, operator, message } = words;
  return html`${wideTable(
      "history-title",
      html`${heads([at, event, row, change, operator, message])}`,
      events.slice(0, mostEvents).map((one) => eventRow(one, snapshot.timeZone)),
    )}
    <p class="hint">${words.olderHistory}</p>`;
}

export function orderContent(view: OrderView): Html {
  const { order, snapshot, health, followUps } = view;
  const { items } = snapshot;
  const asked = followUpsByRow(followUps);
  const lines = purchaseTable("lines-title", order.rows, asked, { items, isOfOrder: true });
  return html`<div class="board" data-refresh="${orderPath(order.number)}">
    <p class="back"><a href="${purchasingPath}">${words.toPurchasing}</a></p>
    <div class="stack" data-part="order">
      ${troublePanel(health, snapshot)}
      <h1>${words.orderOf(order.number)}</h1>
      <div class="panel">
        ${facts(view)}
        <p><a href="${letterPath(order.number)}">${words.letter}</a></p>
      </div>
      ${panel("lines", words.lines, lines)} ${panel("history", words.history, history(view))}
    </div>
  </div>`;
}
