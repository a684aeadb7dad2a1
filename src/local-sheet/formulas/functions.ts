/**
 * The functions that formulas may call, as a table from name to function. A function that is not here is `#NAME?`.
 * @see https://support.google.com/docs/table/25273
 */
import { roundDecimal } from "../numbers/decimal";
import { condition } from "./condition";
import { isError, type CellError, type Result } from "./formula";
import { fault, toNumber, toText, toTruth } from "./operators";
import { isCells, type Arguments, type Cells, type Value } from "./value";

type Run = (args: Arguments) => Value;

/** Looks at every value of every argument; `typed` tells values written in the formula from those in cells. */
function walk(args: Arguments, look: (result: Result, typed: boolean) => void): void {
  for (let i = 0; i < args.count; i += 1) {
    const value = args.value(i);
    if (isCells(value)) value.each((result) => look(result, false));
    else look(value, true);
  }
}

/** The numbers of all arguments: of cells only real numbers, of typed values whatever can be read as one. */
function numbersOf(args: Arguments): number[] | CellError {
  const numbers: number[] = [];
  let failed: CellError | undefined;
  walk(args, (result, typed) => {
    const number = typed ? toNumber(result) : result;
    if (isError(number)) failed ??= number;
    else if (typeof number === "number") numbers.push(number);
  });
  return failed ?? numbers;
}

const ofNumbers =
  (calculation: (numbers: readonly number[]) => Result): Run =>
  (args) => {
    const numbers = numbersOf(args);
    return isError(numbers) ? numbers : calculation(numbers);
  };

/** The arguments as numbers, missing ones as `fallback`. */
const onNumbers =
  (calculation: (first: number, second: number) => Result, fallback = 0): Run =>
  (args) => {
    const first = toNumber(args.scalar(0));
    const second = args.count > 1 ? toNumber(args.scalar(1)) : fallback;
    if (isError(first)) return first;
    return isError(second) ? second : calculation(first, second);
  };

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const rounded = (round: (scaled: number) => number): Run =>
  onNumbers((number, places) => roundDecimal(number, places, round));

const truths =
  (combine: (all: readonly boolean[]) => boolean): Run =>
  (args) => {
    const all: boolean[] = [];
    let failed: CellError | undefined;
    walk(args, (result, typed) => {
      if (!typed && (result === null || typeof result === "string")) return;
      const truth = toTruth(result);
      if (isError(truth)) failed ??= truth;
      else all.push(truth);
    });
    return failed ?? combine(all);
  };

function choose(args: Arguments): Value {
  const truth = toTruth(args.scalar(0));
  if (isError(truth)) return truth;
  if (truth) return args.value(1);
  return args.count > 2 ? args.value(2) : false;
}

function sumIf(args: Arguments): Value {
  const range = args.value(0);
  const summed = args.count > 2 ? args.value(2) : range;
  if (!isCells(range) || !isCells(summed)) return fault("N_A", "Argument must be a range.");
  const holds = condition(args.scalar(1));
  let total = 0;
  eachPlace(range, (row, column, result) => {
    if (!holds(result)) return;
    const number = summed.at(row, column);
    if (typeof number === "number") total += number;
  });
  return total;
}

function eachPlace(
  range: Cells,
  look: (row: number, column: number, result: Result) => void,
): void {
  for (let r = 0; r < range.usedRows; r += 1) {
    for (let c = 0; c < range.columns; c += 1) look(r, c, range.at(r, c));
  }
}

function countIf(args: Arguments): Value {
  const range = args.value(0);
  if (!isCells(range)) return fault("N_A", "Argument must be a range.");
  const holds = condition(args.scalar(1));
  let count = 0;
  range.each((result) => {
    if (holds(result)) count += 1;
  });
  return count;
}

function count(args: Arguments, counts: (result: Result, typed: boolean) => boolean): number {
  let total = 0;
  walk(args, (result, typed) => {
    if (counts(result, typed)) total += 1;
  });
  return total;
}

function join(args: Arguments): Value {
  let joined = "";
  let failed: CellError | undefined;
  walk(args, (result) => {
    const text = toText(result);
    if (isError(text)) failed ??= text;
    else if (joined.length < 50_000) joined += text;
  });
  return failed ?? joined;
}

const ofText =
  (calculation: (text: string) => Result): Run =>
  (args) => {
    const text = toText(args.scalar(0));
    return isError(text) ? text : calculation(text);
  };

function average(numbers: readonly number[]): Result {
  if (numbers.length > 0) return sum(numbers) / numbers.length;
  return fault("DIVIDE_BY_ZERO", "Evaluation of function AVERAGE caused a divide by zero error.");
}

const least = (numbers: readonly number[], sign: 1 | -1): number =>
  numbers.reduce((best, n) => (sign * n < sign * best ? n : best), numbers[0] ?? 0);

function modulo(a: number, b: number): Result {
  if (b === 0) return fault("DIVIDE_BY_ZERO", "Function MOD parameter 2 cannot be zero.");
  return a - b * Math.floor(a / b);
}

export const functions: ReadonlyMap<string, Run> = new Map<string, Run>([
  ["SUM", ofNumbers(sum)],
  ["MIN", ofNumbers((numbers) => least(numbers, 1))],
  ["MAX", ofNumbers((numbers) => least(numbers, -1))],
  ["AVERAGE", ofNumbers(average)],
  ["COUNT", (args) => count(args, (result) => typeof result === "number")],
  ["COUNTA", (args) => count(args, (result, typed) => typed || result !== null)],
  ["SUMIF", sumIf],
  ["COUNTIF", countIf],
  ["IF", choose],
  [
    "IFERROR",
    (args) => {
      const result = args.scalar(0);
      return isError(result) ? args.scalar(1) : result;
    },
  ],
  ["AND", truths((all) => all.every(Boolean))],
  ["OR", truths((all) => all.some(Boolean))],
  [
    "NOT",
    (args) => {
      const truth = toTruth(args.scalar(0));
      return isError(truth) ? truth : !truth;
    },
  ],
  ["ROUND", rounded(Math.round)],
  ["ROUNDUP", rounded(Math.ceil)],
  ["ROUNDDOWN", rounded(Math.floor)],
  ["ABS", onNumbers(Math.abs)],
  ["INT", onNumbers(Math.floor)],
  ["MOD", onNumbers(modulo)],
  ["CONCATENATE", join],
  ["LEN", ofText((text) => text.length)],
  ["TRIM", ofText((text) => text.trim().replace(/ +/gu, " "))],
  ["UPPER", ofText((text) => text.toUpperCase())],
  ["LOWER", ofText((text) => text.toLowerCase())],
  ["VALUE", onNumbers((number) => number)],
  ["HYPERLINK", (args) => args.scalar(args.count > 1 ? 1 : 0)],
  ["NA", () => fault("N_A", "The value is not available.")],
]);
