/**
 * One cell: what the API says about it → a plain value, and what that value means as text or as a figure. Knows neither
 * tabs nor columns.
 */
import type { CellData, ExtendedValue } from "./client";

export type Scalar = string | number | boolean;

/** A cell that computes; `shown` is undefined where the read didn't ask for it, or nothing is shown. */
export interface Formula {
  readonly formula: string;
  readonly shown: Scalar | undefined;
}

/** undefined: an empty cell. */
export type CellValue = Scalar | Formula | undefined;

export function isFormula(value: CellValue): value is Formula {
  return typeof value === "object";
}

/** The plain value of a cell, read with effectiveValue, userEnteredValue or both. */
export function cellValue(cell: CellData | undefined): CellValue {
  const entered = cell?.userEnteredValue;
  const shown = scalarOf(cell?.effectiveValue ?? entered);
  const formula = entered?.formulaValue;
  if (typeof formula === "string") {
    return { formula, shown: cell?.effectiveValue ? shown : undefined };
  }
  return shown === "" ? undefined : shown;
}

function scalarOf(value: ExtendedValue | undefined): Scalar | undefined {
  if (value === undefined) return undefined;
  const error = value.errorValue ? `#${value.errorValue.type ?? "ERROR"}` : undefined;
  return value.numberValue ?? value.stringValue ?? value.boolValue ?? error ?? undefined;
}

/** What a person sees in the cell, formula or not. */
export function shownValue(value: CellValue): Scalar | undefined {
  return isFormula(value) ? value.shown : value;
}

/** Text without white space at its ends; "" for an empty cell. */
export function textOf(value: CellValue): string {
  const shown = shownValue(value);
  return shown === undefined ? "" : String(shown).trim();
}

/** Whether two cells hold the same; a formula is the same when its text is. */
export function sameValue(left: CellValue, right: CellValue): boolean {
  if (isFormula(left) || isFormula(right)) {
    return isFormula(left) && isFormula(right) && left.formula === right.formula;
  }
  return left === right;
}

const writtenNumber = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,10})?)\s*(\p{L}*)$/u;

/**
 * A number that a person typed as text, with thousands separators, full-width digits or the item's own unit behind it.
 *
 * @example readNumber("1,200", "") // 1200
 * @example readNumber("5箱", "箱") // 5
 */
function readNumber(text: string, unit: string): number | undefined {
  const found = writtenNumber.exec(text.normalize("NFKC").trim());
  if (!found) return undefined;
  const [, digits = "", suffix = ""] = found;
  const own = unit.normalize("NFKC").trim().toLowerCase();
  const fits = suffix === "" || own === "" || suffix.toLowerCase() === own;
  return fits ? Number(digits.replaceAll(",", "")) : undefined;
}

/** A quantity in a cell of our own or a person's; undefined when it is empty or no number. */
export function quantityOf(value: CellValue, unit = ""): number | undefined {
  const shown = shownValue(value);
  if (typeof shown === "number") return Number.isFinite(shown) ? shown : undefined;
  return typeof shown === "string" ? readNumber(shown, unit) : undefined;
}

/** A number without decimals, such as a row's own; undefined for anything else. */
export function wholeNumberOf(value: CellValue): number | undefined {
  const number = quantityOf(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** What is written into a cell: text is stored as text, never as a formula. */
export function enteredValue(value: CellValue): CellData {
  if (value === undefined || value === "") return {};
  if (isFormula(value)) return { userEnteredValue: { formulaValue: value.formula } };
  if (typeof value === "number") return { userEnteredValue: { numberValue: value } };
  if (typeof value === "boolean") return { userEnteredValue: { boolValue: value } };
  return { userEnteredValue: { stringValue: value } };
}

/**
 * The A1 name of a cell, row and column counted from 0.
 *
 * @example cellName(16, 2) // "C17"
 */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** @example columnName(27) // "AB" */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** A tab's title as it stands in an A1 range, always quoted. */
export function quotedTitle(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}
