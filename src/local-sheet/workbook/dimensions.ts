/**
 * Rows and columns that come, go and move, and the size of the grid. The bounds were checked by the caller; the limit of
 * cells in a workbook is kept here.
 */
import type { Axis } from "../formulas/reference";
import { invalid } from "../refusal";
import { blankRow, dismiss, isFormula } from "./cells";
import type { Grid, Row, Workbook } from "./model";
import { deletion, followEverywhere, insertion, relocation } from "./shift";

type Traits = Grid["rowTraits"];

/** The size of a grid along an axis. */
export function extent(grid: Grid, axis: Axis): number {
  return axis === "row" ? grid.rowCount : grid.columnCount;
}

/** How many rows or columns stay in view. */
export function frozen(grid: Grid, axis: Axis): number {
  const { frozenRowCount = 0, frozenColumnCount = 0 } = grid.traits.gridProperties ?? {};
  return axis === "row" ? frozenRowCount : frozenColumnCount;
}

/** @throws Refusal 400 when the workbook would hold more cells than the limit */
export function setExtent(book: Workbook, grid: Grid, axis: Axis, count: number): void {
  const others = book.grids
    .filter((other) => other !== grid)
    .reduce((sum, { rowCount, columnCount }) => sum + rowCount * columnCount, 0);
  const own = count * extent(grid, axis === "row" ? "column" : "row");
  if (count > extent(grid, axis) && others + own > book.cellLimit) {
    throw invalid(
      `This action would increase the number of cells in the workbook above the limit of ${book.cellLimit} cells.`,
    );
  }
  book.history.set(grid, axis === "row" ? "rowCount" : "columnCount", count);
}

/** A list with something put in; beyond its end nothing needs to move. */
function withInserted<Item>(list: readonly Item[], at: number, items: readonly Item[]): Item[] {
  return at >= list.length ? list.slice() : [...list.slice(0, at), ...items, ...list.slice(at)];
}

function withMoved<Item>(
  list: readonly Item[],
  [from, to]: readonly [number, number],
  { before, blank }: { before: number; blank: Item },
): Item[] {
  const rest = list.slice();
  while (rest.length < Math.max(to, before)) rest.push(blank);
  const block = rest.splice(from, to - from);
  const at = before > from ? before - (to - from) : before;
  return [...rest.slice(0, at), ...block, ...rest.slice(at)];
}

function setTraits(book: Workbook, grid: Grid, axis: Axis, traits: Traits): void {
  book.history.spend(traits.length);
  book.history.set(grid, axis === "row" ? "rowTraits" : "columnTraits", traits);
}

const traitsOf = (grid: Grid, axis: Axis): Traits =>
  axis === "row" ? grid.rowTraits : grid.columnTraits;

const nulls = (count: number): null[] => new Array<null>(count).fill(null);

/** Inserts empty rows or columns that look like the one before or after them. */
export function insert(
  book: Workbook,
  grid: Grid,
  { axis, at, count, like }: { axis: Axis; at: number; count: number; like: number | undefined },
): void {
  setExtent(book, grid, axis, extent(grid, axis) + count);
  setTraits(book, grid, axis, withInserted(traitsOf(grid, axis), at, nulls(count)));
  if (axis === "row") insertRows(book, grid, [at, count], like);
  else insertColumns(book, grid, [at, count], like);
  followEverywhere(book, insertion(grid.sheetId, axis, at, count));
  book.edition += 1;
}

const mostSpliced = 1000;

function insertRows(
  book: Workbook,
  grid: Grid,
  [at, count]: readonly [number, number],
  like: number | undefined,
): void {
  const styles = like === undefined ? undefined : grid.rows[like]?.styles;
  if (at >= grid.rows.length && (styles?.length ?? 0) === 0) return;
  const { rows } = grid;
  book.history.spend(count > mostSpliced ? rows.length + count : count);
  const fresh = Array.from({ length: count }, () => blankRow(book, styles));
  while (rows.length < at) rows.push(null);
  if (count > mostSpliced) {
    book.history.set(grid, "rows", rows.slice(0, at).concat(fresh, rows.slice(at)));
    return;
  }
  rows.splice(at, 0, ...fresh);
  book.history.note(() => rows.splice(at, count));
}

