/**
 * Reading and writing single cells of a grid. Every write goes through the history. What a content means (formula,
 * date, number format) is decided elsewhere.
 */
import type { Formula } from "../formulas/formula";
import type { Area, Content, Grid, Row, Workbook } from "./model";
import type { Style, StyleRow } from "./style-book";

export function contentAt(grid: Grid, row: number, column: number): Content {
  return grid.rows[row]?.cells[column] ?? null;
}

export function styleNumberAt(grid: Grid, row: number, column: number): number {
  return grid.rows[row]?.styles[column] ?? 0;
}

export function styleAt(book: Workbook, grid: Grid, row: number, column: number): Style {
  return book.styles.styleOf(styleNumberAt(grid, row, column));
}

export function eachCell(area: Area, look: (row: number, column: number) => void): void {
  for (let row = area.top; row < area.bottom; row += 1) {
    for (let column = area.left; column < area.right; column += 1) look(row, column);
  }
}

export function isFormula(content: Content | undefined): content is Formula {
  return typeof content === "object" && content !== null;
}

/** The number of rows up to the last one that holds a content. */
export function rowsWithContent(grid: Grid): number {
  let end = grid.rows.length;
  while (end > 0 && (grid.rows[end - 1]?.cells.length ?? 0) === 0) end -= 1;
  return end;
}

/** A row that the batch under way may change. */
function ownRow(book: Workbook, grid: Grid, index: number): Row {
  const { history } = book;
  const old = grid.rows[index] ?? null;
  if (old !== null && old.batch === history.batch) return old;
  const { rows } = grid;
  while (rows.length < index) rows.push(null);
  const fresh: Row = {
    cells: old === null ? [] : old.cells.slice(),
    styles: old === null ? book.styles.plainRow : old.styles,
    batch: history.batch,
  };
  rows[index] = fresh;
  history.note(() => {
    grid.rows[index] = old;
  });
  return fresh;
}

function list(grid: Grid, formula: Formula): void {
  grid.formulas.add(formula);
  if (formula.spills) grid.spilling.add(formula);
}

function unlist(grid: Grid, formula: Formula): void {
  grid.formulas.delete(formula);
  grid.spilling.delete(formula);
}

/** A formula takes about as much memory as so many plain cells. */
const cellsOfFormula = 10;

/** Counts a formula as standing in the grid. */
export function enlist(book: Workbook, grid: Grid, formula: Formula): void {
  book.history.spend(cellsOfFormula);
  list(grid, formula);
  book.history.note(() => unlist(grid, formula));
}

/** Forgets a formula whose cell is gone. */
export function dismiss(book: Workbook, grid: Grid, formula: Formula): void {
  unlist(grid, formula);
  book.history.note(() => list(grid, formula));
}

export function setContent(
  book: Workbook,
  grid: Grid,
  [row, column]: readonly [number, number],
  content: Content,
): void {
  const old = contentAt(grid, row, column);
  if (old === content) return;
  const { cells } = ownRow(book, grid, row);
  if (isFormula(old)) dismiss(book, grid, old);
  while (cells.length < column) cells.push(null);
  cells[column] = content;
  if (isFormula(content)) enlist(book, grid, content);
  while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
  book.edition += 1;
}

export function setStyle(
  book: Workbook,
  grid: Grid,
  [row, column]: readonly [number, number],
  style: Style,
): void {
  setStyleNumber(book, grid, [row, column], book.styles.numberOf(style));
}

/** As setStyle, for a style whose number is known. */
export function setStyleNumber(
  book: Workbook,
  grid: Grid,
  [row, column]: readonly [number, number],
  number: number,
): void {
  if (number === styleNumberAt(grid, row, column)) return;
  const own = ownRow(book, grid, row);
  own.styles = book.styles.withStyle(own.styles, column, number);
}

/** An empty row that looks like another; null when that one looks plain. */
export function blankRow(book: Workbook, styles: StyleRow | undefined): Row | null {
  if (styles === undefined || styles.length === 0) return null;
  return { cells: [], styles, batch: book.history.batch };
}
