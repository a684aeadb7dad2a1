/**
 * What happens to ranges when rows or columns come, go or move: formulas, named and protected ranges, rules and filters
 * follow. Pure interval arithmetic at the top, its application to the workbook below. Moves no cells.
 */
import { followShift, pointsInto, type Axis, type Shift } from "../formulas/reference";
import type { GridRange, Table, Workbook } from "./model";

type Interval = readonly [number, number | undefined] | undefined;

/** Indexes after `count` new ones at `at`: an interval grows only when they come inside it. */
export function insertion(sheetId: number, axis: Axis, at: number, count: number): Shift {
  return {
    sheetId,
    axis,
    interval: (start, end): Interval => [
      start >= at && !(start === 0 && end === undefined) ? start + count : start,
      end !== undefined && end > at ? end + count : end,
    ],
  };
}

/** Indexes after those from `at` to `to` are gone. */
export function deletion(sheetId: number, axis: Axis, at: number, to: number): Shift {
  const map = (index: number): number =>
    index <= at ? index : index >= to ? index - (to - at) : at;
  return {
    sheetId,
    axis,
    interval: (start, end): Interval => {
      if (end === undefined) return [map(start), end];
      return map(end) > map(start) ? [map(start), map(end)] : undefined;
    },
  };
}

/** Indexes after the block `from`–`to` was put before `before` (counted before the move). */
export function relocation(
  sheetId: number,
  axis: Axis,
  [from, to]: readonly [number, number],
  before: number,
): Shift {
  const count = to - from;
  const map = (index: number): number => {
    if (index >= from && index < to) return index + (before > to ? before - to : before - from);
    if (before > to && index >= to && index < before) return index - count;
    if (before < from && index >= before && index < from) return index + count;
    return index;
  };
  return {
    sheetId,
    axis,
    interval: (start, end): Interval => {
      if (end === undefined) return [start === 0 ? 0 : map(start), end];
      const ends = [map(start), map(end - 1)];
      return [Math.min(...ends), Math.max(...ends) + 1];
    },
  };
}

const bounds = {
  row: ["startRowIndex", "endRowIndex"],
  column: ["startColumnIndex", "endColumnIndex"],
} as const;

/** A range after the shift; undefined when nothing of it is left. */
function shiftRange(range: GridRange, shift: Shift): GridRange | undefined {
  if ((range.sheetId ?? 0) !== shift.sheetId) return range;
  const [startField, endField] = bounds[shift.axis];
  const { [startField]: start, [endField]: end } = range;
  if (start === undefined && end === undefined) return range;
  const moved = shift.interval(start ?? 0, end);
  if (moved === undefined) return undefined;
  const [first, last] = moved;
  if (first === (start ?? 0) && last === end) return range;
  return {
    ...range,
    ...(start === undefined ? {} : { [startField]: first }),
    ...(last === undefined ? {} : { [endField]: last }),
  };
}

/** Lets everything that points into the sheet follow the shift. */
export function followEverywhere(book: Workbook, shift: Shift): void {
  followFormulas(book, shift);
  const { history } = book;
  const follow = (range: GridRange): GridRange | undefined => shiftRange(range, shift);
  const followAll = <Item extends object>(
    items: readonly Item[],
    each: (item: Item) => Item | undefined,
  ): readonly Item[] => {
    const followed = items.map(each);
    const isSame = followed.every((item, i) => item === items[i]);
    return isSame ? items : followed.filter((item) => item !== undefined);
  };
  history.set(
    book,
    "namedRanges",
    followAll(book.namedRanges, (item) => withRange(item, follow(item.range))),
  );
  const grid = book.grids.find(({ sheetId }) => sheetId === shift.sheetId);
  if (grid === undefined) return;
  history.set(
    grid,
    "protectedRanges",
    followAll(grid.protectedRanges, (item) => {
      if (item.range === undefined) return item;
      const unprotected = followAll(item.unprotectedRanges ?? [], follow);
      const next = withRange(item, follow(item.range));
      return next && unprotected !== item.unprotectedRanges && item.unprotectedRanges
        ? { ...next, unprotectedRanges: unprotected }
        : next;
    }),
  );
  history.set(
    grid,
    "conditionalFormats",
    followAll(grid.conditionalFormats, (item) => {
      const ranges = followAll(item.ranges ?? [], follow);
      if (ranges === item.ranges) return item;
      return ranges.length === 0 ? undefined : { ...item, ranges };
    }),
  );
  const tables = followAll(grid.tables, (item) => followTable(item, shift));
  history.set(grid, "tables", tables);
  const merges = followAll(grid.merges, follow);
  history.set(grid, "merges", merges === grid.merges ? merges : merges.filter(isMerge));
  history.set(
    grid,
    "filterViews",
    followAll(grid.filterViews, (item) => withRange(item, item.range && follow(item.range))),
  );
  const { basicFilter } = grid;
  if (basicFilter?.range !== undefined) {
    history.set(grid, "basicFilter", withRange(basicFilter, follow(basicFilter.range)));
  }
}

/** Whether more than one cell is left. */
function isMerge(range: GridRange): boolean {
  const { startRowIndex = 0, endRowIndex = Infinity } = range;
  const { startColumnIndex = 0, endColumnIndex = Infinity } = range;
  return endRowIndex - startRowIndex > 1 || endColumnIndex - startColumnIndex > 1;
}

/** A table's columns keep their types wherever they stand afterwards. */
function followTable(table: Table, shift: Shift): Table | undefined {
  const range = shiftRange(table.range, shift);
  if (range === undefined || range === table.range) return withRange(table, range);
  if (shift.axis === "row") return { ...table, range };
  const { startColumnIndex: left = 0 } = range;
  const columns = (table.columnProperties ?? []).flatMap((column) => {
    const at = (table.range.startColumnIndex ?? 0) + (column.columnIndex ?? 0);
    const moved = shift.interval(at, at + 1);
    return moved === undefined ? [] : [{ ...column, columnIndex: moved[0] - left }];
  });
  return { ...table, range, columnProperties: columns };
}

function withRange<Item extends { readonly range?: GridRange }>(
  item: Item,
  range: GridRange | undefined,
): Item | undefined {
  if (range === undefined) return undefined;
  return range === item.range ? item : { ...item, range };
}

function followFormulas(book: Workbook, shift: Shift): void {
  for (const grid of book.grids) {
    for (const formula of grid.formulas) {
      if (!formula.references.some((r) => pointsInto(r, formula.home, shift.sheetId))) continue;
      const next = formula.references.map((r) => followShift(r, formula.home, shift));
      if (next.some((r, i) => r !== formula.references[i])) {
        book.history.set(formula, "references", next);
      }
    }
  }
}
