/**
 * A plan → one batchUpdate, in this order: the fence, facts, appended rows, evidence, cells. Values only: no format,
 * validation or dimension request is ever part of a commit, since typed columns refuse them.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request
 */
import { enteredValue } from "../api/cells";
import type { CellData, SheetRequest } from "../api/client";
import { layRow, headerDepth, type Grid } from "../tabs/grid";
import {
  fenceName,
  hiddenTitle,
  rowsRange,
  type Asked,
  type Fence,
  type SheetView,
} from "../tabs/view";
import { encodeFacts, factRows, type BelievedHeader, type Facts, type RowWrite } from "./facts";
import type { Plan } from "./plan";
import type { PlannedWrite } from "./writes";

export interface Batch {
  readonly requests: readonly SheetRequest[];
  /** The tab that each request is about, "" for the hidden one; to tell which one a refusal is about. */
  readonly tabs: readonly string[];
  readonly responseRanges: readonly string[];
  readonly asked: Asked;
  /** With the places of evidence. */
  readonly facts: Facts;
}

/** Rows below the last known one that are looked at after an append: others may have added some. */
const mostOfOthers = 500;
/** Near rows are asked for in one range. */
const nearRows = 5;

/** @param view the sheet's, with its hidden tab and fence */
export function buildBatch(
  view: SheetView & Required<Pick<SheetView, "hidden" | "fence">>,
  plan: Plan,
  watched: ReadonlyMap<string, ReadonlySet<number>>,
): Batch {
  const { hidden, fence, grids } = view;
  if (hidden === undefined || fence === undefined)
    throw new Error("the hidden tab is not laid yet");
  const places = placeEvidence(view, plan.writes, fence.startRow + factRows);
  const facts: Facts = { ...plan.facts, writes: places.writes, headers: places.headers };
  const cells = encodeFacts(facts);
  const parts: (readonly [tab: string, request: SheetRequest])[] = [
    ...fenceRequests(view, plan.commit).map((request) => ["", request] as const),
    ["", textsDown(hidden.sheetId, fence.startRow, cells)],
    ...[...plan.rows].flatMap(([tab, rows]) => {
      const grid = grids.get(tab);
      return grid ? [[tab, appendRequest(grid, rows)] as const] : [];
    }),
    ...places.copies.flatMap(({ grid, from, to }) =>
      copyRequests(grid, hidden, from, to).map((request) => ["", request] as const),
    ),
    ...places.writes.flatMap((write) =>
      writeRequests(grids.get(write.tab), write).map((request) => [write.tab, request] as const),
    ),
  ];
  const asked = askedRows(view, { plan, writes: places.writes, watched, headers: places.headers });
  return {
    requests: parts.map(([, request]) => request),
    tabs: parts.map(([tab]) => tab),
    responseRanges: rangesOf(view, asked),
    asked,
    facts,
  };
}

/** Compare-and-swap: a batch that names a range which is gone is refused whole. */
function fenceRequests({ fence, hidden }: SheetView, commit: string): readonly SheetRequest[] {
  if (fence === undefined || hidden === undefined) return [];
  return [...removeFence(fence), addFence(hidden.sheetId, fence.startRow, commit)];
}

/** An update of an id that is gone refuses the batch, which a deletion is not known to do. */
export function removeFence({ id, name }: Pick<Fence, "id" | "name">): readonly SheetRequest[] {
  return [
    { updateNamedRange: { namedRange: { namedRangeId: id, name }, fields: "name" } },
    { deleteNamedRange: { namedRangeId: id } },
  ];
}

/** The named range of a commit: a name and an id that were never used before. */
export function addFence(sheetId: number, startRow: number, commit: string): SheetRequest {
  return {
    addNamedRange: {
      namedRange: {
        namedRangeId: commit,
        name: fenceName(commit),
        range: {
          sheetId,
          startRowIndex: startRow,
          endRowIndex: startRow + factRows,
          startColumnIndex: 0,
          endColumnIndex: 1,
        },
      },
    },
  };
}

/** Texts in the first column, one below the other. */
export function textsDown(sheetId: number, row: number, texts: readonly string[]): SheetRequest {
  return updateCells(
    sheetId,
    row,
    0,
    texts.map((text) => [enteredValue(text)]),
  );
}

interface Places {
  readonly writes: readonly RowWrite[];
  readonly headers: Readonly<Record<string, BelievedHeader>>;
  readonly copies: readonly { readonly grid: Grid; readonly from: number; readonly to: number }[];
}

/**
 * Where the evidence goes: rows of the stock to their own place, so that formulas come through unshifted; rows of other tabs
 * below the facts.
 */
