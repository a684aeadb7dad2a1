/**
 * Lays the workbook of the figures over the Sheets REST API, long tabs in pieces, as any client would; reads and edits it.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values
 */
import { tabs } from "../../src/language/sheet-words/headings";
import type { Cell, Content, Row } from "./stock";

export interface SheetAt {
  readonly url: string;
  readonly spreadsheetId: string;
}

const rowsAtATime = 10_000;
const firstSheetId = 100;

async function call(url: string, method: string, body?: unknown): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(url, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.ok) return answer.json();
    if (answer.status !== 429 || attempt === 70) {
      throw new Error(`${method} ${url}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

interface Heading {
  readonly title: string;
  readonly columns: Readonly<Record<string, { readonly header: string }>>;
}

/** A tab beside those that every workbook has. */
export interface FurtherTab {
  readonly heading: Heading;
  readonly rows: readonly Row[];
}

const valuesOf = ({ url, spreadsheetId }: SheetAt): string =>
  `${url}/v4/spreadsheets/${spreadsheetId}/values`;
const headersOf = ({ columns }: Heading): readonly string[] =>
  Object.values(columns).map(({ header }) => header);
const lineOf = (heading: Heading, row: Row): readonly Cell[] =>
  headersOf(heading).map((header) => row[header] ?? "");

export async function layWorkbook(
  sheet: SheetAt,
  content: Content,
  further: readonly FurtherTab[] = [],
): Promise<void> {
  const filled: Readonly<Record<string, readonly Row[]>> = {
    [tabs.stock.title]: content.stock,
    [tabs.members.title]: content.members,
    [tabs.settings.title]: content.settings,
    [tabs.ledger.title]: content.ledger,
  };
  const all = Object.values(tabs).map((heading): FurtherTab => ({
    heading,
    rows: filled[heading.title] ?? [],
  }));
  const laid = [...all, ...further];
  await call(`${sheet.url}/v4/spreadsheets/${sheet.spreadsheetId}:batchUpdate`, "POST", {
    requests: laid.map(({ heading, rows }, index) => ({
      addSheet: {
        properties: {
          sheetId: firstSheetId + index,
          title: heading.title,
          gridProperties: {
            rowCount: rows.length + 1000,
            columnCount: headersOf(heading).length,
          },
        },
      },
    })),
  });
  for (const { heading, rows } of laid) {
    await putLines(sheet, heading, 1, [headersOf(heading)]);
    await putRows(sheet, heading, rows);
  }
}

/** Rows of a tab from its first on, over those that stand there. */
export const putRows = (sheet: SheetAt, heading: Heading, rows: readonly Row[]): Promise<void> =>
  putLines(
    sheet,
    heading,
    2,
    rows.map((row) => lineOf(heading, row)),
  );

async function putLines(
  sheet: SheetAt,
  { title }: Heading,
  row: number,
  lines: readonly (readonly Cell[])[],
): Promise<void> {
  for (let from = 0; from < lines.length; from += rowsAtATime) {
    const range = encodeURIComponent(`'${title}'!A${row + from}`);
    await call(`${valuesOf(sheet)}/${range}?valueInputOption=RAW`, "PUT", {
      values: lines.slice(from, from + rowsAtATime),
    });
  }
}

/** Rows behind the last one of a tab. */
export async function appendRows(
  sheet: SheetAt,
  heading: Heading,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const range = encodeURIComponent(`'${heading.title}'!A1`);
  const how = "valueInputOption=RAW&insertDataOption=INSERT_ROWS";
  await call(`${valuesOf(sheet)}/${range}:append?${how}`, "POST", {
    values: rows.map((row) => lineOf(heading, row)),
  });
}

type TabName = keyof typeof tabs;
type Cells = readonly (readonly unknown[])[];

/** The id that the workbook of the figures gives a tab. */
export const sheetIdOf = (tab: TabName): number => firstSheetId + Object.keys(tabs).indexOf(tab);

/** The cells of a tab as values, its header the first row. */
export async function cellsOf(sheet: SheetAt, tab: TabName): Promise<Cells> {
  const range = encodeURIComponent(`'${tabs[tab].title}'`);
  const answer = (await call(
    `${sheet.url}/v4/spreadsheets/${sheet.spreadsheetId}/values/${range}?valueRenderOption=UNFORMATTED_VALUE`,
    "GET",
  )) as { readonly values?: Cells };
  return answer.values ?? [];
}

/** The rows of a tab by header; blank ones left out. */
export async function rowsOf(sheet: SheetAt, tab: TabName): Promise<Record<string, unknown>[]> {
  const [headers = [], ...rows] = await cellsOf(sheet, tab);
  return rows
    .filter((row) => row.some((cell) => cell !== ""))
    .map((row) => Object.fromEntries(headers.map((name, at) => [String(name), row[at] ?? ""])));
}

/** 消息ID of every row of 流水. */
export async function bookedIds(sheet: SheetAt): Promise<readonly string[]> {
  const { header } = tabs.ledger.columns.id;
  return (await rowsOf(sheet, "ledger")).map((row) => String(row[header]));
}

/** What a person does in the sheet. */
export async function edit(sheet: SheetAt, request: unknown): Promise<void> {
  const body = { requests: [request], responseIncludeGridData: false };
  await call(`${sheet.url}/v4/spreadsheets/${sheet.spreadsheetId}:batchUpdate`, "POST", body);
}

/** Cells of one row, as a person types them. */
export async function fillIn(
  sheet: SheetAt,
  range: string,
  cells: readonly (string | number)[],
): Promise<void> {
  const base = `${sheet.url}/v4/spreadsheets/${sheet.spreadsheetId}/values`;
  const where = `${base}/${encodeURIComponent(range)}?valueInputOption=USER_ENTERED`;
  await call(where, "PUT", { values: [cells] });
}
