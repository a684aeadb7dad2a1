/**
 * values.get and batchGet: cells as plain values, trailing empty cells and rows cut away.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/get
 */
import { formulaTextIn, shownText } from "../answers/cell-data";
import { createEvaluator, type Evaluator } from "../formulas/evaluate";
import { isError } from "../formulas/formula";
import { unimplemented } from "../refusal";
import { contentAt, isFormula, styleAt } from "../workbook/cells";
import type { Area, Workbook } from "../workbook/model";
import { areaText } from "../workbook/sheets";

export interface Rendering {
  readonly majorDimension?: string;
  readonly valueRenderOption?: string;
  readonly dateTimeRenderOption?: string;
}

export interface ValueRange {
  readonly range?: string;
  readonly majorDimension?: string;
  readonly values?: readonly (readonly unknown[])[];
}

export function readValues(
  book: Workbook,
  area: Area,
  rendering: Rendering,
  evaluator = createEvaluator(book),
): ValueRange {
  if (rendering.majorDimension === "COLUMNS") throw unimplemented("values by columns");
  if (rendering.dateTimeRenderOption === "FORMATTED_STRING")
    throw unimplemented("dates as text beside unformatted values");
  const { grid, top, left, right } = area;
  const bottom = Math.min(area.bottom, evaluator.usedRows(grid));
  const rows: unknown[][] = [];
  for (let row = top; row < bottom; row += 1) {
    const width = Math.min(right, evaluator.usedColumns(grid, row));
    evaluator.give(1 + Math.max(0, width - left));
    const values: unknown[] = [];
    for (let column = left; column < width; column += 1) {
      values.push(valueAt(book, evaluator, { area, row, column, rendering }));
    }
    rows.push(values);
  }
  const values = trimmed(rows);
  const head = { range: areaText(area), majorDimension: "ROWS" };
  return values.length === 0 ? head : { ...head, values };
}

function valueAt(
  book: Workbook,
  evaluator: Evaluator,
  at: { area: Area; row: number; column: number; rendering: Rendering },
): unknown {
  const { row, column, rendering } = at;
  const { grid } = at.area;
  const content = contentAt(grid, row, column);
  const { valueRenderOption = "FORMATTED_VALUE" } = rendering;
  if (valueRenderOption === "FORMULA" && isFormula(content)) return formulaTextIn(book, content);
  const result = evaluator.resultAt(grid, row, column);
  if (result === null) return "";
  if (valueRenderOption !== "FORMATTED_VALUE" && !isError(result)) return result;
  return shownText(result, styleAt(book, grid, row, column).userEnteredFormat?.numberFormat);
}

function trimmed(rows: readonly unknown[][]): unknown[][] {
  const cut = rows.map((row) => {
    let end = row.length;
    while (end > 0 && row[end - 1] === "") end -= 1;
    return row.slice(0, end);
  });
  while (cut.length > 0 && cut[cut.length - 1]?.length === 0) cut.pop();
  return cut;
}
