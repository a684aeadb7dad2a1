/** What happens: today's movements, what waits for a keeper, what the group was told last. Pure. */
import { labelOf } from "../../inventory/items/label";
import type { Movement } from "../../inventory/movements/movement";
import type { PendingEntry } from "../../inventory/movements/pending";
import { boardWords } from "../../language/page-words/page-words";
import {
  dateTime,
  nameOf,
  quantityOf,
  shortDateTime,
  signedOf,
  timeOfDay,
} from "../../language/replies/format";
import { movementTypes, pendingKinds } from "../../language/sheet-words/headings";
import { periodOf } from "../../language/text/calendar";
import type { Snapshot } from "../../sheet/stockroom";
import { html, type Html } from "../pages/html";
import { pictureTag, type ShownPicture } from "../pages/picture";
import { itemPath } from "./item-path";
import { pageOf } from "./paging";
import { pagingOf, type StockFilter } from "./stock-filter";

/** A digest as it was posted. */
export interface PostedDigest {
  readonly at: Date;
  readonly text: string;
  readonly pictures: readonly ShownPicture[];
}

/** The movements of the day that `now` is in, newest first. */
export const movementsOfDay = ({ recent, timeZone }: Snapshot, now: Date): readonly Movement[] => {
  const from = periodOf({ unit: "day", offset: 0 }, now, timeZone).from.getTime();
  return recent.filter(({ at }) => at.getTime() >= from);
};

function movementLine(movement: Movement, { items, timeZone }: Snapshot): Html {
  const { id, at, type, itemName, spec, change, unit, after, requester, operator } = movement;
  const item = { name: itemName, spec };
  const left =
    movement.isWithheld === true ? boardWords.withheld : boardWords.left(quantityOf(after, unit));
  const direction = change < 0 ? "down" : change > 0 ? "up" : "";
  return html`<li data-key="${id}">
    <time datetime="${at.toISOString()}">${timeOfDay(at, timeZone)}</time>
    <span class="type ${type}">${movementTypes[type]}</span>
    <span class="what"
      ><a href="${itemPath(item)}">${nameOf(labelOf(item, items))}</a>
      <b class="${direction}">${signedOf(change, unit)}</b>
      <small
        >${[requester === "" ? operator : requester, left].filter(Boolean).join(" · ")}</small
      ></span
    >
  </li>`;
}

export function todayList(snapshot: Snapshot, filter: StockFilter, now: Date): Html {
  const movements = movementsOfDay(snapshot, now);
  if (movements.length === 0) return html`<p class="empty">${boardWords.noneToday}</p>`;
  const { rows, links } = pageOf(movements, pagingOf("today", filter));
  return html`<ol class="movements" data-keyed>
      ${rows.map((movement) => movementLine(movement, snapshot))}
    </ol>
    ${links}`;
}

export const openEntries = ({ pending }: Snapshot): readonly PendingEntry[] =>
  pending.filter(({ status }) => status === "open");

export function pendingList(snapshot: Snapshot, filter: StockFilter): Html {
  const open = openEntries(snapshot);
  if (open.length === 0) return html`<p class="empty">${boardWords.nonePending}</p>`;
  const { rows, links } = pageOf(open, pagingOf("pending", filter));
  return html`<ol class="pending" data-keyed>
      ${rows.map(
        ({ number, kind, at, text, operator, reason }) =>
          html`<li data-key="${number}">
            <b class="number">${number}</b>
            <span class="what"
              ><span class="said">${operator} <q>${text}</q></span>
              <small
                >${pendingKinds[kind]} · ${reason} · ${shortDateTime(at, snapshot.timeZone)}</small
              ></span
            >
          </li>`,
      )}
    </ol>
    ${links}
    <p class="hint">${boardWords.pendingHint}</p>`;
}

/** A digest of before a blind stocktake tells figures that are withheld while it lasts. */
export const isWithholding = ({ items }: Pick<Snapshot, "items">): boolean =>
  items.some(({ stock }) => stock.kind === "withheld");

export function digestPanel(
  digest: PostedDigest | undefined,
  snapshot: Snapshot | undefined,
): Html {
  if (snapshot !== undefined && isWithholding(snapshot))
    return html`<p class="empty">${boardWords.withheldNow}</p>`;
  const timeZone = snapshot?.timeZone ?? "UTC";
  if (digest === undefined) return html`<p class="empty">${boardWords.noDigest}</p>`;
  return html`<p class="hint">${dateTime(digest.at, timeZone)}</p>
    <p class="digest-text">${digest.text}</p>
    ${digest.pictures.map(pictureTag)}`;
}
