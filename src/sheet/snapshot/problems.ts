/**
 * What people should mend in the tabs: missing tabs and columns, cells that can't be read, rows that are therefore left
 * out. Pure; nothing is guessed at and nothing written.
 */
import { unreadConversions } from "../../inventory/items/conversions";
import { cellList, inCell, problemSentences } from "../../language/sheet-words/sheet-sentences";
import { cellName, quantityOf, textOf, wholeNumberOf, type CellValue } from "../api/cells";
import type { SheetProblem } from "../stockroom";
import { entriesOf, isBlank, oncePerRow, oncePerZone, type Grid } from "../tabs/grid";
import { besideTable } from "../tabs/sheet-data";
import { isRequired, type CellKind, type Tab } from "../tabs/tab";
import { readTime } from "../api/times";

/** The tab, or those of its columns, that are not there. */
function missingOf(tab: Tab, grid: Grid | undefined): readonly SheetProblem[] {
  const whole = (title: string, sentence: string) => ({ tab: title, cell: "", sentence });
  if (!grid) return [whole(tab.title, problemSentences.missingTab(tab.title))];
  return grid.missing.map((header) =>
    whole(grid.title, problemSentences.missingColumn(grid.title, header)),
  );
}

/** Tabs and columns that are missing or stand twice. */
export const structureProblems = (
  tabs: readonly Tab[],
  grids: ReadonlyMap<string, Grid>,
): readonly SheetProblem[] =>
  tabs.flatMap((tab) => {
    const grid = grids.get(tab.name);
    if (!grid && !isRequired(tab)) return [];
    const doubled = grid?.doubled.map((header) => doubledProblem(grid, header)) ?? [];
    return [...missingOf(tab, grid), ...doubled];
  });

function doubledProblem({ title, header: headers, headerRow }: Grid, header: string): SheetProblem {
  const second = headers.indexOf(header, headers.indexOf(header) + 1);
  const cell = cellName(headerRow, second);
  return { tab: title, cell, sentence: problemSentences.doubledColumn(title, cell, header) };
}

/** What stands in the way of booking: the tabs and columns that are missing, as sentences. */
export function incompleteness(
  required: readonly Tab[],
  grids: ReadonlyMap<string, Grid>,
): string | undefined {
  const missing = required.flatMap((tab) => missingOf(tab, grids.get(tab.name)));
  return missing.length > 0 ? missing.map(({ sentence }) => sentence).join("\n") : undefined;
}

/** A cell as sentences name it. */
type Place = readonly [tab: string, cell: string, header: string];

/** Every cell that makes its row useless, in the order of the sheet. */
export const rowProblems = oncePerRow((grid, { gridRow, row }) => {
  if (isBlank(row)) return [];
  return Object.entries(grid.tab.columns).flatMap(
    ([field, { kind, header, needed }]): SheetProblem[] => {
      const column = needed ? grid.columns.get(field) : undefined;
      if (column === undefined) return [];
      const [tab, cell] = [grid.title, cellName(gridRow, column)];
      const sentence = faultOf(row[column], kind, grid.tab, [tab, cell, header]);
      return sentence === undefined ? [] : [{ tab, cell, sentence }];
    },
  );
});

function faultOf(
  value: CellValue,
  kind: CellKind,
  { name }: Tab,
  place: Place,
): string | undefined {
  const text = textOf(value);
  if (kind === "number" || (kind === "whole number" && text !== "")) {
    const read = kind === "number" ? quantityOf(value) : wholeNumberOf(value);
    return read === undefined ? problemSentences.notNumber(...place, text) : undefined;
  }
  if (text === "") {
    // A person without a name is known all the same.
    const { nameless, blankName } = problemSentences;
    return name === "members" ? nameless(...place) : blankName(...place);
  }
  if (kind === "time" || kind === "day") {
    return readTime(value, "UTC") === undefined
      ? problemSentences.notTime(...place, text)
      : undefined;
  }
  return typeof kind === "string" ? undefined : unknownWord(text, kind, place);
}

const unknownWord = (text: string, words: readonly string[], place: Place): string | undefined =>
  words.includes(text) ? undefined : problemSentences.unknownWord(...place, text, words);

/** What is said of the cells of a column that hold anything. */
function columnProblems(
  grid: Grid,
  field: string,
  say: (text: string, place: Place) => string | undefined,
): readonly SheetProblem[] {
  const column = grid.columns.get(field);
  const { header = field } = grid.tab.columns[field] ?? {};
  if (column === undefined) return [];
  return grid.rows.flatMap(({ gridRow, row }): SheetProblem[] => {
    const [tab, cell, text] = [grid.title, cellName(gridRow, column), textOf(row[column])];
    const sentence = text === "" ? undefined : say(text, [tab, cell, header]);
    return sentence === undefined ? [] : [{ tab, cell, sentence }];
  });
}

/** Every cell of a column of words that holds none of them. */
export function wordProblems(grid: Grid, field: string): readonly SheetProblem[] {
  const { kind = [] } = grid.tab.columns[field] ?? {};
  return columnProblems(grid, field, (text, place) =>
    typeof kind === "string" ? undefined : unknownWord(text, kind, place),
  );
}

/** 单位换算 of 外部编码 that can't be read. */
export const unreadConversionsIn = (grid: Grid): readonly SheetProblem[] =>
  columnProblems(grid, "conversions", (text, place) => {
    const unread = unreadConversions(text).join("\uff1b");
    return unread === "" ? undefined : problemSentences.unreadConversion(...place, unread);
  });

/** Headers that a Table leaves out: rows that are appended can't join it. */
export const tableProblems = (grid: Grid): readonly SheetProblem[] =>
  besideTable(grid).map(([field, column]) => {
    const [tab, cell] = [grid.title, cellName(grid.headerRow, column)];
    const { header = field } = grid.tab.columns[field] ?? {};
    return { tab, cell, sentence: problemSentences.besideTable(tab, cell, header) };
  });

/** Every cell of which the tab itself says that it can't be used. */
export const ownMistakes = oncePerZone((grid, timeZone): readonly SheetProblem[] => {
  if (grid.tab.mistakes === undefined) return [];
  const placed = entriesOf(grid, timeZone);
  const mistakes = grid.tab.mistakes(placed.map(({ entry }) => entry));
  return mistakes.flatMap(({ index, field, sentence }): SheetProblem[] => {
    const column = grid.columns.get(field);
    const row = placed[index]?.placed.gridRow;
    if (column === undefined || row === undefined) return [];
    const cell = cellName(row, column);
    return [{ tab: grid.title, cell, sentence: inCell(grid.title, cell, sentence) }];
  });
});

/** Accounts that stand in several rows of 成员: the first one counts. */
export function sameAccounts(grid: Grid): readonly SheetProblem[] {
  const column = grid.columns.get("account") ?? -1;
  const platform = grid.columns.get("platform") ?? -1;
  const cells = new Map<string, string[]>();
  for (const { gridRow, row } of grid.rows) {
    const account = textOf(row[column]);
    if (account === "") continue;
    const key = `${textOf(row[platform])}\n${account}`;
    cells.set(key, [...(cells.get(key) ?? []), cellName(gridRow, column)]);
  }
  return [...cells.values()].flatMap(([first = "", ...others]) => {
    if (others.length === 0) return [];
    const sentence = problemSentences.sameAccount(grid.title, first, cellList(others));
    return [{ tab: grid.title, cell: first, sentence }];
  });
}
