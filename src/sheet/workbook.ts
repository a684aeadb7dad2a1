/**
 * The workbook as one read shows it: the relay's tabs, the fence of the newest commit, the records beside it. Comes in: a
 * spreadsheets.get; goes out: grids. What the rows mean is said in stock.ts and entries.ts.
 */
import { canonicalHeader, tabs, type TabName } from "../language/sheet-words/headings";
import { failedIn, type Assumption } from "./assumptions";
import { cellValue, columnName, quotedTitle } from "./cells";
import type { BasicFilter, CellData, Spreadsheet } from "./client";
import { readGrid, type Grid, type Row, type SheetFacts } from "./tabs";

/** The hidden tab that holds before-images and the named range that fences commits. */
export const scratchTitle = "_stockcaster";
export const fenceName = "stockcaster_fence";
/** On the rows that were archived last and the header above them, until it is seen that they are the right ones. */
export const archiveMarkName = "stockcaster_archive";

/** The named range of the newest commit: its id is the commit's, its range the records of the commit's chain. */
interface Fence {
  readonly id: string;
  readonly startRow: number;
  readonly endRow: number;
}

export type Grids = { readonly [Tab in TabName]?: Grid<Tab> | undefined };

export interface Workbook {
  readonly readAt: Date;
  readonly title: string;
  readonly url: string;
  /** The spreadsheet's own zone, as Google names it. */
  readonly zone: string | undefined;
  readonly grids: Grids;
  readonly scratch: SheetFacts | undefined;
  readonly fence: Fence | undefined;
  /** What a trial on this workbook found to fail. */
  readonly failed: readonly Assumption[];
  /** Whether rows were archived that nobody has looked at yet. */
  readonly isArchiving: boolean;
  /** The tabs' filters, by sheet id. */
  readonly filters: ReadonlyMap<number, BasicFilter>;
  /** The rows of the chain's records, where they were asked for. */
  readonly records: readonly (readonly CellData[])[];
}

/** How the relay's tabs are titled in this workbook, where the title differs in white space or width only. */
export type Titles = Readonly<Partial<Record<TabName, string>>>;

export const tabNames = Object.keys(tabs) as TabName[];
export const usualTitles: Titles = Object.fromEntries(
  tabNames.map((tab) => [tab, tabs[tab].title]),
);

export interface WorkbookQuery {
  readonly titles: Titles;
  readonly ledgerRows: number;
  readonly records: { readonly startRow: number; readonly endRow: number } | undefined;
  /** false where the hidden tab is known not to be there. */
  readonly scratch: boolean;
}

const pendingRows = 5_000;
const broadcastRows = 1_000;

const factFields = "properties(sheetId,title,gridProperties(rowCount,columnCount)),basicFilter";
const topFields = "spreadsheetUrl,properties(title,timeZone),namedRanges(namedRangeId,name,range)";
const cellFields =
  "data(startRow,startColumn,rowData(values(effectiveValue,userEnteredValue(formulaValue))))";
const recordFields = "data(startRow,startColumn,rowData(values(userEnteredValue,effectiveValue)))";

/** The mask of a read of grids. */
export const workbookFields = `${topFields},sheets(${factFields},${cellFields})`;
/** The mask of a read that enters the records, whose constants are wanted as they were entered. */
export const recordedFields = `${topFields},sheets(${factFields},${recordFields})`;
/** The mask of a read of what tabs there are. */
export const structureFields = `${topFields},sheets(${factFields},basicFilter(criteria,filterSpecs))`;
/** The mask of a batch's answer that brings its records back. */
export const answerFields = `updatedSpreadsheet(sheets(properties(sheetId),${recordFields}))`;

/** The A1 ranges that a query reads. */
export function rangesOf({ titles, ledgerRows, records, scratch }: WorkbookQuery): string[] {
  const ranges = Object.entries(titles).map(([tab, title]) => {
    const rows = { ledger: ledgerRows, pending: pendingRows, broadcasts: broadcastRows }[tab];
    return rows === undefined ? quotedTitle(title) : `${quotedTitle(title)}!1:${rows}`;
  });
  if (!scratch) return ranges;
  const block = records ? `${records.startRow + 1}:${records.endRow}` : "A1:A1";
  return [...ranges, `${quotedTitle(scratchTitle)}!${block}`];
}

