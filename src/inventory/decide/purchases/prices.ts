/** Prices: a buyer's in private are stored and told; in a group they are sent there, and who is no buyer to a buyer. */
import { matchedItems } from "../../items/catalogue";
import { nameAndSpec } from "../../items/item";
import { measure } from "../../items/measure";
import { labelOf } from "../../items/label";
import { buyersOf, isSuspended, mayOrder } from "../../people/rights";
import { priceOf } from "../../purchasing/compare-quotes";
import type { QuoteDraft, QuoteWords } from "../../purchasing/price";
import type { PricePart } from "../../purchasing/price-parts";
import { findSupplier } from "../../purchasing/supplier";
import type { ItemMatch } from "../../intent";
import { reply, silence, type Decision, type DecisionContext } from "../decision";
import { suppliersIn, type Intent } from "./purchase-context";

/** Of a text that tells or asks a price, nothing is kept. */
const confidential = (decision: Decision): Decision => ({ ...decision, isConfidential: true });

export function decideQuote(intent: Intent<"quote">, context: DecisionContext): Decision {
  const { sender, message } = context;
  const isBuyer = mayOrder(sender);
  if (isSuspended(sender) || (!isBuyer && message.isDirect !== true)) return confidential(silence);
  const elsewhere = sentElsewhere(context);
  if (elsewhere !== undefined) return elsewhere;
  const quotes = quotesOf(intent, context);
  return confidential(
    "kind" in quotes ? reply(quotes) : { ...silence, prices: { kind: "store", quotes } },
  );
}

export function decidePriceQuestion(intent: Intent<"price">, context: DecisionContext): Decision {
  const elsewhere = sentElsewhere(context);
  if (elsewhere !== undefined) return elsewhere;
  const { order, line } = intent;
  if (order !== undefined) return confidential({ ...silence, prices: { kind: "order", order } });
  if (line === undefined) return silence;
  const items = matchedItems(line.match);
  const [item] = items;
  if (item === undefined) return silence;
  const own = measure(line.amount, item, false, context.wording.units);
  const quantity = own.kind === "own" && line.amount.kind !== "implied" ? own.quantity : undefined;
  return confidential({ ...silence, prices: { kind: "compare", items, quantity } });
}

/** Where a buyer is in a group, or somebody is no buyer. */
function sentElsewhere({ sender, message, members }: DecisionContext): Decision | undefined {
  const isBuyer = mayOrder(sender);
  if (isBuyer && message.isDirect === true) return undefined;
  return confidential(reply({ kind: "price-private", isBuyer, who: buyersOf(members) }));
}

type Unclear = Extract<PricePart, { readonly kind: "quote-unclear" }>;

const unclear = (
  what: Unclear["what"],
  written: string,
  names: readonly string[] = [],
): Unclear => ({ kind: "quote-unclear", what, written, names });

/** All that was told, or what of it is unclear first: all of it is stored, or nothing. */
function quotesOf(
  { supplier: written, quotes: told, unread }: Intent<"quote">,
  context: DecisionContext,
): readonly QuoteDraft[] | Unclear {
  const found = findSupplier(written, suppliersIn(context));
  const [supplier] = found;
  if (supplier === undefined || found.length > 1)
    return unclear(
      "supplier",
      written,
      found.map(({ name }) => name),
    );
  if (unread !== "" || told.length === 0) return unclear("unread", unread);
  const quotes: QuoteDraft[] = [];
  for (const line of told) {
    const quote = quoteOf(line, supplier.name, context);
    if ("kind" in quote) return quote;
    quotes.push(quote);
  }
  return quotes;
}

function quoteOf(
  { match, written, ...terms }: QuoteWords<ItemMatch>,
  supplier: string,
  { items, wording }: DecisionContext,
): QuoteDraft | Unclear {
  const named = match === undefined ? [] : matchedItems(match);
  const [item, another] = named;
  const labels = named.map((one) => nameAndSpec(labelOf(one, items)));
  if (item === undefined || another !== undefined || match?.kind === "fragment")
    return unclear("item", written, labels);
  const { unit, conversions, name: itemName, spec } = item;
  const inOwn =
    unit === ""
      ? terms.price
      : priceOf(terms.price, { from: terms.unit, to: unit }, conversions, wording.units);
  if (inOwn === undefined) {
    const units = conversions.flatMap(({ from, to }) => [from, to]);
    return unclear("unit", terms.unit, [...new Set([unit, ...units])]);
  }
  return { supplier, itemName, spec, ...terms };
}
