/**
 * Requests that put other contents into the cells of a range: sortRange and findReplace.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#sortrangerequest
 */
import { createEvaluator } from "../formulas/evaluate";
import { formulaText, isError, type Result } from "../formulas/formula";
import { compare } from "../formulas/operators";
import { invalid, unimplemented } from "../refusal";
import { contentAt, isFormula, rowsWithContent, setContent, setStyle } from "../workbook/cells";
import { formulaIn, typeInto } from "../workbook/enter";
import type { Area, Grid, GridRange, Workbook } from "../workbook/model";
import { areaOf, findGrid, gridOf, wholeGrid } from "../workbook/sheets";
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
  readonly sheetId?: number;
  readonly allSheets?: boolean;
  readonly matchCase?: boolean;
  readonly matchEntireCell?: boolean;
  readonly searchByRegex?: boolean;
  readonly includeFormulas?: boolean;
}

function areasToSearch(book: Workbook, request: FindReplace): readonly Area[] {
  if (request.allSheets === true) return book.grids.map(wholeGrid);
  if (request.range !== undefined) return [areaOf(book, request.range)];
  if (request.sheetId !== undefined) return [wholeGrid(gridOf(book, request.sheetId))];
  throw invalid("One of range, sheetId and allSheets must be set.");
}

export function findReplace(book: Workbook, request: FindReplace): object {
  if (request.searchByRegex === true) throw unimplemented("findReplace with searchByRegex");
  const { find = "" } = request;
  if (find === "") throw invalid("find must not be empty.");
  const counts = { valuesChanged: 0, formulasChanged: 0, occurrencesChanged: 0 };
  const rows = new Set<string>();
  const sheets = new Set<Grid>();
  for (const area of areasToSearch(book, request)) {
    eachFilled(area, (row, column) => {
      const kind = replaceIn(book, area.grid, [row, column], { request, counts });
      if (kind === undefined) return;
      counts[kind] += 1;
      rows.add(`${area.grid.sheetId}:${row}`);
      sheets.add(area.grid);
    });
  }
  const all = { ...counts, rowsChanged: rows.size, sheetsChanged: sheets.size };
  const told = Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
  return { findReplace: told };
}

function eachFilled(
  { grid, top, left, bottom, right }: Area,
  look: (row: number, column: number) => void,
): void {
  for (let row = top; row < Math.min(bottom, rowsWithContent(grid)); row += 1) {
    const width = Math.min(right, grid.rows[row]?.cells.length ?? 0);
    for (let column = left; column < width; column += 1) look(row, column);
  }
}

function replaceIn(
  book: Workbook,
  grid: Grid,
  place: readonly [number, number],
  { request, counts }: { request: FindReplace; counts: { occurrencesChanged: number } },
): "valuesChanged" | "formulasChanged" | undefined {
  const content = contentAt(grid, ...place);
  if (content === null || (isFormula(content) && request.includeFormulas !== true))
    return undefined;
  const text = isFormula(content)
    ? formulaText(content, (id) => findGrid(book, id)?.title)
    : String(content);
  const replaced = replaceText(text, request);
  if (replaced === undefined) return undefined;
  counts.occurrencesChanged += replaced.count;
  if (isFormula(content)) {
    const isStill = replaced.text.startsWith("=");
    setContent(book, grid, place, isStill ? formulaIn(book, grid, replaced.text) : replaced.text);
    return "formulasChanged";
  }
  if (typeof content === "string") setContent(book, grid, place, replaced.text || null);
  else typeInto(book, grid, place, replaced.text);
  return "valuesChanged";
}

function replaceText(
  text: string,
  request: FindReplace,
): { text: string; count: number } | undefined {
  const { find = "", replacement = "" } = request;
  const same = (a: string): string => (request.matchCase === true ? a : a.toLowerCase());
  if (request.matchEntireCell === true) {
    return same(text) === same(find) ? { text: replacement, count: 1 } : undefined;
  }
  const parts = same(text).split(same(find));
  if (parts.length === 1 || same(text).length !== text.length) return undefined;
  let at = 0;
  const kept = parts.map((part) => {
    const piece = text.slice(at, at + part.length);
    at += part.length + find.length;
    return piece;
  });
  return { text: kept.join(replacement), count: parts.length - 1 };
}
