/**
 * Lays the workbook: missing tabs, missing columns, default settings. Reads what is there, adds what is not, in one
 * batch, and never changes a cell that is filled. Run again it finds nothing to do.
 */
import { randomInt } from "node:crypto";
import {
  movementTypes,
  pendingStatuses,
  roles,
  tabs,
  type ColumnName,
  type TabName,
} from "../language/headings";
import { settingRows } from "../language/policy";
import { columnName, enteredValue, quotedTitle, textOf } from "./cells";
import type { SheetRequest, SheetsClient, Spreadsheet } from "./client";
import { headerOf, type Grid } from "./tabs";
import { readWorkbook, structureFields, tabNames, titlesOf, workbookFields } from "./workbook";

/** What was laid, for the one who set it up. */
export type SetupStep =
  | { readonly kind: "tab"; readonly title: string }
  | { readonly kind: "columns"; readonly title: string; readonly headers: readonly string[] }
  | { readonly kind: "settings"; readonly keys: readonly string[] };

const newRows = 1000;
const spareColumns = 2;
const timeColumns = new Set(["at", "updatedAt", "handledAt"]);

type WordLists = { readonly [Tab in TabName]?: Readonly<Partial<Record<string, object>>> };
const wordLists: WordLists = {
  ledger: { type: movementTypes },
  members: { role: roles },
  pending: { status: pendingStatuses },
};

/** A tab as it will be: where its columns are, and which of them are new. */
interface Laid {
  readonly tab: TabName;
  readonly sheetId: number;
  readonly headerRow: number;
  /** Field → column, counted from 0. */
  readonly columns: ReadonlyMap<string, number>;
  readonly added: readonly string[];
  readonly isNew: boolean;
  /** How many columns the grid lacks. */
  readonly lacks: number;
}

type SettingRow = (typeof settingRows)[number];

/**
 * Creates or completes the tabs; answers what was done, nothing when all was there.
 *
 * @param defaults the rows of 设置 that must be there; one that is keeps its value
 * @throws SheetAwayError, SheetDeniedError, SheetRefusedError
 */
export async function setUpSheet(
  client: SheetsClient,
  spreadsheetId: string,
  defaults: readonly SettingRow[] = settingRows,
): Promise<readonly SetupStep[]> {
  const structure = await client.fetchSpreadsheet(spreadsheetId, {
    ranges: [],
    fields: structureFields,
  });
  const { titles } = titlesOf(structure);
  const ranges = Object.values(titles).map(quotedTitle);
  const read =
    ranges.length === 0
      ? structure
      : await client.fetchSpreadsheet(spreadsheetId, { ranges, fields: workbookFields });
  const { grids } = readWorkbook(read, titles, new Date(0));
  const laid = tabNames.map((tab) => layTab(tab, grids[tab], structure));
  const settings = missingSettings(grids.settings, defaults);
  const steps = stepsOf(laid, settings);
  if (steps.length === 0) return [];
  const requests = [
    ...laid.flatMap(requestsFor),
    ...settingRequests(laid, grids.settings, settings),
  ];
  await client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "replies" });
  return steps;
}

function layTab(tab: TabName, grid: Grid | undefined, structure: Spreadsheet): Laid {
  const fields = Object.keys(tabs[tab].columns);
  if (grid === undefined) {
    const columns = new Map(fields.map((field, index) => [field, index]));
    const sheetId = freeSheetId(structure);
    return { tab, sheetId, headerRow: 0, columns, added: fields, isNew: true, lacks: 0 };
  }
  const columns = new Map(grid.columns);
  const added = fields.filter((field) => !columns.has(field));
  // Behind the last column that holds anything, so that nobody's cells are touched.
  let next = Math.max(grid.header.length, ...grid.rows.map((row) => row.length), 0);
  for (const field of added) columns.set(field, next++);
  const lacks = Math.max(0, next - grid.columnCount);
  const { sheetId, headerRow } = grid;
  return { tab, sheetId, headerRow, columns, added, isNew: false, lacks };
}

function freeSheetId(structure: Spreadsheet): number {
  const taken = new Set((structure.sheets ?? []).map(({ properties }) => properties?.sheetId));
  for (;;) {
    const id = randomInt(1, 2 ** 31 - 1);
    if (!taken.has(id)) return id;
  }
}

function headersOf({ tab, added }: Laid): readonly string[] {
  const columns: Readonly<Record<string, { readonly header: string }>> = tabs[tab].columns;
  return added.map((field) => columns[field]?.header ?? field);
}

function stepsOf(laid: readonly Laid[], settings: readonly SettingRow[]): readonly SetupStep[] {
  const steps = laid.flatMap((each): SetupStep[] => {
    const { title } = tabs[each.tab];
    if (each.isNew) return [{ kind: "tab", title }];
    return each.added.length > 0 ? [{ kind: "columns", title, headers: headersOf(each) }] : [];
  });
  const keys = settings.map(({ key }) => key);
  return keys.length > 0 ? [...steps, { kind: "settings", keys }] : steps;
}

