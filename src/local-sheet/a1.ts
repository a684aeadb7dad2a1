/**
 * A1 notation, as text only: letters and digits become zero-based half-open bounds and back. Whether a sheet of that
 * title exists and how large it is, is not known here.
 * @see https://developers.google.com/workspace/sheets/api/guides/concepts#cell
 */

/** Zero-based, half-open; an end that is undefined is open. */
export interface Bounds {
  readonly startRow: number | undefined;
  readonly endRow: number | undefined;
  readonly startColumn: number | undefined;
  readonly endColumn: number | undefined;
}

/** What a range's text names: a sheet by title, and cells or a name in it. */
export interface RangeText {
  readonly title: string | undefined;
  readonly cells: Bounds | undefined;
  /** The part that is not cells: perhaps a named range, perhaps a title. */
  readonly name: string | undefined;
}

const mostRows = 10_000_000;

/** 0 → A, 25 → Z, 26 → AA */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnName(rest) : "") + String.fromCharCode(65 + (column % 26));
}

/** A → 0, AA → 26 */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + (letter.charCodeAt(0) - 64);
  return index - 1;
}

interface Corner {
  readonly column: number | undefined;
  readonly row: number | undefined;
}

function readCorner(text: string): Corner | undefined {
  const match = /^\$?([A-Za-z]{1,3})?\$?(\d{1,8})?$/u.exec(text);
  if (match === null || (match[1] === undefined && match[2] === undefined)) return undefined;
  const row = match[2] === undefined ? undefined : Number(match[2]) - 1;
  if (row !== undefined && (row < 0 || row > mostRows)) return undefined;
  return { column: match[1] === undefined ? undefined : columnIndex(match[1]), row };
}

function span(
  a: number | undefined,
  b: number | undefined,
): [number | undefined, number | undefined] {
  if (a === undefined || b === undefined) return [a, b === undefined ? undefined : b + 1];
  return [Math.min(a, b), Math.max(a, b) + 1];
}

/** Reads `A1`, `$A$1`, `A1:B2`, `A:C`, `2:5`, `A2:C`, `A2:2`; corners may be reversed. */
export function readCells(text: string): Bounds | undefined {
  const corners = text.split(":").map((corner) => readCorner(corner.trim()));
  const [a, b = a] = corners;
  if (a === undefined || b === undefined || corners.length > 2) return undefined;
  if (corners.includes(undefined)) return undefined;
  if (corners.length === 1 && (a.column === undefined || a.row === undefined)) return undefined;
  const [startRow, endRow] = span(a.row, b.row);
  const [startColumn, endColumn] = span(a.column, b.column);
  return { startRow, endRow, startColumn, endColumn };
}

function splitTitle(text: string): { title: string | undefined; rest: string } | undefined {
  if (!text.startsWith("'")) {
    const mark = text.lastIndexOf("!");
    return mark < 0
      ? { title: undefined, rest: text }
      : { title: text.slice(0, mark), rest: text.slice(mark + 1) };
  }
  const quoted = /^'((?:[^']|'')*)'(?:!([^]*))?$/u.exec(text);
  if (quoted === null) return undefined;
  return { title: (quoted[1] ?? "").replaceAll("''", "'"), rest: quoted[2] ?? "" };
}

/** Reads a range's text; undefined where no reading exists. An unquoted title that looks like a cell is that cell. */
export function readRange(text: string): RangeText | undefined {
  const split = splitTitle(text.trim());
  if (split === undefined) return undefined;
  const { title, rest } = split;
  if (rest === "") {
    return title === undefined || text.endsWith("!")
      ? undefined
      : { title, cells: undefined, name: undefined };
  }
  const cells = readCells(rest);
  return { title, cells, name: cells === undefined ? rest : undefined };
}

/** The title as Google writes it in ranges: quoted unless it is a plain word that can't be taken for a cell. */
export function quoteTitle(title: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/u.test(title);
  const likeCell = /^[A-Za-z]{1,3}\d+$/u.test(title) || /^[Rr]\d*[Cc]\d*$/u.test(title);
  return plain && !likeCell ? title : `'${title.replaceAll("'", "''")}'`;
}

/** `A1:B2`, or `A1` for one cell. */
export function cellsText(top: number, left: number, bottom: number, right: number): string {
  const first = `${columnName(left)}${top + 1}`;
  const last = `${columnName(right - 1)}${bottom}`;
  return first === last ? first : `${first}:${last}`;
}
