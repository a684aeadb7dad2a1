/**
 * What people should mend in the tabs that are read row by row: cells that can't be read, and rows that are therefore left
 * out. Pure; nothing is guessed at and nothing written.
 */
import {
  broadcastTypes,
  keyOfWord,
  movementTypes,
  tabs,
  type TabName,
} from "../language/sheet-words/headings";
import { cellList, problemSentences } from "../language/sheet-words/sheet-sentences";
import { cellName, quantityOf, textOf, type CellValue } from "./cells";
import type { SheetProblem } from "./stockroom";
import type { Grid, Row } from "./tabs";
import { readTime } from "./times";
import type { Grids } from "./workbook";

type Reason = "blank" | "notNumber" | "notTime" | readonly string[];
type Check = (value: CellValue) => Reason | undefined;

const isThere: Check = (value) => (textOf(value) === "" ? "blank" : undefined);
const isNumber: Check = (value) => (quantityOf(value) === undefined ? "notNumber" : undefined);
const isWholeNumber: Check = (value) =>
  isThere(value) ?? (Number.isSafeInteger(quantityOf(value)) ? undefined : "notNumber");
const isTime: Check = (value) =>
  isThere(value) ?? (readTime(value, "UTC") === undefined ? "notTime" : undefined);
const isWordOf =
  (words: Readonly<Record<string, string>>): Check =>
  (value) =>
    isThere(value) ??
    (keyOfWord(words, textOf(value)) === undefined ? Object.values(words) : undefined);

/** What the cells of a row must hold for it to be used, by tab and field. */
const needs = {
  ledger: {
    at: isTime,
    type: isWordOf(movementTypes),
    change: isNumber,
    before: isNumber,
    after: isNumber,
    id: isThere,
  },
  pending: { number: isWholeNumber },
  members: { name: isThere },
  broadcasts: { at: isTime, type: isWordOf(broadcastTypes), key: isThere },
} as const satisfies { readonly [Tab in keyof Grids]?: Readonly<Record<string, Check>> };

type Listed = keyof typeof needs;
const listed = Object.keys(needs) as readonly Listed[];

/** Every cell of these tabs that can't be used, in the order of the sheet. */
export function entryProblems(grids: Grids): readonly SheetProblem[] {
  return listed.flatMap((tab) => {
    const grid: Grid | undefined = grids[tab];
    if (!grid) return [];
    const checks = Object.entries(needs[tab]);
    const rows = grid.rows.flatMap((row, index) => rowProblems(grid, checks, row, index));
    return tab === "members" ? [...rows, ...sameAccounts(grid)] : rows;
  });
}

const valueIn = (grid: Grid, row: Row, field: string): CellValue => {
  const column = grid.columns.get(field);
  return column === undefined ? undefined : row[column];
};

function rowProblems(
  grid: Grid,
  checks: readonly (readonly [field: string, check: Check])[],
  row: Row,
  index: number,
): readonly SheetProblem[] {
  if (row.every((cell) => textOf(cell) === "")) return [];
  return checks.flatMap(([field, check]) => {
    const column = grid.columns.get(field);
    if (column === undefined) return [];
    const reason = check(row[column]);
    if (reason === undefined) return [];
    const cell = cellName(grid.headerRow + 1 + index, column);
    const columns: Readonly<Record<string, { readonly header: string }>> = tabs[grid.tab].columns;
    const facts = [grid.title, cell, columns[field]?.header ?? "", textOf(row[column])] as const;
    return [{ tab: grid.title, cell, sentence: sentenceFor(reason, grid.tab, facts) }];
  });
}

function sentenceFor(
  reason: Reason,
  of: TabName,
  [tab, cell, header, text]: readonly [string, string, string, string],
): string {
  switch (reason) {
    case "blank":
      return of === "members"
        ? problemSentences.nameless(tab, cell, header)
        : problemSentences.blankName(tab, cell, header);
    case "notNumber":
      return problemSentences.notNumber(tab, cell, header, text);
    case "notTime":
      return problemSentences.notTime(tab, cell, header, text);
    default:
      return problemSentences.unknownWord(tab, cell, header, text, reason);
  }
}

/** An account that stands in several rows: the first one counts. */
function sameAccounts(grid: Grid): readonly SheetProblem[] {
  const column = grid.columns.get("account") ?? 0;
  const cells = new Map<string, string[]>();
  grid.rows.forEach((row, index) => {
    const account = textOf(valueIn(grid, row, "account"));
    if (account === "") return;
    const key = `${textOf(valueIn(grid, row, "platform"))}\n${account}`;
    const found = cells.get(key) ?? [];
    cells.set(key, [...found, cellName(grid.headerRow + 1 + index, column)]);
  });
  return [...cells.values()].flatMap(([first = "", ...others]) => {
    if (others.length === 0) return [];
    const sentence = problemSentences.sameAccount(grid.title, first, cellList(others));
    return [{ tab: grid.title, cell: first, sentence }];
  });
}
