/**
 * What people should mend in the tabs: missing tabs and columns, cells that can't be read, rows that are therefore left
 * out. Pure; nothing is guessed at and nothing written.
 */
import { unreadConversions } from "../../inventory/items/conversions";
import { cellList, inCell, problemSentences } from "../../language/sheet-words/sheet-sentences";
import { cellName, quantityOf, textOf, type CellValue } from "../api/cells";
import type { SheetProblem } from "../stockroom";
import { entriesOf, isBlank, oncePerRow, oncePerZone, type Grid } from "../tabs/grid";
import { besideTable } from "../tabs/sheet-data";
import { isRequired, type CellKind, type Tab } from "../tabs/tab";
import { readTime } from "../api/times";

/** Tabs and columns that are missing or stand twice. */
export function structureProblems(
  tabs: readonly Tab[],
  grids: ReadonlyMap<string, Grid>,
): readonly SheetProblem[] {
  return tabs.flatMap((tab): readonly SheetProblem[] => {
    const grid = grids.get(tab.name);
    if (!grid) {
      const sentence = problemSentences.missingTab(tab.title);
      return isRequired(tab) ? [{ tab: tab.title, cell: "", sentence }] : [];
    }
    const { title, missing, doubled } = grid;
    return [
      ...missing.map((header) => ({
        tab: title,
        cell: "",
        sentence: problemSentences.missingColumn(title, header),
      })),
      ...doubled.map((header) => doubledProblem(grid, header)),
    ];
  });
}

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
  const missing = required.flatMap((tab) => {
    const grid = grids.get(tab.name);
    if (!grid) return [problemSentences.missingTab(tab.title)];
    return grid.missing.map((header) => problemSentences.missingColumn(grid.title, header));
  });
  return missing.length > 0 ? missing.join("\n") : undefined;
}

type Reason = "blank" | "notNumber" | "notTime" | readonly string[];

/** Every cell that makes its row useless, in the order of the sheet. */
export const rowProblems = oncePerRow((grid, { gridRow, row }) => {
  if (isBlank(row)) return [];
  return Object.entries(grid.tab.columns).flatMap(
    ([field, { kind, header, needed }]): SheetProblem[] => {
      const column = needed ? grid.columns.get(field) : undefined;
      const reason = column === undefined ? undefined : reasonOf(row[column], kind);
      if (column === undefined || reason === undefined) return [];
      const cell = cellName(gridRow, column);
      const facts = [grid.title, cell, header, textOf(row[column])] as const;
      return [{ tab: grid.title, cell, sentence: sentenceFor(reason, grid.tab, facts) }];
    },
  );
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

/** Every cell of a column of words that holds none of them. */
export function wordProblems(grid: Grid, field: string): readonly SheetProblem[] {
  const column = grid.columns.get(field);
  const { kind, header } = grid.tab.columns[field] ?? {};
  if (column === undefined || header === undefined || !Array.isArray(kind)) return [];
  const words = kind as readonly string[];
  return grid.rows.flatMap(({ gridRow, row }): SheetProblem[] => {
    const text = textOf(row[column]);
    if (text === "" || words.includes(text)) return [];
    const cell = cellName(gridRow, column);
    const sentence = problemSentences.unknownWord(grid.title, cell, header, text, words);
    return [{ tab: grid.title, cell, sentence }];
  });
}

function reasonOf(value: CellValue, kind: CellKind): Reason | undefined {
  if (kind === "number") return quantityOf(value) === undefined ? "notNumber" : undefined;
  if (textOf(value) === "") return "blank";
  switch (kind) {
    case "text":
      return undefined;
    case "whole number":
      return Number.isSafeInteger(quantityOf(value)) ? undefined : "notNumber";
    case "time":
    case "day":
      return readTime(value, "UTC") === undefined ? "notTime" : undefined;
    default:
      return kind.includes(textOf(value)) ? undefined : kind;
  }
}

function sentenceFor(
  reason: Reason,
  { name }: Tab,
  [tab, cell, header, text]: readonly [string, string, string, string],
): string {
  switch (reason) {
    case "blank":
      return name === "members"
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

/** 单位换算 of 外部编码 that can't be read. */
export function unreadConversionsIn(grid: Grid): readonly SheetProblem[] {
  const column = grid.columns.get("conversions");
  const header = grid.tab.columns["conversions"]?.header;
  if (column === undefined || header === undefined) return [];
  return grid.rows.flatMap(({ gridRow, row }): SheetProblem[] => {
    const unread = unreadConversions(textOf(row[column]));
    if (unread.length === 0) return [];
    const cell = cellName(gridRow, column);
    const text = unread.join("\uff1b");
    const sentence = problemSentences.unreadConversion(grid.title, cell, header, text);
    return [{ tab: grid.title, cell, sentence }];
  });
}
