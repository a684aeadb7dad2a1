/** Trials of rows appended below the last one, without a Table and with one, and of formulas over open ranges. */
import { tabs } from "../../language/sheet-words/headings";
import { enteredValue, isFormula, shownValue, textOf, type CellValue } from "../api/cells";
import type { SheetRequest } from "../api/client";
import { judged, listed, type Finding } from "./finding";
import { block, writeCells, type Scratch, type Tab } from "./scratch";

const rows = [
  ["item", "figure", "time"],
  ["a", 1, 46000],
  ["b", 2, 46001],
] as const;
const third = ["c", 4, 46002.5] as const;
const sum = 7;

const append = (tab: Tab, row: readonly CellValue[], tableId?: string): SheetRequest => ({
  appendCells: {
    sheetId: tab.sheetId,
    ...(tableId === undefined ? {} : { tableId }),
    rows: [{ values: row.map(enteredValue) }],
    fields: "userEnteredValue",
  },
});

const openSum = (title: string) => ({ formula: `=SUM('${title}'!B2:B)`, shown: undefined });

/** Where a row stands, counted from 0; -1: nowhere. */
const placeOf = (cells: readonly (readonly CellValue[])[], item: string): number =>
  cells.findIndex((row) => textOf(row[0]) === item);

export async function tryAppending(scratch: Scratch): Promise<readonly Finding[]> {
  const tab = await scratch.lay("append", rows);
  const sums = await scratch.lay("sums", [[openSum(tab.title)]]);
  await scratch.apply(append(tab, third));
  const cells = await scratch.cells(tab.title);
  const row = placeOf(cells, "c");
  const formula = (await scratch.cells(sums.title))[0]?.[0];
  const [text, shown] = [isFormula(formula) ? formula.formula : "", shownValue(formula)];
  return [
    judged(
      "a row appended to a tab without a Table",
      row < 0 ? "it is not there" : `it stands in row ${row + 1}, below row ${rows.length}`,
      row === rows.length,
      [
        "bookings go below the last row, whatever people do meanwhile",
        "bookings do not go below the last row; please send us this line",
      ],
    ),
    judged(
      "a formula over an open range after an append",
      `${text} shows ${String(shown ?? "nothing")}, the sum is ${sum}`,
      shown === sum,
      [
        `people's sums over ${tabs.ledger.title} include each new booking`,
        `people's sums over ${tabs.ledger.title} miss new bookings; please send us this line`,
      ],
    ),
  ];
}

const ownTabs = listed([tabs.stock.title, tabs.ledger.title, tabs.pending.title]);
const columnProperties = [
  { columnIndex: 0, columnName: "item", columnType: "TEXT" },
  { columnIndex: 1, columnName: "figure", columnType: "DOUBLE" },
  { columnIndex: 2, columnName: "time", columnType: "DATE_TIME" },
];

export async function tryTable(scratch: Scratch): Promise<readonly Finding[]> {
  const tab = await scratch.lay("table", rows);
  const range = block(tab, [0, rows.length], [0, 3]);
  const table = { name: `trial_${tab.sheetId}`, range, columnProperties };
  const [reply] = await scratch.apply({ addTable: { table } });
  const tableId = reply?.addTable?.table?.tableId ?? "";
  return [await tryById(scratch, tab, tableId), await tryTyped(scratch, tab)];
}

async function tryById(scratch: Scratch, tab: Tab, tableId: string): Promise<Finding> {
  const refused = await scratch.refusal(append(tab, third, tableId));
  const end = await tableEnd(scratch, tab);
  const row = placeOf(await scratch.cells(tab.title), "c");
  const joins = refused === undefined && row >= 0 && row < end;
  const place = `it stands in row ${row + 1}; the Table ends with row ${end}`;
  return judged(
    "a row appended to a Table by its id, values only, typed columns",
    refused ?? `${place}${joins ? "" : ", so it is outside"}`,
    joins,
    [
      "a tab that people turned into a Table takes bookings",
      `don't turn ${ownTabs} into Tables on this spreadsheet`,
    ],
  );
}

async function tryTyped(scratch: Scratch, tab: Tab): Promise<Finding> {
  const refused = await scratch.refusal(writeCells(tab, [1, 1], [[5, 46003.5]]));
  const isWritten = refused === undefined && (await scratch.cells(tab.title))[1]?.[1] === 5;
  const format = await scratch.refusal({
    repeatCell: {
      range: block(tab, [1, 2], [2, 3]),
      cell: { userEnteredFormat: { numberFormat: { type: "DATE_TIME" } } },
      fields: "userEnteredFormat.numberFormat",
    },
  });
  const written = refused ?? (isWritten ? "written" : "not written");
  const taken = format === undefined ? "taken" : `refused: ${format}`;
  return judged(
    "values written into typed columns of a Table",
    `${written}; a number format there is ${taken}`,
    isWritten,
    [
      "the relay writes values only, so typed columns do not hinder it",
      `don't give columns of ${tabs.stock.title} a type on this spreadsheet`,
    ],
  );
}

/** The row below the Table's last one. */
async function tableEnd(scratch: Scratch, { sheetId }: Tab): Promise<number> {
  const { sheets } = await scratch.get([], "sheets(properties(sheetId),tables(range))");
  const found = sheets?.find(({ properties }) => properties?.sheetId === sheetId);
  return found?.tables?.[0]?.range?.endRowIndex ?? 0;
}
