/**
 * Amounts as people write them → the item's own unit, in exact decimals. What unit words mean (variants, single
 * pieces, packs, pairs) is injected: this module holds no Chinese. Nothing is guessed: what no rule covers is asked.
 */
import Big from "big.js";
import type { StatedAmount } from "../intent";
import type { Conversion, Item } from "./item";

/** What the language module knows of unit words, all canonical but the keys of `variants`. */
export interface UnitWords {
  /** Another way to write a unit → the canonical one. */
  readonly variants: ReadonlyMap<string, string>;
  /** Counting words for single pieces, which stand for one another. */
  readonly singlePieces: ReadonlySet<string>;
  /** Units that hold an unknown number of pieces; a dozen of them is asked about. */
  readonly packs: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  readonly dozens: ReadonlySet<string>;
}

/** What of an item its amounts are measured by. */
export type Goods = Pick<Item, "unit" | "conversions">;

interface Converted {
  readonly kind: "converted";
  /** In the item's own unit. */
  readonly quantity: number;
  /** true: the division did not end, and was rounded half-up to 4 decimals. */
  readonly rounded: boolean;
  /** true: the figure is not the typed one. */
  readonly differs: boolean;
}

/** What a stated amount is in the item's own unit. */
export type OwnQuantity =
  | Converted
  /** No conversion leads from the typed unit to the item's own. */
  | { readonly kind: "unknown-unit" }
  /** A dozen or a pair of something that is counted in packs. */
  | { readonly kind: "ask-pack" };

const roundedPlaces = 4;
/** A third has more decimals than this. */
const exactPlaces = 9;
const unseen = 1e-8;

/** A unit as it is compared: variant characters and letter case don't count. */
export function canonicalUnit(written: string, words: UnitWords): string {
  const unit = written.normalize("NFKC").trim().toLowerCase();
  return words.variants.get(unit) ?? unit;
}

/** Units in which an item can be written, its own first. */
export function unitsOf({ unit, conversions }: Goods): readonly string[] {
  return [...new Set([unit, ...conversions.flatMap(({ from, to }) => [from, to])])].filter(
    (word) => word !== "",
  );
}

/**
 * Turns a stated amount into the item's own unit.
 *
 * @example toOwnUnit({ kind: "given", quantity: 2, unit: "包", written: "2包" }, a4, unitWords)
 * // with 1箱=5包: { kind: "converted", quantity: 0.4, rounded: false, differs: true }
 */
export function toOwnUnit(amount: StatedAmount, item: Goods, words: UnitWords): OwnQuantity {
  const own = canonicalUnit(item.unit, words);
  const typed = canonicalUnit(amount.unit, words);
  if (amount.kind === "given") return convertGiven(amount.quantity, { typed, own }, item, words);
  const size = amount.kind === "dozens" ? 12 : 2;
  const packs = new Big(amount.quantity).div(size);
  if (typed === own) return { ...converted(packs, amount.quantity), differs: false };
  if (amount.kind === "pairs" && words.pairs.has(own)) return converted(packs, amount.quantity);
  const ratio = ratioBetween(typed, own, item.conversions, words);
  if (ratio !== undefined) return scaled(packs.toNumber(), ratio);
  return words.packs.has(own)
    ? { kind: "ask-pack" }
    : converted(new Big(amount.quantity), amount.quantity);
}

function convertGiven(
  quantity: number,
  { typed, own }: Readonly<Record<"typed" | "own", string>>,
  { conversions }: Goods,
  words: UnitWords,
): OwnQuantity {
  if (typed === "" || typed === own) return converted(new Big(quantity), quantity);
  const ratio = ratioBetween(typed, own, conversions, words);
  if (ratio !== undefined) return scaled(quantity, ratio);
  const named = conversions.some((step) =>
    [step.from, step.to].some((unit) => canonicalUnit(unit, words) === typed),
  );
  const pieces = words.singlePieces.has(typed) && (own === "" || words.singlePieces.has(own));
  if (pieces && !named) return converted(new Big(quantity), quantity);
  return { kind: "unknown-unit" };
}

/** typed × up ÷ down = own. */
interface Ratio {
  readonly up: Big;
  readonly down: Big;
}

function ratioBetween(
  from: string,
  to: string,
  conversions: readonly Conversion[],
  words: UnitWords,
): Ratio | undefined {
  const reached = new Map<string, Ratio>([[from, { up: new Big(1), down: new Big(1) }]]);
  for (const [unit, { up, down }] of reached) {
    if (unit === to) return { up, down };
    for (const step of conversions) {
      const big = canonicalUnit(step.from, words);
      const small = canonicalUnit(step.to, words);
      if (unit === big && !reached.has(small)) {
        reached.set(small, { up: up.times(step.factor), down });
      }
      if (unit === small && !reached.has(big)) {
        reached.set(big, { up, down: down.times(step.factor) });
      }
    }
  }
  return undefined;
}

function scaled(quantity: number, { up, down }: Ratio): OwnQuantity {
  const whole = new Big(quantity).times(up);
  if (down.eq(0)) return { kind: "converted", quantity: 0, rounded: false, differs: true };
  const { quantity: own, rounded } = quotient(whole, down);
  return { kind: "converted", quantity: own, rounded, differs: rounded || own !== quantity };
}

/** The quotient as it is written down: exact where its decimals end, else to 4 decimals. */
export function quotient(
  dividend: Big,
  divisor: Big,
): { readonly quantity: number; readonly rounded: boolean } {
  const exact = dividesExactly(dividend, divisor);
  return exact === undefined
    ? { quantity: roundedQuotient(dividend, divisor), rounded: true }
    : { quantity: exact.toNumber(), rounded: false };
}

function converted(value: Big, typed: number): Converted {
  const settled = value.round(exactPlaces).eq(value)
    ? value
    : value.round(roundedPlaces, Big.roundHalfUp);
  const quantity = settled.toNumber();
  const rounded = settled.minus(value).abs().gt(unseen);
  return { kind: "converted", quantity, rounded, differs: quantity !== typed };
}

/** The quotient, where its decimals end. */
function dividesExactly(dividend: Big, divisor: Big): Big | undefined {
  const Precise = Big();
  Precise.DP = 30;
  const quotient = new Precise(dividend).div(divisor);
  return quotient.times(divisor).eq(dividend) ? quotient : undefined;
}

function roundedQuotient(dividend: Big, divisor: Big): number {
  const Precise = Big();
  Precise.DP = roundedPlaces;
  Precise.RM = Big.roundHalfUp;
  return new Precise(dividend).div(divisor).toNumber();
}
