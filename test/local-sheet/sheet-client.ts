/**
 * What the tests of the embedded sheet share: a server on a free port, Google's own client for it, and a plain call where
 * that client's types forbid what is to be tried.
 */
import { sheets } from "@googleapis/sheets";
import type { sheets_v4 } from "@googleapis/sheets";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalSheet } from "../../src/local-sheet/server";
import type { LocalSheet, LocalSheetOptions } from "../../src/local-sheet/server";

/** Whatever was answered: the tests look into it as they expect it to be. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly message: string;
}

export interface TestSheet {
  readonly sheet: LocalSheet;
  readonly api: sheets_v4.Sheets;
  readonly url: string;
  /** A call on the spreadsheet; `path` is what follows its id. */
  call(method: string, path: string, body?: unknown, headers?: object): Promise<Reply>;
  batch(...requests: object[]): Promise<Reply>;
  /** Writes rows as they are, or as typed, from a corner on. */
  put(range: string, values: unknown[][], option?: "RAW" | "USER_ENTERED"): Promise<Reply>;
  /** The values of a range. */
  values(range: string, option?: string): Promise<unknown[][] | undefined>;
  /** One cell of a range, all fields. */
  cell(range: string): Promise<sheets_v4.Schema$CellData>;
  close(): Promise<void>;
}

export const spreadsheetId = "local";

export async function openSheet(options: Partial<LocalSheetOptions> = {}): Promise<TestSheet> {
  const sheet = await startLocalSheet({
    dir: undefined,
    onFault: (error) => console.error(error),
    ...options,
  });
  const base = `${sheet.url}/v4/spreadsheets/${sheet.spreadsheetId}`;
  const api = sheets({
    version: "v4",
    rootUrl: `${sheet.url}/`,
    fetchImplementation: fetch,
    retry: false,
  });
  const call: TestSheet["call"] = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const read: Json = await answer.json();
    return { status: answer.status, body: read, message: String(read.error?.message ?? "") };
  };
  return {
    sheet,
    api,
    url: sheet.url,
    call,
    batch: (...requests) => call("POST", ":batchUpdate", { requests }),
    put: (range, values, option = "RAW") =>
      call("PUT", `/values/${encodeURIComponent(range)}?valueInputOption=${option}`, { values }),
    values: async (range, option = "FORMATTED_VALUE") => {
      const path = `/values/${encodeURIComponent(range)}?valueRenderOption=${option}`;
      return (await call("GET", path)).body.values as unknown[][] | undefined;
    },
    cell: async (range) => {
      const path = `?includeGridData=true&ranges=${encodeURIComponent(range)}`;
      const { body } = await call("GET", path);
      return (body.sheets[0].data[0].rowData?.[0]?.values?.[0] ?? {}) as sheets_v4.Schema$CellData;
    },
    close: () => sheet.close(),
  };
}

/** A GridRange of the first tab. */
export const block = (top: number, left: number, bottom: number, right: number): object => ({
  startRowIndex: top,
  startColumnIndex: left,
  endRowIndex: bottom,
  endColumnIndex: right,
});

/** A directory of its own, removed after the test. */
export function temporaryDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), "stockcaster-sheet-"));
  directories.push(dir);
  return dir;
}

const directories: string[] = [];

export function removeDirectories(): void {
  for (const dir of directories.splice(0)) rmSync(dir, { recursive: true, force: true });
}

/** The whole workbook as one answer, for comparing before and after. */
export async function everythingIn(sheet: TestSheet): Promise<unknown> {
  const { body } = await sheet.call("GET", "?includeGridData=true");
  return body;
}