function requestsFor(laid: Laid): readonly SheetRequest[] {
  const { sheetId, isNew, lacks, added } = laid;
  if (added.length === 0) return [];
  return [
    ...(isNew ? [addTab(laid)] : []),
    ...(lacks > 0 ? [{ appendDimension: { sheetId, dimension: "COLUMNS", length: lacks } }] : []),
    ...headerRequests(laid),
    ...formatRequests(laid),
    ...listRequests(laid),
    ...(isNew ? extrasFor(laid) : []),
  ];
}

function addTab({ tab, sheetId, columns }: Laid): SheetRequest {
  const gridProperties = {
    rowCount: newRows,
    columnCount: columns.size + spareColumns,
    frozenRowCount: 1,
  };
  const index = tabNames.indexOf(tab);
  return { addSheet: { properties: { sheetId, title: tabs[tab].title, index, gridProperties } } };
}

function headerRequests(laid: Laid): readonly SheetRequest[] {
  const { sheetId, headerRow, columns, added } = laid;
  const headers = headersOf(laid);
  return added.map((field, at) => ({
    updateCells: {
      start: { sheetId, rowIndex: headerRow, columnIndex: columns.get(field) ?? 0 },
      rows: [
        {
          values: [
            {
              ...enteredValue(headers[at]),
              userEnteredFormat: { textFormat: { bold: true } },
            },
          ],
        },
      ],
      fields: "userEnteredValue,userEnteredFormat.textFormat.bold",
    },
  }));
}

/** The cells of a new column below its header. */
function bodyOf({ sheetId, headerRow, columns }: Laid, field: string) {
  const startColumnIndex = columns.get(field) ?? 0;
  return {
    sheetId,
    startRowIndex: headerRow + 1,
    startColumnIndex,
    endColumnIndex: startColumnIndex + 1,
  };
}

function formatRequests(laid: Laid): readonly SheetRequest[] {
  const times = laid.added.filter((field) => timeColumns.has(field));
  return times.map((field) => ({
    repeatCell: {
      range: bodyOf(laid, field),
      cell: {
        userEnteredFormat: { numberFormat: { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm:ss" } },
      },
      fields: "userEnteredFormat.numberFormat",
    },
  }));
}

/** A list to choose from, for the columns that hold one of a few words. */
function listRequests(laid: Laid): readonly SheetRequest[] {
  return Object.entries(wordLists[laid.tab] ?? {})
    .filter(([field]) => laid.added.includes(field))
    .map(([field, words]) => ({
      setDataValidation: {
        range: bodyOf(laid, field),
        rule: {
          condition: {
            type: "ONE_OF_LIST",
            values: Object.values(words ?? {}).map((word) => ({ userEnteredValue: String(word) })),
          },
          showCustomUi: true,
          strict: false,
        },
      },
    }));
}

const paleRed = { red: 0.99, green: 0.89, blue: 0.87 };

/** Low rows of 库存 stand out; whoever edits 流水 is asked first. */
function extrasFor({ tab, sheetId, columns }: Laid): readonly SheetRequest[] {
  if (tab === "ledger") {
    return [{ addProtectedRange: { protectedRange: { range: { sheetId }, warningOnly: true } } }];
  }
  if (tab !== "stock") return [];
  const column = (field: ColumnName<"stock">): string => `$${columnName(columns.get(field) ?? 0)}2`;
  const [stock, safety] = [column("stock"), column("safetyStock")];
  const formula = `=AND(ISNUMBER(${stock}),ISNUMBER(${safety}),${stock}<${safety})`;
  return [
    {
      addConditionalFormatRule: {
        index: 0,
        rule: {
          ranges: [
            { sheetId, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: columns.size },
          ],
          booleanRule: {
            condition: { type: "CUSTOM_FORMULA", values: [{ userEnteredValue: formula }] },
            format: { backgroundColor: paleRed },
          },
        },
      },
    },
  ];
}

function missingSettings(
  grid: Grid<"settings"> | undefined,
  defaults: readonly SettingRow[],
): readonly SettingRow[] {
  const column = grid?.columns.get("key");
  const there = new Set(
    column === undefined ? [] : grid?.rows.map((row) => headerOf([row[column]])[0]),
  );
  return defaults.filter(({ key }) => !there.has(headerOf([key])[0]));
}

/** The default settings below the last row that holds anything. */
function settingRequests(
  laid: readonly Laid[],
  grid: Grid<"settings"> | undefined,
  settings: readonly SettingRow[],
): readonly SheetRequest[] {
  const tab = laid.find((each) => each.tab === "settings");
  if (tab === undefined || settings.length === 0) return [];
  const rows = grid?.rows ?? [];
  const last = rows.findLastIndex((row) => row.some((cell) => textOf(cell) !== ""));
  const first = tab.headerRow + 1 + last + 1;
  const lacks = first + settings.length - (grid?.rowCount ?? newRows);
  const { sheetId, columns } = tab;
  const cells = (Object.keys(tabs.settings.columns) as (keyof SettingRow)[]).map((field) => ({
    updateCells: {
      start: { sheetId, rowIndex: first, columnIndex: columns.get(field) ?? 0 },
      rows: settings.map((row) => ({ values: [enteredValue(row[field])] })),
      fields: "userEnteredValue",
    },
  }));
  return [
    ...(lacks > 0 ? [{ appendDimension: { sheetId, dimension: "ROWS", length: lacks } }] : []),
    ...cells,
  ];
}
