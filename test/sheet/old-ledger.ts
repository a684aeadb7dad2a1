/**
 * A workbook whose ledger is too long: a row a day for 110 days, newest on top, of which 50 may stay. What becomes of
 * its rows is audited here.
 */
import { createSheetsClient } from "../../src/sheet/client";
import type { StockroomOptions } from "../../src/sheet/engine";
import { fillEmptyTabs } from "../../src/sheet/setup/fill";
import type { Stockroom } from "../../src/sheet/stockroom";
import { createRig, type Rig } from "./rig";

export const now = () => new Date("2026-11-22T10:00:00+08:00");
const dayMs = 86_400_000;
const days = 110;
const mostLeft = 50;

export interface OldLedger {
  readonly rig: Rig;
  readonly ledgerId: number;
  /** Every row as it was laid, by id. */
  readonly expected: ReadonlyMap<string, string>;
  open(more?: Partial<StockroomOptions>): Stockroom;
  /** Of the ledger and its month tabs. */
  titles(): Promise<string[]>;
  idsIn(title: string): Promise<string[]>;
  until(done: () => Promise<boolean> | boolean): Promise<void>;
  /** Whether no more of the old rows are left than may stay, and those that were moved were looked at. */
  isAtRest(): Promise<boolean>;
  /** Each row that was laid stands once, with every cell it had, and no row that nobody wrote. */
  auditRows(): Promise<void>;
  /** Each month's tab holds rows of its month only, and no young ones. */
  auditMonths(): Promise<void>;
}

