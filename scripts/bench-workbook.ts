/**
 * Lays the workbook of the figures over the Sheets REST API, long tabs in pieces, as any client would; counts rows.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values
 */
import { tabs } from "../src/language/sheet-words/headings";
import type { Content, Row } from "./bench-stock";

export interface SheetAt {
  readonly url: string;
  readonly spreadsheetId: string;
}

const rowsAtATime = 10_000;

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
    requests: all.map(({ title, columns }) => ({
      addSheet: {
        properties: {
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

/** The 消息ID column of 流水, below its header. */
export async function bookedIds(sheet: SheetAt): Promise<readonly string[]> {
  const headers = Object.values(tabs.ledger.columns).map(({ header }) => header);
  const column = String.fromCharCode(65 + headers.indexOf(tabs.ledger.columns.id.header));
  const range = encodeURIComponent(`'${tabs.ledger.title}'!${column}2:${column}`);
  const answer = (await call(
    `${sheet.url}/v4/spreadsheets/${sheet.spreadsheetId}/values/${range}?majorDimension=COLUMNS`,
    "GET",
  )) as { values?: string[][] };
  return answer.values?.[0] ?? [];
}
