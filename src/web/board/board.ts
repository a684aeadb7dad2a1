/** The board: the whole page, and the parts of it that are fetched again while it is open. Pure. */
import { boardWords, pageWords } from "../../language/page-words/page-words";
import type { Snapshot } from "../../sheet/stockroom";
import { html, type Html } from "../pages/html";
import { panel } from "./panel";
import { digestPanel, pendingList, todayList, type PostedDigest } from "./news";
import { figuresAtAGlance, healthPanel, troublePanel, type Health } from "./status";
import { stockFilterForm, stockTable } from "./stock";
import type { StockFilter } from "./stock-filter";

export interface BoardView {
  readonly snapshot: Snapshot | undefined;
  readonly filter: StockFilter;
  readonly digest: PostedDigest | undefined;
  readonly health: Health;
  readonly now: Date;
}

type PartName = "trouble" | "glance" | "stock" | "today" | "pending" | "digest" | "health";

/** Each part's content; the page lays them out, the script fetches them again. */
function contents(view: BoardView): Readonly<Record<PartName, Html>> {
  const { snapshot, filter, digest, health, now } = view;
  const unread = html`<p class="empty">${pageWords.noSnapshot}</p>`;
  const of = (part: (snapshot: Snapshot) => Html): Html =>
    snapshot === undefined ? unread : part(snapshot);
  return {
    trouble: troublePanel(health, snapshot),
    glance: snapshot === undefined ? html`` : figuresAtAGlance(snapshot, health, now),
    stock: of((read) => stockTable(read, filter)),
    today: of((read) => todayList(read, filter, now)),
    pending: of((read) => pendingList(read, filter)),
    digest: digestPanel(digest, snapshot),
    health: healthPanel(health, snapshot),
  };
}

const part = (name: PartName, content: Html): Html =>
  html`<div data-part="${name}">${content}</div>`;

export function boardParts(view: BoardView): string {
  const all = Object.entries(contents(view)) as [PartName, Html][];
  return html`${all.map(([name, content]) => part(name, content))}`.markup;
}

export function boardContent(view: BoardView): Html {
  const { snapshot, filter } = view;
  const parts = contents(view);
  const partPanel = (name: PartName, title: string): Html =>
    panel(name, title, part(name, parts[name]));
  const stockForm =
    snapshot === undefined
      ? html`<p class="hint">${pageWords.noSnapshotHint}</p>`
      : stockFilterForm(snapshot, filter);
  return html`<div class="board" data-refresh="/board/parts">
    <h1>${snapshot?.title ?? pageWords.board}</h1>
    ${part("trouble", parts.trouble)} ${part("glance", parts.glance)}
    <div class="columns">
      ${panel("stock", boardWords.stock, html`${stockForm} ${part("stock", parts.stock)}`, "wide")}
      <div class="aside">
        ${partPanel("today", boardWords.today)} ${partPanel("pending", boardWords.pending)}
        ${partPanel("digest", boardWords.digest)} ${partPanel("health", boardWords.health)}
      </div>
    </div>
  </div>`;
}
