/**
 * A workbook for figures and experiments, written and read over the Sheets REST API as any other client would, without the
 * sheet room: what it says about the tabs is independent of the relay's own reading.
 */
import { tabs } from "../src/language/sheet-words/headings";

type Cell = string | number;
type Row = Readonly<Record<string, Cell>>;

export interface Workbook {
  /** The rows below the header, by header, top first. */
  rows(tab: string): Promise<readonly Row[]>;
}

interface Address {
  readonly url: string;
  readonly spreadsheetId: string;
}

async function call(url: string, method: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/**
 * Lays all tabs with their headers and the rows given by tab title, values as people would type them. Tabs that are laid
 * later have the headers that their first row names.
 */
export async function createWorkbook(
  address: Address,
  content: Readonly<Record<string, readonly Row[]>>,
): Promise<Workbook> {
  const base = `${address.url}/v4/spreadsheets/${address.spreadsheetId}`;
  const standard = Object.values(tabs).map(({ title, columns }) => ({
    title,
    headers: Object.values(columns).map(({ header }): string => header),
  }));
  const others = Object.keys(content)
    .filter((title) => !standard.some((tab) => tab.title === title))
    .map((title) => ({ title, headers: Object.keys(content[title]?.[0] ?? {}) }));
  const all = [...standard, ...others];
  await call(`${base}:batchUpdate`, "POST", {
    requests: all.map(({ title, headers }) => ({
      addSheet: {
        properties: {
          title,
          gridProperties: {
            rowCount: Math.max(1000, (content[title]?.length ?? 0) + 10),
            columnCount: headers.length + 2,
          },
        },
      },
    })),
  });
  await call(`${base}/values:batchUpdate`, "POST", {
    valueInputOption: "RAW",
    data: all.map(({ title, headers }) => {
      const rows = (content[title] ?? []).map((row) => headers.map((header) => row[header] ?? ""));
      return { range: `'${title}'!A1`, values: [headers, ...rows] };
    }),
  });
  return {
    async rows(tab) {
      const range = encodeURIComponent(`'${tab}'`);
      const answer = (await call(
        `${base}/values/${range}?valueRenderOption=UNFORMATTED_VALUE`,
        "GET",
      )) as { values?: Cell[][] };
      const [headers = [], ...rows] = answer.values ?? [];
      return rows.map((row) =>
        Object.fromEntries(headers.map((header, index) => [header, row[index] ?? ""])),
      );
    },
  };
}
