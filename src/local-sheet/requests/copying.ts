/**
 * Requests that copy or move cells: copyPaste, cutPaste, insertRange, deleteRange. A copy takes what the cells hold at
 * that moment; its relative references follow. A cut takes the references of others along.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#copypasterequest
 */
import { createEvaluator } from "../formulas/evaluate";
import { copyFormula, isError } from "../formulas/formula";
import { followCut } from "../formulas/reference";
import type { Reference, Relocation } from "../formulas/reference";
import { invalid, unimplemented } from "../refusal";
import {
  contentAt,
  isFormula,
  rowsWithContent,
  setContent,
  setStyle,
  styleAt,
} from "../workbook/cells";
import { extent, setExtent } from "../workbook/dimensions";
import type { Area, Content, GridRange, NamedRange, Workbook } from "../workbook/model";
import { areaOf, axisOf, gridOf, outsideGrid } from "../workbook/sheets";
import type { Style } from "../workbook/style-book";
import { checkSize, movedContent } from "./cells";

interface Held {
  readonly content: Content;
  readonly style: Style;
}

const height = ({ top, bottom }: Area): number => bottom - top;
const width = ({ left, right }: Area): number => right - left;

function hold(book: Workbook, { grid, top, left, bottom, right }: Area): Held[][] {
  return Array.from({ length: bottom - top }, (_row, i) =>
    Array.from({ length: right - left }, (_cell, j) => ({
      content: contentAt(grid, top + i, left + j),
      style: styleAt(book, grid, top + i, left + j),
    })),
  );
}

/** The area with its results in the place of formulas. */
function holdResults(book: Workbook, area: Area): Held[][] {
  const evaluator = createEvaluator(book);
  return hold(book, area).map((cells, i) =>
    cells.map((cell, j) => {
      if (!isFormula(cell.content)) return cell;
      const result = evaluator.resultAt(area.grid, area.top + i, area.left + j);
      if (result === "") return { ...cell, content: null };
      return { ...cell, content: isError(result) ? cell.content : result };
    }),
  );
}

const pasteTypes = {
  PASTE_NORMAL: { contents: true, style: (_old: Style, held: Style) => held },
  PASTE_NO_BORDERS: { contents: true, style: withoutBorders },
  PASTE_VALUES: { contents: true, style: undefined },
  PASTE_FORMULA: { contents: true, style: undefined },
  PASTE_FORMAT: {
    contents: false,
    style: ({ note }: Style, held: Style): Style => {
      const { note: _theirs, ...look } = held;
      return note === undefined ? look : { ...look, note };
    },
  },
  PASTE_DATA_VALIDATION: {
    contents: false,
    style: (old: Style, { dataValidation }: Style): Style => {
      const { dataValidation: _old, ...rest } = old;
      return dataValidation === undefined ? rest : { ...rest, dataValidation };
    },
  },
} as const;

function withoutBorders(_old: Style, held: Style): Style {
  const { borders: _borders, ...userEnteredFormat } = held.userEnteredFormat ?? {};
  return { ...held, userEnteredFormat };
}

function pasteTypeOf(name = "PASTE_NORMAL"): (typeof pasteTypes)[keyof typeof pasteTypes] {
  if (Object.hasOwn(pasteTypes, name)) return pasteTypes[name as keyof typeof pasteTypes];
  throw unimplemented(`pasteType ${name}`);
}

/** The cells that a paste fills: the source once, or as often as it fits the destination exactly. */
function tiled(source: readonly [number, number], destination: Area): Area {
  const [rows, columns] = source;
  const tall = height(destination) % rows === 0 ? height(destination) : rows;
  const wide = width(destination) % columns === 0 ? width(destination) : columns;
  const { grid, top, left } = destination;
  const area = { grid, top, left, bottom: top + tall, right: left + wide };
  if (area.bottom > grid.rowCount || area.right > grid.columnCount) throw outsideGrid(area);
  return area;
}

export function copyPaste(
  book: Workbook,
  request: {
    source?: GridRange;
    destination?: GridRange;
    pasteType?: string;
    pasteOrientation?: string;
  },
): object {
  const source = areaOf(book, request.source);
  checkSize(source);
  const paste = pasteTypeOf(request.pasteType);
  const isTurned = request.pasteOrientation === "TRANSPOSE";
  const size = [height(source), width(source)] as const;
  const [rows, columns] = isTurned ? [size[1], size[0]] : size;
  const area = tiled([rows, columns], areaOf(book, request.destination));
  checkSize(area);
  const held =
    request.pasteType === "PASTE_VALUES" ? holdResults(book, source) : hold(book, source);
  for (let row = area.top; row < area.bottom; row += 1) {
    for (let column = area.left; column < area.right; column += 1) {
      const down = (row - area.top) % rows;
      const right = (column - area.left) % columns;
      const [i, j] = isTurned ? [right, down] : [down, right];
      const cell = held[i]?.[j];
      if (cell === undefined) continue;
      if (paste.contents) {
        const offset = [row - source.top - i, column - source.left - j] as const;
        const content = movedContent(cell.content, area.grid.sheetId, ...offset);
        setContent(book, area.grid, [row, column], content);
      }
      if (paste.style !== undefined) {
        const old = styleAt(book, area.grid, row, column);
        setStyle(book, area.grid, [row, column], paste.style(old, cell.style));
      }
    }
  }
  return {};
}

/** A sheet-less reference of a formula that leaves its sheet keeps pointing there. */
function anchored(book: Workbook, home: number, away: boolean): (r: Reference) => Reference {
  const title = book.grids.find(({ sheetId }) => sheetId === home)?.title;
  return (reference) =>
    away && reference.title === undefined ? { ...reference, title, sheetId: home } : reference;
}

