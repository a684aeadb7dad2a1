/**
 * Requests about whole rows and columns: insert, delete, append, move, and their properties.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#insertdimensionrequest
 */
import type { Axis } from "../formulas/reference";
import { overlay, readUpdateMask } from "../masks";
import { invalid, unimplemented } from "../refusal";
import { omit } from "../omit";
import { extent, frozen, insert, move, remove, setExtent } from "../workbook/dimensions";
import type { DimensionProperties, Grid, Workbook } from "../workbook/model";
import { axisOf, gridOf } from "../workbook/sheets";

interface DimensionRange {
  readonly sheetId?: number;
  readonly dimension?: string;
  readonly startIndex?: number;
  readonly endIndex?: number;
}

interface Stretch {
  readonly grid: Grid;
  readonly axis: Axis;
  readonly start: number;
  readonly end: number;
}

function stretchOf(book: Workbook, range: DimensionRange | undefined): Stretch {
  if (range === undefined) throw invalid("No range given.");
  const grid = gridOf(book, range.sheetId);
  const axis = axisOf(range.dimension);
  const { startIndex: start = 0, endIndex: end = extent(grid, axis) } = range;
  if (start < 0 || end <= start) {
    throw invalid(`endIndex (${end}) must be after startIndex (${start}), and neither negative.`);
  }
  return { grid, axis, start, end };
}

const mostInserted = 1_000_000;

export function insertDimension(
  book: Workbook,
  request: { range?: DimensionRange; inheritFromBefore?: boolean },
): object {
  const { grid, axis, start, end } = stretchOf(book, request.range);
  const { inheritFromBefore = false } = request;
  if (request.range?.endIndex === undefined) throw invalid("range.endIndex must be set.");
  if (start > extent(grid, axis)) {
    throw invalid(
      `Cannot insert a ${axis} at index ${start}: there are only ${extent(grid, axis)} ${axis}s.`,
    );
  }
  const isAtEnd = start === extent(grid, axis) && !inheritFromBefore;
  if (isAtEnd && book.traits.has("insertion-inside")) {
    throw invalid(
      `range.startIndex must be less than the grid size (${start}) if inheritFromBefore is false.`,
    );
  }
  if (inheritFromBefore && start === 0) {
    throw invalid("inheritFromBefore cannot be true when startIndex is 0.");
  }
  if (end - start > mostInserted) throw unimplemented("inserting a million rows at once");
  const like = inheritFromBefore ? start - 1 : start;
  insert(book, grid, { axis, at: start, count: end - start, like });
  return {};
}

/** @throws Refusal 400 when no row or column would be left to scroll */
function checkRemoval(grid: Grid, axis: Axis, start: number, end: number): void {
  const size = extent(grid, axis);
  if (end > size) {
    const tried = Math.max(start, size);
    throw invalid(
      `Cannot delete a ${axis} that doesn't exist. Tried to delete ${axis} index ${tried} but there are only ${size} ${axis}s.`,
    );
  }
  const held = frozen(grid, axis);
  if (end - Math.max(start, held) >= size - held) {
    throw invalid(`Sorry, it is not possible to delete all non-frozen ${axis}s.`);
  }
}

/** Removes rows or columns; frozen ones among them are no longer frozen. */
export function removeStretch(
  book: Workbook,
  grid: Grid,
  axis: Axis,
  [start, end]: readonly [number, number],
): void {
  checkRemoval(grid, axis, start, end);
  const held = frozen(grid, axis);
  remove(book, grid, axis, [start, end]);
  if (start >= held) return;
  const left = held - (Math.min(end, held) - start);
  const field = axis === "row" ? "frozenRowCount" : "frozenColumnCount";
  const rest = omit(grid.traits.gridProperties ?? {}, field);
  const gridProperties = left > 0 ? { ...rest, [field]: left } : rest;
  book.history.set(grid, "traits", { ...grid.traits, gridProperties });
}

export function deleteDimension(book: Workbook, request: { range?: DimensionRange }): object {
  const { grid, axis, start, end } = stretchOf(book, request.range);
  removeStretch(book, grid, axis, [start, end]);
  return {};
}

export function appendDimension(
  book: Workbook,
  request: { sheetId?: number; dimension?: string; length?: number; tableId?: string },
): object {
  if (request.tableId !== undefined) throw unimplemented("tables");
  const grid = gridOf(book, request.sheetId);
  const axis = axisOf(request.dimension);
  const { length = 0 } = request;
  if (length <= 0) throw invalid("length must be greater than 0.");
  setExtent(book, grid, axis, extent(grid, axis) + length);
  return {};
}

export function moveDimension(
  book: Workbook,
  request: { source?: DimensionRange; destinationIndex?: number },
): object {
  const { grid, axis, start, end } = stretchOf(book, request.source);
  const { destinationIndex: before = 0 } = request;
  const size = extent(grid, axis);
  if (end > size || before > size || before < 0) {
    throw invalid(`Cannot move ${axis}s ${start} to ${end} before ${before}: there are ${size}.`);
  }
  const held = frozen(grid, axis);
  if (
    (start < held && end > held) ||
    (start < held && before > held) ||
    (start >= held && before < held)
  ) {
    throw invalid(`Cannot move ${axis}s across the frozen ones.`);
  }
  move(book, grid, axis, { block: [start, end], before });
  return {};
}

export function updateDimensionProperties(
  book: Workbook,
  request: {
    properties?: DimensionProperties;
    fields?: string;
    range?: DimensionRange;
    dataSourceSheetRange?: unknown;
  },
): object {
  if (request.dataSourceSheetRange !== undefined) throw unimplemented("data sources");
  const mask = readUpdateMask(request.fields, "DimensionProperties");
  const { grid, axis, start, end } = stretchOf(book, request.range);
  const { developerMetadata, dataSourceColumnReference } = request.properties ?? {};
  if (developerMetadata !== undefined) throw unimplemented("developer metadata");
  if (dataSourceColumnReference !== undefined) throw unimplemented("data sources");
  const key = axis === "row" ? "rowTraits" : "columnTraits";
  book.history.spend(Math.min(end, extent(grid, axis)) + grid[key].length);
  const traits = grid[key].slice();
  for (let i = start; i < Math.min(end, extent(grid, axis)); i += 1) {
    while (traits.length <= i) traits.push(null);
    const laid = overlay(traits[i] ?? undefined, request.properties ?? {}, mask);
    traits[i] = (laid ?? null) as DimensionProperties | null;
  }
  book.history.set(grid, key, traits);
  return {};
}
