/**
 * The two scratch tabs on which the protocol is tried, one as people's are and one hidden as the images' is: laid, read and
 * removed. Their titles are such that nobody takes them for his own.
 */
import { randomBytes, randomInt } from "node:crypto";
import { enteredValue } from "./cells";
import type { CellData, SheetRequest, SheetsClient } from "./client";
import { structureFields } from "./workbook";

export const probeTitle = "_stockcaster_trial_delete_me";
export const imagesTitle = `${probeTitle}_images`;
export const probeFence = "stockcaster_trial_fence";

/** The rows of the tab, counted from 0. */
export const probeRows = { formula: 1, filtered: 2, hidden: 3, back: 4, fenced: 5 } as const;
/** Where images lie: far below and right of their rows, as in a commit. */
export const slots = { row: 500, column: 4 } as const;
/** The formula of the row, as it must stand in its image, and put back in another row. */
export const formulas = {
  first: "=B2*2+$B$2",
  imaged: "=F501*2+$B$2",
  back: "=B5*2+$B$2",
} as const;
export const untouched = "untouched";

export interface Ground {
  readonly tab: number;
  readonly images: number;
  /** The id of the named range that stands. */
  readonly fence: string;
}

export const newFenceId = (): string => `sctrial${randomBytes(8).toString("hex")}`;

export const addFence = (namedRangeId: string, sheetId: number): SheetRequest => ({
  addNamedRange: {
    namedRange: {
      namedRangeId,
      name: probeFence,
      range: { sheetId, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 },
    },
  },
});

const addTab = (sheetId: number, title: string, hidden: boolean): SheetRequest => ({
  addSheet: {
    properties: { sheetId, title, hidden, gridProperties: { rowCount: 510, columnCount: 10 } },
  },
});

const cells = [
  ["item", "figure", "twice"],
  ["shown", 1, { formula: formulas.first, shown: undefined }],
  ["filtered", 2],
  ["hidden", 3],
  ["back", 5],
  ["fenced", untouched],
] as const;

/** Lays the tabs: a formula, a row hidden by a filter, a row hidden by hand, and a named range. */
export async function layGround(client: SheetsClient, spreadsheetId: string): Promise<Ground> {
  const [tab, images] = [randomInt(1, 2 ** 30), randomInt(2 ** 30, 2 ** 31 - 1)];
  const fence = newFenceId();
  const body = { startRowIndex: 0, endRowIndex: 6, startColumnIndex: 0, endColumnIndex: 3 };
  const filterCriteria = { hiddenValues: ["filtered"] };
  const byHand = { startIndex: probeRows.hidden, endIndex: probeRows.hidden + 1 };
  const requests: SheetRequest[] = [
    addTab(tab, probeTitle, false),
    addTab(images, imagesTitle, true),
    {
      updateCells: {
        start: { sheetId: tab, rowIndex: 0, columnIndex: 0 },
        rows: cells.map((row) => ({ values: row.map((cell) => enteredValue(cell)) })),
        fields: "userEnteredValue",
      },
    },
    {
      setBasicFilter: {
        filter: {
          range: { sheetId: tab, ...body },
          filterSpecs: [{ columnIndex: 0, filterCriteria }],
        },
      },
    },
    {
      updateDimensionProperties: {
        range: { sheetId: tab, dimension: "ROWS", ...byHand },
        properties: { hiddenByUser: true },
        fields: "hiddenByUser",
      },
    },
    addFence(fence, tab),
  ];
  await client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "spreadsheetId" });
  return { tab, images, fence };
}

/** Removes the tabs, of this trial or of one that was cut short. */
export async function clearGround(client: SheetsClient, spreadsheetId: string): Promise<void> {
  const query = { ranges: [], fields: structureFields };
  const { sheets, namedRanges } = await client.fetchSpreadsheet(spreadsheetId, query);
  const tabs = (sheets ?? []).filter(({ properties }) =>
    [probeTitle, imagesTitle].includes(properties?.title ?? ""),
  );
  const requests = [
    ...(namedRanges ?? [])
      .filter(({ name }) => name === probeFence)
      .map(({ namedRangeId }) => ({
        deleteNamedRange: { namedRangeId: namedRangeId ?? "" },
      })),
    ...tabs.map(({ properties }) => ({ deleteSheet: { sheetId: properties?.sheetId ?? 0 } })),
  ];
  if (requests.length === 0) return;
  await client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "spreadsheetId" });
}

const cellFields =
  "namedRanges(namedRangeId,name),sheets(data(rowMetadata(hiddenByFilter),rowData(values(userEnteredValue,effectiveValue))))";

/** Rows of one of the tabs, whether a filter hides them, and the named ranges' ids by name. */
export async function readGround(
  client: SheetsClient,
  spreadsheetId: string,
  range: string,
): Promise<{
  readonly grid: readonly (readonly CellData[])[];
  readonly filtered: readonly boolean[];
  readonly fence: string | undefined;
}> {
  const query = { ranges: [range], fields: cellFields };
  const { sheets, namedRanges } = await client.fetchSpreadsheet(spreadsheetId, query);
  const data = sheets?.[0]?.data?.[0];
  return {
    grid: (data?.rowData ?? []).map(({ values }) => values ?? []),
    filtered: (data?.rowMetadata ?? []).map(({ hiddenByFilter }) => hiddenByFilter === true),
    fence: namedRanges?.find(({ name }) => name === probeFence)?.namedRangeId ?? undefined,
  };
}
