/** A workbook on the embedded server with one stockroom or several on it, and people who edit it. */
import type { Booking, Stockroom } from "../../src/sheet/stockroom";
import {
  startLocalSheet,
  type Intercept,
  type LocalSheet,
  type LocalSheetOptions,
  type SheetCall,
} from "../../src/local-sheet/server";
import { createSheetsClient, type SheetRequest } from "../../src/sheet/api/client";
import { createStockroom, type StockroomOptions } from "../../src/sheet/create-stockroom";
import { fillEmptyTabs } from "../../src/sheet/setup/fill";
import { setUpSheet } from "../../src/sheet/setup/setup";
import { canonicalHeader, tabs, type TabName } from "../../src/language/sheet-words/headings";

export interface StockLine {
  readonly name: string;
  readonly spec?: string;
  readonly stock?: number | string;
  readonly safetyStock?: number | string;
  readonly unit?: string;
}

/** What people see and do at a workbook. */
export interface People {
  /** The rows of a tab below the header by header, as values or as typed; `title`: of a tab laid out like it. */
  rows(
    tab: TabName,
    more?: { readonly title?: string; readonly option?: "FORMULA" },
  ): Promise<Record<string, unknown>[]>;
  /** The cells of a tab as typed: formulas as text. */
  formulas(tab: string): Promise<unknown[][]>;
  /** What a person does to the sheet; seen by nobody's intercept. */
  edit(...requests: SheetRequest[]): Promise<void>;
  /** Types into a cell as a person does. */
  type(range: string, value: string | number): Promise<void>;
  sheetId(title: string): Promise<number>;
  /** The titles of all tabs, the hidden one included. */
  titles(): Promise<string[]>;
}

export interface Rig extends People {
  readonly url: string;
  readonly spreadsheetId: string;
  /** Called for every call of the relay's; a test may set it. Calls of `edit` are not among them. */
  intercept: Intercept | undefined;
  readonly calls: { reads: number; writes: number };
  readonly events: { readonly event: string; readonly [detail: string]: unknown }[];
  open(options?: Partial<StockroomOptions>): Stockroom;
  close(): Promise<void>;
}

export async function createRig(
  stock: readonly StockLine[],
  options: Partial<LocalSheetOptions> = {},
): Promise<Rig> {
  let quiet = false;
  const calls = { reads: 0, writes: 0 };
  const events: Rig["events"] = [];
  const rooms: Stockroom[] = [];
  const server = await startLocalSheet({
    dir: undefined,
    timeZone: "Asia/Shanghai",
    ...options,
    intercept: async (call, apply) => {
      if (quiet || isPersons(call)) return apply();
      calls[call.kind === "read" ? "reads" : "writes"] += 1;
      return rig.intercept ? rig.intercept(call, apply) : apply();
    },
  });
  const client = createSheetsClient({
    rootUrl: server.url,
    credentialsFile: undefined,
    timeoutMs: 5_000,
    fetch,
  });
  const rig: Rig = {
    ...peopleAt(server),
    url: server.url,
    spreadsheetId: server.spreadsheetId,
    intercept: undefined,
    calls,
    events,
    open(more = {}) {
      const room = createStockroom({
        client,
        spreadsheetId: server.spreadsheetId,
        notebook: { record: () => Promise.resolve(), notes: new Map() },
        now: () => new Date(),
        timeZone: undefined,
        announceCrossings: () => [],
        log: (event) => void events.push(event),
        limits: { readsPerMinute: 100_000, writesPerMinute: 100_000 },
        deadLetterFile: () => Promise.resolve(),
        random: () => 0,
        ...more,
      });
      rooms.push(room);
      return room;
    },
    async close() {
      await Promise.all(rooms.map((room) => room.stop()));
      await server.close();
    },
  };
  quiet = true;
  await setUpSheet(client, server.spreadsheetId);
  await fillEmptyTabs(
    client,
    server.spreadsheetId,
    { stock: stock.map((line) => ({ unit: "箱", ...line })) },
    "Asia/Shanghai",
  );
  quiet = false;
  return rig;
}

