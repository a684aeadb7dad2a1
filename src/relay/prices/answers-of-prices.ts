/**
 * What is told to buyers in private of prices, and the quotes that they tell: both from the spreadsheet of prices, which is
 * read each time. Without one nothing is stored, and that is said.
 */
import { isSheetUnavailable } from "../../errors";
import type { Item } from "../../inventory/items/item";
import { labelOf, labelOfRow } from "../../inventory/items/label";
import { rowId } from "../../inventory/movements/movement";
import type { PeriodWord } from "../../inventory/intent";
import { compareQuotes } from "../../inventory/purchasing/compare-quotes";
import { findOrder, noPurchasing } from "../../inventory/purchasing/orders";
import type { Prices, PriceWish, Quote, QuoteDraft } from "../../inventory/purchasing/price";
import { statusOf } from "../../inventory/purchasing/row";
import { pricedRows, totalOf } from "../../inventory/purchasing/spent";
import type { ReplyPart } from "../../inventory/reply-parts";
import { wording } from "../../language/replies/wording";
import { dayText } from "../../language/text/calendar";
import { bookingWith, type Booking, type Snapshot, type Stockroom } from "../../sheet/stockroom";
import { orderedWithin } from "../lookups/supplier-figures";

type Wish = PriceWish<Item, PeriodWord>;

/** The message that asks, or tells. */
type Caused = Pick<Booking, "messageId" | "sentAt" | "operator">;

export type AnswersOfPrices = (wish: Wish, caused: Caused) => Promise<readonly ReplyPart[]>;

export function answersOfPrices({
  prices,
  stockroom,
  now,
}: {
  readonly prices: Stockroom | undefined;
  readonly stockroom: Stockroom;
  readonly now: () => Date;
}): AnswersOfPrices {
  return async (wish, caused) => {
    const snapshot = stockroom.latest();
    // Beside figures that are told anyway, nothing need be said of it.
    if (prices === undefined)
      return wish.kind === "spent" ? [] : [{ kind: "price-sheet", why: "unset" }];
    if (snapshot === undefined) return [];
    try {
      const known = (await prices.read()).prices ?? { quotes: [], lines: [] };
      return wish.kind === "store"
        ? [await store(prices, wish.quotes, caused, snapshot)]
        : [answerTo(wish, known, snapshot, now())];
    } catch (error) {
      if (!isSheetUnavailable(error)) throw error;
      return [{ kind: "price-sheet", why: wish.kind === "store" ? "not-stored" : "away" }];
    }
  };
}

async function store(
  prices: Stockroom,
  drafts: readonly QuoteDraft[],
  { messageId, sentAt, operator }: Caused,
  { items }: Snapshot,
): Promise<ReplyPart> {
  const quotes = drafts.map((draft, index): Quote => ({
    ...draft,
    ...{ at: sentAt, source: operator, messageId: rowId(messageId, index) },
  }));
  const rows = quotes.map((entry) => ({ tab: "quotes", entry }));
  const outcome = await prices.book(bookingWith({ messageId, sentAt, rows }));
  if (outcome.kind !== "booked" && outcome.kind !== "already")
    return { kind: "price-sheet", why: "not-stored" };
  const lines = drafts.map((quote) => ({
    quote,
    label: labelOfRow(quote, items),
  }));
  return { kind: "quotes-stored", lines };
}

function answerTo(
  wish: Exclude<Wish, { readonly kind: "store" }>,
  prices: Prices,
  { items, timeZone, purchasing = noPurchasing }: Snapshot,
  now: Date,
): ReplyPart {
  switch (wish.kind) {
    case "compare": {
      const { quantity } = wish;
      const known = { quantity, today: dayText(now, timeZone), units: wording.units };
      const tables = wish.items.map((item) => ({
        label: labelOf(item, items),
        unit: item.unit,
        quotes: compareQuotes(item, prices.quotes, known),
      }));
      return { kind: "compared", quantity, tables };
    }
    case "order": {
      const order = findOrder(wish.order, purchasing.rows);
      if (order === undefined) return { kind: "no-order", number: wish.order };
      const rows = order.rows.filter((row) => statusOf(row) !== "cancelled");
      const priced = pricedRows(rows, prices.lines);
      const lines = priced.map(({ row, price, amount }) => ({
        label: labelOfRow(row, items),
        ...{ quantity: row.quantity, unit: row.unit, price, amount },
      }));
      const { number, supplier } = order;
      return { kind: "order-prices", order: number, supplier, lines, ...totalOf(priced) };
    }
    case "spent": {
      const rows = orderedWithin(wish, { purchasing, items, timeZone }, now);
      const suppliers = [...new Set(rows.map(({ supplier }) => supplier))];
      return {
        kind: "spent",
        period: wish.period?.label ?? "",
        lines: suppliers.map((supplier) => {
          const own = rows.filter((row) => row.supplier === supplier);
          return { supplier, ...totalOf(pricedRows(own, prices.lines)) };
        }),
      };
    }
  }
}