/** The tabs that a structure read found, by the titles that people gave them. */
export function titlesOf(spreadsheet: Spreadsheet): { titles: Titles; scratch: boolean } {
  const found = (spreadsheet.sheets ?? []).map(({ properties }) => properties?.title ?? "");
  const titles: Partial<Record<TabName, string>> = {};
  for (const tab of tabNames) {
    const wanted = tabs[tab].title;
    const title = found.includes(wanted)
      ? wanted
      : found.find((candidate) => canonicalHeader(candidate) === canonicalHeader(wanted));
    if (title !== undefined) titles[tab] = title;
  }
  return { titles, scratch: found.includes(scratchTitle) };
}

/** Reads what a spreadsheets.get brought. */
export function readWorkbook(spreadsheet: Spreadsheet, titles: Titles, readAt: Date): Workbook {
  const sheets = (spreadsheet.sheets ?? []).map(({ properties, data }) => ({
    facts: {
      sheetId: properties?.sheetId ?? 0,
      title: properties?.title ?? "",
      rowCount: properties?.gridProperties?.rowCount ?? 0,
      columnCount: properties?.gridProperties?.columnCount ?? 0,
    },
    rows: (data ?? []).flatMap(({ rowData }) => (rowData ?? []).map(({ values }) => values ?? [])),
  }));
  const grids: Partial<Record<TabName, Grid>> = {};
  for (const tab of tabNames) {
    const sheet = sheets.find(({ facts }) => facts.title === titles[tab]);
    if (sheet) grids[tab] = readGrid(tab, sheet.facts, sheet.rows.map(plainRow));
  }
  const scratch = sheets.find(({ facts }) => facts.title === scratchTitle);
  return {
    readAt,
    title: spreadsheet.properties?.title ?? "",
    url: linkForPeople(spreadsheet.spreadsheetUrl),
    zone: spreadsheet.properties?.timeZone ?? undefined,
    grids: grids as Grids,
    scratch: scratch?.facts,
    fence: readFence(spreadsheet, scratch?.facts.sheetId),
    failed: failedIn(spreadsheet),
    isArchiving: (spreadsheet.namedRanges ?? []).some(({ name }) => name === archiveMarkName),
    filters: new Map(
      (spreadsheet.sheets ?? []).flatMap(({ properties, basicFilter }) =>
        basicFilter ? [[properties?.sheetId ?? 0, basicFilter] as const] : [],
      ),
    ),
    records: scratch?.rows ?? [],
  };
}

/** The spreadsheet's address, where it is a page that people can open: the embedded sheet's is the API's own. */
function linkForPeople(url: string | null | undefined): string {
  return url?.includes("/v4/spreadsheets/") === false ? url : "";
}

/** The newest commit's named range, if there is one on the hidden tab. */
function readFence(spreadsheet: Spreadsheet, sheetId: number | undefined): Fence | undefined {
  const found = (spreadsheet.namedRanges ?? []).find(({ name }) => name === fenceName);
  if (typeof found?.namedRangeId !== "string") return undefined;
  const { startRowIndex, endRowIndex, sheetId: on } = found.range ?? {};
  const here = sheetId === undefined || (on ?? 0) === sheetId;
  return {
    id: found.namedRangeId,
    startRow: here ? (startRowIndex ?? 0) : 0,
    endRow: here ? (endRowIndex ?? 0) : 0,
  };
}

function plainRow(cells: readonly CellData[]): Row {
  return cells.map(cellValue);
}

/** The A1 range of whole rows of the hidden tab, from its first column to a width. */
export function recordRange(startRow: number, endRow: number, width: number): string {
  return `${quotedTitle(scratchTitle)}!A${startRow + 1}:${columnName(width - 1)}${endRow}`;
}
