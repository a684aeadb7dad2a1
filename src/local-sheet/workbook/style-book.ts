/**
 * How cells look, kept once each: a style (format, note, validation) becomes a small number, and a row's styles become one
 * shared list of such numbers, so that a hundred thousand rows formatted alike cost a single list.
 */

/** What a cell has besides its content, as the API's messages of the same names. */
export interface Style {
  readonly userEnteredFormat?: CellFormat;
  readonly note?: string;
  readonly dataValidation?: unknown;
  readonly textFormatRuns?: unknown;
}

export interface NumberFormat {
  readonly type?: string;
  readonly pattern?: string;
}

/** A CellFormat message; only its number format means anything to this server. */
export interface CellFormat {
  readonly numberFormat?: NumberFormat;
  readonly [field: string]: unknown;
}

/** Style numbers by column, without trailing zeros; one object per distinct list, never changed. */
export type StyleRow = readonly number[];

export interface StyleBook {
  /** 0 is the number of the empty style. */
  numberOf(style: Style): number;
  styleOf(number: number): Style;
  readonly plainRow: StyleRow;
  /** The shared list equal to this one. */
  rowOf(numbers: readonly number[]): StyleRow;
  withStyle(row: StyleRow, column: number, number: number): StyleRow;
  /** All styles by number. */
  all(): readonly Style[];
}

export function createStyleBook(known: readonly Style[] = []): StyleBook {
  const styles: Style[] = [{}];
  const numbers = new Map<string, number>([["{}", 0]]);
  const plainRow: StyleRow = [];
  const rows = new Map<string, StyleRow>([["", plainRow]]);

  const numberOf = (style: Style): number => {
    const key = stableJson(style);
    const number = numbers.get(key);
    if (number !== undefined) return number;
    numbers.set(key, styles.length);
    styles.push(style);
    return styles.length - 1;
  };
  const rowOf = (list: readonly number[]): StyleRow => {
    let end = list.length;
    while (end > 0 && (list[end - 1] ?? 0) === 0) end -= 1;
    const trimmed = end === list.length ? list : list.slice(0, end);
    const key = trimmed.join();
    const row = rows.get(key);
    if (row !== undefined) return row;
    rows.set(key, trimmed);
    return trimmed;
  };
  for (const style of known) numberOf(style);
  return {
    numberOf,
    styleOf: (number) => styles[number] ?? {},
    plainRow,
    rowOf,
    withStyle: (row, column, number) => {
      if ((row[column] ?? 0) === number) return row;
      const changed = row.slice();
      while (changed.length < column) changed.push(0);
      changed[column] = number;
      return rowOf(changed);
    },
    all: () => styles,
  };
}

/** JSON with its keys in order, so that equal values are equal texts. */
function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${stableJson(entry)}`).join()}}`;
}
