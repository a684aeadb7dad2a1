/** What the cells of a column hold: how a value is read from one and written into one. A tab names one for each column. */
import { toSerial } from "../../inventory/wall-clock";
import { keyOfWord } from "../../language/sheet-words/headings";
import { isStoppedWord, stoppedWord } from "../../language/sheet-words/purchase-words";
import { quantityOf, wholeNumberOf, type CellValue } from "../api/cells";
import { dayOfCell, daySerial, readTime } from "../api/times";
import type { CellKind, RowCells } from "./tab";

export interface Codec<Value> {
  readonly kind: CellKind;
  /** undefined: the cell is empty, or holds nothing of the kind. `timeZone`: IANA name of the sheet's zone. */
  read(cells: RowCells, field: string, timeZone: string): Value;
  write(value: Value, timeZone: string): CellValue;
}

/** Below the 50,000 characters that a cell may hold. @see https://support.google.com/drive/answer/37603 */
const longestText = 45_000;

/** Text as text, whatever it begins with, cut to what a cell holds; an empty one leaves the cell empty. */
const storedText = (text: string): CellValue =>
  text === "" ? undefined : text.slice(0, longestText);

/** Without white space at its ends; "" is an empty cell. */
export const text: Codec<string> = {
  kind: "text",
  read: (cells, field) => cells.text(field),
  write: storedText,
};

/** Exactly as it stands in the cell. */
export const exactText: Codec<string> = {
  ...text,
  read: (cells, field) => cells.rawText(field),
};

/** Text that stands for a value of another type. */
export const textAs = <Value>(
  parse: (text: string) => Value,
  format: (value: Value) => string | undefined,
): Codec<Value> => ({
  kind: "text",
  read: (cells, field) => parse(cells.text(field)),
  write: (value) => storedText(format(value) ?? ""),
});

/** Words with 、 between them; other separators that people type are read too. */
export const list: Codec<readonly string[]> = textAs(
  (written) =>
    written
      .split(/[\u3001\uff0c,\uff1b;\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  (words) => words.join("\u3001"),
);

export const quantity: Codec<number | undefined> = {
  kind: "number",
  read: (cells, field) => quantityOf(cells.cell(field)),
  write: (value) => value,
};

export const wholeNumber: Codec<number | undefined> = {
  kind: "whole number",
  read: (cells, field) => wholeNumberOf(cells.cell(field)),
  write: (value) => value,
};

/** A figure of which 0 leaves the cell empty. */
export const blankZero: Codec<number> = {
  kind: "number",
  read: (cells, field) => quantityOf(cells.cell(field)) ?? 0,
  write: (value) => (value === 0 ? undefined : value),
};

export const time: Codec<Date | undefined> = {
  kind: "time",
  read: (cells, field, timeZone) => readTime(cells.cell(field), timeZone),
  write: (value, timeZone) => value && toSerial(value, timeZone),
};

/** `yyyy-MM-dd`; "": none. */
export const day: Codec<string> = {
  kind: "day",
  read: (cells, field, timeZone) => dayOfCell(cells.cell(field), timeZone),
  write: daySerial,
};

/** One of a table's words. */
export const wordOf = <Key extends string>(
  words: Readonly<Record<Key, string>>,
): Codec<Key | undefined> => ({
  kind: Object.values(words),
  read: (cells, field) => keyOfWord(words, cells.text(field)),
  write: (key) => key && words[key],
});

/** What follows from other columns: it is written and never read. */
export const derived = <Value extends CellValue>(kind: CellKind): Codec<Value | undefined> => ({
  kind,
  read: () => undefined,
  write: (value) => value,
});

/** The codec with a value for what can't be read. */
export const orElse = <Value>(codec: Codec<Value | undefined>, value: Value): Codec<Value> => ({
  kind: codec.kind,
  read: (cells, field, timeZone) => codec.read(cells, field, timeZone) ?? value,
  write: (written, timeZone) => codec.write(written, timeZone),
});

/** 停用: whatever people write there for yes. */
export const stopped: Codec<boolean> = textAs(isStoppedWord, (isStopped) =>
  isStopped ? stoppedWord : undefined,
);
