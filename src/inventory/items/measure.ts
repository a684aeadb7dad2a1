/**
 * How much of an item's own unit an amount is, or why that can't be told. On top of units.ts this knows which amounts
 * a purpose allows: a count and a 报缺 may be zero, everything else may not.
 */
import type { Amount } from "../intent";
import type { LineNote } from "../movements/plan";
import type { ProblemSummary } from "../reply-parts";
import type { Item } from "./item";
import { toOwnUnit, type UnitWords } from "./units";

type QuantityProblem = Extract<ProblemSummary, { readonly kind: "quantity" }>["why"];

export type Measured =
  | ({ readonly kind: "own"; readonly quantity: number } & Omit<LineNote, "nearFor">)
  | { readonly kind: "quantity"; readonly why: QuantityProblem; readonly written: string }
  | { readonly kind: "unit" | "pack-dozen"; readonly written: string };

/** As typed; a figure above this is asked about. */
const mostAtOnce = 1_000_000;

/** `mayBeZero`: for counts and reports of what is left. */
export function measure(
  amount: Amount,
  item: Item,
  mayBeZero: boolean,
  units: UnitWords,
): Measured {
  switch (amount.kind) {
    case "implied":
      return { kind: "own", quantity: 1, typed: "", rounded: false, implied: true };
    case "missing":
      return { kind: "quantity", why: "missing", written: "" };
    case "unusable":
      return amount.why === "zero" && mayBeZero
        ? { kind: "own", quantity: 0, typed: "", rounded: false, implied: false }
        : { kind: "quantity", why: amount.why, written: amount.written };
    case "given":
    case "dozens":
    case "pairs":
      return measureStated(amount, item, mayBeZero, units);
  }
}

function measureStated(
  amount: Extract<Amount, { readonly kind: "given" | "dozens" | "pairs" }>,
  item: Item,
  mayBeZero: boolean,
  units: UnitWords,
): Measured {
  const { written } = amount;
  const problem = (why: QuantityProblem): Measured => ({ kind: "quantity", why, written });
  if (amount.quantity < 0) return problem("negative");
  if (amount.quantity === 0 && !mayBeZero) return problem("zero");
  if (!(amount.quantity <= mostAtOnce)) return problem("too-large");
  const own = toOwnUnit(amount, item, units);
  if (own.kind === "unknown-unit") return { kind: "unit", written };
  if (own.kind === "ask-pack") return { kind: "pack-dozen", written };
  const { quantity, rounded, differs } = own;
  if (!Number.isFinite(quantity)) return problem("too-large");
  if (quantity <= 0 && amount.quantity > 0) return problem("too-small");
  const typed = differs ? written : "";
  return { kind: "own", quantity, typed, rounded, implied: false };
}
