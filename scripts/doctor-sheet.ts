/**
 * The spreadsheet's part of `npm run doctor`. Comes in: a client; goes out: one line for the spreadsheet, for its time
 * zone, for each tab, and for each thing that a trial on scratch tabs found.
 */
import type { Checkup } from "../src/channels/channel";
import { SheetRefusedError } from "../src/errors";
import { quotedTitle } from "../src/sheet/api/cells";
import type { SheetsClient, Spreadsheet } from "../src/sheet/api/client";
import { trySheet } from "../src/sheet/probe/probe";
import { scratchTitle } from "../src/sheet/probe/scratch";
import { readPolicyOf, settingsRows } from "../src/sheet/snapshot/snapshot";
import { standardTabs } from "../src/sheet/tabs/all-tabs";
import type { Grid } from "../src/sheet/tabs/grid";
import type { Tab } from "../src/sheet/tabs/tab";
import { findTitles, lookFields, readView, structureFields } from "../src/sheet/tabs/view";
import { zoneFault } from "../src/sheet/api/times";

interface Address {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
}

const fine = (sentence: string): Checkup => ({ ok: true, sentence });
const bad = (sentence: string): Checkup => ({ ok: false, sentence });
const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @throws SheetAwayError, SheetDeniedError, SheetRefusedError */
export async function checkSheet(
  address: Address,
  { timeZone, tries }: { readonly timeZone: string | undefined; readonly tries: boolean },
): Promise<readonly Checkup[]> {
  const structure = await readStructure(address);
  const { title, timeZone: zone } = structure.properties ?? {};
  const grids = await readTops(address, structure, standardTabs, "!1:20");
  const fault = zoneFault(timeZone, zone ?? undefined, new Date());
  return [
    fine(`spreadsheet "${title ?? ""}" can be read; its time zone is ${zone ?? "unknown"}`),
    ...(fault === undefined ? [] : [bad(fault)]),
    ...standardTabs.map((tab) => checkTab(tab, grids.get(tab.name))),
    ...(tries ? await checkTrial(address) : []),
  ];
}

async function readStructure({ client, spreadsheetId }: Address): Promise<Spreadsheet> {
  try {
    return await client.fetchSpreadsheet(spreadsheetId, { ranges: [], fields: structureFields });
  } catch (error) {
    if (!(error instanceof SheetRefusedError)) throw error;
    const mend = "see that SPREADSHEET_ID is that of a Google spreadsheet, and of no other file";
    throw new SheetRefusedError(`${mend} (${error.message})`, { cause: error });
  }
}

async function readTops(
  { client, spreadsheetId }: Address,
  structure: Spreadsheet,
  tabs: readonly Tab[],
  rows: string,
): Promise<ReadonlyMap<string, Grid>> {
  const titles = findTitles(structure, tabs);
  const ranges = [...titles.values()].map((each) => `${quotedTitle(each)}${rows}`);
  const read =
    ranges.length === 0
      ? structure
      : await client.fetchSpreadsheet(spreadsheetId, { ranges, fields: lookFields });
  return readView(read, { tabs, titles, readAt: new Date(0) }).grids;
}

function checkTab(tab: Tab, grid: Grid | undefined): Checkup {
  if (grid === undefined) return bad(`tab ${tab.title} is missing: run npm run setup-sheet`);
  if (grid.missing.length === 0) return fine(`tab ${tab.title} has all its columns`);
  return bad(
    `tab ${tab.title} lacks ${grid.missing.join(", ")}: rename the header back or run npm run setup-sheet`,
  );
}

/** Tries on scratch tabs what only the API itself can tell. */
async function checkTrial({ client, spreadsheetId }: Address): Promise<readonly Checkup[]> {
  try {
    const findings = await trySheet(client, spreadsheetId);
    return findings.map(({ about, saw, means, isFine }) => ({
      ok: isFine,
      sentence: `${about}: ${saw}. ${means[0]?.toUpperCase() ?? ""}${means.slice(1)}`,
    }));
  } catch (error) {
    return [
      bad(
        `the sheet could not be tried to the end (${told(error)}); nothing is changed in how the relay works. Should tabs that begin with ${scratchTitle} stand there, delete them; the next trial does, too`,
      ),
    ];
  }
}

/** The groups that the 设置 tab lists; none where it can't be read, which has a line of its own. */
export async function listedGroups(address: Address): Promise<readonly string[]> {
  const tabs = standardTabs.filter(({ name }) => name === "settings");
  const settings = (await readTops(address, await readStructure(address), tabs, "")).get(
    "settings",
  );
  if (settings === undefined) return [];
  const { policy } = readPolicyOf(settings, settingsRows(settings, undefined));
  return [...new Set([...policy.allowedGroups, ...policy.digestGroups])];
}
