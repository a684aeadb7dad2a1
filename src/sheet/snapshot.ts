/**
 * The workbook as read → what the rest of the relay sees of it: items, members, policy, entries, and a sentence for
 * everything that people should mend. Pure.
 */
import type { Broadcast } from "../inventory/movements/broadcast";
import type { Member } from "../inventory/people/member";
import type { PendingEntry } from "../inventory/movements/pending";
import type { Policy } from "../inventory/policy";
import { tabs } from "../language/sheet-words/headings";
import { readPolicy } from "../language/sheet-words/policy";
import { problemSentences } from "../language/sheet-words/sheet-sentences";
import { cellName, shownValue, textOf } from "./cells";
import { readBroadcast, readMember, readPending } from "./entries";
import { entryProblems } from "./entry-problems";
import type { LedgerMemory } from "./ledger-memory";
import type { Stock } from "./stock";
import type { SheetProblem, Snapshot } from "./stockroom";
import { fieldOf, type Grid } from "./tabs";
import { tabNames, type Grids, type Workbook } from "./workbook";

const hourMs = 3_600_000;
const pendingHours = 48;
const broadcastHours = 8 * 24;
/** The next digest begins where the last one ended, also after holidays. */
const digestHours = 62 * 24;

/** The values of the 设置 tab as text; `shown` tells what people see where a cell holds a fraction, such as a time. */
export interface SettingsRow {
  readonly key: string;
  readonly value: string;
}

/** The rows of the settings tab, and whether a value must be read as people see it. */
export function settingsRows(
  grid: Grid<"settings"> | undefined,
  shown: readonly (readonly string[])[] | undefined,
): { readonly rows: readonly SettingsRow[]; readonly needsShown: boolean } {
  let needsShown = false;
  const rows = (grid?.rows ?? []).map((row, index) => {
    const value = grid && shownValue(fieldOf(grid, row, "value"));
    const fraction = typeof value === "number" && !Number.isInteger(value);
    if (fraction) needsShown = true;
    const column = grid?.columns.get("value") ?? 0;
    const seen = fraction ? shown?.[(grid?.headerRow ?? 0) + 1 + index]?.[column] : undefined;
    return { key: grid ? textOf(fieldOf(grid, row, "key")) : "", value: seen ?? textOf(value) };
  });
  return { rows, needsShown };
}

export function readPolicyOf(
  grid: Grid<"settings"> | undefined,
  rows: readonly SettingsRow[],
): { readonly policy: Policy; readonly problems: readonly SheetProblem[] } {
  const { policy, problems } = readPolicy(rows);
  const column = grid?.columns.get("value") ?? 0;
  return {
    policy,
    problems: problems.map(({ index, sentence }) => {
      const cell = cellName((grid?.headerRow ?? 0) + 1 + index, column);
      return { tab: grid?.title ?? tabs.settings.title, cell, sentence };
    }),
  };
}

/** Tabs and columns that are missing or stand twice. */
function structureProblems(grids: Grids): readonly SheetProblem[] {
  return tabNames.flatMap((tab): readonly SheetProblem[] => {
    const { title } = tabs[tab];
    const grid: Grid | undefined = grids[tab];
    if (!grid) return [{ tab: title, cell: "", sentence: problemSentences.missingTab(title) }];
    const problem = (sentence: string): SheetProblem => ({ tab: grid.title, cell: "", sentence });
    return [
      ...grid.missing.map((header) => problem(problemSentences.missingColumn(grid.title, header))),
      ...grid.doubled.map((header) => doubledProblem(grid, header)),
    ];
  });
}

function doubledProblem({ title, header: headers, headerRow }: Grid, header: string): SheetProblem {
  const second = headers.indexOf(header, headers.indexOf(header) + 1);
  const cell = cellName(headerRow, second);
  return { tab: title, cell, sentence: problemSentences.doubledColumn(title, cell, header) };
}

/** What stands in the way of booking: the first tab or column that is missing, as a sentence. */
export function incompleteness(grids: Grids): string | undefined {
  const missing = tabNames.flatMap((tab) => {
    const grid: Grid | undefined = grids[tab];
    const { title } = tabs[tab];
    if (!grid) return [problemSentences.missingTab(title)];
    return grid.missing.map((header) => problemSentences.missingColumn(grid.title, header));
  });
  return missing.length > 0 ? missing.join("\n") : undefined;
}

export function takeSnapshot(facts: {
  readonly workbook: Workbook;
  readonly stock: Stock;
  readonly memory: LedgerMemory;
  readonly timeZone: string;
  readonly settings: readonly SettingsRow[];
  readonly isOwnBroadcast: (key: string) => boolean;
  readonly readAt: Date;
}): Snapshot {
  const { workbook, stock, memory, timeZone, readAt } = facts;
  const { grids } = workbook;
  const { policy, problems } = readPolicyOf(grids.settings, facts.settings);
  const people = readPeople(grids.members);
  return {
    readAt,
    timeZone,
    title: workbook.title,
    url: workbook.url,
    items: stock.items,
    members: people.members,
    policy,
    pending: readEntries(grids.pending, timeZone, readAt),
    recent: memory.recent(),
    broadcasts: readBroadcasts(grids.broadcasts, timeZone, readAt).map((entry) =>
      facts.isOwnBroadcast(entry.key) ? entry : { ...entry, byAnother: true },
    ),
    problems: [
      ...structureProblems(grids),
      ...stock.problems,
      ...people.problems,
      ...entryProblems(grids),
      ...problems,
    ],
  };
}

function readPeople(grid: Grid<"members"> | undefined) {
  const members: Member[] = [];
  const problems: SheetProblem[] = [];
  grid?.rows.forEach((row, index) => {
    const read = readMember(grid, row, grid.headerRow + 1 + index);
    if (read.member) members.push(read.member);
    problems.push(...read.problems);
  });
  return { members, problems };
}

function readEntries(
  grid: Grid<"pending"> | undefined,
  timeZone: string,
  now: Date,
): readonly PendingEntry[] {
  const since = now.getTime() - pendingHours * hourMs;
  return (grid?.rows ?? [])
    .flatMap((row) => (grid ? (readPending(grid, row, timeZone) ?? []) : []))
    .filter(
      ({ status, handledAt, at }) => status === "open" || (handledAt ?? at).getTime() >= since,
    )
    .sort((a, b) => b.number - a.number);
}

function readBroadcasts(
  grid: Grid<"broadcasts"> | undefined,
  timeZone: string,
  now: Date,
): readonly Broadcast[] {
  const since = now.getTime() - broadcastHours * hourMs;
  const sinceDigest = now.getTime() - digestHours * hourMs;
  return (grid?.rows ?? [])
    .flatMap((row) => (grid ? (readBroadcast(grid, row, timeZone) ?? []) : []))
    .filter(({ at, type }) => at.getTime() >= (type === "digest" ? sinceDigest : since))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}