/** 便利贴 has one row only, and that is old; A4纸 has none. */
export async function layOldLedger(): Promise<OldLedger> {
  const rig = await createRig([
    { name: "A4纸", stock: 500 },
    { name: "签字笔", spec: "黑色", stock: 500 },
    { name: "便利贴", stock: 30 },
  ]);
  const rows = Array.from({ length: days }, (_, index) => ({
    at: new Date(now().getTime() - 60_000 - index * dayMs),
    type: "领用",
    itemName: index === days - 2 ? "便利贴" : "签字笔",
    spec: index === days - 2 ? "" : "黑色",
    change: -1,
    unit: "箱",
    before: index === days - 2 ? 31 : 500 + index + 1,
    after: index === days - 2 ? 30 : 500 + index,
    requester: "小李",
    department: "市场部",
    operator: "小王",
    source: "generic",
    text: `领用 ${index}`,
    id: `g:g:old-${index}`,
    note: index % 7 === 0 ? `备注 ${index}` : undefined,
  }));
  const client = createSheetsClient({
    rootUrl: rig.url,
    credentialsFile: undefined,
    timeoutMs: 5_000,
  });
  await fillEmptyTabs(client, rig.spreadsheetId, { ledger: rows }, "Asia/Shanghai");
  async function limit(rows: number): Promise<void> {
    const settings = await rig.formulas("设置");
    const row = settings.findIndex(([key]) => key === "归档行数");
    await rig.type(`设置!B${row + 1}`, rows);
  }

  const titles = async (): Promise<string[]> => {
    const answer = await fetch(
      `${rig.url}/v4/spreadsheets/${rig.spreadsheetId}?fields=sheets.properties`,
    );
    const { sheets } = (await answer.json()) as { sheets: { properties: { title: string } }[] };
    return sheets
      .map(({ properties }) => properties.title)
      .filter((title) => title.startsWith("流水"));
  };

  /** Every row of ledger and month tabs with an id, as text by header; one that stands twice is said. */
  async function everyRow(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const title of await titles()) {
      const cells = await rig.formulas(title);
      const top = cells.findIndex((row) => row.includes("消息ID"));
      const header = cells[top] ?? [];
      for (const row of cells.slice(top + 1)) {
        const id = String(row[header.indexOf("消息ID")] ?? "");
        if (row.every((cell) => cell === "")) continue;
        const named = header
          .map((name, index) => `${String(name)}=${String(row[index] ?? "")}`)
          .filter((cell) => !cell.endsWith("="))
          .sort();
        if (found.has(id)) found.set(id, `stands twice: ${title}`);
        else found.set(id, named.join(" "));
      }
    }
    return found;
  }

  const idsIn = async (title: string): Promise<string[]> => {
    const cells = await rig.formulas(title);
    const top = cells.findIndex((row) => row.includes("消息ID"));
    const column = (cells[top] ?? []).indexOf("消息ID");
    return cells
      .slice(top + 1)
      .map((row) => String(row[column] ?? ""))
      .filter((id) => id !== "");
  };

  const open = (more: Partial<StockroomOptions> = {}) =>
    rig.open({ now, archivePaceMs: 1, ...more });

  /** Waits until `done` holds. */
  async function until(done: () => Promise<boolean> | boolean): Promise<void> {
    for (let tries = 0; tries < 400; tries += 1) {
      if (await done()) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`not reached: ${JSON.stringify(rig.events.slice(-12))}`);
  }

  const isMarked = async (): Promise<boolean> => {
    const url = `${rig.url}/v4/spreadsheets/${rig.spreadsheetId}?fields=namedRanges`;
    const answer = await fetch(url);
    const { namedRanges = [] } = (await answer.json()) as { namedRanges?: { name: string }[] };
    return namedRanges.some(({ name }) => name === "stockcaster_archive");
  };
  const isShort = async (): Promise<boolean> => {
    const old = (await idsIn("流水")).filter((id) => id.includes("old-"));
    return old.length <= mostLeft;
  };
  const isAtRest = async (): Promise<boolean> => !(await isMarked()) && (await isShort());

  const auditRows = async (): Promise<void> => {
    const all = await everyRow();
    const isNew = (id: string): boolean => id.startsWith("g:g:new-") || id.startsWith("手工:");
    const old = [...all].filter(([id, row]) => !isNew(id) || row.startsWith("stands twice"));
    expect(Object.fromEntries(old)).toEqual(Object.fromEntries(expected));
  };

  /** Each month's tab holds rows of its month only, and no young ones. */
  async function auditMonths(): Promise<void> {
    for (const title of await titles()) {
      if (title === "流水") continue;
      const old = (await idsIn(title)).filter((id) => expected.has(id) && /old-\d+$/.test(id));
      for (const number of old.map((id) => Number(id.split("-")[1]))) {
        const at = new Date(now().getTime() - 60_000 - number * dayMs + 8 * 3_600_000);
        expect(`${title} ${number} ${at.toISOString().slice(0, 7)}`).toBe(
          `${title} ${number} ${title.slice(3)}`,
        );
        expect(number).toBeGreaterThan(31);
      }
    }
  }

  await limit(mostLeft);
  const expected = await everyRow();
  expect(expected.size).toBe(days);
  const ledgerId = await rig.sheetId("流水");
  return {
    rig,
    ledgerId,
    expected,
    open,
    titles,
    idsIn,
    until,
    isAtRest,
    auditRows,
    auditMonths,
  };
}

export const insert = (sheetId: number, dimension: string, at: number) => ({
  insertDimension: {
    range: { sheetId, dimension, startIndex: at, endIndex: at + 1 },
    inheritFromBefore: false,
  },
});
export const move = (sheetId: number, dimension: string, from: number, to: number) => ({
  moveDimension: {
    source: { sheetId, dimension, startIndex: from, endIndex: from + 1 },
    destinationIndex: to,
  },
});
export const sort = (
  sheetId: number,
  column: number,
  order: "ASCENDING" | "DESCENDING",
  [from, to]: readonly [number, number] = [2, 111],
) => ({
  sortRange: {
    range: { sheetId, startRowIndex: from, endRowIndex: to },
    sortSpecs: [{ dimensionIndex: column, sortOrder: order }],
  },
});
