/**
 * What the calls on plain values do: update, append and their batches.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values
 */
import { createEvaluator } from "../formulas/evaluate";
import { prune, type Mask } from "../masks";
import { invalid, Refusal } from "../refusal";
import { locate } from "../workbook/locate";
import type { Workbook } from "../workbook/model";
import { appendRange } from "./append";
import { readValues, type Rendering, type ValueRange } from "./read";
import { checkInputOption, updateAnswer, writeRange, type Writing, type Written } from "./write";

/** What a call asks, its shape checked. */
export interface Asked {
  /** From the path, "" where it has none. */
  readonly range: string;
  readonly query: object;
  readonly body: object;
  readonly mask: Mask;
  /** Root of the server. */
  readonly url: string;
}

/** Names which of several is at fault. */
function within<Result>(place: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 400) throw error;
    throw invalid(`Invalid ${place}: ${error.message}`);
  }
}

/** The body's range, where it has one, must name the same cells as the path's. */
function checkSameRange(book: Workbook, range: string, { range: given }: ValueRange): void {
  if (given === undefined || given === "" || given === range) return;
  const [a, b] = [locate(book, range), locate(book, given)];
  const isSame =
    a.grid === b.grid &&
    a.top === b.top &&
    a.left === b.left &&
    a.bottom === b.bottom &&
    a.right === b.right;
  if (!isSame) {
    throw invalid(`Request range[${range}] does not match value's range[${given}]`);
  }
}

export function updateValues(book: Workbook, { range, query, body, mask }: Asked): unknown {
  const writing = query as Writing;
  const option = checkInputOption(writing);
  checkSameRange(book, range, body);
  return prune(updateAnswer(book, writeRange(book, range, body, option), writing), mask);
}

export function appendValues(book: Workbook, { range, query, body, mask }: Asked): unknown {
  checkSameRange(book, range, body);
  return prune(appendRange(book, range, body, query), mask);
}

export function batchUpdateValues(book: Workbook, { body, mask }: Asked): unknown {
  const { data = [], ...writing } = body as Writing & { data?: readonly ValueRange[] };
  const option = checkInputOption(writing);
  const written = data.map((given, i) =>
    within(`data[${i}]`, () => writeRange(book, given.range ?? "", given, option)),
  );
  const answer = {
    spreadsheetId: book.spreadsheetId,
    ...totals(written),
    responses: written.map((each) => updateAnswer(book, each, writing)),
  };
  return prune(answer, mask);
}

/** Distinct rows, columns and sheets of all ranges. */
function totals(written: readonly Written[]): object {
  const distinct = (of: (each: Written) => ReadonlySet<number>): number =>
    new Set(written.flatMap((each) => [...of(each)].map((i) => `${each.area.grid.sheetId}:${i}`)))
      .size;
  const counts = {
    totalUpdatedRows: distinct(({ rows }) => rows),
    totalUpdatedColumns: distinct(({ columns }) => columns),
    totalUpdatedCells: written.reduce((sum, { cells }) => sum + cells, 0),
    totalUpdatedSheets: new Set(written.map(({ area }) => area.grid.sheetId)).size,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

export function batchGetValues(book: Workbook, { query, mask }: Asked): unknown {
  const { ranges = [], ...rendering } = query as Rendering & { ranges?: string[] };
  const areas = ranges.map((range) => locate(book, range));
  const evaluator = createEvaluator(book);
  const valueRanges = areas.map((area) => readValues(book, area, rendering, evaluator));
  const answer = {
    spreadsheetId: book.spreadsheetId,
    ...(ranges.length > 0 ? { valueRanges } : {}),
  };
  return prune(answer, mask);
}
