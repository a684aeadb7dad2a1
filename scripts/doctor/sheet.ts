/**
 * The spreadsheet's part of `npm run doctor`. Comes in: a client; goes out: one line for the spreadsheet, for its time
 * zone, for each tab, and for each thing that a trial on scratch tabs found.
 */
import type { Checkup } from "../../src/channels/channel";
import { SheetRefusedError } from "../../src/errors";
import type { SheetsClient } from "../../src/sheet/api/client";
import { trySheet } from "../../src/sheet/probe/probe";
import { scratchTitle } from "../../src/sheet/probe/scratch";
import { rowProblems } from "../../src/sheet/snapshot/problems";
import { cellProblems, readPolicyOf } from "../../src/sheet/snapshot/snapshot";
import { standardTabs } from "../../src/sheet/tabs/all-tabs";
import { entriesOf, type Grid } from "../../src/sheet/tabs/grid";
import type { Subscription } from "../../src/inventory/changes/subscription";
import type { Member } from "../../src/inventory/people/member";
import type { Begun } from "../setup/first-steps";
import { priceTabs } from "../../src/sheet/tabs/prices/price-tabs";
import { createTabReader } from "../../src/sheet/tabs/reader";
import { readStock, noStock } from "../../src/sheet/tabs/stock-items";
import { isRequired, type Tab } from "../../src/sheet/tabs/tab";
import type { SheetView } from "../../src/sheet/tabs/view";
import { zoneFault } from "../../src/sheet/api/times";

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
  {
    timeZone,
    tries,
    tabs,
  }: {
    readonly timeZone: string | undefined;
    readonly tries: boolean;
    readonly tabs: readonly Tab[];
  },
): Promise<readonly Checkup[]> {
  const view = await readSheet(address, tabs);
  const { title, zone, grids } = view;
  const fault = zoneFault(timeZone, zone, new Date());
  return [
    fine(`spreadsheet "${title}" can be read; its time zone is ${zone ?? "unknown"}`),
    ...(fault === undefined ? [] : [bad(fault)]),
    ...tabs
      .filter((tab) => isRequired(tab) || grids.has(tab.name))
      .map((tab) => checkTab(tab, grids.get(tab.name))),
    ...problemsIn(view).map(bad),
    ...(tries ? await checkTrial(address) : []),
  ];
}

/** The spreadsheet of prices; its tabs are laid when a price is first stored. @throws as checkSheet */
export async function checkPrices(address: Address): Promise<readonly Checkup[]> {
  const { title, grids } = await readSheet(address, priceTabs);
  const standing = priceTabs.filter((tab) => grids.has(tab.name));
  return [
    fine(
      `the spreadsheet of prices "${title}" can be read; see that it is shared with buyers only`,
    ),
    ...standing.map((tab) => checkTab(tab, grids.get(tab.name))),
    ...[...grids.values()]
      .flatMap((grid) => rowProblems(grid, "UTC"))
      .map(({ sentence }) => bad(sentence)),
  ];
}

/** As the relay looks at it: of long tabs their tops. */
async function readSheet(
  { client, spreadsheetId }: Address,
  tabs: readonly Tab[],
): Promise<SheetView> {
  const [now, token] = [() => new Date(), () => Promise.resolve()];
  const reader = createTabReader({ client, spreadsheetId, tabs, now, token });
  try {
    return await reader.look({ ends: new Map(), hidden: false });
  } catch (error) {
    if (!(error instanceof SheetRefusedError)) throw error;
    const name = tabs === priceTabs ? "PRICE_SPREADSHEET_ID" : "SPREADSHEET_ID";
    const mend = `see that ${name} is that of a Google spreadsheet, and of no other file`;
    throw new SheetRefusedError(`${mend} (${error.message})`, { cause: error });
  }
}

function checkTab(tab: Tab, grid: Grid | undefined): Checkup {
  if (grid === undefined) return bad(`tab ${tab.title} is missing: run npm run setup-sheet`);
  if (grid.missing.length === 0) return fine(`tab ${tab.title} has all its columns`);
  return bad(
    `tab ${tab.title} lacks ${grid.missing.join(", ")}: rename the header back or run npm run setup-sheet`,
  );
}

/** A sentence for every cell that people should mend. */
function problemsIn({ grids, zone }: SheetView): readonly string[] {
  const [stock, settings] = [grids.get("stock"), grids.get("settings")];
  const timeZone = zone ?? "UTC";
  const read = stock === undefined ? noStock : readStock(stock, timeZone);
  const { problems } = readPolicyOf(settings);
  return [...cellProblems(grids, { stock: read, timeZone }), ...problems].map(
    ({ sentence }) => sentence,
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

/**
 * What stands in the sheet of what a group needs, and the addresses of 推送; undefined: the tab was not laid yet.
 *
 * @throws as the sheet does where it can't be read
 */
export async function readBegun(
  address: Address,
): Promise<
  Omit<Begun, "channels"> & { readonly subscriptions: readonly Subscription[] | undefined }
> {
  const names = ["stock", "members", "settings", "subscriptions"];
  const tabs = standardTabs.filter(({ name }) => names.includes(name));
  const view = await readSheet(address, tabs);
  const [stock, settings] = [view.grids.get("stock"), view.grids.get("settings")];
  const zone = view.zone ?? "UTC";
  const members = view.grids.get("members") as Grid<Member> | undefined;
  const { policy } = readPolicyOf(settings);
  const pushed = view.grids.get("subscriptions") as Grid<Subscription> | undefined;
  return {
    subscriptions: pushed && entriesOf(pushed, zone).map(({ entry }) => entry),
    items: stock === undefined ? [] : readStock(stock, zone).items,
    members: entriesOf(members, zone).map(({ entry }) => entry),
    groups: [...new Set([...policy.allowedGroups, ...policy.digestGroups])],
  };
}
