/** Fills an empty workbook with the sample; one that holds anything is left alone. */
import type { SheetAddress } from "../resources";
import { sampleSuppliers } from "../sample/people";
import { sampleWorkbook } from "../sample/workbook";
import { quotedTitle } from "../sheet/api/cells";
import type { SheetsClient, Spreadsheet } from "../sheet/api/client";
import { fillEmptyTabs } from "../sheet/setup/fill";
import { setUpSheet } from "../sheet/setup/setup";
import { standardTabs } from "../sheet/tabs/all-tabs";
import { suppliersTab } from "../sheet/tabs/suppliers";
import { findTitles, structureFields } from "../sheet/tabs/view";

/** @throws SheetAwayError, SheetRefusedError */
export async function laySample(
  client: SheetsClient,
  { spreadsheetId }: SheetAddress,
  now: Date,
): Promise<void> {
  const query = { ranges: [], fields: structureFields };
  const structure = await client.fetchSpreadsheet(spreadsheetId, query);
  if (findTitles(structure, standardTabs).size > 0) return;
  const timeZone = structure.properties?.timeZone ?? "UTC";
  const { settings, ...rows } = sampleWorkbook(now, timeZone);
  const defaults = settings.map(({ key, value, meaning }) => ({
    key: String(key),
    value: String(value ?? ""),
    meaning: String(meaning ?? ""),
  }));
  // Who delivers is known from the start, so that an order can be tried at once.
  const tabs = standardTabs.map((tab) =>
    tab === suppliersTab ? { ...tab, isLaidLater: false } : tab,
  );
  await setUpSheet(client, spreadsheetId, { defaults, tabs });
  const content = { ...rows, suppliers: sampleSuppliers };
  await fillEmptyTabs(client, spreadsheetId, content, timeZone);
  await removeBlankTabs(client, spreadsheetId, structure);
}

/** The blank tab that every new workbook begins with is of no use beside ours. */
async function removeBlankTabs(
  client: SheetsClient,
  spreadsheetId: string,
  before: Spreadsheet,
): Promise<void> {
  const titles = (before.sheets ?? []).map(({ properties }) => properties?.title ?? "");
  const ranges = titles.map((title) => `${quotedTitle(title)}!A1:Z20`);
  const values = await client.fetchValues(spreadsheetId, ranges);
  const requests = (before.sheets ?? []).flatMap(({ properties }, index) =>
    (values[index] ?? []).length === 0
      ? [{ deleteSheet: { sheetId: properties?.sheetId ?? 0 } }]
      : [],
  );
  if (requests.length === 0) return;
  await client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "replies" });
}
