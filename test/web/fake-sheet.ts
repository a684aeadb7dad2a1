/**
 * A stand-in for the embedded sheet, for tests of the pages alone: the few calls that the editor makes, on tabs held as
 * rows of plain values. It knows no formulas and no formats; what it can't do it answers with 501.
 */
import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import express from "express";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Value = string | number | Date;

export interface FakeTab {
  readonly title: string;
  readonly rows: Value[][];
}

export interface FakeSheet {
  readonly url: string;
  readonly tabs: readonly FakeTab[];
  close(): Promise<void>;
}

const shown = (value: Value): string =>
  value instanceof Date
    ? format(new TZDate(value, "Asia/Shanghai"), "yyyy-MM-dd HH:mm:ss")
    : String(value);

function cell(value: Value | undefined): object {
  if (value === undefined || value === "") return {};
  const held =
    typeof value === "string"
      ? { stringValue: value }
      : { numberValue: typeof value === "number" ? value : 45_000 };
  return { formattedValue: shown(value), userEnteredValue: held, effectiveValue: held };
}

const typed = (text: string): Value => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text);

const sheetOf = (tab: FakeTab, sheetId: number, withData: boolean): object => ({
  properties: { title: tab.title, sheetId, gridProperties: { rowCount: 1000 } },
  ...(withData ? { data: [{ rowData: tab.rows.map((row) => ({ values: row.map(cell) })) }] } : {}),
});

interface RowChange {
  readonly insertDimension?: { readonly range: { sheetId: number; startIndex: number } };
  readonly deleteDimension?: { readonly range: { sheetId: number; startIndex: number } };
}

export async function startFakeSheet(tabs: readonly FakeTab[]): Promise<FakeSheet> {
  const app = express();
  app.use(express.json());
  app.get("/v4/spreadsheets/fake", (request, response) => {
    const withData = request.query["includeGridData"] === "true";
    response.json({ sheets: tabs.map((tab, index) => sheetOf(tab, index, withData)) });
  });
  app.put("/v4/spreadsheets/fake/values/:range", (request, response) => {
    const [, title, letter = "A", row] = /^'(.*)'!([A-Z])(\d+)$/.exec(request.params.range) ?? [];
    const tab = tabs.find((candidate) => candidate.title === title);
    const [[value = ""] = []] = (request.body as { values: string[][] }).values;
    if (tab === undefined || value === "!") {
      response.status(400).json({ error: { code: 400, message: "Unable to parse range" } });
      return;
    }
    const cells = (tab.rows[Number(row) - 1] ??= []);
    cells[letter.charCodeAt(0) - 65] = typed(value);
    for (let index = 0; index < cells.length; index += 1) cells[index] ??= "";
    response.json({});
  });
  app.post("/v4/spreadsheets/fake\\:batchUpdate", (request, response) => {
    for (const change of (request.body as { requests: RowChange[] }).requests) {
      const { insertDimension: added, deleteDimension: removed } = change;
      if (added) tabs[added.range.sheetId]?.rows.splice(added.range.startIndex, 0, []);
      if (removed) tabs[removed.range.sheetId]?.rows.splice(removed.range.startIndex, 1);
    }
    response.json({});
  });
  app.use((_request, response) => void response.status(501).json({ error: { code: 501 } }));
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tabs,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
