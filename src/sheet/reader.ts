/**
 * Reads the workbook in one call, and finds the tabs again when their titles changed or one is not there. Every call
 * waits for its token first. Understands nothing of what it reads.
 */
import { setImmediate as breath } from "node:timers/promises";
import { SheetRefusedError } from "../errors";
import type { Spreadsheet, SheetsClient, ValueRows } from "./client";
import {
  rangesOf,
  readWorkbook,
  recordedFields,
  structureFields,
  tabNames,
  titlesOf,
  usualTitles,
  workbookFields,
  type Titles,
  type Workbook,
} from "./workbook";

interface ReadWish {
  readonly ledgerRows: number;
  readonly records: { readonly startRow: number; readonly endRow: number } | undefined;
}

export interface SheetReader {
  read(wish: ReadWish): Promise<Workbook>;
  /** What tabs there are, the relay's own and others, without their cells. */
  structure(): Promise<Spreadsheet>;
  /** Values of ranges, unformatted. */
  values(ranges: readonly string[]): Promise<readonly ValueRows[]>;
  /** Cells of a range as people see them. */
  shown(range: string): Promise<readonly (readonly string[])[]>;
}

export function createReader(options: {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly now: () => Date;
  /** Waits until a read may be sent. */
  readonly token: () => Promise<void>;
}): SheetReader {
  const { client, spreadsheetId, now, token } = options;
  let titles: Titles = usualTitles;
  let scratch = true;

  const fetch = async (ranges: readonly string[], fields: string): Promise<Spreadsheet> => {
    await token();
    return client.fetchSpreadsheet(spreadsheetId, { ranges, fields });
  };
  const structure = async (): Promise<Spreadsheet> => {
    const found = await fetch([], structureFields);
    ({ titles, scratch } = titlesOf(found));
    return found;
  };
  const fetchGrids = async (wish: ReadWish): Promise<Workbook> => {
    const ranges = rangesOf({ ...wish, titles, scratch });
    const records = scratch && wish.records !== undefined;
    const found =
      ranges.length > 0
        ? await fetch(ranges, records ? recordedFields : workbookFields)
        : await fetch([], structureFields);
    await breath();
    return readWorkbook(found, titles, now());
  };

  return {
    structure,
    async read(wish) {
      const allFound = tabNames.every((tab) => titles[tab] !== undefined);
      if (!allFound || !scratch) await structure();
      try {
        return await fetchGrids(wish);
      } catch (error) {
        if (!(error instanceof SheetRefusedError)) throw error;
        await structure();
        return fetchGrids(wish);
      }
    },
    async values(ranges) {
      await token();
      return client.fetchValues(spreadsheetId, ranges);
    },
    async shown(range) {
      const found = await fetch([range], "sheets(data(rowData(values(formattedValue))))");
      const rows = found.sheets?.[0]?.data?.[0]?.rowData ?? [];
      return rows.map(({ values }) => (values ?? []).map((cell) => cell.formattedValue ?? ""));
    },
  };
}
