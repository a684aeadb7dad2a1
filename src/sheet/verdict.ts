/**
 * The verdict of a trial, left in the workbook for every relay on it: marks are added for what failed, and taken away where
 * a later trial found that it holds.
 */
import { markRequests } from "./assumptions";
import { quotedTitle } from "./cells";
import type { SheetRequest, SheetsClient, Spreadsheet } from "./client";
import { preparation } from "./preparing";
import type { Finding } from "./probe";
import { readWorkbook, structureFields, titlesOf, workbookFields } from "./workbook";

/** Brings the marks to what was found. @throws SheetAwayError, SheetDeniedError, SheetRefusedError */
export async function keepVerdict(
  client: SheetsClient,
  spreadsheetId: string,
  findings: readonly Finding[],
): Promise<void> {
  const failed = new Set(findings.filter(({ holds }) => !holds).map((one) => one.assumption));
  const apply = (requests: readonly SheetRequest[]) =>
    client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "spreadsheetId" });
  const read = (ranges: readonly string[], fields: string): Promise<Spreadsheet> =>
    client.fetchSpreadsheet(spreadsheetId, { ranges, fields });
  const structure = await read([], structureFields);
  if (markRequests(structure, failed, 0).length === 0) return;
  const scratch = scratchIdOf(structure);
  if (scratch !== undefined) {
    await apply(markRequests(structure, failed, scratch));
    return;
  }
  const { titles } = titlesOf(structure);
  const tops = Object.values(titles).map((title) => `${quotedTitle(title)}!1:20`);
  const top = tops.length === 0 ? structure : await read(tops, workbookFields);
  await apply(preparation(readWorkbook(top, titles, new Date(0))));
  const prepared = await read([], structureFields);
  await apply(markRequests(prepared, failed, scratchIdOf(prepared) ?? 0));
}

const scratchIdOf = (structure: Spreadsheet): number | undefined =>
  readWorkbook(structure, {}, new Date(0)).scratch?.sheetId;
