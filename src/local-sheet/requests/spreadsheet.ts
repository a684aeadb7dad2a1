/**
 * The request about the spreadsheet itself: its title and time zone.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#updatespreadsheetpropertiesrequest
 */
import { readUpdateMask } from "../masks";
import { invalid, unimplemented } from "../refusal";
import type { Workbook } from "../workbook/model";

export function updateSpreadsheetProperties(
  book: Workbook,
  request: { properties?: Readonly<Record<string, unknown>>; fields?: string },
): object {
  const { properties = {} } = request;
  const mask = readUpdateMask(request.fields, "SpreadsheetProperties");
  for (const name of mask.fields?.keys() ?? Object.keys(properties)) {
    const value = properties[name];
    if (name === "title") book.history.set(book, "title", checkedTitle(value));
    else if (name === "timeZone") book.history.set(book, "timeZone", checkedZone(value));
    else if (name === "locale" && value === "en_US") continue;
    else if (name === "autoRecalc" && value === "ON_CHANGE") continue;
    else throw unimplemented(`the spreadsheet property ${name} with this value`);
  }
  return {};
}

function checkedTitle(title: unknown): string {
  if (typeof title !== "string" || title.trim() === "") throw invalid("The title can't be blank.");
  if (title.length > 1000) throw invalid("The title can't be longer than 1000 characters.");
  return title;
}

function checkedZone(zone: unknown): string {
  if (typeof zone === "string" && isTimeZone(zone)) return zone;
  throw invalid(`Invalid time zone: ${String(zone)}. Give a name such as Asia/Shanghai.`);
}

/** Whether the name is one of the IANA database's. */
function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
