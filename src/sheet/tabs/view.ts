/**
 * The workbook as one call showed it: the tabs as grids, the hidden tab, the fence. Comes in: what the API answered; goes
 * out: a view that further answers are laid over.
 */
import { canonicalHeader } from "../../language/sheet-words/headings";
import { columnName, quotedTitle, shownValue } from "../api/cells";
import type { Spreadsheet } from "../api/client";
import { readGrid, withRows, type Grid, type PlacedRow } from "./grid";
import { factsOf, rowsOf } from "./sheet-data";
import type { Tab } from "./tab";

/** The hidden tab that holds facts and evidence of the newest commit. */
export const hiddenTitle = "_stockcaster";

/** The named range of the newest commit: its id is the commit's, its rows hold the commit's facts. */
export interface Fence {
  readonly id: string;
  readonly name: string;
  /** Counted from 0. */
  readonly startRow: number;
}

interface HiddenTab {
  readonly sheetId: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** The hidden tab with its fence, as commits need it. */
export interface LaidHiddenTab {
  readonly hidden: HiddenTab;
  readonly fence: Fence;
}

export interface SheetView {
  readonly readAt: Date;
  readonly title: string;
  readonly url: string;
  /** The spreadsheet's own zone, as Google names it. */
  readonly zone: string | undefined;
  /** By the tab's name. */
  readonly grids: ReadonlyMap<string, Grid>;
  readonly hidden: HiddenTab | undefined;
  readonly fence: Fence | undefined;
  /** Named ranges with which an earlier version fenced its commits. */
  readonly earlierFences: readonly Fence[];
  /** The rows of the hidden tab by their place; empty where they were not read. */
  readonly hiddenRows: ReadonlyMap<number, PlacedRow>;
}

/** A tab's name → its title in this workbook, where that differs in white space or width only. */
export type Titles = ReadonlyMap<string, string>;

const fenceShape = /^stockcaster_c[0-9a-f]{16}$/;
/** The names of ranges that an earlier version kept. */
const earlierShape = /^stockcaster_(fence|archive)$/;

export const fenceName = (commit: string): string => `stockcaster_${commit}`;

const sheetFields = "properties(sheetId,title,gridProperties(rowCount,columnCount))";
const topFields = "spreadsheetUrl,properties(title,timeZone),namedRanges(namedRangeId,name,range)";
const cellFields =
  "data(startRow,startColumn,rowData(values(userEnteredValue,effectiveValue,userEnteredFormat(numberFormat(type)))))";

export const lookFields = `${topFields},sheets(${sheetFields},merges,tables(tableId,range),${cellFields})`;
/** The mask of a read of what tabs there are. */
export const structureFields = `${topFields},sheets(${sheetFields})`;
/** The mask of a batch's answer. */
export const answerFields = `updatedSpreadsheet(sheets(properties(sheetId,title),${cellFields}))`;

/** Rows `from` up to, not with, `to` of a tab, counted from 0, as an A1 range of whole rows. */
export const rowsRange = (title: string, from: number, to: number): string =>
  `${quotedTitle(title)}!${from + 1}:${to}`;

/** A column from a row down to the last that holds anything, however many rows were added since. */
export const columnDown = (title: string, column: number, from: number): string => {
  const letter = columnName(column);
  return `${quotedTitle(title)}!${letter}${from + 1}:${letter}`;
};

/** The title of each tab that is there. */
export function findTitles(spreadsheet: Spreadsheet, tabs: readonly Tab[]): Titles {
  const found = (spreadsheet.sheets ?? []).map(({ properties }) => properties?.title ?? "");
  return new Map(
    tabs.flatMap(({ name, title }): [string, string][] => {
      const here = found.includes(title)
        ? title
        : found.find((candidate) => canonicalHeader(candidate) === canonicalHeader(title));
      return here === undefined ? [] : [[name, here]];
    }),
  );
}

/** Reads a spreadsheets.get. */
export function readView(
  spreadsheet: Spreadsheet,
  {
    tabs,
    titles,
    readAt,
  }: {
    readonly tabs: readonly Tab[];
    readonly titles: Titles;
    readonly readAt: Date;
  },
): SheetView {
  const sheets = spreadsheet.sheets ?? [];
  const titled = (title: string | undefined) =>
    sheets.find(({ properties }) => properties?.title === title);
  const grids = new Map<string, Grid>();
  for (const tab of tabs) {
    const title = titles.get(tab.name);
    const sheet = title === undefined ? undefined : titled(title);
    if (sheet) grids.set(tab.name, readGrid(tab, factsOf(sheet), rowsOf(sheet)));
  }
  const hiddenSheet = titled(hiddenTitle);
  const hidden = hiddenSheet && factsOf(hiddenSheet);
  const ranges = spreadsheet.namedRanges ?? [];
  const found = ranges.find(
    ({ name, range }) => fenceShape.test(name ?? "") && (range?.sheetId ?? 0) === hidden?.sheetId,
  );
  return {
    readAt,
    title: spreadsheet.properties?.title ?? "",
    url: linkForPeople(spreadsheet.spreadsheetUrl),
    zone: spreadsheet.properties?.timeZone ?? undefined,
    grids,
    hidden,
    fence: found && fenceOf(found),
    earlierFences: ranges.filter(({ name }) => earlierShape.test(name ?? "")).map(fenceOf),
    hiddenRows: new Map(
      (hiddenSheet ? rowsOf(hiddenSheet) : []).map((placed) => [placed.gridRow, placed]),
    ),
  };
}

/** Runs of rows of a tab, counted from 0; the second bound is not part of a run. */
type RowRuns = readonly (readonly [from: number, to: number])[];

/** What rows a batch asked to be shown afterwards, by the tab's id. */
export type Asked = ReadonlyMap<number, RowRuns>;

/** By the tab's id, then by place: every row that was asked for and lies within what the tab holds. */
export type Shown = ReadonlyMap<number, ReadonlyMap<number, PlacedRow>>;

/** What a batch's answer showed. Rows that it left out since nothing stands there any more are blank. */
export function readAnswer(view: SheetView, answer: Spreadsheet | undefined, asked: Asked): Shown {
  const shown = new Map<number, Map<number, PlacedRow>>();
  for (const sheet of answer?.sheets ?? []) {
    const rows = new Map(rowsOf(sheet).map((placed) => [placed.gridRow, placed]));
    shown.set(sheet.properties?.sheetId ?? 0, rows);
  }
  const ends = new Map([...view.grids.values()].map(({ sheetId, end }) => [sheetId, end]));
  for (const [sheetId, runs] of asked) {
    const rows = shown.get(sheetId) ?? new Map<number, PlacedRow>();
    shown.set(sheetId, rows);
    for (const [from, to] of runs) {
      for (let gridRow = from; gridRow < Math.min(to, ends.get(sheetId) ?? to); gridRow += 1) {
        if (!rows.has(gridRow)) rows.set(gridRow, { gridRow, row: [], dated: [] });
      }
    }
  }
  return shown;
}

const fenceOf = ({ namedRangeId, name, range }: NamedRange): Fence => ({
  id: namedRangeId ?? "",
  name: name ?? "",
  startRow: range?.startRowIndex ?? 0,
});

/** The texts that stand in the hidden tab from a fence's row down. */
export const hiddenTexts =
  ({ hiddenRows }: Pick<SheetView, "hiddenRows">, { startRow }: Fence) =>
  (index: number): string =>
    String(shownValue(hiddenRows.get(startRow + index)?.row[0]) ?? "");

/** The view with rows that were shown since in place of its own. */
export function withShown(view: SheetView, shown: Shown): SheetView {
  const grids = new Map(
    [...view.grids].map(([name, grid]): [string, Grid] => [
      name,
      withRows(grid, [...(shown.get(grid.sheetId)?.values() ?? [])]),
    ]),
  );
  return { ...view, grids, hiddenRows: shown.get(view.hidden?.sheetId ?? -1) ?? new Map() };
}

type NamedRange = NonNullable<Spreadsheet["namedRanges"]>[number];

/** The spreadsheet's address, where it is a page that people can open: the embedded sheet's is the API's own. */
function linkForPeople(url: string | null | undefined): string {
  return url?.includes("/v4/spreadsheets/") === false ? url : "";
}
