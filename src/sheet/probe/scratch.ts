/**
 * The scratch tabs on which the trial works: laid, read, removed. Their titles are such that nobody takes them for his own;
 * people's tabs are neither read nor written.
 */
import { randomBytes, randomInt } from "node:crypto";
import { SheetRefusedError } from "../../errors";
import { cellValue, enteredValue, quotedTitle, type CellValue } from "../api/cells";
import type { SheetRequest, SheetsClient, Spreadsheet } from "../api/client";

/** What the titles of all scratch tabs begin with. */
export const scratchTitle = "_stockcaster_trial_delete_me";
const rangePrefix = "stockcaster_trial_";

export interface Scratch {
  /** One batch. @throws SheetRefusedError */
  apply(...requests: SheetRequest[]): Promise<readonly Reply[]>;
  /** One batch; answers why it was refused, undefined where it was applied. */
  refusal(...requests: SheetRequest[]): Promise<string | undefined>;
  /** One batch with a range whose cells come back with the answer. */
  applyAndShow(range: string, ...requests: SheetRequest[]): Promise<Spreadsheet | undefined>;
  get(ranges: readonly string[], fields: string): Promise<Spreadsheet>;
  /** The cells of a tab as they were entered, row by row; a formula with what it shows. */
  cells(title: string): Promise<readonly (readonly CellValue[])[]>;
  /** A new scratch tab with these rows from A1 on. */
  lay(name: string, rows: readonly (readonly CellValue[])[], hidden?: boolean): Promise<Tab>;
}

export interface Tab {
  readonly sheetId: number;
  readonly title: string;
}

type Reply = NonNullable<Awaited<ReturnType<SheetsClient["applyBatch"]>>["replies"]>[number];

type GridRange = NonNullable<NonNullable<SheetRequest["copyPaste"]>["source"]>;

export const newRangeName = (): string => `${rangePrefix}${randomBytes(6).toString("hex")}`;
export const newRangeId = (): string => `sctrial${randomBytes(8).toString("hex")}`;

export function createScratch(client: SheetsClient, spreadsheetId: string): Scratch {
  const apply: Scratch["apply"] = async (...requests) => {
    const batch = { requests, responseRanges: [], fields: "replies" };
    const { replies } = await client.applyBatch(spreadsheetId, batch);
    return replies ?? [];
  };
  const get: Scratch["get"] = (ranges, fields) =>
    client.fetchSpreadsheet(spreadsheetId, { ranges, fields });
  return {
    apply,
    get,
    async refusal(...requests) {
      try {
        await apply(...requests);
        return undefined;
      } catch (error) {
        if (error instanceof SheetRefusedError) return error.message.replace(/\.$/, "");
        throw error;
      }
    },
    async applyAndShow(range, ...requests) {
      const fields =
        "updatedSpreadsheet(sheets(data(rowData(values(userEnteredValue,effectiveValue)))))";
      const batch = { requests, responseRanges: [range], fields };
      return (await client.applyBatch(spreadsheetId, batch)).updatedSpreadsheet ?? undefined;
    },
    async cells(title) {
      const fields = "sheets(data(rowData(values(userEnteredValue,effectiveValue))))";
      return cellsIn(await get([quotedTitle(title)], fields));
    },
    async lay(name, rows, hidden = false) {
      const tab = { sheetId: randomInt(1, 2 ** 31 - 1), title: `${scratchTitle}_${name}` };
      const gridProperties = { rowCount: 20, columnCount: 8 };
      await apply(
        { addSheet: { properties: { ...tab, hidden, gridProperties } } },
        writeCells(tab, [0, 0], rows),
      );
      return tab;
    },
  };
}

/** Removes the tabs and named ranges, of this trial or of one that was cut short. */
export async function clearScratch(scratch: Scratch): Promise<void> {
  const fields = "sheets(properties(sheetId,title)),namedRanges(namedRangeId,name)";
  const { sheets, namedRanges } = await scratch.get([], fields);
  const requests: SheetRequest[] = [
    ...(namedRanges ?? [])
      .filter(({ name }) => name?.startsWith(rangePrefix) === true)
      .map(({ namedRangeId }) => ({ deleteNamedRange: { namedRangeId: namedRangeId ?? "" } })),
    ...(sheets ?? [])
      .filter(({ properties }) => properties?.title?.startsWith(scratchTitle) === true)
      .map(({ properties }) => ({ deleteSheet: { sheetId: properties?.sheetId ?? 0 } })),
  ];
  if (requests.length > 0) await scratch.apply(...requests);
}

export function cellsIn(found: Spreadsheet | undefined): readonly (readonly CellValue[])[] {
  const rows = found?.sheets?.[0]?.data?.[0]?.rowData ?? [];
  return rows.map(({ values }) => (values ?? []).map(cellValue));
}

/** @param place row and column, counted from 0 */
export function writeCells(
  { sheetId }: Tab,
  [rowIndex, columnIndex]: readonly [number, number],
  rows: readonly (readonly CellValue[])[],
): SheetRequest {
  return {
    updateCells: {
      start: { sheetId, rowIndex, columnIndex },
      rows: rows.map((row) => ({ values: row.map(enteredValue) })),
      fields: "userEnteredValue",
    },
  };
}

/** Cells of a tab, counted from 0; the ends are not part of them. */
export const block = (
  { sheetId }: Tab,
  [startRowIndex, endRowIndex]: readonly [number, number],
  [startColumnIndex, endColumnIndex]: readonly [number, number],
): GridRange => ({ sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex });
