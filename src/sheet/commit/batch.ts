/**
 * A plan → one batchUpdate, in this order: the fence, facts, appended rows, evidence, cells. Values only: no format,
 * validation or dimension request is ever part of a commit, since typed columns refuse them.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request
 */
import { enteredValue } from "../api/cells";
import type { CellData, SheetRequest } from "../api/client";
import type { Grid } from "../tabs/grid";
import { besideTable } from "../tabs/sheet-data";
import { layRow, type Fields } from "../tabs/tab";
import {
  fenceName,
  type Asked,
  type Fence,
  type LaidHiddenTab,
  type SheetView,
} from "../tabs/view";
import { askedRows, rangesOf } from "./asked-rows";
import { copyRequests, placeEvidence } from "./evidence";
import { encodeFacts, factRows, type Facts, type RowWrite } from "./facts";
import type { Plan } from "./plan";

export interface Batch {
  readonly requests: readonly SheetRequest[];
  /** The tab that each request is about, "" for the hidden one; to tell which one a refusal is about. */
  readonly tabs: readonly string[];
  readonly responseRanges: readonly string[];
  readonly asked: Asked;
  /** With the places of evidence. */
  readonly facts: Facts;
}

export function buildBatch(
  view: SheetView,
  plan: Plan,
  watched: ReadonlyMap<string, ReadonlySet<number>>,
): Batch {
  const { grids } = view;
  const { hidden, fence } = laidHidden(view);
  const places = placeEvidence(view, plan.writes, fence.startRow + factRows);
  const facts: Facts = { ...plan.facts, writes: places.writes, headers: places.headers };
  const parts: (readonly [tab: string, request: SheetRequest])[] = [
    ...passFence(view, facts).map((request) => ["", request] as const),
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

/**
 * What every batch begins with that others must not fall into: the fence is replaced by the batch's own, with its facts.
 * Compare-and-swap: a batch that names a range which is gone is refused whole.
 */
export function passFence(view: SheetView, facts: Facts): readonly SheetRequest[] {
  const { hidden, fence } = laidHidden(view);
  const { sheetId } = hidden;
  return [
    ...removeFence(fence),
    addFence(sheetId, fence.startRow, facts.commit),
    textsDown(sheetId, fence.startRow, encodeFacts(facts)),
  ];
}

/** It is laid before anything is committed. */
function laidHidden({ hidden, fence }: SheetView): LaidHiddenTab {
  if (hidden === undefined || fence === undefined)
    throw new Error("the hidden tab is not laid yet");
  return { hidden, fence };
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

/** To a Table as far as it has all columns: of a row that is appended to it, nothing is written beside it. */
export function appendRequest(
  grid: Pick<Grid, "sheetId" | "columns" | "table">,
  rows: readonly Fields[],
): SheetRequest {
  const { sheetId, columns } = grid;
  const table = besideTable(grid).length === 0 ? grid.table : undefined;
  return {
    appendCells: {
      sheetId,
      ...(table && { tableId: table.id }),
      rows: rows.map((fields) => ({
        values: layRow(columns, fields)
          .slice(table?.column ?? 0, table?.endColumn)
          .map(enteredValue),
      })),
      fields: "userEnteredValue",
    },
  };
}

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