/** Moves a block of cells with what they hold; formulas and named ranges that point into it follow within the sheet. */
function moveBlock(book: Workbook, source: Area, destination: Area): void {
  const { grid, top, left, bottom, right } = source;
  const held = hold(book, source);
  const cut: Relocation = {
    sheetId: grid.sheetId,
    top,
    left,
    bottom,
    right,
    rowsDown: destination.top - top,
    columnsRight: destination.left - left,
  };
  const isAway = destination.grid !== grid;
  eachCell(source, (row, column) => {
    setContent(book, grid, [row, column], null);
    setStyle(book, grid, [row, column], {});
  });
  const home = grid.sheetId;
  eachCell(destination, (row, column) => {
    const cell = held[row - destination.top]?.[column - destination.left];
    if (cell === undefined) return;
    const { content } = cell;
    const moved = isFormula(content)
      ? copyFormula(content, destination.grid.sheetId, anchored(book, home, isAway))
      : content;
    setContent(book, destination.grid, [row, column], moved);
    setStyle(book, destination.grid, [row, column], cell.style);
  });
  if (!isAway) followBlock(book, cut);
  book.edition += 1;
}

function followBlock(book: Workbook, cut: Relocation): void {
  for (const grid of book.grids) {
    for (const formula of grid.formulas) {
      const next = formula.references.map((r) => followCut(r, formula.home, cut));
      if (next.some((r, i) => r !== formula.references[i])) {
        book.history.set(formula, "references", next);
      }
    }
  }
  const follow = (named: NamedRange): NamedRange => {
    const { range } = named;
    const { startRowIndex = 0, endRowIndex, startColumnIndex = 0, endColumnIndex } = range;
    const isInside =
      (range.sheetId ?? 0) === cut.sheetId &&
      endRowIndex !== undefined &&
      endColumnIndex !== undefined &&
      startRowIndex >= cut.top &&
      endRowIndex <= cut.bottom &&
      startColumnIndex >= cut.left &&
      endColumnIndex <= cut.right;
    if (!isInside) return named;
    const moved = {
      ...range,
      startRowIndex: startRowIndex + cut.rowsDown,
      endRowIndex: endRowIndex + cut.rowsDown,
      startColumnIndex: startColumnIndex + cut.columnsRight,
      endColumnIndex: endColumnIndex + cut.columnsRight,
    };
    return { ...named, range: moved };
  };
  book.history.set(book, "namedRanges", book.namedRanges.map(follow));
}

function eachCell(area: Area, look: (row: number, column: number) => void): void {
  for (let row = area.top; row < area.bottom; row += 1) {
    for (let column = area.left; column < area.right; column += 1) look(row, column);
  }
}

export function cutPaste(
  book: Workbook,
  request: {
    source?: GridRange;
    destination?: { sheetId?: number; rowIndex?: number; columnIndex?: number };
    pasteType?: string;
  },
): object {
  const { pasteType = "PASTE_NORMAL" } = request;
  if (pasteType !== "PASTE_NORMAL") throw unimplemented(`cutPaste with pasteType ${pasteType}`);
  const source = areaOf(book, request.source);
  checkSize(source);
  const grid = gridOf(book, request.destination?.sheetId);
  const { rowIndex: top = 0, columnIndex: left = 0 } = request.destination ?? {};
  if (top < 0 || left < 0) throw invalid("Row and column indexes must not be negative.");
  const bottom = top + height(source);
  const destination = { grid, top, left, bottom, right: left + width(source) };
  if (bottom > grid.rowCount || destination.right > grid.columnCount)
    throw outsideGrid(destination);
  moveBlock(book, source, destination);
  return {};
}

/** The area that lies beyond another one, down or to the right, as far as anything is held. */
function beyond(area: Area, isDown: boolean, from: number): Area | undefined {
  const { grid, top, left, bottom, right } = area;
  const widest = grid.rows.reduce((most, row) => Math.max(most, row?.cells.length ?? 0), 0);
  const end = isDown ? rowsWithContent(grid) : widest;
  if (end <= from) return undefined;
  return isDown
    ? { grid, top: from, left, bottom: end, right }
    : { grid, top, left: from, bottom, right: end };
}

const shifted = (area: Area, isDown: boolean, by: number): Area =>
  isDown
    ? { ...area, top: area.top + by, bottom: area.bottom + by }
    : { ...area, left: area.left + by, right: area.right + by };

export function insertRange(
  book: Workbook,
  request: { range?: GridRange; shiftDimension?: string },
): object {
  const area = areaOf(book, request.range);
  const axis = axisOf(request.shiftDimension);
  const isDown = axis === "row";
  const block = beyond(area, isDown, isDown ? area.top : area.left);
  if (block === undefined) return {};
  checkSize(block);
  const target = shifted(block, isDown, isDown ? height(area) : width(area));
  const end = isDown ? target.bottom : target.right;
  if (end > extent(area.grid, axis)) setExtent(book, area.grid, axis, end);
  moveBlock(book, block, target);
  return {};
}

export function deleteRange(
  book: Workbook,
  request: { range?: GridRange; shiftDimension?: string },
): object {
  const area = areaOf(book, request.range);
  const isDown = axisOf(request.shiftDimension) === "row";
  const block = beyond(area, isDown, isDown ? area.bottom : area.right);
  checkSize(area);
  eachCell(area, (row, column) => {
    setContent(book, area.grid, [row, column], null);
    setStyle(book, area.grid, [row, column], {});
  });
  if (block === undefined) return {};
  checkSize(block);
  moveBlock(book, block, shifted(block, isDown, isDown ? -height(area) : -width(area)));
  return {};
}
