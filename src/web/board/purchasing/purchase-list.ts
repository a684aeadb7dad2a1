/** The page 采购: what suppliers are to be asked, what is open by state or by supplier, what ended lately. Pure. */
import { grouped } from "../../../inventory/figures/grouped";
import type { FollowUp } from "../../../inventory/purchasing/follow-up";
import { byDue } from "../../../inventory/purchasing/orders";
import {
  isRequested,
  isUnderWay,
  statusOf,
  type PurchaseRow,
  type PurchaseStatus,
} from "../../../inventory/purchasing/row";
import { purchasingWords as words } from "../../../language/page-words/purchasing-words";
import { purchaseStatuses } from "../../../language/sheet-words/purchase-words";
import type { Snapshot } from "../../../sheet/stockroom";
import { html, type Html } from "../../pages/html";
import { pageOf } from "../paging";
import { panel } from "../panel";
import { troublePanel, type Health } from "../status";
import { followUpsByRow, purchaseTable, type FollowUps } from "./purchase-table";

interface PurchaseFilter {
  readonly by: "state" | "supplier";
  /** From 1. */
  readonly page: number;
}

export interface PurchaseListView {
  readonly snapshot: Snapshot;
  readonly health: Health;
  readonly followUps: readonly FollowUp[];
  readonly filter: PurchaseFilter;
}

export const purchasingPath = "/purchasing";

const rowsOfPage = 100;
const mostFollowUps = 50;
const mostClosed = 50;

const stateOrder: readonly PurchaseStatus[] = [
  "partial",
  "ordered",
  "confirmed",
  "draft",
  "requested",
];

const addressOf = ({ by, page }: PurchaseFilter): string => {
  const given = { ...(by === "supplier" && { by }), ...(page > 1 && { page: String(page) }) };
  const query = new URLSearchParams(given).toString();
  return query === "" ? purchasingPath : `${purchasingPath}?${query}`;
};

const groupOf = (row: PurchaseRow, by: PurchaseFilter["by"]): string =>
  by === "state" ? purchaseStatuses[statusOf(row)] : row.supplier || words.noSupplier;

const collator = new Intl.Collator("zh-CN");

/** Groups in order: states from what needs most to what needs least, suppliers by name, those without one last. */
function byGroup(by: PurchaseFilter["by"], one: PurchaseRow, other: PurchaseRow): number {
  if (by === "state")
    return stateOrder.indexOf(statusOf(one)) - stateOrder.indexOf(statusOf(other));
  return (
    Number(one.supplier === "") - Number(other.supplier === "") ||
    collator.compare(one.supplier, other.supplier)
  );
}

/** Open rows group by group, those to be followed up first in each, then by 约定到货. */
function openInOrder(
  rows: readonly PurchaseRow[],
  followUps: FollowUps,
  by: PurchaseFilter["by"],
): readonly PurchaseRow[] {
  return byDue(rows.filter((row) => isUnderWay(row) || isRequested(row))).toSorted(
    (one, other) =>
      byGroup(by, one, other) ||
      Number(followUps.has(other.number)) - Number(followUps.has(one.number)),
  );
}

function followUpPanel(
  { snapshot, followUps }: PurchaseListView,
  rows: readonly PurchaseRow[],
): Html {
  if (followUps.length === 0) return html`<p class="empty">${words.nothingToFollow}</p>`;
  const shown = followUps.slice(0, mostFollowUps);
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const told = shown.flatMap(({ line }) => byNumber.get(line.number) ?? []);
  const more = followUps.length - shown.length;
  return html`${purchaseTable("follow-up-title", told, followUpsByRow(followUps), snapshot)}
  ${more > 0 && html`<p class="hint">${words.moreToFollow(more)}</p>`}`;
}

function openPanel({ snapshot, followUps, filter }: PurchaseListView): Html {
  const known = followUpsByRow(followUps);
  const all = openInOrder(snapshot.purchasing?.rows ?? [], known, filter.by);
  if (all.length === 0) return html`<p class="empty">${words.nothingOpen}</p>`;
  const { rows, links } = pageOf(all, {
    size: rowsOfPage,
    page: filter.page,
    label: words.pages,
    addressOf: (page) => addressOf({ ...filter, page }),
  });
  const groups = [...grouped(rows, (row) => groupOf(row, filter.by))];
  return html`${groups.map(
    ([name, own], index) =>
      html`<h3 id="group-${index}">${name}</h3>
        ${purchaseTable(`group-${index}`, own, known, snapshot)}`,
  )}
  ${links}`;
}

function groupingLinks({ by }: PurchaseFilter): Html {
  const link = (to: PurchaseFilter["by"], name: string): Html =>
    html`<a href="${addressOf({ by: to, page: 1 })}" ${by === to && html`aria-current="true"`}
      >${name}</a
    >`;
  return html`<nav class="pager" aria-label="${words.grouping}">
    ${link("state", words.byState)} ${link("supplier", words.bySupplier)}
  </nav>`;
}

export function purchaseListContent(view: PurchaseListView): Html {
  const { snapshot, health, followUps, filter } = view;
  const rows = snapshot.purchasing?.rows ?? [];
  const closed = rows
    .filter((row) => !isUnderWay(row) && !isRequested(row))
    .sort((one, other) => other.number - one.number)
    .slice(0, mostClosed);
  return html`<div class="board" data-refresh="${addressOf(filter)}">
    <h1>${words.title}</h1>
    <div class="stack" data-part="purchasing">
      ${troublePanel(health, snapshot)}
      ${
        rows.length === 0
          ? html`<p class="empty">${words.none}</p>`
          : [
              panel("follow-up", words.followUp(followUps.length), followUpPanel(view, rows)),
              panel("open", words.open, html`${groupingLinks(filter)} ${openPanel(view)}`),
              closed.length > 0 &&
                panel(
                  "closed",
                  words.closed,
                  purchaseTable("closed-title", closed, new Map(), snapshot),
                ),
            ]
      }
    </div>
  </div>`;
}
