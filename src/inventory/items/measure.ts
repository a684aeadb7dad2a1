/**
 * How much of an item's own unit an amount is, or why that can't be told. On top of units.ts this knows which amounts
 * a purpose allows: a count and a 报缺 may be zero, everything else may not.
 */
import type { Amount, StatedAmount } from "../intent";
import type { LineNote } from "../movements/plan";
import type { ProblemSummary } from "../reply-parts";
import type { Item } from "./item";
import { add, multiply, sum } from "./quantity";
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
    case "sum":
      return measureSum(amount, item, units);
    case "difference":
      return measureDifference(amount, item, units);
    case "given":
    case "dozens":
    case "pairs":
      return measureStated(amount, item, mayBeZero, units);
  }
}

type Of<Kind extends Amount["kind"]> = Extract<Amount, { readonly kind: Kind }>;

/** Two units of one thing; a figure twice in one unit would be two answers. */
function measureSum({ parts, written }: Of<"sum">, item: Item, units: UnitWords): Measured {
  const measured = parts.map((part) => measureStated(part, item, false, units));
  const own = measured.filter((each) => each.kind === "own");
  const problem = measured.find((each) => each.kind !== "own");
  if (problem !== undefined) return { ...problem, written };
  const quantity = sum(own.map((each) => each.quantity));
  const rounded = own.some((each) => each.rounded);
  return { kind: "own", quantity, typed: written, rounded, implied: false };
}

/** What was counted, from the stock of this moment. */
function measureDifference(
  { sign, by, written }: Of<"difference">,
  item: Item,
  units: UnitWords,
): Measured {
  const measured = measureStated(by, item, false, units);
  if (measured.kind !== "own") return measured;
  const stock = item.stock.kind === "figure" ? item.stock.quantity : 0;
  const quantity = add(stock, multiply(measured.quantity, sign));
  if (quantity < 0) return { kind: "quantity", why: "negative", written };
  const typed = `${stock}${item.unit}${sign > 0 ? "+" : "-"}${by.written}`;
  return { ...measured, quantity, typed };
}

function measureStated(
  amount: StatedAmount,
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
