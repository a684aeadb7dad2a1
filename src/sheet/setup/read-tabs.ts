/**
 * What setup needs to know of a workbook: its tabs as grids, and what else is laid over them. Comes in: a client; goes out:
 * tabs with their types, formats and filter views. One read where there are no tabs, else two.
 */
import type { SheetsClient, Spreadsheet } from "../api/client";
import { quotedTitle } from "../api/cells";
import type { Grid } from "../tabs/grid";
import type { Tab } from "../tabs/tab";
import { findTitles, lookFields, readView, structureFields } from "../tabs/view";

export interface StandingTab {
  readonly grid: Grid;
  /** Columns of a Table that have a type: no format and no validation is taken there. */
  readonly typed: ReadonlySet<number>;
  readonly filterViews: readonly string[];
}

export interface StandingWorkbook {
  /** By the tab's name. */
  readonly tabs: ReadonlyMap<string, StandingTab>;
  /** The ids of all tabs, those that are not the relay's too. */
  readonly sheetIds: ReadonlySet<number>;
}

type Sheet = NonNullable<Spreadsheet["sheets"]>[number];

const fields = `${lookFields},sheets(filterViews(title),tables(columnProperties(columnIndex,columnType)))`;

/** @throws SheetAwayError, SheetDeniedError, SheetRefusedError */
export async function readStandingTabs(
  client: SheetsClient,
  spreadsheetId: string,
  tabs: readonly Tab[],
): Promise<StandingWorkbook> {
  const structure = await client.fetchSpreadsheet(spreadsheetId, {
    ranges: [],
    fields: structureFields,
  });
  const titles = findTitles(structure, tabs);
  const ranges = [...titles.values()].map(quotedTitle);
  const read =
    ranges.length === 0
      ? structure
      : await client.fetchSpreadsheet(spreadsheetId, { ranges, fields });
  const { grids } = readView(read, { tabs, titles, readAt: new Date(0) });
  return {
    tabs: new Map(
      [...grids].map(([name, grid]) => {
        const sheet = read.sheets?.find(({ properties }) => properties?.sheetId === grid.sheetId);
        const filterViews = (sheet?.filterViews ?? []).map(({ title }) => title ?? "");
        return [name, { grid, typed: typedColumns(sheet), filterViews }];
      }),
    ),
    sheetIds: new Set((structure.sheets ?? []).map(({ properties }) => properties?.sheetId ?? 0)),
  };
}

function typedColumns(sheet: Sheet | undefined): ReadonlySet<number> {
  const typed = (sheet?.tables ?? []).flatMap(({ range, columnProperties }) =>
    (columnProperties ?? [])
      .filter(
        ({ columnType }) => (columnType ?? "COLUMN_TYPE_UNSPECIFIED") !== "COLUMN_TYPE_UNSPECIFIED",
      )
      .map(({ columnIndex }) => (range?.startColumnIndex ?? 0) + (columnIndex ?? 0)),
  );
  return new Set(typed);
}
