/**
 * The request copyPaste: a copy takes what the cells hold at that moment, and its relative references follow.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#copypasterequest
 */
import { createEvaluator } from "../formulas/evaluate";
import { isError } from "../formulas/formula";
import { unimplemented } from "../refusal";
import { contentAt, eachCell, isFormula, setContent, styleAt } from "../workbook/cells";
import { hiddenRows } from "../workbook/filtered";
import type { Area, Content, GridRange, Workbook } from "../workbook/model";
import { areaOf, outsideGrid } from "../workbook/sheets";
import type { Style } from "../workbook/style-book";
import { checkSize, movedContent } from "./cells";

interface Held {
  readonly content: Content;
  readonly style: Style;
}

const height = ({ top, bottom }: Area): number => bottom - top;
const width = ({ left, right }: Area): number => right - left;

/** The cells of an area as they are now. */
export function hold(book: Workbook, { grid, top, left, bottom, right }: Area): Held[][] {
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

/** The rows of a source that are copied, counted from its top. */
function seenRows(book: Workbook, { grid, top, bottom }: Area): number[] {
  const isHidden = book.traits.has("filter-hides")
    ? hiddenRows(book, grid, createEvaluator(book))
    : undefined;
  const all = Array.from({ length: bottom - top }, (_row, i) => i);
  return isHidden === undefined ? all : all.filter((i) => !isHidden(top + i));
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
  const { pasteType = "PASTE_NORMAL", pasteOrientation = "NORMAL" } = request;
  if (!["PASTE_FORMULA", "PASTE_VALUES"].includes(pasteType) || pasteOrientation !== "NORMAL")
    throw unimplemented(`copyPaste with ${pasteType}, ${pasteOrientation}`);
  const source = areaOf(book, request.source);
  checkSize(book, source);
  const all = pasteType === "PASTE_VALUES" ? holdResults(book, source) : hold(book, source);
  const seen = seenRows(book, source);
  if (seen.length === 0) return {};
  const size = [seen.length, width(source)] as const;
  const area = tiled(size, areaOf(book, request.destination));
  checkSize(book, area);
  eachCell(area, (row, column) => {
    const i = seen[(row - area.top) % size[0]] ?? 0;
    const j = (column - area.left) % size[1];
    const content = all[i]?.[j]?.content ?? null;
    const offset = [row - source.top - i, column - source.left - j] as const;
    setContent(book, area.grid, [row, column], movedContent(content, area.grid.sheetId, ...offset));
  });
  return {};
}