/** 归档行数: so many rows a ledger may have before it is put away. */
export async function setArchiveRows(rig: Rig, rows: number): Promise<void> {
  const settings = await rig.formulas("设置");
  await rig.type(`设置!B${settings.findIndex(([key]) => key === "归档行数") + 1}`, rows);
}

/** A person's call, by what the relay's never look like. */
function isPersons({ path, body }: SheetCall): boolean {
  const marked = (body as { responseIncludeGridData?: boolean } | undefined)
    ?.responseIncludeGridData;
  return marked === false || path.includes("/values/");
}

export interface Line {
  readonly name: string;
  readonly spec?: string;
  readonly change?: number;
  readonly counted?: number;
  readonly remark?: string;
}

export function booking(
  messageId: string,
  lines: readonly Line[],
  more: Partial<Booking> = {},
): Booking {
  return {
    messageId,
    sentAt: new Date(),
    text: `text of ${messageId}`,
    operator: "小王",
    account: "generic:xiaowang",
    source: "generic",
    lines: lines.map(({ name, spec = "", change = 0, counted, remark = "" }) => ({
      type: counted !== undefined ? "stocktake" : change < 0 ? "issue" : "receipt",
      itemName: name,
      spec,
      unit: "箱",
      effect: counted !== undefined ? { kind: "count", counted } : { kind: "change", change },
      requester: "小李",
      department: "市场部",
      remark,
      undoes: undefined,
      answers: undefined,
    })),
    pending: [],
    closes: [],
    joins: undefined,
    broadcasts: [],
    ...more,
  };
}

/** People at a workbook that is served anywhere. */
export function peopleAt({
  url,
  spreadsheetId,
}: Pick<LocalSheet, "url" | "spreadsheetId">): People {
  const base = `${url}/v4/spreadsheets/${spreadsheetId}`;
  const call = async (path: string, method = "GET", body?: unknown): Promise<any> => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return await answer.json();
  };
  const values = async (title: string, option: string): Promise<unknown[][]> =>
    (await call(`/values/${encodeURIComponent(`'${title}'`)}?valueRenderOption=${option}`))
      .values ?? [];
  /** Asked for with a change of nothing, since a plain read would pass for the relay's. */
  const properties = async (): Promise<{ title: string; sheetId: number }[]> => {
    const nothing = {
      updateSpreadsheetProperties: {
        properties: { autoRecalc: "ON_CHANGE" },
        fields: "autoRecalc",
      },
    };
    const { updatedSpreadsheet } = await call(":batchUpdate", "POST", {
      requests: [nothing],
      includeSpreadsheetInResponse: true,
      responseIncludeGridData: false,
    });
    return updatedSpreadsheet.sheets.map((sheet: any) => sheet.properties);
  };
  return {
    async rows(tab, { title = tabs[tab].title, option = "UNFORMATTED_VALUE" } = {}) {
      const all = await values(title, option);
      const known: unknown[] = Object.values(tabs[tab].columns).map(({ header: name }) => name);
      const named = all.map((row) => row.map((cell) => canonicalHeader(String(cell))));
      const at = named.findIndex((row) => row.filter((cell) => known.includes(cell)).length > 2);
      const header = named[at] ?? [];
      const rows = all.slice(at + 1).filter((row) => row.some((cell) => cell !== ""));
      return rows.map((row) =>
        Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""])),
      );
    },
    formulas: (title) => values(title, "FORMULA"),
    async edit(...requests) {
      await call(":batchUpdate", "POST", { requests, responseIncludeGridData: false });
    },
    async type(range, value) {
      await call(`/values/${encodeURIComponent(range)}?valueInputOption=USER_ENTERED`, "PUT", {
        values: [[value]],
      });
    },
    async sheetId(title) {
      const found = (await properties()).find((one) => one.title === title);
      if (found === undefined) throw new Error(`no tab ${title}`);
      return found.sheetId;
    },
    titles: async () => (await properties()).map(({ title }) => title),
  };
}
