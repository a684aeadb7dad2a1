/**
 * Requests that put other contents into the cells of a range: sortRange and findReplace.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#sortrangerequest
 */
import { createEvaluator } from "../formulas/evaluate";
import { isError, type Result } from "../formulas/formula";
import { compare } from "../formulas/operators";
import { invalid, unimplemented } from "../refusal";
import { contentAt, isFormula, rowsWithContent, setContent, setStyle } from "../workbook/cells";
import { typeInto } from "../workbook/enter";
import type { Area, Content, GridRange, Workbook } from "../workbook/model";
import { areaOf } from "../workbook/sheets";
import { checkSize, movedContent } from "./cells";
import { hold } from "./copying";

interface SortSpec {
  readonly dimensionIndex?: number;
  readonly sortOrder?: string;
}

export function sortRange(
  book: Workbook,
  request: { range?: GridRange; sortSpecs?: readonly SortSpec[] },
): object {
  const area = areaOf(book, request.range);
  const { sortSpecs = [] } = request;
  if (sortSpecs.length === 0) throw invalid("At least one sortSpec must be given.");
  if (sortSpecs.some((spec) => Object.keys(spec).some((key) => /color|reference/iu.test(key)))) {
    throw unimplemented("sorting by colour or data source column");
  }
  const { grid, top, left } = area;
  const bottom = Math.min(area.bottom, Math.max(top, grid.rows.length));
  checkSize(book, { ...area, bottom });
  const order = sortedOrder(book, { ...area, bottom }, sortSpecs);
  const held = hold(book, { ...area, bottom });
  order.forEach((from, i) => {
    if (from === top + i) return;
    held[from - top]?.forEach(({ content, style }, j) => {
      const place = [top + i, left + j] as const;
      setContent(book, grid, place, movedContent(content, grid.sheetId, top + i - from, 0));
      setStyle(book, grid, place, style);
    });
  });
  return {};
}

/** The rows of the area in their new order; equal rows keep theirs. */
function sortedOrder(book: Workbook, area: Area, specs: readonly SortSpec[]): number[] {
  const { grid, top, bottom } = area;
  const evaluator = createEvaluator(book);
  const keys = new Map<number, readonly Result[]>();
  for (let row = top; row < bottom; row += 1) {
    const columns = specs.map(({ dimensionIndex = 0 }) => dimensionIndex);
    keys.set(
      row,
      columns.map((column) => evaluator.resultAt(grid, row, column)),
    );
  }
  const byKeys = (a: number, b: number): number => {
    for (const [i, { sortOrder }] of specs.entries()) {
      const isDown = sortOrder === "DESCENDING";
      const order = compareKeys(keys.get(a)?.[i] ?? null, keys.get(b)?.[i] ?? null, isDown);
      if (order !== 0) return order;
    }
    return a - b;
  };
  return [...keys.keys()].sort(byKeys);
}

/** Empty cells come last in either direction, errors just before them. */
function compareKeys(a: Result, b: Result, isDown: boolean): number {
  const rank = (value: Result): number =>
    value === null || value === "" ? 2 : isError(value) ? 1 : 0;
  const byRank = rank(a) - rank(b);
  if (byRank !== 0 || isError(a) || isError(b)) return byRank;
  return isDown ? compare(b, a) : compare(a, b);
}

interface FindReplace {
  readonly find?: string;
  readonly replacement?: string;
  readonly range?: GridRange;
  readonly matchCase?: boolean;
  readonly matchEntireCell?: boolean;
  readonly searchByRegex?: boolean;
  readonly includeFormulas?: boolean;
}

const asksMore = ({ matchEntireCell, searchByRegex, includeFormulas }: FindReplace): boolean =>
  matchEntireCell !== true || searchByRegex === true || includeFormulas === true;

/** Of a range, cells that are entirely what is sought; formulas are left alone. */
export function findReplace(book: Workbook, request: FindReplace): object {
  const { find = "", replacement = "", range, matchCase } = request;
  if (range === undefined || asksMore(request))
    throw unimplemented("findReplace of anything but entire cells of a range");
  if (find === "") throw invalid("find must not be empty.");
  const cased = (text: string): string => (matchCase === true ? text : text.toLowerCase());
  const isSought = (content: Content): boolean =>
    content !== null && !isFormula(content) && cased(String(content)) === cased(find);
  const { grid, top, left, bottom, right } = areaOf(book, range);
  const rows = new Set<number>();
  let changed = 0;
  for (let row = top; row < Math.min(bottom, rowsWithContent(grid)); row += 1) {
    const width = Math.min(right, grid.rows[row]?.cells.length ?? 0);
    for (let column = left; column < width; column += 1) {
      const content = contentAt(grid, row, column);
      if (!isSought(content)) continue;
      if (typeof content === "string") setContent(book, grid, [row, column], replacement || null);
      else typeInto(book, grid, [row, column], replacement);
      rows.add(row);
      changed += 1;
    }
  }
  const counts = { valuesChanged: changed, occurrencesChanged: changed, rowsChanged: rows.size };
  return { findReplace: changed === 0 ? {} : { ...counts, sheetsChanged: 1 } };
}
