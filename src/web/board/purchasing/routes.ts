/** The pages 采购 and 订单 and the printable letter over HTTP. Reading only. */
import { Router, type RequestHandler } from "express";
import { letterOf } from "../../../inventory/purchasing/letter";
import { findOrder, noPurchasing } from "../../../inventory/purchasing/orders";
import { findSupplier } from "../../../inventory/purchasing/supplier";
import { pageWords } from "../../../language/page-words/page-words";
import { letterWords, purchasingWords } from "../../../language/page-words/purchasing-words";
import { followUpsAt } from "../../../reports/follow-ups";
import type { Stockroom } from "../../../sheet/stockroom";
import { html, type Html } from "../../pages/html";
import { page } from "../../pages/page";
import { pageNumber } from "../paging";
import type { Health } from "../status";
import { noSnapshot } from "../unread";
import { letterContent } from "./letter";
import { orderContent } from "./order";
import { purchaseListContent, purchasingPath } from "./purchase-list";

export interface PurchasingNeeds {
  readonly stockroom: Pick<Stockroom, "latest">;
  readonly health: () => Health;
  /** A page with this content. */
  readonly send: (title: string, path: string, content: Html) => string;
  readonly now: () => Date;
}

export function createPurchasingPages({ stockroom, health, send, now }: PurchasingNeeds): Router {
  const router = Router();
  router.get(purchasingPath, ({ query }, response) => {
    const snapshot = stockroom.latest();
    const { title } = purchasingWords;
    const content =
      snapshot === undefined
        ? noSnapshot(title)
        : purchaseListContent({
            ...{ snapshot, health: health(), followUps: followUpsAt(now(), snapshot) },
            filter: {
              by: query["by"] === "supplier" ? "supplier" : "state",
              page: pageNumber(query["page"]),
            },
          });
    response.type("html").send(send(title, purchasingPath, content));
  });
  router.get("/order", ({ query }, response) => {
    const snapshot = stockroom.latest();
    const { rows } = snapshot?.purchasing ?? noPurchasing;
    const order = findOrder(pageNumber(query["number"]), rows);
    if (snapshot === undefined || order === undefined) {
      const title = purchasingWords.unknownOrder;
      const content = html`<h1>${title}</h1>
        <p><a href="${purchasingPath}">${purchasingWords.toPurchasing}</a></p>`;
      response
        .status(404)
        .type("html")
        .send(send(title, "", content));
      return;
    }
    const title = purchasingWords.orderOf(order.number);
    const followUps = followUpsAt(now(), snapshot);
    const content = orderContent({ order, snapshot, health: health(), followUps });
    response.type("html").send(send(title, "", content));
  });
  return router;
}

/** An order's newest letter, as a page by itself: whoever has a link to it is often nobody of the company. */
export const showLetter =
  ({ stockroom, now }: Pick<PurchasingNeeds, "stockroom" | "now">): RequestHandler =>
  ({ query }, response) => {
    const snapshot = stockroom.latest();
    const { rows, suppliers, events } = snapshot?.purchasing ?? noPurchasing;
    const order = findOrder(pageNumber(query["order"]), rows);
    const send = (title: string, content: Html): void =>
      void response
        .type("html")
        .send(page({ title, script: "letter", links: [], path: "", layout: "paper" }, content));
    if (snapshot === undefined || order === undefined) {
      const title = snapshot === undefined ? pageWords.noSnapshot : letterWords.unknown;
      response.status(snapshot === undefined ? 503 : 404);
      send(title, html`<h1>${title}</h1>`);
      return;
    }
    const { items, timeZone } = snapshot;
    const [supplier] = findSupplier(order.supplier, suppliers);
    const letter = letterOf(order, { items, supplier, events, at: now() });
    const asked = query["version"] === undefined ? undefined : pageNumber(query["version"]);
    const title = `${letterWords.title} ${letterWords.orderOf(order.number)}`;
    send(title, letterContent({ letter, asked, timeZone }));
  };
