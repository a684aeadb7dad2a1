/**
 * Lays the workbook: missing tabs, missing columns, default settings. Reads what is there, adds what is not, in one
 * batch, and never changes a cell that is filled. Run again it finds nothing to do.
 */
import { tabs } from "../language/sheet-words/headings";
import { settingRows } from "../language/sheet-words/policy";
import { quotedTitle } from "./cells";
import type { SheetsClient } from "./client";
import { requestsFor } from "./setup-requests";
import { missingSettings, settingRequests, type SettingRow } from "./setup-settings";
import { newHeaders, layTab, type Laid } from "./setup-tabs";
import { readWorkbook, structureFields, tabNames, titlesOf, workbookFields } from "./workbook";

/** What was laid, for the one who set it up. */
export type SetupStep =
  | { readonly kind: "tab"; readonly title: string }
  | { readonly kind: "columns"; readonly title: string; readonly headers: readonly string[] }
  | { readonly kind: "settings"; readonly keys: readonly string[] };

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

function stepsOf(laid: readonly Laid[], settings: readonly SettingRow[]): readonly SetupStep[] {
  const steps = laid.flatMap((each): SetupStep[] => {
    const { title } = tabs[each.tab];
    if (each.isNew) return [{ kind: "tab", title }];
    return each.added.length > 0 ? [{ kind: "columns", title, headers: newHeaders(each) }] : [];
  });
  const keys = settings.map(({ key }) => key);
  return keys.length > 0 ? [...steps, { kind: "settings", keys }] : steps;
}
