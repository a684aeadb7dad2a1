/** The board over HTTP: the page, its parts, an item's page, the last digest's pictures. Reading only. */
import { Router, type Request, type Response } from "express";
import { itemKey, type Item } from "../../inventory/items/item";
import { findItem } from "../../inventory/items/label";
import type { Movement } from "../../inventory/movements/movement";
import { itemWords, pageWords, stocktakeWords } from "../../language/page-words/page-words";
import { createRecentMap } from "../../recent-map";
import type { SuggestOn } from "../../reports/forecasts/forecasts";
import type { BoardCharts } from "../../reports/board-charts";
import type { LastDigest } from "../../reports/pictures/picture-store";
import type { Stockroom } from "../../sheet/stockroom";
import { html, type Html } from "../pages/html";
import { page, type PageLink } from "../pages/page";
import { shownPicture } from "../pages/picture";
import { boardContent, boardParts, type BoardView } from "./board";
import { itemContent, itemTitle } from "./item";
import { isWithholding, type PostedDigest } from "./news";
import type { Health } from "./status";
import { readFilter } from "./stock-filter";
import { createReportPages } from "./reports/route";
import { createPurchasingPages } from "./purchasing/routes";
import { createStocktakePage, stocktakePath } from "./stocktake/route";
import { unreadNow } from "./unread";

export interface BoardNeeds {
  readonly stockroom: Pick<Stockroom, "latest" | "history" | "movements" | "state">;
  readonly lastDigest: () => LastDigest | undefined;
  /** Messages taken and not yet done, and messages to people not yet delivered. */
  readonly load: () => { readonly backlog: number; readonly outbox: number };
  readonly charts: BoardCharts;
  readonly suggestOn: SuggestOn;
  /** As they are now: a page of what is not used yet has none. */
  readonly links: () => readonly PageLink[];
  readonly now: () => Date;
}

/** Enough for a month of a busy item. */
const historyRows = 400;
/** How long an item's history may be shown again without asking the sheet. */
const historyForMs = 15_000;
const mostHistories = 50;

/** Histories that were asked for just now, so that many viewers cost one read. */
function createHistories(stockroom: BoardNeeds["stockroom"], now: () => Date) {
  const kept = createRecentMap<{ until: number; rows: Promise<readonly Movement[]> }>(
    mostHistories,
  );
  return (item: Item): Promise<readonly Movement[]> => {
    const moved = item.updatedAt?.getTime() ?? 0;
    const key = `${itemKey(item)}\u001f${moved}\u001f${item.stock.kind}`;
    const known = kept.get(key);
    if (known !== undefined && known.until > now().getTime()) return known.rows;
    const rows = stockroom.history(item, historyRows);
    rows.catch(() => kept.delete(key));
    kept.set(key, { until: now().getTime() + historyForMs, rows });
    return rows;
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function createBoard(needs: BoardNeeds): {
  readonly router: Router;
  readonly show: (request: Request, response: Response) => void;
} {
  const { stockroom, lastDigest, charts, suggestOn, links, now } = needs;
  const historyOf = createHistories(stockroom, now);

  /** The posted digest; after a restart its text stands in the 播报 tab still, its pictures don't. */
  function posted(): PostedDigest | undefined {
    const last = lastDigest();
    if (last !== undefined) {
      const pictures = last.pictures.map((picture, index) =>
        shownPicture(`/digest/${last.at.getTime()}/${index}.png`, picture),
      );
      return { at: last.at, text: last.text, pictures };
    }
    const told = stockroom
      .latest()
      ?.broadcasts.find(({ type, status }) => type === "digest" && status === "sent");
    return told && { at: told.at, text: told.text, pictures: [] };
  }

  const health = (): Health => ({ state: stockroom.state(), ...needs.load() });

  const view = (request: Request): BoardView => ({
    snapshot: stockroom.latest(),
    filter: readFilter(request.query),
    digest: posted(),
    health: health(),
    now: now(),
  });

  const spreadsheet = (): { spreadsheetUrl?: string } => {
    const url = stockroom.latest()?.url ?? "";
    return url.startsWith("https://") ? { spreadsheetUrl: url } : {};
  };

  /** A page that its script keeps up to date. */
  const send = (title: string, path: string, content: Html): string =>
    page({ script: "board", ...spreadsheet(), links: links(), title, path }, content);

  const show = (request: Request, response: Response): void =>
    void response.type("html").send(send(pageWords.board, "/board", boardContent(view(request))));

  const router = Router();
  router.use(
    createStocktakePage({
      ...{ stockroom, health, now },
      send: (content) => send(stocktakeWords.title, stocktakePath, content),
    }),
    createPurchasingPages({ stockroom, health, send, now }),
  );
  router.use(
    createReportPages({
      ...{ stockroom, charts, now },
      send: (title, path, content) =>
        page({ ...spreadsheet(), links: links(), title, path }, content),
    }),
  );
  router.get("/board", show);
  router.get("/board/parts", (request, response) => {
    response.type("html").send(boardParts(view(request)));
  });
  router.get("/item", async (request, response) => {
    const snapshot = stockroom.latest();
    const sought = { name: text(request.query["name"]), spec: text(request.query["spec"]) };
    const item = snapshot && findItem(snapshot.items, sought);
    if (snapshot === undefined || item === undefined) {
      const content = html`<h1>${itemWords.unknown}</h1>
        <p><a href="/board">${pageWords.toBoard}</a></p>`;
      response.status(404).type("html");
      response.send(page({ title: itemWords.unknown, links: links(), path: "" }, content));
      return;
    }
    const known = {
      item,
      snapshot,
      history: await historyOf(item).catch(unreadNow),
      months: await charts.item(item, snapshot).catch(unreadNow),
      buy: suggestOn(snapshot)(item),
      health: health(),
      now: now(),
    };
    response.type("html").send(send(itemTitle(known), "", itemContent(known)));
  });
  router.get("/digest/:at/:index.png", (request, response) => {
    const last = lastDigest();
    const snapshot = stockroom.latest();
    const isOpen = snapshot !== undefined && !isWithholding(snapshot);
    const isIt = isOpen && String(last?.at.getTime()) === request.params.at;
    const picture = isIt ? last?.pictures[Number(request.params.index)] : undefined;
    if (picture === undefined) response.status(404).end();
    else response.type("png").send(picture.png);
  });
  return { router, show };
}
