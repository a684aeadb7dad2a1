/**
 * Operators of formulas, and how numbers, texts and truth values become one another. Pure.
 */
import { isError, type CellError, type Result, type Scalar } from "./formula";

/** `error` is the API's ErrorType. */
export function fault(error: string, message: string): CellError {
  return { error, message };
}

/** The number a value stands for; empty is 0. */
export function toNumber(value: Result): number | CellError {
  if (value === null || value === "") return value === null ? 0 : notANumber(value);
  if (typeof value === "object") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const number = typeof value === "number" ? value : Number(value.replaceAll(",", ""));
  return Number.isFinite(number) ? number : notANumber(value);
}

function notANumber(value: Scalar): CellError {
  return fault("VALUE", `'${String(value)}' is a text and cannot be coerced to a number.`);
}

export function toText(value: Result): string | CellError {
  if (value === null) return "";
  if (isError(value)) return value;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return String(value);
}

export function toTruth(value: Result): boolean | CellError {
  if (isError(value)) return value;
  if (typeof value !== "string") return Boolean(value);
  const upper = value.toUpperCase();
  if (upper === "TRUE" || upper === "FALSE") return upper === "TRUE";
  return fault("VALUE", `'${value}' is a text and cannot be coerced to a boolean.`);
}

/** Applies `+ - * / ^ & = <> < > <= >=`. */
export function calculate(operator: string, left: Result, right: Result): Result {
  if (isError(left)) return left;
  if (isError(right)) return right;
  if (operator === "&") return `${asText(left)}${asText(right)}`;
  if (/^[=<>]/u.test(operator)) return compares(operator, compare(left, right));
  const a = toNumber(left);
  const b = toNumber(right);
  if (isError(a)) return a;
  if (isError(b)) return b;
  return arithmetic(operator, a, b);
}

const asText = (value: Scalar | null): string => {
  const text = toText(value);
  return isError(text) ? "" : text;
};

function arithmetic(operator: string, a: number, b: number): Result {
  if (operator === "/" && b === 0) {
    return fault("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.");
  }
  const result =
    operator === "+"
      ? a + b
      : operator === "-"
        ? a - b
        : operator === "*"
          ? a * b
          : power(operator, a, b);
  return Number.isFinite(result) ? result : fault("NUM", "The result is too large to be shown.");
}

const power = (operator: string, a: number, b: number): number =>
  operator === "/" ? a / b : a ** b;

const rank = { number: 0, string: 1, boolean: 2 } as const;

/** Below, at or above 0; numbers come before texts, texts before truth values; texts without regard to case. */
export function compare(left: Scalar | null, right: Scalar | null): number {
  const a = left ?? emptyLike(right);
  const b = right ?? emptyLike(left);
  const byType = rank[typeof a as keyof typeof rank] - rank[typeof b as keyof typeof rank];
  if (byType !== 0) return byType;
  const x = typeof a === "string" ? a.toLowerCase() : a;
  const y = typeof b === "string" ? b.toLowerCase() : b;
  return x < y ? -1 : x > y ? 1 : 0;
}

function emptyLike(other: Scalar | null): Scalar {
  if (typeof other === "string") return "";
  return typeof other === "boolean" ? false : 0;
}

function compares(operator: string, order: number): boolean {
  if (operator === "=") return order === 0;
  if (operator === "<>") return order !== 0;
  if (operator.startsWith("<")) return operator === "<=" ? order <= 0 : order < 0;
  return operator === ">=" ? order >= 0 : order > 0;
}

/** What stands before or behind an operand. */
export function signed(operator: "-" | "+" | "%", operand: Result): Result {
  if (operator === "+") return operand;
  const number = toNumber(operand);
  if (isError(number)) return number;
  return operator === "-" ? -number : number / 100;
}
