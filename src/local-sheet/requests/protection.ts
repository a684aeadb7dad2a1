/**
 * For tests, protected ranges that forbid: a request whose range, start or destination meets one is refused, as when the
 * caller is none of its editors.
 */
import { invalid } from "../refusal";
import type { Area, GridRange, Workbook } from "../workbook/model";
import { areaOf, contains, findGrid, overlaps, wholeGrid } from "../workbook/sheets";

interface Place {
  readonly sheetId?: number;
  readonly rowIndex?: number;
  readonly columnIndex?: number;
  readonly dimension?: string;
  readonly startIndex?: number;
  readonly endIndex?: number;
}

/** The cells that one of a request's places names. */
function areaAt(book: Workbook, place: Place & GridRange): Area | undefined {
  const grid = findGrid(book, place.sheetId);
  if (grid === undefined) return undefined;
  const whole = wholeGrid(grid);
  const { dimension, startIndex = 0, endIndex = Infinity, rowIndex, columnIndex } = place;
  if (dimension === "ROWS") return { ...whole, top: startIndex, bottom: endIndex };
  if (dimension === "COLUMNS") return { ...whole, left: startIndex, right: endIndex };
  if (rowIndex === undefined && columnIndex === undefined) return areaOf(book, place);
  return { ...whole, top: rowIndex ?? 0, left: columnIndex ?? 0 };
}

/** @throws Refusal 400 as Google's, where the trait is on */
export function checkAllowed(book: Workbook, request: unknown): void {
  if (!book.traits.has("protected-ranges")) return;
  const { range, start, destination } = request as Record<string, (Place & GridRange) | undefined>;
  for (const place of [range, start, destination]) {
    const area = place && areaAt(book, place);
    if (area !== undefined) checkArea(book, area);
  }
}

/** @throws Refusal 400 */
export function checkArea(book: Workbook, area: Area): void {
  if (!book.traits.has("protected-ranges")) return;
  for (const { range, unprotectedRanges = [], warningOnly } of area.grid.protectedRanges) {
    if (warningOnly === true || !overlaps(areaOf(book, range), area)) continue;
    if (unprotectedRanges.some((open) => contains(areaOf(book, open), area))) continue;
    throw invalid(
      "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.",
    );
  }
}
