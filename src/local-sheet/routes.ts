/**
 * The calls that are served, as a table: method and path, whether they write, the messages that their body, query and
 * answer must be, and what they do. Paths that Google serves and this server doesn't are named for their 501.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest
 */
import { spreadsheetAnswer } from "./answers/spreadsheet";
import { applyBatch } from "./batch";
import { createEvaluator } from "./formulas/evaluate";
import { prune } from "./masks";
import type { Mask } from "./masks";
import { invalid, notFound, Refusal, unimplemented } from "./refusal";
import { appendRange } from "./values/append";
import { readValues } from "./values/read";
import type { Rendering, ValueRange } from "./values/read";
import { checkInputOption, clearRange, updateAnswer, writeRange } from "./values/write";
import type { Writing, Written } from "./values/write";
import { locate } from "./workbook/locate";
import type { Workbook } from "./workbook/model";

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

interface Route {
  readonly kind: "read" | "write";
  readonly method: string;
  /** What follows the spreadsheet's id; `*` is the range. */
  readonly path: string;
  /** undefined: the body is not looked at. */
  readonly body: string | undefined;
  readonly query: string;
  readonly answer: string;
  run(book: Workbook, asked: Asked): unknown;
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

function getSpreadsheet(book: Workbook, { query, mask, url }: Asked): unknown {
  const { ranges = [], includeGridData = false } = query as {
    ranges?: string[];
    includeGridData?: boolean;
  };
  return spreadsheetAnswer(book, { ranges, includeGridData, mask, url: linkOf(book, url) });
}

const linkOf = (book: Workbook, url: string): string =>
  `${url}/v4/spreadsheets/${encodeURIComponent(book.spreadsheetId)}`;

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

function updateValues(book: Workbook, { range, query, body, mask }: Asked): unknown {
  const writing = query as Writing;
  const option = checkInputOption(writing.valueInputOption);
  checkSameRange(book, range, body);
  return prune(updateAnswer(book, writeRange(book, range, body, option), writing), mask);
}

function appendValues(book: Workbook, { range, query, body, mask }: Asked): unknown {
  checkSameRange(book, range, body);
  return prune(appendRange(book, range, body, query), mask);
}

function batchUpdateValues(book: Workbook, { body, mask }: Asked): unknown {
  const { data = [], ...writing } = body as Writing & { data?: readonly ValueRange[] };
  const option = checkInputOption(writing.valueInputOption);
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

function batchGetValues(book: Workbook, { query, mask }: Asked): unknown {
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

function batchClearValues(book: Workbook, { body, mask }: Asked): unknown {
  const { ranges = [] } = body as { ranges?: string[] };
  const clearedRanges = ranges.map((range, i) =>
    within(`range[${i}]`, () => clearRange(book, range)),
  );
  return prune({ spreadsheetId: book.spreadsheetId, clearedRanges }, mask);
}

const routes: readonly Route[] = [
  {
    kind: "read",
    method: "GET",
    path: "",
    body: undefined,
    query: "GetQuery",
    answer: "Spreadsheet",
    run: getSpreadsheet,
  },
  {
    kind: "write",
    method: "POST",
    path: ":batchUpdate",
    body: "BatchUpdateSpreadsheetRequest",
    query: "NoQuery",
    answer: "BatchUpdateSpreadsheetResponse",
    run: (book, { body, mask, url }) => applyBatch(book, body, mask, linkOf(book, url)),
  },
  {
    kind: "read",
    method: "GET",
    path: "/values/*",
    body: undefined,
    query: "ReadQuery",
    answer: "ValueRange",
    run: (book, { range, query, mask }) =>
      prune(readValues(book, locate(book, range), query), mask),
  },
  {
    kind: "write",
    method: "PUT",
    path: "/values/*",
    body: "ValueRange",
    query: "UpdateQuery",
    answer: "UpdateValuesResponse",
    run: updateValues,
  },
  {
    kind: "write",
    method: "POST",
    path: "/values/*:append",
    body: "ValueRange",
    query: "AppendQuery",
    answer: "AppendValuesResponse",
    run: appendValues,
  },
  {
    kind: "write",
    method: "POST",
    path: "/values/*:clear",
    body: "ClearValuesRequest",
    query: "NoQuery",
    answer: "ClearValuesResponse",
    run: (book, { range, mask }) =>
      prune({ spreadsheetId: book.spreadsheetId, clearedRange: clearRange(book, range) }, mask),
  },
  {
    kind: "read",
    method: "GET",
    path: "/values:batchGet",
    body: undefined,
    query: "BatchReadQuery",
    answer: "BatchGetValuesResponse",
    run: batchGetValues,
  },
  {
    kind: "write",
    method: "POST",
    path: "/values:batchUpdate",
    body: "BatchUpdateValuesRequest",
    query: "NoQuery",
    answer: "BatchUpdateValuesResponse",
    run: batchUpdateValues,
  },
  {
    kind: "write",
    method: "POST",
    path: "/values:batchClear",
    body: "BatchClearValuesRequest",
    query: "NoQuery",
    answer: "BatchClearValuesResponse",
    run: batchClearValues,
  },
];

const unserved =
  /^(?::getByDataFilter|\/values:batch\w+ByDataFilter|\/developerMetadata(?::search|\/\d+)|\/sheets\/\d+:copyTo)$/u;

export interface Match {
  readonly route: Route;
  readonly spreadsheetId: string;
  readonly range: string;
}

/**
 * Finds the route of a call by its path as it was sent, percent signs and all.
 * @throws Refusal 404 or 501
 */
export function findRoute(method: string, path: string): Match {
  if (path === "/v4/spreadsheets" && method === "POST") {
    throw unimplemented(
      "spreadsheets.create: it serves one spreadsheet, which is there from the start",
    );
  }
  const parts = /^\/v4\/spreadsheets\/([^/:]+)([^]*)$/u.exec(path);
  if (parts === null) throw notFound();
  const [, id = "", after = ""] = parts;
  const rest = after.replace(/^\/(?=:|$)/u, "");
  const plain = decode(rest);
  if (unserved.test(plain)) throw unimplemented(plain);
  for (const route of routes) {
    const range = route.method === method ? matchPath(route.path, rest) : undefined;
    if (range !== undefined) return { route, spreadsheetId: decode(id), range: decode(range) };
  }
  throw notFound();
}

/** The range in the path, "" where the route has none, undefined where it is another route. */
function matchPath(pattern: string, path: string): string | undefined {
  const [head = "", tail] = pattern.split("*");
  if (tail === undefined) return path === pattern ? "" : undefined;
  if (!path.startsWith(head) || !path.endsWith(tail)) return undefined;
  const range = path.slice(head.length, path.length - tail.length);
  return range === "" || range.includes("/") ? undefined : range;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid("The path is not percent-encoded UTF-8.");
  }
}
