/** A tab that is not there yet: its grid, headers, formats and lists to choose from. Pure. */
import { enteredValue } from "../api/cells";
import type { SheetRequest } from "../api/client";
import type { Tab } from "../tabs/tab";
import { formatBold, formatTimes, offerWords, type Column } from "./formats";

/** How many rows a new tab has. */
const newRows = 1000;
const spareColumns = 2;
/** How many columns a new tab has. */
export const newColumns = ({ columns }: Tab): number => Object.keys(columns).length + spareColumns;

/**
 * One batch, which is refused where a tab with this title stands: of two relays at once one lays it. A new tab is no
 * Table, so its formats are taken.
 *
 * @param sheetId one that no tab has
 * @param index the place among the tabs; undefined: behind the last
 */
export function layTab(tab: Tab, sheetId: number, index?: number): readonly SheetRequest[] {
  const columns = Object.entries(tab.columns).filter(([, { laidWith }]) => laidWith === undefined);
  const headers = columns.map(([, { header }]) => enteredValue(header));
  const gridProperties = {
    rowCount: newRows,
    columnCount: newColumns(tab),
    frozenRowCount: 1,
  };
  const place = index === undefined ? {} : { index };
  return [
    { addSheet: { properties: { sheetId, title: tab.title, ...place, gridProperties } } },
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: 0 },
        rows: [{ values: headers }],
        fields: "userEnteredValue",
      },
    },
    formatBold({ sheetId, row: 0, from: 0, to: columns.length }),
    ...columns.flatMap(([, { kind }], column) => {
      const place: Column = { sheetId, column, firstRow: 1 };
      if (kind === "time" || kind === "day") return [formatTimes(place, kind)];
      return typeof kind === "string" ? [] : [offerWords(place, kind)];
    }),
  ];
}
