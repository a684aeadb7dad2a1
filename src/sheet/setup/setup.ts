/**
 * Lays the workbook: missing tabs, missing columns, default settings, formats. Reads what is there, adds what is not, and
 * never changes a cell that is filled. Run again it finds nothing to do.
 */
import { randomInt } from "node:crypto";
import { SheetRefusedError } from "../../errors";
import { settingRows } from "../../language/sheet-words/policy";
import type { SheetRequest, SheetsClient } from "../api/client";
import { appendRequest } from "../commit/batch";
import { newCommitId, noFacts } from "../commit/facts";
import { newHiddenTab } from "../commit/lay-hidden";
import { standardTabs } from "../tabs/all-tabs";
import type { Grid } from "../tabs/grid";
import { isRequired, type Tab } from "../tabs/tab";
import { addColumns, firstFreeColumn } from "./added-columns";
import { dressNew, dressStanding, viewNewestFirst, type Dressing } from "./formatting";
import { layTab, newColumns } from "./lay-tab";
import { missingFields } from "./missing-columns";
import { readStandingTabs, type StandingTab } from "./read-tabs";
import { missingSettings, type SettingRow } from "./missing-settings";
import { newestFirstView } from "../../language/sheet-words/headings";

/** What was laid, for the one who set it up. */
export type SetupStep =
  | { readonly kind: "tab"; readonly title: string }
  | { readonly kind: "columns"; readonly title: string; readonly headers: readonly string[] }
  | { readonly kind: "settings"; readonly keys: readonly string[] }
  /** Formats of standing columns, or a filter view. */
  | { readonly kind: "look"; readonly title: string; readonly names: readonly string[] }
  /** Columns of a Table, or a look, that the sheet does not take. */
  | {
      readonly kind: "refused";
      readonly title: string;
      readonly names: readonly string[];
      readonly reason: string;
    };

/** A tab as it will be. */
interface Laid {
  readonly tab: Tab;
  readonly sheetId: number;
  readonly standing: StandingTab | undefined;
  readonly added: readonly string[];
  readonly headers: readonly string[];
}

/**
 * Creates or completes the tabs; answers what was done, nothing when all was there. Values go in one batch; what a Table
 * may refuse goes in others, so that the relay can work whatever becomes of it.
 *
 * @param defaults the rows of 设置 that must be there; one that is keeps its value
 * @throws SheetAwayError, SheetDeniedError, SheetRefusedError
 */
export async function setUpSheet(
  client: SheetsClient,
  spreadsheetId: string,
  {
    tabs = standardTabs,
    defaults = settingRows,
    isBooked = true,
  }: {
    readonly tabs?: readonly Tab[];
    readonly defaults?: readonly SettingRow[];
    /** false: nothing is booked there, so the relay needs no tab of its own. */
    readonly isBooked?: boolean;
  } = {},
): Promise<readonly SetupStep[]> {
  const { tabs: standing, sheetIds } = await readStandingTabs(client, spreadsheetId, tabs);
  const laid = tabs
    .filter((tab) => isRequired(tab) || standing.has(tab.name))
    .map((tab) => planTab(tab, standing, sheetIds));
  const settings = missingSettings(standing.get("settings")?.grid, defaults);
  const apply = async (requests: readonly SheetRequest[]): Promise<void> => {
    if (requests.length === 0) return;
    await client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "replies" });
  };

  const isTable = ({ standing: found }: Laid): boolean => found?.grid.table !== undefined;
  const columnsOf = ({ standing: found, added }: Laid) =>
    found === undefined ? [] : addColumns(found.grid, added);
  await apply([
    ...laid.flatMap((each, index) =>
      each.standing === undefined
        ? [...layTab(each.tab, each.sheetId, index), ...dressNew(each.tab, each.sheetId)]
        : [],
    ),
    ...laid.flatMap((each) => (isTable(each) ? [] : columnsOf(each))),
    ...settingRequests(laid, settings),
    ...(standing.size === 0 && isBooked ? hiddenTabFor(laid) : []),
  ]);
  const steps: SetupStep[] = [];
  const refused = new Set<Laid>();
  for (const each of laid.filter((one) => isTable(one) && one.added.length > 0)) {
    const reason = await refusalOf(apply(columnsOf(each)));
    if (reason === undefined) continue;
    refused.add(each);
    const { title } = each.tab;
    steps.push({ kind: "refused", title, names: each.headers, reason });
  }
  steps.unshift(...laid.flatMap((each) => (refused.has(each) ? [] : stepsOf(each))));
  if (settings.length > 0) steps.push({ kind: "settings", keys: settings.map(({ key }) => key) });
  return [
    ...steps,
    ...(await dress(
      apply,
      laid.filter((each) => !refused.has(each)),
    )),
  ];
}

