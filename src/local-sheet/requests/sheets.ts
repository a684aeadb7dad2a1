/**
 * Requests about tabs: addSheet, deleteSheet and updateSheetProperties.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#addsheetrequest
 */
import { sheetProperties } from "../answers/properties";
import type { Axis } from "../formulas/reference";
import { below, overlay, readUpdateMask, type Mask } from "../masks";
import { invalid, unimplemented } from "../refusal";
import { omit } from "../omit";
import { extent, frozen, setExtent } from "../workbook/dimensions";
import type { Grid, NamedRange, SheetTraits, Workbook } from "../workbook/model";
import { checkTitle, createGrid, findGrid, findGridByTitle, sheetOf } from "../workbook/sheets";
import { removeStretch } from "./dimensions";

interface SheetProperties extends SheetTraits {
  readonly sheetId?: number;
  readonly title?: string;
  readonly index?: number;
  readonly gridProperties?: {
    readonly rowCount?: number;
    readonly columnCount?: number;
    readonly frozenRowCount?: number;
    readonly frozenColumnCount?: number;
  };
}

const unservedTraits = ["dataSourceSheetProperties"];

/** What is false is not kept, nor a tab's colour without parts: that is none. */
const isTold = (value: unknown): boolean =>
  value !== false &&
  !(typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** What remains of sheet properties when id, title, index and size are taken out; false and 0 are not kept. */
function traitsOf(properties: SheetProperties): SheetTraits {
  const { sheetType, gridProperties } = properties;
  const rest = omit(properties, "sheetId", "title", "index", "sheetType", "gridProperties");
  if (sheetType !== undefined && sheetType !== "GRID")
    throw unimplemented("sheets of another type");
  if (unservedTraits.some((name) => name in rest)) throw unimplemented("data sources");
  const grid = omit(gridProperties ?? {}, "rowCount", "columnCount");
  const held = Object.entries(grid).filter(
    ([, value]) => value !== 0 && (value as unknown) !== false,
  );
  const traits = Object.fromEntries(Object.entries(rest).filter(([, value]) => isTold(value)));
  return held.length === 0 ? traits : { ...traits, gridProperties: Object.fromEntries(held) };
}

function freeTitle(book: Workbook): string {
  for (let number = book.grids.length + 1; ; number += 1) {
    const title = `Sheet${number}`;
    if (findGridByTitle(book, title) === undefined) return title;
  }
}

export function freeId(book: Workbook): number {
  for (;;) {
    const sheetId = book.draw();
    if (findGrid(book, sheetId) === undefined) return sheetId;
  }
}

const mostSheets = 10_000;

export function addSheet(book: Workbook, request: { properties?: SheetProperties }): object {
  const { properties = {} } = request;
  const { sheetId = freeId(book), title = freeTitle(book), index = book.grids.length } = properties;
  const { rowCount = 1000, columnCount = 26 } = properties.gridProperties ?? {};
  if (sheetId < 0) throw invalid("sheetId must not be negative.");
  if (findGrid(book, sheetId) !== undefined)
    throw invalid(`Sheet with id ${sheetId} already exists.`);
  checkTitle(book, title);
  if (index < 0) throw invalid("index must not be negative.");
  if (book.grids.length >= mostSheets) throw invalid(`There are already ${mostSheets} sheets.`);
  checkSize(rowCount, columnCount);
  const grid = createGrid(sheetId, title, {
    rowCount: 0,
    columnCount,
    traits: traitsOf(properties),
  });
  const at = Math.min(index, book.grids.length);
  book.history.set(book, "grids", [...book.grids.slice(0, at), grid, ...book.grids.slice(at)]);
  setExtent(book, grid, "row", rowCount);
  checkFrozen(grid);
  book.edition += 1;
  return { addSheet: { properties: sheetProperties(book, grid) } };
}

function checkSize(rowCount: number, columnCount: number): void {
  if (rowCount < 1 || columnCount < 1)
    throw invalid("A sheet must have at least one row and column.");
  if (columnCount > 18_278) throw invalid("A sheet can have at most 18278 columns.");
}

function checkFrozen(grid: Grid): void {
  for (const axis of ["row", "column"] as const) {
    if (frozen(grid, axis) >= extent(grid, axis)) {
      throw invalid(`You can't freeze all visible ${axis}s on the sheet.`);
    }
  }
}

export function deleteSheet(book: Workbook, request: { sheetId?: number }): object {
  const grid = sheetOf(book, request.sheetId);
  const rest = book.grids.filter((other) => other !== grid);
  if (!rest.some(({ traits }) => traits.hidden !== true)) {
    throw invalid("You can't remove all the sheets in a document.");
  }
  book.history.set(book, "grids", rest);
  const isGone = ({ range }: NamedRange): boolean => (range.sheetId ?? 0) === grid.sheetId;
  const gone = book.namedRanges.filter(isGone);
  if (book.traits.has("ghost-names")) book.history.set(book, "ghosts", [...book.ghosts, ...gone]);
  const named = book.namedRanges.filter((each) => !isGone(each));
  book.history.set(book, "namedRanges", named);
  book.edition += 1;
  return {};
}

export function updateSheetProperties(
  book: Workbook,
  request: { properties?: SheetProperties; fields?: string },
): object {
  const { properties = {} } = request;
  const mask = readUpdateMask(request.fields, "SheetProperties");
  const grid = sheetOf(book, properties.sheetId);
  if (below(mask, "title") !== undefined) {
    const { title = "" } = properties;
    checkTitle(book, title, grid);
    book.history.set(grid, "title", title);
  }
  resize(book, grid, properties.gridProperties ?? {}, below(mask, "gridProperties"));
  const traits = (overlay(grid.traits, properties, mask) ?? {}) as SheetProperties;
  book.history.set(grid, "traits", traitsOf(traits));
  checkFrozen(grid);
  if (book.grids.every(({ traits: { hidden } }) => hidden === true)) {
    throw invalid("You can't hide all the sheets in a document.");
  }
  if (below(mask, "index") !== undefined && properties.index !== undefined) {
    reorder(book, grid, properties.index);
  }
  book.edition += 1;
  return {};
}

/** Rows first, and checked before columns, as Google does. */
function resize(
  book: Workbook,
  grid: Grid,
  wanted: { readonly rowCount?: number; readonly columnCount?: number },
  mask: Mask | undefined,
): void {
  if (mask === undefined) return;
  const sizes: readonly [Axis, number | undefined, string][] = [
    ["row", wanted.rowCount, "rowCount"],
    ["column", wanted.columnCount, "columnCount"],
  ];
  for (const [axis, count, field] of sizes) {
    if (count === undefined || below(mask, field) === undefined) continue;
    checkSize(axis === "row" ? count : 1, axis === "column" ? count : 1);
    const size = extent(grid, axis);
    if (count < size) removeStretch(book, grid, axis, [count, size]);
    else setExtent(book, grid, axis, count);
  }
}

/** The place is counted before the move. */
function reorder(book: Workbook, grid: Grid, index: number): void {
  if (index < 0 || index > book.grids.length) {
    throw invalid(`Sheet index ${index} is out of range: there are ${book.grids.length} sheets.`);
  }
  const from = book.grids.indexOf(grid);
  const rest = book.grids.filter((other) => other !== grid);
  const at = index > from ? index - 1 : index;
  book.history.set(book, "grids", [...rest.slice(0, at), grid, ...rest.slice(at)]);
}
