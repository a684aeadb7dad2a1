/**
 * What people and programs put into cells becomes contents: RAW values as they are, typed text as a person's typing, the
 * API's ExtendedValue. The only way in for formulas.
 */
import { readFormula, type Formula } from "../formulas/formula";
import { readTyped } from "../numbers/typed";
import { invalid } from "../refusal";
import { setContent, setStyle, styleAt } from "./cells";
import { longestText, type Content, type Grid, type Workbook } from "./model";
import { findGridByTitle } from "./sheets";

export interface ExtendedValue {
  readonly numberValue?: number;
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly formulaValue?: string;
  readonly errorValue?: unknown;
}

function checkLength(text: string): string {
  if (text.length <= longestText) return text;
  throw invalid(
    `Your input contains more than the maximum of ${longestText} characters in a single cell.`,
  );
}

/** A formula as entered in a cell of this grid. */
function formulaIn(book: Workbook, grid: Grid, text: string): Formula {
  return readFormula(
    checkLength(text),
    grid.sheetId,
    (title) => findGridByTitle(book, title)?.sheetId,
  );
}

/** An empty text empties the cell. */
export function rawContent(value: number | string | boolean): Content {
  return value === "" ? null : typeof value === "string" ? checkLength(value) : value;
}

/** Puts a value into a cell as typing it would: formulas, dates and formats included. */
export function typeInto(
  book: Workbook,
  grid: Grid,
  place: readonly [number, number],
  value: number | string | boolean,
): void {
  const [row, column] = place;
  const style = styleAt(book, grid, row, column);
  const { numberFormat } = style.userEnteredFormat ?? {};
  if (typeof value !== "string" || value === "" || numberFormat?.type === "TEXT") {
    setContent(book, grid, place, rawContent(value));
    return;
  }
  const typed = readTyped(checkLength(value), book.at.getUTCFullYear());
  if (typed.kind === "formula") {
    setContent(book, grid, place, formulaIn(book, grid, typed.text));
    return;
  }
  setContent(book, grid, place, rawContent(typed.value));
  if (typed.format !== undefined && numberFormat === undefined) {
    const userEnteredFormat = { ...style.userEnteredFormat, numberFormat: typed.format };
    setStyle(book, grid, place, { ...style, userEnteredFormat });
  }
}

/** The content that an ExtendedValue stands for. @throws Refusal 400 */
export function extendedContent(
  book: Workbook,
  grid: Grid,
  value: ExtendedValue | undefined,
): Content {
  const kinds = Object.keys(value ?? {});
  if (value === undefined || kinds.length === 0) return null;
  if (kinds.length > 1) throw invalid("Only one kind of value may be set in userEnteredValue.");
  const { numberValue, stringValue, boolValue, formulaValue } = value;
  if (formulaValue !== undefined) {
    if (!formulaValue.startsWith("=")) throw invalid("formulaValue must begin with '='.");
    return formulaIn(book, grid, formulaValue);
  }
  if (stringValue !== undefined) return rawContent(stringValue);
  const content = numberValue ?? boolValue;
  if (content === undefined) throw invalid("errorValue can't be entered by users.");
  return content;
}
