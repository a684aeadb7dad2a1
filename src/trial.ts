/** The sample for a first look: an empty workbook is laid and filled, one that holds anything is left alone. */
import { sampleWorkbook } from "./sample/workbook";
import type { SheetsClient } from "./sheet/client";
import { fillEmptyTabs } from "./sheet/fill";
import { setUpSheet } from "./sheet/setup";
import { structureFields, titlesOf } from "./sheet/workbook";
import type { SheetAddress } from "./workplace";

/** @throws SheetAwayError, SheetRefusedError */
export async function laySample(
  client: SheetsClient,
  { spreadsheetId }: SheetAddress,
  now: Date,
): Promise<void> {
  const query = { ranges: [], fields: structureFields };
  const structure = await client.fetchSpreadsheet(spreadsheetId, query);
  if (Object.keys(titlesOf(structure).titles).length > 0) return;
  const timeZone = structure.properties?.timeZone ?? "UTC";
  const { settings, ...rows } = sampleWorkbook(now, timeZone);
  const defaults = settings.map(({ key, value, meaning }) => ({
    key: String(key),
    value: String(value ?? ""),
    meaning: String(meaning ?? ""),
  }));
  await setUpSheet(client, spreadsheetId, defaults);
  await fillEmptyTabs(client, spreadsheetId, rows, timeZone);
}
