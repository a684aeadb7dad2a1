/**
 * Lays the workbook of the figures over the Sheets REST API, long tabs in pieces, as any client would; reads and edits it.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values
 */
import { tabs } from "../../src/language/sheet-words/headings";
import type { Content, Row } from "./stock";

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

export async function layWorkbook(sheet: SheetAt, content: Content): Promise<void> {
  const base = `${sheet.url}/v4/spreadsheets/${sheet.spreadsheetId}`;
  const filled: Readonly<Record<string, readonly Row[]>> = {
    [tabs.stock.title]: content.stock,
    [tabs.members.title]: content.members,
    [tabs.settings.title]: content.settings,
    [tabs.ledger.title]: content.ledger,
  };
  const all = Object.values(tabs);
  await call(`${base}:batchUpdate`, "POST", {
    requests: all.map(({ title, columns }, index) => ({
      addSheet: {
        properties: {
          sheetId: firstSheetId + index,
          title,
          gridProperties: {
            rowCount: (filled[title]?.length ?? 0) + 1000,
            columnCount: Object.keys(columns).length,
          },
        },
      },
    })),
  });
  for (const { title, columns } of all) {
    const headers = Object.values(columns).map(({ header }) => header);
    const rows = (filled[title] ?? []).map((row) => headers.map((header) => row[header] ?? ""));
    const lines = [headers, ...rows];
    for (let from = 0; from < lines.length; from += rowsAtATime) {
      const range = encodeURIComponent(`'${title}'!A${from + 1}`);
      await call(`${base}/values/${range}?valueInputOption=RAW`, "PUT", {
        values: lines.slice(from, from + rowsAtATime),
      });
    }
  }
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
