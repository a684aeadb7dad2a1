/** A blind stocktake opens, and ends, once for all relays of a sheet. */
import { keepBlindDays, openingMinute } from "../../../src/relay/stocktake/blind-days";
import type { Stockroom } from "../../../src/sheet/stockroom";
import { createRig, type Rig } from "../../sheet/rig";

jest.setTimeout(60_000);

const day = "2026-12-05";
const stock = ["A4纸", "订书机", "便利贴"].map((name) => ({ name, stock: 10 }));

let rig: Rig;
let at: Date;
let rooms: readonly Stockroom[];
const now = (): Date => at;

beforeEach(async () => {
  rig = await createRig(stock);
  const settings = await rig.formulas("设置");
  const set = async (name: string, value: string): Promise<void> => {
    const row = settings.findIndex(([item]) => item === name) + 1;
    await rig.type(`设置!B${row}`, value);
  };
  await set("盲盘日", "每月5日");
  await set("允许的群", "generic:office");
  at = new Date(`${day}T08:00:00+08:00`);
  rooms = [rig.open({ now }), rig.open({ now })];
  await Promise.all(rooms.map((room) => room.start()));
  const url = rooms[0]?.latest()?.url ?? "";
  at = new Date(Date.parse(`${day}T00:00:00+08:00`) + openingMinute(url, day) * 60_000);
});
afterEach(() => rig.close());

const onMinute = (some = rooms): Promise<unknown> =>
  Promise.all(some.map((stockroom) => keepBlindDays({ stockroom, now })));
const look = (): Promise<unknown> => Promise.all(rooms.map((room) => room.read()));
const told = async (): Promise<unknown[]> =>
  (await rig.rows("broadcasts")).map((row) => row["去重键"]);
/** 盘点号, 物品名称 and 状态 of every row. */
async function sessions(): Promise<unknown[][]> {
  const [header = [], ...rows] = await rig.formulas("盘点");
  const columns = ["盘点号", "物品名称", "状态"].map((name) => header.indexOf(name));
  return rows.map((row) => columns.map((column) => row[column]));
}

it("two relays that open it in the same minute open one, and tell it once", async () => {
  await onMinute();
  await look();
  await onMinute();
  await look();
  expect((await sessions()).toSorted()).toEqual([
    [1, "A4纸", "待盘"],
    [1, "便利贴", "待盘"],
    [1, "订书机", "待盘"],
  ]);
  expect(await told()).toEqual([`盲盘:${day}:generic:office`]);
});

it("a relay that comes later, or starts again, opens no other", async () => {
  await onMinute(rooms.slice(0, 1));
  at = new Date(at.getTime() + 60_000);
  const late = rig.open({ now });
  await late.start();
  await onMinute([late, ...rooms.slice(1)]);
  await look();
  expect(await sessions()).toHaveLength(3);
  expect(await told()).toHaveLength(1);
});

it("one that nobody ended is ended after a day, by both relays once, and not opened again", async () => {
  await onMinute();
  await look();
  at = new Date(at.getTime() + 24 * 60 * 60_000 - 1_000);
  await onMinute();
  expect((await sessions()).every(([, , status]) => status === "待盘")).toBe(true);
  at = new Date(at.getTime() + 1_000);
  await onMinute();
  await look();
  await onMinute();
  await look();
  expect((await sessions()).map(([number, , status]) => [number, status])).toEqual(
    Array.from({ length: 3 }, () => [1, "未盘"]),
  );
  expect(await told()).toEqual([`盲盘:${day}:generic:office`, "盲盘结束:1:generic:office"]);
});
