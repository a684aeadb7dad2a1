/** The board's stock: a form to search and filter, and a row an item with a bar against its safety stock. Pure. */
import { isLowItem } from "../../inventory/figures/warnings";
import { itemKey, type Item } from "../../inventory/items/item";
import { labelOf, readable } from "../../inventory/items/label";
import { boardWords, pageWords } from "../../language/page-words/page-words";
import { nameOf, quantityOf, shortDateTime } from "../../language/replies/format";
import type { Snapshot } from "../../sheet/stockroom";
import { html, type Html } from "../pages/html";
import { itemPath } from "./item-path";
import { pageOf } from "./paging";
import { filterStock, isUnread, ownersOf, pagingOf, type StockFilter } from "./stock-filter";

const barWidth = 120;

/** The stock as a share of twice the safety stock, whose mark stands in the middle. */
function bar(stock: number, safetyStock: number, label: string): Html {
  const share = safetyStock > 0 ? Math.min(1, Math.max(0, stock / (2 * safetyStock))) : 1;
  const width = Math.round(share * barWidth);
  return html`<svg
    class="stock-bar"
    viewBox="0 0 ${barWidth} 10"
    role="img"
    aria-label="${label}"
    preserveAspectRatio="none"
  >
    <rect class="track" width="${barWidth}" height="10" rx="5" />
    <rect class="level" width="${width}" height="10" rx="5" />
    <rect class="safety" x="${barWidth / 2 - 1}" width="2" height="10" />
  </svg>`;
}

/** An item's figure as pages show it: never one that was not read. */
export function stockText(item: Item): string {
  const { stock, unit } = item;
  if (isUnread(item)) return boardWords.unread;
  if (stock.kind === "withheld") return boardWords.withheld;
  if (stock.kind === "unreadable") return boardWords.unreadable;
  return stock.quantity === undefined ? boardWords.formula : quantityOf(stock.quantity, unit);
}

function row(item: Item, { items, policy, timeZone }: Snapshot): Html {
  const { safetyStock, updatedAt, unit, spec, owner, location } = item;
  const low = isLowItem(item, policy);
  const stock = readable(item.stock);
  const safety = safetyStock === undefined ? undefined : quantityOf(safetyStock, unit);
  const isSpecOpen = labelOf(item, items).spec !== "";
  return html`<tr data-key="${itemKey(item)}#${item.row}" class="${low ? "low" : ""}">
    <th scope="row">
      <a href="${itemPath(item)}">${nameOf(labelOf(item, items))}</a
      >${low && html` <span class="mark">${boardWords.low}</span>`}
      <small>${[isSpecOpen ? "" : spec, owner, location].filter(Boolean).join(" · ")}</small>
    </th>
    <td class="figures">
      <b>${stockText(item)}</b>${safety !== undefined && html` <span>/ ${safety}</span>`}
    </td>
    <td class="bar-cell">
      ${
        stock !== undefined &&
        safetyStock !== undefined &&
        bar(stock, safetyStock, boardWords.againstSafety(quantityOf(stock, unit), safety ?? ""))
      }
    </td>
    <td class="time">${updatedAt && shortDateTime(updatedAt, timeZone)}</td>
  </tr>`;
}

/** The form; it works by address alone, and by script without a reload. */
export function stockFilterForm({ items }: Snapshot, filter: StockFilter): Html {
  const option = (owner: string): Html =>
    html`<option value="${owner}" ${owner === filter.owner && html` selected`}>${owner}</option>`;
  return html`<form class="filter" id="filter" method="get" action="/board" role="search">
    <label
      >${boardWords.search}
      <input
        type="search"
        name="q"
        value="${filter.words}"
        placeholder="${boardWords.searchHint}"
        maxlength="100"
    /></label>
    <label
      >${boardWords.owner}
      <select name="owner">
        <option value="">${boardWords.everyOwner}</option>
        ${ownersOf(items).map(option)}
      </select></label
    >
    <label class="check"
      ><input type="checkbox" name="low" value="1" ${filter.onlyLow && html` checked`} />
      ${boardWords.onlyLow}</label
    >
    <button class="quiet" type="submit">${boardWords.show}</button>
  </form>`;
}

export function stockTable(snapshot: Snapshot, filter: StockFilter): Html {
  const found = filterStock(snapshot.items, filter, snapshot.policy);
  const { rows, links } = pageOf(found, pagingOf("stock", filter));
  if (found.length === 0) {
    return html`<p class="empty">
      ${snapshot.items.length === 0 ? pageWords.none : boardWords.noMatch}
    </p>`;
  }
  return html`<p class="count" role="status">
      ${boardWords.shownOf(found.length, snapshot.items.length)}
    </p>
    <table class="stock">
      <thead>
        <tr>
          <th scope="col">${boardWords.item}</th>
          <th scope="col" colspan="2">${boardWords.stockOnHand}</th>
          <th scope="col" class="time">${boardWords.updatedAt}</th>
        </tr>
      </thead>
      <tbody data-keyed>
        ${rows.map((item) => row(item, snapshot))}
      </tbody>
    </table>
    ${links}`;
}