/** Rebuilds every row with its cells and styles rearranged alike. */
function rearrangeColumns(
  book: Workbook,
  grid: Grid,
  rearrange: <Item>(list: readonly Item[], blank: Item) => Item[],
): void {
  const { batch } = book.history;
  book.history.spend(grid.rows.length);
  const rows = grid.rows.map((row): Row | null => {
    if (row === null) return null;
    book.history.spend(row.cells.length + row.styles.length);
    const cells = rearrange(row.cells, null);
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
    return { cells, styles: book.styles.rowOf(rearrange(row.styles, 0)), batch };
  });
  book.history.set(grid, "rows", rows);
}

function insertColumns(
  book: Workbook,
  grid: Grid,
  [at, count]: readonly [number, number],
  like: number | undefined,
): void {
  rearrangeColumns(book, grid, (list, blank) =>
    withInserted(list, at, new Array<typeof blank>(count).fill(blank)),
  );
  if (like === undefined) return;
  const from = like >= at ? like + count : like;
  for (const row of grid.rows) {
    const number = row?.styles[from] ?? 0;
    if (row === null || number === 0) continue;
    for (let c = at; c < at + count; c += 1) {
      row.styles = book.styles.withStyle(row.styles, c, number);
    }
  }
}

/** Removes the rows or columns from `at` to `to` with all they hold. */
export function remove(
  book: Workbook,
  grid: Grid,
  axis: Axis,
  [at, to]: readonly [number, number],
): void {
  const keep = <Item>(list: readonly Item[]): Item[] => [...list.slice(0, at), ...list.slice(to)];
  setTraits(book, grid, axis, keep(traitsOf(grid, axis)));
  if (axis === "row") removeRows(book, grid, at, to);
  else {
    for (const row of grid.rows) dismissAll(book, grid, row?.cells.slice(at, to) ?? []);
    rearrangeColumns(book, grid, keep);
  }
  setExtent(book, grid, axis, extent(grid, axis) - (to - at));
  followEverywhere(book, deletion(grid.sheetId, axis, at, to));
  book.edition += 1;
}

function removeRows(book: Workbook, grid: Grid, at: number, to: number): void {
  const { rows } = grid;
  if (at >= rows.length) return;
  const gone = rows.slice(at, to);
  book.history.spend(gone.length > mostSpliced ? rows.length : gone.length);
  for (const row of gone) dismissAll(book, grid, row?.cells ?? []);
  if (gone.length > mostSpliced) {
    book.history.set(grid, "rows", [...rows.slice(0, at), ...rows.slice(to)]);
    return;
  }
  rows.splice(at, gone.length);
  book.history.note(() => rows.splice(at, 0, ...gone));
}

function dismissAll(book: Workbook, grid: Grid, cells: Row["cells"]): void {
  for (const cell of cells) if (isFormula(cell)) dismiss(book, grid, cell);
}

/** Puts the rows or columns of a block before another one, counted before the move. */
export function move(
  book: Workbook,
  grid: Grid,
  axis: Axis,
  { block, before }: { block: readonly [number, number]; before: number },
): void {
  const [from, to] = block;
  if (before >= from && before <= to) return;
  setTraits(book, grid, axis, withMoved(traitsOf(grid, axis), block, { before, blank: null }));
  if (axis === "row") {
    book.history.spend(Math.max(grid.rows.length, before));
    book.history.set(grid, "rows", withMoved(grid.rows, block, { before, blank: null }));
  } else {
    rearrangeColumns(book, grid, (list, blank) => withMoved(list, block, { before, blank }));
  }
  followEverywhere(book, relocation(grid.sheetId, axis, block, before));
  book.edition += 1;
}
