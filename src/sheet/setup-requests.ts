/**
 * What lays a tab: the tab itself or its new columns, with their headers, formats and lists to choose from. Pure: a tab
 * as it will be in, API requests out.
 */
import {
  movementTypes,
  pendingStatuses,
  roles,
  tabs,
  type ColumnName,
  type TabName,
} from "../language/sheet-words/headings";
import { columnName, enteredValue } from "./cells";
import type { SheetRequest } from "./client";
import { newHeaders, newRows, type Laid } from "./setup-tabs";
import { tabNames } from "./workbook";
import { formatTimes, timeFields } from "./time-format";

const spareColumns = 2;

type WordLists = { readonly [Tab in TabName]?: Readonly<Partial<Record<string, object>>> };
const wordLists: WordLists = {
  ledger: { type: movementTypes },
  members: { role: roles },
  pending: { status: pendingStatuses },
};

/** None where the tab lacks nothing. */
export function requestsFor(laid: Laid): readonly SheetRequest[] {
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
  const headers = newHeaders(laid);
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
  const times = laid.added.filter((field) => timeFields.has(field));
  return times.map((field) => formatTimes(bodyOf(laid, field)));
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
