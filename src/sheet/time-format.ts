/** How date-time cells are shown, and which fields they are. */
import type { SheetRequest } from "./client";

/** Fields of any tab that hold a date and time. */
export const timeFields: ReadonlySet<string> = new Set(["at", "handledAt", "updatedAt"]);

/** @see https://developers.google.com/workspace/sheets/api/guides/formats */
export const timeFormat = {
  numberFormat: { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm:ss" },
} as const;

/** Shows the cells of a range as dates and times. */
export function formatTimes(range: object): SheetRequest {
  return {
    repeatCell: {
      range,
      cell: { userEnteredFormat: timeFormat },
      fields: "userEnteredFormat.numberFormat",
    },
  };
}
