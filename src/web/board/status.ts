/** How the relay is: reachable sheet, backlog, what people should fix; and the board's figures at a glance. Pure. */
import { boardWords, pageWords } from "../../language/page-words/page-words";
import { dateTime } from "../../language/replies/format";
import type { SheetState, Snapshot } from "../../sheet/stockroom";
import { html } from "../pages/html";
import type { Html } from "../pages/html";
import { movementsOfDay, openEntries } from "./news";
import { isLowItem } from "./stock-filter";

export interface Health {
  readonly state: SheetState;
  /** Messages taken and not yet done. */
  readonly backlog: number;
  /** Messages to people not yet delivered. */
  readonly outbox: number;
}

const stateWord = ({ sheet, degraded }: SheetState): string =>
  sheet === "away" ? boardWords.away : degraded ? boardWords.degraded : boardWords.running;

const isWell = ({ sheet, degraded }: SheetState): boolean => sheet === "ok" && !degraded;

export function figuresAtAGlance(snapshot: Snapshot, { state }: Health, now: Date): Html {
  const low = snapshot.items.filter((item) => isLowItem(item, snapshot.policy)).length;
  const open = openEntries(snapshot).length;
  const figures: readonly (readonly [string, string | number, string])[] = [
    [boardWords.items, snapshot.items.length, ""],
    [boardWords.lowItems, low, low > 0 ? "attention" : ""],
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
  return html`${
      state.reason !== undefined && !isWell(state) && html`<p class="warning">${state.reason}</p>`
    }
    <dl class="lines">
      ${lines.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${
      problems.length > 0 &&
      html`<h3>${boardWords.problems}</h3>
        <ul class="problems">
          ${problems.slice(0, 50).map(({ sentence }) => html`<li>${sentence}</li>`)}
        </ul>`
    }`;
}
