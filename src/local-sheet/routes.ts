/**
 * The calls that are served, as a table: method and path, whether they write, the messages that their body, query and
 * answer must be, and what they do. Paths that Google serves and this server doesn't are named for their 501.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest
 */
import { spreadsheetAnswer } from "./answers/spreadsheet";
import { applyBatch } from "./batch";
import { prune } from "./masks";
import { invalid, notFound, unimplemented } from "./refusal";
import {
  appendValues,
  batchGetValues,
  batchUpdateValues,
  updateValues,
  type Asked,
} from "./values/calls";
import { readValues } from "./values/read";
import { locate } from "./workbook/locate";
import type { Workbook } from "./workbook/model";

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

function getSpreadsheet(book: Workbook, { query, mask, url }: Asked): unknown {
  const { ranges = [], includeGridData = false } = query as {
    ranges?: string[];
    includeGridData?: boolean;
  };
  return spreadsheetAnswer(book, { ranges, includeGridData, mask, url: linkOf(book, url) });
}

const linkOf = (book: Workbook, url: string): string =>
  `${url}/v4/spreadsheets/${encodeURIComponent(book.spreadsheetId)}`;

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
];

const unserved =
  /^(?::getByDataFilter|\/values:batch(?:Clear|\w+ByDataFilter)|\/values\/[^/]+:clear|\/developerMetadata(?::search|\/\d+)|\/sheets\/\d+:copyTo)$/u;

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
