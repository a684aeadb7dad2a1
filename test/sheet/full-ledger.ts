/** A workbook whose ledger is to be put away after ten rows, and what must hold over it and the tabs that it was put into. */
import type { Stockroom } from "../../src/sheet/stockroom";
import type { StockroomOptions } from "../../src/sheet/create-stockroom";
import type { SheetRequest } from "../../src/sheet/api/client";
import { booking, createRig, setArchiveRows, type Rig } from "./rig";

export const mostRows = 10;

export interface FullLedger {
  readonly rig: Rig;
  readonly room: Stockroom;
  readonly ledgerId: number;
  open(options?: Partial<StockroomOptions>): Promise<Stockroom>;
  /** Books a message for each number, one after another. */
  book(from: number, to: number, room?: Stockroom): Promise<void>;
  /** Runs an edit in the moment of the next rotation. */
  atRotation(edit: () => Promise<unknown>): void;
  /** Titles of the ledger and its archives, in the order of the tabs. */
  titles(): Promise<string[]>;
  /** The texts of 消息ID in a tab. */
  ids(title: string): Promise<string[]>;
  /** Waits until so many archives stand and no more than the limit is left. */
  rotated(archives?: number): Promise<void>;
  until(done: () => Promise<boolean> | boolean): Promise<void>;
  /** Each message that was booked stands once over all tabs, every row chains, and the stock shows what it comes to. */
  audit(by?: Stockroom): Promise<void>;
}

export async function layFullLedger(options: Partial<StockroomOptions> = {}): Promise<FullLedger> {
  const rig = await createRig([
    { name: "A4纸", stock: 500 },
    { name: "签字笔", spec: "黑色", stock: 500 },
    { name: "便利贴", stock: 30 },
  ]);
  await setArchiveRows(rig, mostRows);
  const booked = new Set<string>();

  const open = async (more: Partial<StockroomOptions> = {}): Promise<Stockroom> => {
    const room = rig.open({ ...options, ...more });
    await room.start();
    return room;
  };
  const titles = async (): Promise<string[]> => {
    const fields = "sheets.properties(title,hidden)";
    const answer = await fetch(`${rig.url}/v4/spreadsheets/${rig.spreadsheetId}?fields=${fields}`);
    const { sheets } = (await answer.json()) as { sheets: { properties: { title: string } }[] };
    return sheets.map((sheet) => sheet.properties.title).filter((title) => /^流水/.test(title));
  };
  const rowsOf = async (title: string): Promise<Record<string, unknown>[]> => {
    const cells = await rig.formulas(title);
    const top = cells.findIndex((row) => row.includes("消息ID"));
    const header = cells[top] ?? [];
    return cells
      .slice(top + 1)
      .filter((row) => top >= 0 && row.some((cell) => cell !== ""))
      .map((row) => Object.fromEntries(header.map((name, i) => [String(name), row[i] ?? ""])));
  };
  const ids = async (title: string): Promise<string[]> =>
    (await rowsOf(title)).map((row) => String(row["消息ID"])).filter((id) => id !== "");
  const until: FullLedger["until"] = async (done) => {
    for (let tries = 0; tries < 300; tries += 1) {
      if (await done()) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`not reached: ${JSON.stringify(rig.events.slice(-12))}`);
  };
  const room = await open();
  const ledger: FullLedger = {
    rig,
    room,
    ledgerId: await rig.sheetId("流水"),
    open,
    async book(from, to, by = room) {
      for (let number = from; number <= to; number += 1) {
        const id = `g:g:m${number}`;
        const line = number % 2 === 0 ? { name: "A4纸" } : { name: "签字笔", spec: "黑色" };
        const outcome = await by.book(booking(id, [{ ...line, change: -1 }]));
        expect(`${id} ${outcome.kind}`).toBe(`${id} booked`);
        booked.add(id);
      }
    },
    atRotation(edit) {
      let isDone = false;
      rig.intercept = async (call, apply) => {
        if (isDone || !isRotation(call.body)) return apply();
        isDone = true;
        await edit();
        return apply();
      };
    },
    titles,
    ids,
    until,
    rotated: (archives = 1) =>
      until(async () => {
        const found = await titles();
        return found.length > archives && (await ids("流水")).length <= mostRows;
      }),
    async audit(by = room) {
      await until(() =>
        by.read().then(
          () => true,
          () => false,
        ),
      );
      expect(rig.events.filter(({ event }) => event === "sheet-fault")).toEqual([]);
      const all = (await Promise.all((await titles()).map(rowsOf))).flat();
      const ours = all.map((row) => String(row["消息ID"])).filter((id) => id !== "");
      expect(ours.filter((id) => !id.startsWith("手工:")).sort()).toEqual([...booked].sort());
      expect(new Set(ours).size).toBe(ours.length);
      const byTime = [...all].sort((a, b) => Number(a["时间"]) - Number(b["时间"]));
      for (const item of await rig.rows("stock")) {
        const rows = byTime.filter((row) => row["物品名称"] === item["物品名称"]);
        rows.slice(1).forEach((row, index) => {
          expect(row["变动前"]).toBe(rows[index]?.["变动后"]);
        });
        const last = rows.at(-1)?.["变动后"];
        if (last !== undefined) await until(async () => (await stockOf(rig, item)) === last);
      }
    },
  };
  return ledger;
}

async function stockOf(rig: Rig, item: Record<string, unknown>): Promise<unknown> {
  const rows = await rig.rows("stock");
  return rows.find((row) => row["物品名称"] === item["物品名称"])?.["当前库存"];
}

/** Whether a call of the relay's puts the ledger away. */
export const isRotation = (body: unknown): boolean =>
  ((body as { requests?: SheetRequest[] } | undefined)?.requests ?? []).some(
    ({ duplicateSheet }) => duplicateSheet !== undefined,
  );
