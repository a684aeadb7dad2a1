/** The lists of the API: items, movements, entries of 待处理, orders, stocktakes, reports. Reading only. */
import { Router } from "express";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import type { Allow } from "./allow";
import { isLowItem } from "../inventory/figures/warnings";
import { openRows, ordersOf } from "../inventory/purchasing/orders";
import { itemId, itemRows, orderRows, pageOf, pendingRows, stocktakeRows } from "./lists";
import { movementPage } from "./movement-list";
import { queries } from "./queries";
import { checked, refuse } from "./refusal";

interface ListRoutesNeeds {
  readonly stockroom: Pick<Stockroom, "latest" | "read" | "movementPages">;
  readonly report: (span: "day" | "week" | "month") => Promise<string>;
  readonly allow: Allow;
  readonly now: () => Date;
}

const dayMs = 24 * 60 * 60_000;

export function createListRoutes({ stockroom, report, allow, now }: ListRoutesNeeds): Router {
  const router = Router({ caseSensitive: true });
  const snapshot = async (): Promise<Snapshot> => stockroom.latest() ?? (await stockroom.read());
  const reads = allow("read");

  router.get("/items", reads, async (request, response) => {
    const query = checked(queries.items, request.query);
    const { items, policy } = await snapshot();
    const found = items
      .filter(({ name }) => query.name === undefined || name.includes(query.name))
      .filter((item) => query.low !== "true" || isLowItem(item, policy));
    response.json(paged(found, query, itemRows(policy)));
  });
  router.get("/items/:id", reads, async (request, response) => {
    const { items, policy } = await snapshot();
    const item = items.find((each) => itemId(each) === request.params["id"]);
    if (item === undefined) throw refuse(404, "No such item", "Take the id from GET /items.");
    response.json(itemRows(policy).show(item));
  });
  router.get("/movements", reads, async (request, response) => {
    const query = checked(queries.movements, request.query);
    const period = periodOf(query, now());
    response.json(await movementPage(stockroom, query, period).catch(refuseCursor));
  });
  router.get("/pending", reads, async (request, response) => {
    const query = checked(queries.pending, request.query);
    const { pending } = await snapshot();
    const found = pending.filter(
      ({ status }) => query.open === undefined || (status === "open") === (query.open === "true"),
    );
    response.json(paged(found, query, pendingRows));
  });
  router.get("/orders", reads, async (request, response) => {
    const query = checked(queries.orders, request.query);
    const { purchasing } = await snapshot();
    const found = ordersOf(purchasing?.rows ?? []).filter(
      ({ supplier, rows }) =>
        (query.supplier === undefined || supplier === query.supplier) &&
        (query.open === undefined || openRows(rows).length > 0 === (query.open === "true")),
    );
    response.json(paged(found, query, orderRows));
  });
  router.get("/stocktakes", reads, async (request, response) => {
    const query = checked(queries.stocktakes, request.query);
    const { stocktake = [] } = await snapshot();
    const found = stocktake.filter(
      ({ number }) => query.session === undefined || number === query.session,
    );
    response.json(paged(found, query, stocktakeRows));
  });
  router.get("/reports/:span", reads, async (request, response) => {
    const { span } = request.params;
    if (span !== "day" && span !== "week" && span !== "month")
      throw refuse(404, "No such report", "There are /reports/day, /week and /month.");
    response.json({ span, text: await report(span) });
  });
  return router;
}

function periodOf(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Date,
): { readonly from: Date; readonly to: Date } {
  const to = query.to === undefined ? now : new Date(query.to);
  const from =
    query.from === undefined ? new Date(to.getTime() - 30 * dayMs) : new Date(query.from);
  if (from < to) return { from, to };
  throw refuse(422, "An empty period", "from should be before to.", {
    errors: [{ pointer: "/from", detail: "should be before to" }],
  });
}

function paged<Row>(
  rows: readonly Row[],
  query: { readonly cursor?: string | undefined; readonly limit: number },
  kind: Parameters<typeof pageOf<Row>>[2],
): ReturnType<typeof pageOf> {
  try {
    return pageOf(rows, query, kind);
  } catch (error) {
    return refuseCursor(error);
  }
}

function refuseCursor(error: unknown): never {
  if (!(error instanceof RangeError)) throw error;
  throw refuse(422, "Wrong cursor", "Begin again without a cursor.", {
    errors: [{ pointer: "/cursor", detail: "is of another list, or its row is gone" }],
  });
}
