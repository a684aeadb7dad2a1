/**
 * What the coming days hold for every item: the probability that its demand reaches its stock, how long the stock lasts, or
 * that too little is known. In: histories and the stock; out: outlooks. Decides nothing.
 */
import { itemKey, type Item } from "../items/item";
import { readable } from "../items/label";
import { betaQuantile, type BetaShare } from "./distributions";
import { meanUse, runOut, type Demand, type RunOut } from "./demand";
import { demandOf, isEnough, meanShareOf, observedDays, type DemandHistory } from "./evidence";

export type Outlook = { readonly item: Item } & (
  | {
      readonly kind: "forecast";
      readonly stock: number;
      readonly runOut: RunOut;
      /** With what is under way; undefined where nothing is. */
      readonly withOrder: { readonly quantity: number; readonly runOut: RunOut } | undefined;
      /** Working days that the stock lasts at the mean use, and at that of more and of fewer days with a take-out. */
      readonly daysLeft: { readonly days: number; readonly from: number; readonly to: number };
      readonly meanUse: number;
      readonly demand: Demand;
      readonly history: DemandHistory;
    }
  /** Too few days or take-outs. `meanUse`: a working day's, undefined where nothing was taken. */
  | {
      readonly kind: "too-little-data";
      readonly stock: number;
      readonly meanUse: number | undefined;
      readonly observed: number;
      readonly takeOuts: number;
    }
  /** The cell has to be mended first. */
  | {
      readonly kind: "no-stock-figure";
      /** `withheld`: nobody is told it for now. */
      readonly why: "unreadable" | "negative" | "duplicate" | "withheld";
    }
);

export type ForecastOutlook = Extract<Outlook, { readonly kind: "forecast" }>;

export interface Horizon {
  /** Working days in the next seven calendar days. */
  readonly ahead: number;
  /** What is under way by itemKey, in the item's unit, due within these days. */
  readonly onOrder: ReadonlyMap<string, number>;
}

/** An outlook an item, in the order of the items. `meanShare`: the company's, undefined before there is one. */
export function* outlooksOf(
  items: readonly Item[],
  histories: ReadonlyMap<string, DemandHistory>,
  horizon: Horizon,
  meanShare = meanShareOf(histories.values()),
): Generator<void, readonly Outlook[]> {
  const found: Outlook[] = [];
  for (const item of items) {
    yield;
    found.push(
      outlookOf(item, histories.get(itemKey(item)) ?? nothingKnown, { ...horizon, meanShare }),
    );
  }
  return found;
}

const nothingKnown: DemandHistory = { days: 0, empty: [], taken: [], season: undefined };

interface Company extends Horizon {
  readonly meanShare: number | undefined;
}

export function outlookOf(item: Item, history: DemandHistory, company: Company): Outlook {
  const stock = readable(item.stock);
  if (item.duplicate) return { item, kind: "no-stock-figure", why: "duplicate" };
  if (stock === undefined) {
    const why = item.stock.kind === "withheld" ? "withheld" : "unreadable";
    return { item, kind: "no-stock-figure", why };
  }
  if (stock < 0) return { item, kind: "no-stock-figure", why: "negative" };
  if (!isEnough(history)) return { item, ...plainFigures(stock, history) };
  const { ahead, meanShare, onOrder } = company;
  const demand = demandOf(history, { meanShare, ahead });
  const quantity = onOrder.get(itemKey(item)) ?? 0;
  const use = meanUse(demand);
  return {
    item,
    ...{ kind: "forecast", stock, demand, history },
    runOut: runOut(demand, stock, ahead),
    withOrder:
      quantity > 0 ? { quantity, runOut: runOut(demand, stock + quantity, ahead) } : undefined,
    daysLeft: daysLeftOf(stock, use, demand.share),
    meanUse: use,
  };
}

function daysLeftOf(stock: number, use: number, share: BetaShare): ForecastOutlook["daysLeft"] {
  const mean = share.alpha / (share.alpha + share.beta);
  const at = (quantile: number): number =>
    stock / (use * Math.max(1e-9, betaQuantile(quantile, share) / mean));
  return {
    days: stock / use,
    get from() {
      return at(0.9);
    },
    get to() {
      return at(0.1);
    },
  };
}

function plainFigures(
  stock: number,
  history: DemandHistory,
): Omit<Extract<Outlook, { readonly kind: "too-little-data" }>, "item"> {
  const observed = observedDays(history);
  const taken = history.taken.reduce((sum, { quantity }) => sum + quantity, 0);
  const use = observed > 0 && taken > 0 ? taken / observed : undefined;
  return {
    kind: "too-little-data",
    ...{ stock, observed, meanUse: use, takeOuts: history.taken.length },
  };
}

export const isForecast = (outlook: Outlook): outlook is ForecastOutlook =>
  outlook.kind === "forecast";

/** Those that are likelier than `least` to run out, the likeliest first, among equals those that last shortest. */
export function likelyToRunOut(
  outlooks: readonly Outlook[],
  least: number,
): readonly ForecastOutlook[] {
  return outlooks
    .filter(isForecast)
    .map((outlook) => ({
      ...{ outlook, probability: outlook.runOut.probability, days: outlook.daysLeft.days },
    }))
    .filter(({ probability }) => probability >= least)
    .sort((left, right) => right.probability - left.probability || left.days - right.days)
    .map(({ outlook }) => outlook);
}
