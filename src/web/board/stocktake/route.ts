/** The page 盘点 over HTTP. Its months are read from the ledger, seldom. */
import { Router } from "express";
import { accuracyOf, type MonthAccuracy } from "../../../inventory/figures/accuracy";
import { periodOf, type Period } from "../../../language/text/calendar";
import { stocktakeWords } from "../../../language/page-words/page-words";
import type { Snapshot, Stockroom } from "../../../sheet/stockroom";
import type { Html } from "../../pages/html";
import type { Health } from "../status";
import { noSnapshot, unreadNow } from "../unread";
import { stocktakeContent } from "./stocktake";

export interface StocktakeNeeds {
  readonly stockroom: Pick<Stockroom, "latest" | "movements">;
  readonly health: () => Health;
  readonly send: (content: Html) => string;
  readonly now: () => Date;
}

export const stocktakePath = "/stocktake";

const monthsShown = 6;
/** How long the months may be shown again without asking the sheet, as long as nothing was counted. */
const monthsForMs = 10 * 60_000;

export function createStocktakePage({ stockroom, health, send, now }: StocktakeNeeds): Router {
  let kept:
    | { until: number; key: string; months: Promise<readonly MonthAccuracy[] | undefined> }
    | undefined;

  function monthsOf(snapshot: Snapshot): Promise<readonly MonthAccuracy[] | undefined> {
    const key = snapshot.recent.find(({ type }) => type === "stocktake")?.id ?? "";
    if (kept?.key === key && kept.until > now().getTime()) return kept.months;
    const months = readMonths(snapshot);
    const own = { until: now().getTime() + monthsForMs, key, months };
    kept = own;
    months.catch(() => (kept = undefined));
    return months;
  }

  async function readMonths(snapshot: Snapshot): Promise<readonly MonthAccuracy[]> {
    const { items, stocktake, timeZone } = snapshot;
    const month = (steps: number): Period =>
      periodOf({ unit: "month", offset: -steps }, now(), timeZone);
    const steps = Array.from({ length: monthsShown - 1 }, (_, index) => monthsShown - 2 - index);
    const first = month(monthsShown - 1);
    const others = steps.map(month);
    const movements = await stockroom.movements({ from: first.from, to: month(0).to });
    return accuracyOf([first, ...others], { movements, items, stocktake }).months;
  }

  const router = Router();
  router.get(stocktakePath, async (_request, response) => {
    const snapshot = stockroom.latest();
    response.type("html");
    if (snapshot === undefined) {
      response.send(send(noSnapshot(stocktakeWords.title)));
      return;
    }
    const hasSessions = (snapshot.stocktake ?? []).length > 0;
    const months = hasSessions ? await monthsOf(snapshot).catch(unreadNow) : [];
    response.send(send(stocktakeContent({ snapshot, health: health(), months })));
  });
  return router;
}
