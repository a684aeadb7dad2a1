/**
 * A formula's reference to cells: where it points, which parts are fixed with `$`, how it reads, and how it follows when it
 * is copied or when rows and columns come, go or move. Reads no cells.
 */
import { columnIndex, columnName, quoteTitle } from "../a1";

interface Point {
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly rowFixed: boolean;
  readonly columnFixed: boolean;
}

export interface Reference {
  /** The sheet as written before `!`; undefined: the formula's own sheet. */
  readonly title: string | undefined;
  /** The id that the title had when the formula was entered; undefined also for an unknown title. */
  readonly sheetId: number | undefined;
  readonly from: Point;
  /** undefined: one cell. */
  readonly to: Point | undefined;
  /** What it pointed at is gone: `#REF!`. */
  readonly lost: boolean;
}

export type Axis = "row" | "column";

/** How indexes of one axis of a sheet change; an interval (its end open or exclusive) that vanishes is undefined. */
export interface Shift {
  readonly sheetId: number;
  readonly axis: Axis;
  interval(
    start: number,
    end: number | undefined,
  ): readonly [number, number | undefined] | undefined;
}

/** Where a block of cells was moved within its sheet. */
export interface Relocation {
  readonly sheetId: number;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly rowsDown: number;
}

function readPoint(text: string): Point | undefined {
  const match = /^(\$?)([A-Za-z]{0,3})(\$?)(\d{0,8})$/u.exec(text);
  if (match === null) return undefined;
  const [, firstDollar, letters = "", secondDollar, digits = ""] = match;
  if (letters === "" && digits === "") return undefined;
  const column = letters === "" ? undefined : columnIndex(letters);
  const row = digits === "" ? undefined : Number(digits) - 1;
  if (row !== undefined && row < 0) return undefined;
  const rowFixed = letters === "" ? firstDollar === "$" : secondDollar === "$";
  return { row, column, rowFixed, columnFixed: letters !== "" && firstDollar === "$" };
}

/** Reads the part after `!`: `A1`, `$A$1:B2`, `A:C`, `2:5`. */
export function readReference(
  cells: string,
  title: string | undefined,
  sheetId: number | undefined,
): Reference | undefined {
  const [first = "", second, ...more] = cells.split(":");
  const from = readPoint(first);
  const to = second === undefined ? undefined : readPoint(second);
  if (from === undefined || more.length > 0) return undefined;
  if (second === undefined) {
    if (from.row === undefined || from.column === undefined) return undefined;
    return { title, sheetId, from, to: undefined, lost: false };
  }
  return to && { title, sheetId, from, to, lost: false };
}

const pointText = ({ row, column, rowFixed, columnFixed }: Point): string =>
  (column === undefined ? "" : `${columnFixed ? "$" : ""}${columnName(column)}`) +
  (row === undefined ? "" : `${rowFixed ? "$" : ""}${row + 1}`);

/** How the reference reads; `titleOf` gives the present title of a sheet, undefined when it is gone. */
export function referenceText(
  reference: Reference,
  titleOf: (sheetId: number) => string | undefined,
): string {
  const { title, sheetId, from, to, lost } = reference;
  if (lost) return "#REF!";
  const cells = to === undefined ? pointText(from) : `${pointText(from)}:${pointText(to)}`;
  if (title === undefined) return cells;
  const present = sheetId === undefined ? title : titleOf(sheetId);
  return present === undefined ? "#REF!" : `${quoteTitle(present)}!${cells}`;
}

const index = (point: Point, axis: Axis): number | undefined =>
  axis === "row" ? point.row : point.column;

const place = (point: Point, axis: Axis, at: number | undefined): Point =>
  axis === "row" ? { ...point, row: at } : { ...point, column: at };

/** The bounds along an axis, half-open; an open side is undefined. */
export function referenceInterval(
  { from, to }: Reference,
  axis: Axis,
): readonly [number, number | undefined] {
  const a = index(from, axis);
  const b = to === undefined ? a : index(to, axis);
  if (a === undefined) return [0, b === undefined ? undefined : b + 1];
  if (b === undefined) return [a, undefined];
  return [Math.min(a, b), Math.max(a, b) + 1];
}

/** The reference after rows or columns of its sheet came, went or moved; the same object when nothing changes. */
export function followShift(reference: Reference, home: number, shift: Shift): Reference {
  if (!pointsInto(reference, home, shift.sheetId)) return reference;
  const { from, to } = reference;
  const isOpen =
    index(from, shift.axis) === undefined && index(to ?? from, shift.axis) === undefined;
  if (isOpen) return reference;
  const [low, high] = referenceInterval(reference, shift.axis);
  const moved = shift.interval(low, high);
  if (moved === undefined) return { ...reference, lost: true };
  if (moved[0] === low && moved[1] === high) return reference;
  return withInterval(reference, shift.axis, moved);
}

/** The reference with other bounds along an axis; corners that were turned round stay so, open sides stay open. */
function withInterval(
  reference: Reference,
  axis: Axis,
  [start, end]: readonly [number, number | undefined],
): Reference {
  const { from, to } = reference;
  const a = index(from, axis);
  const b = index(to ?? from, axis);
  const last = end === undefined ? start : end - 1;
  const isTurned = (a ?? 0) > (b ?? Infinity);
  const [first, second] = isTurned ? [last, start] : [start, last];
  return {
    ...reference,
    from: place(from, axis, a === undefined ? undefined : first),
    to: to && place(to, axis, b === undefined ? undefined : second),
  };
}

/** Whether a formula of the sheet `home` refers to cells of the sheet `sheetId` with it. */
export function pointsInto(
  { title, sheetId, lost }: Reference,
  home: number,
  target: number,
): boolean {
  return !lost && (title === undefined ? home : sheetId) === target;
}

/** The reference in a copy of its formula that stands so many rows and columns further. */
export function followCopy(
  reference: Reference,
  rowsDown: number,
  columnsRight: number,
): Reference {
  if (reference.lost) return reference;
  const from = copyPoint(reference.from, rowsDown, columnsRight);
  const to = reference.to && copyPoint(reference.to, rowsDown, columnsRight);
  const isOff = [from, to].some((p) => p && ((p.row ?? 0) < 0 || (p.column ?? 0) < 0));
  return isOff ? { ...reference, lost: true } : { ...reference, from, to };
}

function copyPoint(point: Point, rowsDown: number, columnsRight: number): Point {
  const row = point.row === undefined || point.rowFixed ? point.row : point.row + rowsDown;
  const column =
    point.column === undefined || point.columnFixed ? point.column : point.column + columnsRight;
  return { ...point, row, column };
}

/** The reference after a block that holds all of it was moved. */
export function followBlock(reference: Reference, home: number, moved: Relocation): Reference {
  if (!pointsInto(reference, home, moved.sheetId)) return reference;
  const { from, to } = reference;
  const [top, bottom] = referenceInterval(reference, "row");
  const [left, right] = referenceInterval(reference, "column");
  const isInside =
    bottom !== undefined &&
    right !== undefined &&
    top >= moved.top &&
    left >= moved.left &&
    bottom <= moved.bottom &&
    right <= moved.right;
  if (!isInside) return reference;
  const move = (point: Point): Point => ({ ...point, row: (point.row ?? 0) + moved.rowsDown });
  return { ...reference, from: move(from), to: to && move(to) };
}
