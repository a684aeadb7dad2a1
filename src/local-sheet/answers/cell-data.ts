/**
 * Cells as the API gives them: what was entered, what it comes to, how it is shown; only the fields that were asked for.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/cells
 */
import type { Evaluator } from "../formulas/evaluate";
import { formulaText, isError, type Formula, type Result } from "../formulas/formula";
import { below, prune, type Mask } from "../masks";
import { showNumber } from "../numbers/show";
import { contentAt, isFormula, styleNumberAt } from "../workbook/cells";
import type { Content, Grid, Workbook } from "../workbook/model";
import { findGrid } from "../workbook/sheets";
import type { CellFormat, NumberFormat, Style } from "../workbook/style-book";
import { withColours } from "./colours";
import { defaultFormat } from "./properties";

const errorTexts: Readonly<Record<string, string>> = {
  ERROR: "#ERROR!",
  NULL_VALUE: "#NULL!",
  DIVIDE_BY_ZERO: "#DIV/0!",
  VALUE: "#VALUE!",
  REF: "#REF!",
  NAME: "#NAME?",
  NUM: "#NUM!",
  N_A: "#N/A",
  LOADING: "Loading...",
};

/** What a cell shows, as text; "" when empty. */
export function shownText(result: Result, format: NumberFormat | undefined): string {
  if (result === null) return "";
  if (typeof result === "number") return showNumber(result, format);
  if (typeof result === "boolean") return result ? "TRUE" : "FALSE";
  return isError(result) ? (errorTexts[result.error] ?? "#ERROR!") : result;
}

export function formulaTextIn(book: Workbook, content: Content): string | undefined {
  if (!isFormula(content)) return undefined;
  return formulaText(content, (sheetId) => findGrid(book, sheetId)?.title);
}

/** Where a HYPERLINK formula leads, when its address is written in it. */
function linkOf({ tree }: Formula): string | undefined {
  if (tree?.kind !== "call" || tree.name !== "HYPERLINK") return undefined;
  const [address] = tree.args;
  return address?.kind === "text" ? address.value : undefined;
}

function extended(result: Result): object | undefined {
  if (result === null) return undefined;
  if (typeof result === "number") return { numberValue: result };
  if (typeof result === "boolean") return { boolValue: result };
  if (typeof result === "string") return { stringValue: result };
  return { errorValue: { type: result.error, message: result.message } };
}

const told = new WeakMap<Style, Style>();

/** A style as it is answered; worked out once for each. */
function toldStyle(style: Style): Style {
  const known = told.get(style);
  if (known !== undefined) return known;
  const next = withColours(style);
  told.set(style, next);
  return next;
}

function effectiveFormat({ userEnteredFormat = {} }: Style): CellFormat {
  const { textFormat } = userEnteredFormat;
  return {
    ...defaultFormat,
    ...userEnteredFormat,
    textFormat: {
      ...(defaultFormat["textFormat"] as object),
      ...(textFormat as object | undefined),
    },
  };
}

/** What a cell that holds nothing answers: an empty message. */
export const nothing = {};

/** Makes cells of one mask; a field that was not asked for is not worked out. */
export function createCellReader(
  book: Workbook,
  evaluator: Evaluator,
  mask: Mask,
): (grid: Grid, row: number, column: number) => object {
  const wants = {
    entered: below(mask, "userEnteredValue"),
    effective: below(mask, "effectiveValue"),
    formatted: below(mask, "formattedValue"),
    hyperlink: below(mask, "hyperlink"),
    effectiveFormat: below(mask, "effectiveFormat"),
    userEnteredFormat: below(mask, "userEnteredFormat"),
    note: below(mask, "note"),
    dataValidation: below(mask, "dataValidation"),
    textFormatRuns: below(mask, "textFormatRuns"),
  };
  const styleFields = ["userEnteredFormat", "note", "dataValidation", "textFormatRuns"] as const;
  const addStyle = (cell: Record<string, unknown>, style: Style): void => {
    const told = toldStyle(style);
    for (const field of styleFields) {
      const under = wants[field];
      const value = told[field];
      if (under !== undefined && value !== undefined) cell[field] = prune(value, under);
    }
    const { effectiveFormat: under } = wants;
    if (under !== undefined) cell["effectiveFormat"] = prune(effectiveFormat(told), under);
  };
  const addValues = (cell: Record<string, unknown>, content: Content, values: Shown): void => {
    const effective = extended(values.result);
    if (wants.entered !== undefined && content !== null) {
      const text = formulaTextIn(book, content);
      const entered = text === undefined ? effective : { formulaValue: text };
      cell["userEnteredValue"] = prune(entered, wants.entered);
    }
    if (wants.hyperlink !== undefined && isFormula(content)) {
      const link = linkOf(content);
      if (link !== undefined) cell["hyperlink"] = link;
    }
    if (wants.effective && effective) cell["effectiveValue"] = prune(effective, wants.effective);
    if (wants.formatted && effective) {
      cell["formattedValue"] = shownText(values.result, values.format);
    }
  };
  return (grid, row, column) => {
    const content = contentAt(grid, row, column);
    const number = styleNumberAt(grid, row, column);
    const result = evaluator.resultAt(grid, row, column);
    if (result === null && number === 0) return nothing;
    const style = book.styles.styleOf(number);
    const cell: Record<string, unknown> = {};
    if (result !== null) {
      addValues(cell, content, { result, format: style.userEnteredFormat?.numberFormat });
    }
    addStyle(cell, style);
    return cell;
  };
}

interface Shown {
  readonly result: Result;
  readonly format: NumberFormat | undefined;
}
