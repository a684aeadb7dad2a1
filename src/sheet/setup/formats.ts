/**
 * Requests about how columns look and what they offer; they belong to setup alone, since typed columns of a Table refuse
 * them. Pure.
 * @see https://developers.google.com/workspace/sheets/api/guides/formats
 */
import type { SheetRequest } from "../api/client";

/** The cells of a column from a row on, counted from 0. */
export interface Column {
  readonly sheetId: number;
  readonly column: number;
  readonly firstRow: number;
}

const cellsOf = ({ sheetId, column, firstRow }: Column) => ({
  sheetId,
  startRowIndex: firstRow,
  startColumnIndex: column,
  endColumnIndex: column + 1,
});

/** How date-time cells are shown. */
export const timeFormat = {
  numberFormat: { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm:ss" },
} as const;

const dayFormat = { numberFormat: { type: "DATE", pattern: "yyyy-mm-dd" } } as const;

export const formatTimes = (column: Column, kind: "time" | "day"): SheetRequest => ({
  repeatCell: {
    range: cellsOf(column),
    cell: { userEnteredFormat: kind === "day" ? dayFormat : timeFormat },
    fields: "userEnteredFormat.numberFormat",
  },
});

/** A list to choose from; anything else may be typed all the same. */
export const offerWords = (column: Column, words: readonly string[]): SheetRequest => ({
  setDataValidation: {
    range: cellsOf(column),
    rule: {
      condition: {
        type: "ONE_OF_LIST",
        values: words.map((word) => ({ userEnteredValue: word })),
      },
      showCustomUi: true,
      strict: false,
    },
  },
});

export const formatBold = ({
  sheetId,
  row,
  from,
  to,
}: {
  readonly sheetId: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}): SheetRequest => ({
  repeatCell: {
    range: {
      ...{ sheetId, startRowIndex: row, endRowIndex: row + 1 },
      ...{ startColumnIndex: from, endColumnIndex: to },
    },
    cell: { userEnteredFormat: { textFormat: { bold: true } } },
    fields: "userEnteredFormat.textFormat.bold",
  },
});
