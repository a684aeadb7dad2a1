/** The page 盘点: the session under way, what differed and why, past sessions, how far the sheet was right. Pure. */
import type { MonthAccuracy } from "../../../inventory/figures/accuracy";
import { findItem, labelOf } from "../../../inventory/items/label";
import {
  countersOf,
  differenceOf,
  type RowStatus,
  type StocktakeRow,
} from "../../../inventory/stocktake/row";
import {
  differingRows,
  endOf,
  openSession,
  progressOf,
  sessionsOf,
  summaryOf,
  type Session,
  type ZoneProgress,
} from "../../../inventory/stocktake/session";
import { stocktakeWords as words } from "../../../language/page-words/page-words";
import { nameOf, quantityOf, shortDateTime, signedOf } from "../../../language/replies/format";
import { percent } from "../../../language/report-texts/variance-text";
import { sessionKinds, zoneWord } from "../../../language/sheet-words/stocktake-words";
import type { Snapshot } from "../../../sheet/stockroom";
import { html, type Html } from "../../pages/html";
import { itemPath } from "../item-path";
import { panel } from "../panel";
import { troublePanel, type Health } from "../status";
import { ratesPanel } from "./rates";
import { heads, wideTable } from "../wide-table";

export interface StocktakeView {
  readonly snapshot: Snapshot;
  readonly health: Health;
  /** Oldest first; undefined: the ledger can't be read now. */
  readonly months: readonly MonthAccuracy[] | undefined;
}

const mostRows = 100;
const mostSessions = 20;

const kindOf = ({ rows }: Session): StocktakeRow["kind"] => rows[0]?.kind ?? "full";

/** A blind session's figures are nobody's before it ends. */
const isBlindOpen = (session: Session): boolean =>
  kindOf(session) === "blind" && endOf(session) === undefined;

function zoneLine({ zone, counted, all, people }: ZoneProgress): Html {
  const isDone = counted === all;
  const who = people.length > 0 ? people.join("、") : isDone ? "" : words.nobody;
  return html`<li data-key="${zone}">
    <b>${zoneWord(zone)}</b>
    <progress
      max="${all}"
      value="${counted}"
      aria-label="${words.zoneCounted(zoneWord(zone), counted, all)}"
    ></progress>
    <span class="figures">${counted}/${all}${isDone && ` ${words.isDone}`}</span>
    <small>${who}</small>
  </li>`;
}

function openPanel(session: Session, { items, timeZone }: Snapshot): Html {
  const zones = progressOf(session);
  const counted = zones.reduce((total, zone) => total + zone.counted, 0);
  const named = (title: string, wanted: RowStatus): Html | false => {
    const rows = session.rows.filter(({ status }) => status === wanted);
    const names = rows.map(({ itemName: name, spec }) => nameOf(labelOf({ name, spec }, items)));
    return (
      names.length > 0 &&
      html`<p class="recounts"><span class="mark">${title}</span> ${names.join("、")}</p>`
    );
  };
  const told = [
    words.startedAt(shortDateTime(session.startedAt, timeZone)),
    words.counted(counted, session.rows.length),
  ].join(" · ");
  return html`<p class="hint">${told}</p>
    ${isBlindOpen(session) && html`<p class="hint">${words.blind}</p>`}
    <ul class="zones" data-keyed>
      ${zones.map(zoneLine)}
    </ul>
    ${named(words.recounts, "recount")} ${named(words.missing, "missing")}`;
}

function differenceRow(row: StocktakeRow, { items }: Snapshot): Html {
  const { itemName: name, spec, unit, book = 0, counted = 0, cause } = row;
  const title = nameOf(labelOf({ name, spec }, items));
  const known = findItem(items, { name, spec }) !== undefined;
  const difference = differenceOf(row) ?? 0;
  return html`<tr data-key="${name} ${spec}">
    <th scope="row">${known ? html`<a href="${itemPath({ name, spec })}">${title}</a>` : title}</th>
    <td class="number">${quantityOf(book, unit)}</td>
    <td class="number">${quantityOf(counted, unit)}</td>
    <td class="number ${difference < 0 ? "down" : "up"}">${signedOf(difference, unit)}</td>
    <td class="cause">${cause === "" ? html`<small>${words.noCause}</small>` : cause}</td>
    <td>${countersOf(row).join("、")}</td>
  </tr>`;
}

function differencesPanel(session: Session, snapshot: Snapshot): Html {
  if (isBlindOpen(session)) return html`<p class="empty">${words.blind}</p>`;
  const rows = differingRows(session).slice(0, mostRows);
  if (rows.length === 0) return html`<p class="empty">${words.noDifferences}</p>`;
  const head = html`${heads([words.item])}
  ${heads([words.book, words.countedFigure, words.difference], "number")}
  ${heads([words.cause, words.counter])}`;
  return wideTable(
    "differences-title",
    head,
    rows.map((row) => differenceRow(row, snapshot)),
  );
}

function pastRow(session: Session, timeZone: string): Html {
  const { number, startedAt, rows } = session;
  const summary = summaryOf(session);
  const end = endOf(session);
  const isCancelled = rows.some(({ status }) => status === "cancelled");
  const time = [startedAt, ...(end === undefined ? [] : [end])]
    .map((at) => shortDateTime(at, timeZone))
    .join(" – ");
  const rates =
    summary.counted === 0 ? ["—", "—"] : [percent(summary.rate), percent(summary.match.rate)];
  const figures = [rows.length, summary.counted, summary.differing.length, ...rates];
  return html`<tr data-key="${number}">
    <th scope="row">${number}</th>
    <td>
      ${sessionKinds[kindOf(session)]}${isCancelled && html` <small>${words.cancelled}</small>`}
    </td>
    <td class="time">${time}</td>
    ${figures.map((figure) => html`<td class="number">${figure}</td>`)}
  </tr>`;
}

function pastPanel(sessions: readonly Session[], { timeZone }: Snapshot): Html {
  const past = sessions.filter((session) => endOf(session) !== undefined).slice(0, mostSessions);
  if (past.length === 0) return html`<p class="empty">${words.noPast}</p>`;
  const { all, done, differing, rate, match } = words;
  const head = html`${heads([words.number, words.kind, words.time])}
  ${heads([all, done, differing, rate, match], "number")}`;
  return wideTable(
    "past-title",
    head,
    past.map((session) => pastRow(session, timeZone)),
  );
}

export function stocktakeContent({ snapshot, health, months }: StocktakeView): Html {
  const rows = snapshot.stocktake ?? [];
  const sessions = sessionsOf(rows);
  const [newest] = sessions;
  const open = openSession(rows);
  return html`<div class="board stocktake" data-refresh="/stocktake">
    <h1>${words.title}</h1>
    <div class="stack" data-part="stocktake">
      ${troublePanel(health, snapshot)}
      ${newest === undefined && html`<p class="empty">${words.none}</p>`}
      ${
        open &&
        panel(
          "open",
          words.openNow(open.number, sessionKinds[kindOf(open)]),
          openPanel(open, snapshot),
        )
      }
      ${
        newest &&
        panel("differences", words.differences(newest.number), differencesPanel(newest, snapshot))
      }
      ${panel("rates", words.rates, ratesPanel(months, snapshot.timeZone))}
      ${panel("past", words.past, pastPanel(sessions, snapshot))}
    </div>
  </div>`;
}
