/** Rows of 采购 as a table: of the page 采购, of an order and of an item. Pure. */
import type { FollowUp } from "../../../inventory/purchasing/follow-up";
import { lineOf } from "../../../inventory/purchasing/lines";
import type { PurchaseRow } from "../../../inventory/purchasing/row";
import { purchasingWords as words } from "../../../language/page-words/purchasing-words";
import { nameOf, quantityOf } from "../../../language/replies/format";
import { followUpReason } from "../../../language/report-texts/follow-up-text";
import { purchaseStatuses } from "../../../language/sheet-words/purchase-words";
import { findItem } from "../../../inventory/items/label";
import type { Snapshot } from "../../../sheet/stockroom";
import { html, type Html } from "../../pages/html";
import { itemPath } from "../item-path";
import { heads, wideTable } from "../wide-table";

export const orderPath = (number: number): string => `/order?number=${number}`;

/** What is to be asked of a supplier, by 行号. */
export type FollowUps = ReadonlyMap<number, FollowUp>;

export const followUpsByRow = (all: readonly FollowUp[]): FollowUps =>
  new Map(all.map((one) => [one.line.number, one]));

interface TableView {
  readonly items: Snapshot["items"];
  /** The page tells already of which order of whom the rows are. */
  readonly isOfOrder?: boolean;
}

function tableRow(
  row: PurchaseRow,
  followUps: FollowUps,
  { items, isOfOrder = false }: TableView,
): Html {
  const line = lineOf(row, { items });
  const { order, number, received, left, unit, dueOn, supplier } = line;
  const item = { name: row.itemName, spec: row.spec };
  const name = nameOf(line.label);
  const asked = [line.department, line.requester].filter(Boolean).join(" ");
  const isOver = line.status === "done" || line.status === "cancelled";
  const due = dueOn === "" && !isOver ? words.notDue : dueOn;
  const followUp = followUps.get(number);
  return html`<tr data-key="${number}">
    <th scope="row">
      ${findItem(items, item) === undefined ? name : html`<a href="${itemPath(item)}">${name}</a>`}
      ${asked !== "" && html`<small>${asked}</small>`}
      ${followUp !== undefined && html`<small class="mark">${followUpReason(followUp)}</small>`}
    </th>
    <td class="number">${quantityOf(line.quantity, unit)}</td>
    <td class="number">${received > 0 && quantityOf(received, unit)}</td>
    <td class="number">${left > 0 && quantityOf(left, unit)}</td>
    <td>${purchaseStatuses[line.status]}</td>
    <td>${due}</td>
    ${
      !isOfOrder &&
      html`<td>
          ${
            order === undefined
              ? words.requestOf(number)
              : html`<a href="${orderPath(order)}">${words.orderOf(order)}</a>`
          }
        </td>
        <td>${supplier === "" ? words.noSupplier : supplier}</td>`
    }
  </tr>`;
}

/** `title`: the id of what the table stands under. */
export function purchaseTable(
  title: string,
  rows: readonly PurchaseRow[],
  followUps: FollowUps,
  view: TableView,
): Html {
  const { item, order, supplier, quantity, received, left, status, due } = words;
  return wideTable(
    title,
    html`${heads([item])} ${heads([quantity, received, left], "number")} ${heads([status, due])}
    ${heads(view.isOfOrder === true ? [] : [order, supplier])}`,
    rows.map((row) => tableRow(row, followUps, view)),
  );
}
