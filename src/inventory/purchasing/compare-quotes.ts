/** Quotes of an item side by side: of one stock unit, with tax, those that hold first. And which one an order was placed at. Pure. */
import Big from "big.js";
import type { Item } from "../items/item";
import { quotient, toOwnUnit, type Goods, type UnitWords } from "../items/units";
import type { Quote } from "./price";
import type { PurchaseRow } from "./row";
import { findSupplier, type Supplier } from "./supplier";

export interface ComparedQuote {
  readonly quote: Quote;
  /** With tax, of one of the item's own unit; undefined where the unit can't be converted or the tax is not known. */
  readonly perUnit: number | undefined;
  readonly isValid: boolean;
  /** Whether so much is bought that it holds; where no quantity is told, only what holds for any. */
  readonly isEnough: boolean;
}

const decimals = 4;

const rounded = (value: Big): number => value.round(decimals, Big.roundHalfUp).toNumber();

/** The price with tax; undefined where it comes without, and nobody said how much that is. */
export function withTax({
  price,
  isTaxed,
  taxRate,
}: Pick<Quote, "price" | "isTaxed" | "taxRate">): number | undefined {
  if (isTaxed !== false) return price;
  return taxRate === undefined
    ? undefined
    : rounded(new Big(price).times(new Big(100).plus(taxRate)).div(100));
}

const held = (unit: string, goods: Goods, words: UnitWords): number | undefined => {
  const own = toOwnUnit({ kind: "given", quantity: 1, unit, written: unit }, goods, words);
  return own.kind === "converted" && !own.rounded && own.quantity > 0 ? own.quantity : undefined;
};

/**
 * A price of one unit as that of another; undefined where no conversion leads there.
 *
 * @example priceOf(128, { from: "箱", to: "包" }, [{ from: "箱", factor: 5, to: "包" }], words) // 25.6
 */
export function priceOf(
  price: number,
  { from, to }: { readonly from: string; readonly to: string },
  conversions: Item["conversions"],
  words: UnitWords,
): number | undefined {
  const inTo = held(from, { unit: to, conversions }, words);
  if (inTo !== undefined) return quotient(new Big(price), new Big(inTo)).quantity;
  const inFrom = held(to, { unit: from, conversions }, words);
  return inFrom === undefined ? undefined : rounded(new Big(price).times(inFrom));
}

/** How much of the item's own unit must be bought; 0: any. */
function leastOf({ least, unit }: Quote, goods: Goods, words: UnitWords): number | undefined {
  if (least === undefined) return 0;
  const amount = { kind: "given", quantity: least, unit, written: "" } as const;
  const own = toOwnUnit(amount, goods, words);
  return own.kind === "converted" ? own.quantity : undefined;
}

const isOfItem = (
  { itemName, spec }: Pick<Quote, "itemName" | "spec">,
  item: Pick<Item, "name" | "spec">,
): boolean => itemName.trim() === item.name.trim() && spec.trim() === item.spec.trim();

const isValidOn = ({ until }: Quote, day: string): boolean => until === "" || until >= day;

/** Of one supplier the newest for each 起订量. `today`: `yyyy-MM-dd`. */
export function compareQuotes(
  item: Pick<Item, "name" | "spec" | "unit" | "conversions">,
  quotes: readonly Quote[],
  known: {
    readonly quantity: number | undefined;
    readonly today: string;
    readonly units: UnitWords;
  },
): readonly ComparedQuote[] {
  const { quantity, today, units } = known;
  const newest = new Map<string, Quote>();
  for (const quote of [...quotes].sort((one, other) => one.at.getTime() - other.at.getTime())) {
    if (isOfItem(quote, item))
      newest.set([quote.supplier, quote.least ?? 0, quote.unit].join("\u001f"), quote);
  }
  const compared = [...newest.values()].map((quote): ComparedQuote => {
    const taxed = withTax(quote);
    const { conversions } = item;
    const to = item.unit === "" ? quote.unit : item.unit;
    const least = leastOf(quote, item, units);
    return {
      quote,
      perUnit:
        taxed === undefined
          ? undefined
          : priceOf(taxed, { from: quote.unit, to }, conversions, units),
      isValid: isValidOn(quote, today),
      isEnough: least === 0 || (least !== undefined && quantity !== undefined && quantity >= least),
    };
  });
  const rank = ({ isValid, isEnough, perUnit }: ComparedQuote): number =>
    (isValid ? 0 : 4) + (perUnit === undefined ? 2 : 0) + (isEnough ? 0 : 1);
  return compared.sort(
    (one, other) => rank(one) - rank(other) || (one.perUnit ?? 0) - (other.perUnit ?? 0),
  );
}

/**
 * At which price of one of its units a row was ordered: the supplier's quote that held just then, of the highest 起订量 that
 * was reached, the newest of these; undefined where there was none.
 */
export function priceAtOrder(
  row: Pick<PurchaseRow, "itemName" | "spec" | "unit" | "quantity" | "supplier" | "orderedAt">,
  quotes: readonly Quote[],
  known: {
    readonly item: Pick<Item, "conversions"> | undefined;
    readonly suppliers: readonly Supplier[];
    readonly units: UnitWords;
    readonly dayOf: (at: Date) => string;
  },
): number | undefined {
  const { orderedAt, unit, supplier } = row;
  if (orderedAt === undefined || supplier === "") return undefined;
  const { suppliers, units, dayOf } = known;
  const conversions = known.item?.conversions ?? [];
  const isTheirs = (written: string): boolean =>
    written === supplier || findSupplier(written, suppliers)[0]?.name === supplier;
  const held = quotes.flatMap((quote) => {
    const fits =
      isTheirs(quote.supplier) &&
      isOfItem(quote, { name: row.itemName, spec: row.spec }) &&
      quote.at <= orderedAt &&
      isValidOn(quote, dayOf(orderedAt));
    const least = fits ? leastOf(quote, { unit, conversions }, units) : undefined;
    return least === undefined || least > row.quantity ? [] : [{ quote, least }];
  });
  const [best] = held.sort(
    (one, other) => other.least - one.least || other.quote.at.getTime() - one.quote.at.getTime(),
  );
  if (best === undefined) return undefined;
  const price = withTax(best.quote) ?? best.quote.price;
  return priceOf(price, { from: best.quote.unit, to: unit }, conversions, units);
}
