/** How the relay is: reachable sheet, backlog, what people should fix; and the board's figures at a glance. Pure. */
import { isLowItem } from "../../inventory/figures/warnings";
import { boardWords, faultText, pageWords } from "../../language/page-words/page-words";
import { dateTime } from "../../language/replies/format";
import type { SheetHealth, Snapshot } from "../../sheet/stockroom";
import { html, type Html } from "../pages/html";
import { factList } from "./fact-list";
import { movementsOfDay, openEntries } from "./news";
import { isUnread } from "./stock-filter";

export interface Health {
  readonly state: SheetHealth;
  /** Messages taken and not yet done. */
  readonly backlog: number;
  /** Messages to people not yet delivered. */
  readonly outbox: number;
}

const stateWord = ({ sheet, degraded }: SheetHealth): string =>
  sheet === "away" ? boardWords.away : degraded ? boardWords.degraded : boardWords.running;

const isWell = ({ sheet, degraded }: SheetHealth): boolean => sheet === "ok" && !degraded;

/** On top of what is shown: why it may not be how the sheet stands, and from when it is. */
export function troublePanel({ state }: Health, snapshot: Snapshot | undefined): Html {
  if (isWell(state)) return html``;
  const reason = state.fault === undefined ? state.reason : faultText(state.fault);
  return html`<div class="warning" role="status">
    ${[reason ?? stateWord(state), snapshot && ageText(state, snapshot)].map(
      (sentence) => sentence !== undefined && html`<p>${sentence}</p>`,
    )}
  </div>`;
}

/** From when the figures are; undefined where they are those of the last look. */
function ageText({ sheet }: SheetHealth, snapshot: Snapshot): string | undefined {
  const { items, itemsReadAt, readAt, timeZone } = snapshot;
  if (itemsReadAt !== undefined) return boardWords.stockReadAt(dateTime(itemsReadAt, timeZone));
  if (items.some(isUnread)) return boardWords.stockUnread;
  return sheet === "away" ? boardWords.readAt(dateTime(readAt, timeZone)) : undefined;
}

export function figuresAtAGlance(snapshot: Snapshot, { state }: Health, now: Date): Html {
  const { items, policy } = snapshot;
  const isKnown = !items.some(isUnread);
  const low = isKnown ? items.filter((item) => isLowItem(item, policy)).length : boardWords.unread;
  const open = openEntries(snapshot).length;
  const figures: readonly (readonly [string, string | number, string])[] = [
    [boardWords.items, items.length, ""],
    [boardWords.lowItems, low, low === 0 ? "" : "attention"],
    [boardWords.today, movementsOfDay(snapshot, now).length, ""],
    [boardWords.pending, open, open > 0 ? "attention" : ""],
    [boardWords.status, stateWord(state), isWell(state) ? "well" : "attention"],
  ];
  return html`<dl class="glance" aria-label="${boardWords.figures}">
    ${figures.map(
      ([name, value, look]) =>
        html`<div class="${look}">
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

export function healthPanel(health: Health, snapshot: Snapshot | undefined): Html {
  const { state, backlog, outbox } = health;
  const time = (at: Date | undefined): string =>
    at === undefined || snapshot === undefined
      ? pageWords.noRecord
      : dateTime(at, snapshot.timeZone);
  const lines: readonly (readonly [string, string | number])[] = [
    [boardWords.status, stateWord(state)],
    [boardWords.lastRead, time(snapshot?.readAt)],
    [boardWords.lastCommit, time(state.lastCommitAt)],
    [boardWords.backlog, backlog],
    [boardWords.outbox, outbox],
  ];
  const problems = snapshot?.problems ?? [];
  return html`${factList(lines)}
  ${
    problems.length > 0 &&
    html`<h3>${boardWords.problems}</h3>
      <ul class="problems">
        ${problems.slice(0, 50).map(({ sentence }) => html`<li>${sentence}</li>`)}
      </ul>`
  }`;
}