function planTab(
  tab: Tab,
  all: ReadonlyMap<string, StandingTab>,
  taken: ReadonlySet<number>,
): Laid {
  const standing = all.get(tab.name);
  const added = standing === undefined ? [] : missingFields(standing.grid, (name) => all.has(name));
  return {
    tab,
    sheetId: standing?.grid.sheetId ?? freeSheetId(taken),
    standing,
    added,
    headers: added.map((field) => tab.columns[field]?.header ?? field),
  };
}

/** The relay's own tab in a workbook that is new; of one that is not, the relay alone knows what to note in it. */
function hiddenTabFor(laid: readonly Laid[]): readonly SheetRequest[] {
  const columns = Math.max(...laid.map(({ tab }) => newColumns(tab)));
  const facts = { ...noFacts, commit: newCommitId() };
  return newHiddenTab({ columns, stockEnd: 1, evidence: 0 }, facts).requests;
}

/** An id that no tab has. */
function freeSheetId(taken: ReadonlySet<number>): number {
  for (;;) {
    const id = randomInt(1, 2 ** 31 - 1);
    if (!taken.has(id)) return id;
  }
}

function settingRequests(
  laid: readonly Laid[],
  settings: readonly SettingRow[],
): readonly SheetRequest[] {
  const found = laid.find(({ tab }) => tab.name === "settings");
  if (found === undefined || settings.length === 0) return [];
  const { sheetId, tab, standing, added } = found;
  const grid = standing?.grid;
  const first = grid === undefined ? 0 : firstFreeColumn(grid);
  const fresh = grid === undefined ? Object.keys(tab.columns) : added;
  const columns = new Map([
    ...(grid?.columns ?? []),
    // The columns of a Table are added later, and may be refused.
    ...(grid?.table ? [] : fresh).map((field, index) => [field, first + index] as const),
  ]);
  return [
    appendRequest(
      { sheetId, columns, table: grid?.table },
      settings.map((row) => ({ ...row })),
    ),
  ];
}

function stepsOf({ tab: { title }, standing, headers }: Laid): readonly SetupStep[] {
  if (standing === undefined) return [{ kind: "tab", title }];
  return headers.length > 0 ? [{ kind: "columns", title, headers }] : [];
}

/** Lays the looks, all at once, or one after the other where that is refused. */
async function dress(
  apply: (requests: readonly SheetRequest[]) => Promise<void>,
  laid: readonly Laid[],
): Promise<readonly SetupStep[]> {
  const dressings = laid.flatMap(dressingsOf).filter(({ requests }) => requests.length > 0);
  const done = ({ title, names }: Dressing): readonly SetupStep[] =>
    names.length === 0 ? [] : [{ kind: "look", title, names }];
  const whole = await refusalOf(apply(dressings.flatMap(({ requests }) => requests)));
  if (whole === undefined) return dressings.flatMap(done);
  const steps: SetupStep[] = [];
  for (const dressing of dressings) {
    const { title, names, requests } = dressing;
    const reason = await refusalOf(apply(requests));
    steps.push(
      ...(reason === undefined
        ? done(dressing)
        : [{ kind: "refused" as const, title, names, reason }]),
    );
  }
  return steps;
}

function dressingsOf({ tab, sheetId, standing, added }: Laid): readonly Dressing[] {
  const looks =
    standing === undefined ? [] : [dressStanding(standing, added, firstFreeColumn(standing.grid))];
  if (tab.name !== "ledger" || standing?.filterViews.includes(newestFirstView) === true) {
    return looks;
  }
  const fields = Object.keys(tab.columns);
  const grid: Grid | undefined = standing?.grid;
  const column = grid === undefined ? fields.indexOf("at") : grid.columns.get("at");
  if (column === undefined) return looks;
  const columnCount = grid === undefined ? fields.length : firstFreeColumn(grid) + added.length;
  const headerRow = grid?.headerRow ?? 0;
  return [...looks, viewNewestFirst(tab.title, { sheetId, headerRow, column, columnCount })];
}

/** Why the sheet did not take something; undefined: it did. @throws SheetAwayError, SheetDeniedError */
async function refusalOf(applied: Promise<void>): Promise<string | undefined> {
  try {
    await applied;
    return undefined;
  } catch (error) {
    if (!(error instanceof SheetRefusedError)) throw error;
    return error.message;
  }
}