function placeEvidence(
  { grids }: SheetView,
  writes: readonly PlannedWrite[],
  firstFree: number,
): Places {
  let free = firstFree;
  const headers: Record<string, BelievedHeader> = {};
  const copies: Places["copies"][number][] = [];
  const place = (grid: Grid, from: number): number => {
    const to = grid.tab.name === "stock" ? from : free++;
    copies.push({ grid, from, to });
    return to;
  };
  const placed = writes.flatMap((write): RowWrite[] => {
    const grid = grids.get(write.tab);
    if (grid === undefined) return [];
    const { headerRow } = grid;
    headers[write.tab] ??= { gridRow: headerRow, evidence: place(grid, Math.max(0, headerRow)) };
    const own = headers[write.tab];
    const isHeader = write.gridRow === headerRow && own !== undefined;
    return [{ ...write, evidence: isHeader ? own.evidence : place(grid, write.gridRow) }];
  });
  return { writes: placed, headers, copies };
}

/** How many rows below the facts a plan's evidence takes. */
export const evidenceRows = (writes: readonly PlannedWrite[]): number =>
  writes.filter(({ tab }) => tab !== "stock").length * 2;

function appendRequest(grid: Grid, rows: readonly Parameters<typeof layRow>[1][]): SheetRequest {
  const { sheetId, columns, table } = grid;
  return {
    appendCells: {
      ...(table === undefined ? { sheetId } : { sheetId, tableId: table.id }),
      rows: rows.map((fields) => ({
        values: layRow(columns, fields)
          .slice(table?.column ?? 0)
          .map(enteredValue),
      })),
      fields: "userEnteredValue",
    },
  };
}

/** The place is cleared first: a row that a filter hides is left out of a copy, and what was there before would stay. */
function copyRequests(
  { sheetId, columnCount }: Grid,
  hidden: { readonly sheetId: number; readonly columnCount: number },
  from: number,
  to: number,
): readonly SheetRequest[] {
  const width = Math.min(columnCount, hidden.columnCount);
  return [
    {
      updateCells: {
        range: rowRange(hidden.sheetId, to, hidden.columnCount),
        fields: "userEnteredValue",
      },
    },
    {
      copyPaste: {
        source: rowRange(sheetId, from, width),
        destination: rowRange(hidden.sheetId, to, width),
        pasteType: "PASTE_FORMULA",
      },
    },
  ];
}

const rowRange = (sheetId: number, row: number, width: number) => ({
  sheetId,
  startRowIndex: row,
  endRowIndex: row + 1,
  startColumnIndex: 0,
  endColumnIndex: width,
});

function writeRequests(
  grid: Grid | undefined,
  { gridRow, cells }: RowWrite,
): readonly SheetRequest[] {
  if (grid === undefined) return [];
  return cells.map(({ column, value }) =>
    updateCells(grid.sheetId, gridRow, column, [[enteredValue(value)]]),
  );
}

function updateCells(
  sheetId: number,
  rowIndex: number,
  columnIndex: number,
  rows: readonly (readonly CellData[])[],
): SheetRequest {
  return {
    updateCells: {
      start: { sheetId, rowIndex, columnIndex },
      rows: rows.map((values) => ({ values: [...values] })),
      fields: "userEnteredValue",
    },
  };
}

/** The rows to be shown afterwards: headers, rows written and about to be written, evidence, the ends of tabs added to. */
function askedRows(
  view: SheetView,
  {
    plan,
    writes,
    watched,
    headers,
  }: {
    readonly plan: Plan;
    readonly writes: readonly RowWrite[];
    readonly watched: ReadonlyMap<string, ReadonlySet<number>>;
    readonly headers: Places["headers"];
  },
): Asked {
  const { grids, hidden } = view;
  const asked = new Map<number, (readonly [number, number])[]>();
  const touched = new Set([...plan.rows.keys(), ...watched.keys(), ...Object.keys(headers)]);
  for (const name of touched) {
    const grid = grids.get(name);
    if (grid === undefined) continue;
    const rows = new Set(watched.get(name) ?? []);
    for (const { tab, gridRow } of writes) if (tab === name) rows.add(gridRow);
    const top = Math.max(headerDepth, grid.headerRow + 1);
    for (let row = 0; row < Math.min(top, grid.rowCount); row += 1) rows.add(row);
    const runs = [...runsOf(rows)];
    const added = plan.rows.get(name)?.length ?? 0;
    if (added > 0) {
      const from = Math.max(0, Math.min(grid.end, grid.rowCount) - 1);
      runs.push([from, grid.end + added + mostOfOthers]);
    }
    asked.set(grid.sheetId, runs);
  }
  const evidence = [...writes, ...Object.values(headers)].map((one) => one.evidence);
  if (hidden && evidence.length > 0) asked.set(hidden.sheetId, runsOf(new Set(evidence)));
  return asked;
}

function runsOf(rows: ReadonlySet<number>): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && row - last[1] < nearRows) last[1] = row + 1;
    else runs.push([row, row + 1]);
  }
  return runs;
}

function rangesOf({ grids, hidden }: SheetView, asked: Asked): readonly string[] {
  const titles = new Map([...grids.values()].map(({ sheetId, title }) => [sheetId, title]));
  if (hidden) titles.set(hidden.sheetId, hiddenTitle);
  return [...asked].flatMap(([sheetId, runs]) =>
    runs.map(([from, to]) => rowsRange(titles.get(sheetId) ?? "", from, to)),
  );
}
