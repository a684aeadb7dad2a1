/** An item's page: its figures, the balance of 30 days as a drawing, and its history: who, when, which message. Pure. */
import { isLowItem } from "../../inventory/figures/warnings";
import type { Suggestion } from "../../inventory/purchasing/suggested-quantity";
import type { PurchaseRow } from "../../inventory/purchasing/row";
import { itemKey, itemKeyOf, type Item } from "../../inventory/items/item";
import { labelOf, readable } from "../../inventory/items/label";
import type { Movement } from "../../inventory/movements/movement";
import { boardWords, itemWords, pageWords } from "../../language/page-words/page-words";
import { purchasingWords } from "../../language/page-words/purchasing-words";
import {
  dateTime,
  nameOf,
  quantityOf,
  shortDateTime,
  signedOf,
} from "../../language/replies/format";
import { movementTypes } from "../../language/sheet-words/headings";
import type { DrawnChart } from "../../reports/board-charts";
import { noteForPeople } from "../../language/sheet-words/ledger-notes";
import { followUpsAt } from "../../reports/follow-ups";
import type { Snapshot } from "../../sheet/stockroom";
import { html, type Html } from "../pages/html";
import { balanceByDay } from "./balance";
import { balanceChart } from "./chart";
import { factList } from "./fact-list";
import { itemPath } from "./item-path";
import { panel } from "./panel";
import { chartPanel } from "./reports/shown-chart";
import { followUpsByRow, purchaseTable } from "./purchasing/purchase-table";
import { troublePanel, type Health } from "./status";
import { stockText } from "./stock";
import { heads } from "./wide-table";

export interface ItemView {
  readonly item: Item;
  readonly snapshot: Snapshot;
  /** Newest first; undefined: it can't be read now. */
  readonly history: readonly Movement[] | undefined;
  /** 12 months of what was taken; undefined: it can't be read now. */
  readonly months: DrawnChart | undefined;
  readonly buy: Suggestion;
  readonly health: Health;
  readonly now: Date;
}

const shownRows = 100;
const shownPurchases = 20;

function facts({ item, snapshot, buy }: ItemView): Html {
  const { unit, safetyStock, updatedAt, owner, aliases, conversions, supplier, location } = item;
  const purchase = isLowItem(item, snapshot.policy) ? buy.quantity : undefined;
  const quantity = (value: number | undefined): string =>
    value === undefined ? "" : quantityOf(value, unit);
  const lines: readonly (readonly [string, string])[] = [
    [itemWords.stockOnHand, stockText(item)],
    [itemWords.safetyStock, quantity(safetyStock)],
    [itemWords.purchase, quantity(purchase)],
    [itemWords.owner, owner],
    [
      itemWords.updatedAt,
      updatedAt === undefined ? pageWords.noRecord : dateTime(updatedAt, snapshot.timeZone),
    ],
    [itemWords.aliases, aliases.join("、")],
    [
      itemWords.conversions,
      conversions.map(({ from, factor, to }) => `1${from} = ${factor}${to}`).join("; "),
    ],
    [itemWords.supplier, supplier],
    [itemWords.location, location],
  ];
  return factList(lines);
}

function historyRow(movement: Movement, timeZone: string): Html {
  const { id, at, type, change, unit, after, requester, department, operator } = movement;
  const { text } = movement;
  const remark = noteForPeople(movement.note);
  const note = text.includes(remark) ? "" : remark;
  const person = [department, requester].filter(Boolean).join(" ");
  const by = operator === "" || operator === requester ? "" : itemWords.by(operator);
  return html`<tr data-key="${id}">
    <td class="time">
      <time datetime="${at.toISOString()}">${shortDateTime(at, timeZone)}</time>
    </td>
    <td><span class="type ${type}">${movementTypes[type]}</span></td>
    <td class="number ${change < 0 ? "down" : "up"}">${signedOf(change, unit)}</td>
    <td class="number after" data-label="${itemWords.after}">
      ${movement.isWithheld === true ? boardWords.withheld : quantityOf(after, unit)}
    </td>
    <td class="who">${person}${by !== "" && html` <small>${by}</small>`}</td>
    <td class="message">${text}${note !== "" && html` <small>${note}</small>`}</td>
  </tr>`;
}

function historyTable({ history, snapshot }: ItemView): Html {
  if (history === undefined) return html`<p class="empty">${itemWords.historyUnread}</p>`;
  if (history.length === 0) return html`<p class="empty">${itemWords.noHistory}</p>`;
  const { at, type, change, after, who, message } = itemWords;
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="history-title">
    <table class="history">
      <thead>
        <tr>
          ${heads([at, type])} ${heads([change, after], "number")} ${heads([who, message])}
        </tr>
      </thead>
      <tbody data-keyed>
        ${history.slice(0, shownRows).map((movement) => historyRow(movement, snapshot.timeZone))}
      </tbody>
    </table>
  </div>`;
}

/** What was asked for and ordered of the item, newest first. */
const purchasesOf = ({ item, snapshot }: ItemView): readonly PurchaseRow[] =>
  (snapshot.purchasing?.rows ?? [])
    .filter((row) => itemKeyOf(row) === itemKey(item))
    .sort((one, other) => other.number - one.number)
    .slice(0, shownPurchases);

function purchasesPanel(view: ItemView): Html | false {
  const rows = purchasesOf(view);
  if (rows.length === 0) return false;
  const followUps = followUpsByRow(followUpsAt(view.now, view.snapshot));
  const table = purchaseTable("purchases-title", rows, followUps, view.snapshot);
  return panel("purchases", purchasingWords.ofItem, table);
}

export function itemTitle({ item, snapshot }: Pick<ItemView, "item" | "snapshot">): string {
  return nameOf(labelOf(item, snapshot.items));
}

export function itemContent(view: ItemView): Html {
  const { item, snapshot, history, months, health, now } = view;
  const balances = history && balanceByDay(history, readable(item.stock), now, snapshot.timeZone);
  const low = isLowItem(item, snapshot.policy);
  const balance =
    item.stock.kind === "withheld"
      ? html`<p class="empty">${boardWords.withheldNow}</p>`
      : balances === undefined
        ? html`<p class="empty">${itemWords.historyUnread}</p>`
        : balanceChart(balances, item.safetyStock, item.unit);
  return html`<div class="board item" data-refresh="${itemPath(item)}">
    <p class="back"><a href="/board">${pageWords.toBoard}</a></p>
    <div data-part="item">
      ${troublePanel(health, snapshot)}
      <h1>
        ${itemTitle(view)}${low && html` <span class="mark">${boardWords.low}</span>`}
        ${
          labelOf(item, snapshot.items).spec === "" &&
          item.spec !== "" &&
          html`<small>${item.spec}</small>`
        }
      </h1>
      <div class="columns">
        ${panel("balance", itemWords.balance, balance, "wide")}
        <div class="panel">${facts(view)}</div>
      </div>
      ${months !== undefined && chartPanel(months, "months-title")} ${purchasesPanel(view)}
      ${panel("history", itemWords.history, historyTable(view))}
    </div>
  </div>`;
}
