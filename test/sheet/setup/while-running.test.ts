/** What a running relay lays: columns of its own that a workbook lacks, and tabs that a booking is the first to need. */
import { setTimeout as sleep } from "node:timers/promises";
import { standardTabs } from "../../../src/sheet/tabs/all-tabs";
import { text, time } from "../../../src/sheet/tabs/codecs";
import { declareTab } from "../../../src/sheet/tabs/declare";
import type { Tab } from "../../../src/sheet/tabs/tab";
import type { Stockroom } from "../../../src/sheet/stockroom";
import { booking, createRig, type Rig } from "../rig";

interface Order {
  readonly id: string;
  readonly note: string;
}

const column = (header: string, required: boolean) => ({ header, required });
const heading = {
  title: "订货",
  columns: { id: column("单号", true), at: column("日期", false), note: column("说明", false) },
};
const orders = (isLaidLater: boolean): Tab =>
  declareTab(heading, {
    name: "orders",
    columns: { id: text, at: time, note: text },
    needed: ["id"],
    laidByRelay: ["note"],
    key: ["id"],
    extent: { kind: "whole" },
    isLaidLater,
    entry: ({ id, note }): Order => ({ id, note }),
    values: (row) => row,
  });

let rig: Rig;
beforeEach(async () => {
  rig = await createRig([{ name: "A4纸", stock: 10 }]);
});
afterEach(() => rig.close());

const order = (room: Stockroom, id: string) =>
  room.book(
    booking(`g:g:${id}`, [{ name: "A4纸", change: -1 }], {
      rows: [{ tab: "orders", entry: { id, note: `说明${id}` } }],
    }),
  );
const said = (event: string) => rig.events.filter((one) => one.event === event);
const until = async (isSo: () => boolean): Promise<void> => {
  for (let turn = 0; !isSo(); turn += 1) {
    if (turn > 1_000) throw new Error("it did not happen");
    await sleep(5);
  }
};

describe("a tab that is laid later", () => {
  it("is laid with its headers by the first booking that needs it, and by no other", async () => {
    const room = rig.open({ tabs: [...standardTabs, orders(true)] });
    await room.start();
    expect((await room.book(booking("g:g:m0", [{ name: "A4纸", change: -1 }]))).kind).toBe(
      "booked",
    );
    expect(said("tab-laid")).toEqual([]);
    expect((await order(room, "m1")).kind).toBe("booked");
    expect((await order(room, "m2")).kind).toBe("booked");
    expect(said("tab-laid")).toHaveLength(1);
    expect(await rig.formulas("订货")).toEqual([
      ["单号", "日期", "说明"],
      ["m1", "", "说明m1"],
      ["m2", "", "说明m2"],
    ]);
  });

  it("is found by a relay that another was quicker than", async () => {
    const rooms = [0, 1].map(() => rig.open({ tabs: [...standardTabs, orders(true)] }));
    await Promise.all(rooms.map((room) => room.start()));
    const outcomes = await Promise.all(rooms.map((room, index) => order(room, `m${index}`)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["booked", "booked"]);
    expect(
      (await rig.formulas("订货"))
        .slice(1)
        .map(([id]) => id)
        .sort(),
    ).toEqual(["m0", "m1"]);
  });

  it("that lacks a column takes nothing, its sender is told, and others are booked", async () => {
    const room = rig.open({ tabs: [...standardTabs, orders(true)] });
    await rig.edit({ addSheet: { properties: { title: "订货" } } });
    await room.start();
    const outcome = await order(room, "m1");
    expect(outcome).toMatchObject({ kind: "refused", reason: expect.stringMatching(/单号/) });
    expect(await rig.formulas("订货")).toEqual([]);
    expect((await room.book(booking("g:g:m2", [{ name: "A4纸", change: -1 }]))).kind).toBe(
      "booked",
    );
  });

  it("that can't be laid hinders no other booking, and its sender is told", async () => {
    const room = rig.open({ tabs: [...standardTabs, orders(true)] });
    await room.start();
    rig.intercept = (call, apply) => {
      if (!JSON.stringify(call.body ?? "").includes('"订货"')) return Promise.resolve(apply());
      const message =
        "Invalid requests[0].addSheet: This action would increase the number of cells";
      return Promise.resolve({
        status: 400,
        body: { error: { code: 400, message, status: "INVALID_ARGUMENT" } },
      });
    };
    const [needs, plain] = await Promise.all([
      order(room, "m1"),
      room.book(booking("g:g:m2", [{ name: "A4纸", change: -2 }])),
    ]);
    expect([needs.kind, plain.kind]).toEqual(["refused", "booked"]);
    expect(await rig.rows("stock")).toMatchObject([{ 当前库存: expect.any(Number) }]);
  });
});

describe("a column of the relay's own that a tab lacks", () => {
  const withoutNote = async (): Promise<void> => {
    await rig.edit({ addSheet: { properties: { title: "订货" } } });
    await rig.type("订货!A1", "单号");
    await rig.type("订货!B1", "日期");
    await rig.type("订货!C1", "我的列");
  };

  it("is laid behind the others once the relay has its fence, without a booking", async () => {
    await withoutNote();
    const room = rig.open({ tabs: [...standardTabs, orders(false)] });
    await room.start();
    await room.book(booking("g:g:m0", [{ name: "A4纸", change: -1 }]));
    await room.read();
    await until(() => said("columns-laid").length > 0);
    expect((await rig.formulas("订货"))[0]).toEqual(["单号", "日期", "我的列", "说明"]);
    expect((await order(room, "m1")).kind).toBe("booked");
    expect((await rig.formulas("订货"))[1]).toEqual(["m1", "", "", "说明m1"]);
    expect(said("columns-laid")).toHaveLength(1);
  });

  it("is laid once by two relays", async () => {
    await withoutNote();
    const rooms = [0, 1].map(() => rig.open({ tabs: [...standardTabs, orders(false)] }));
    await Promise.all(rooms.map((room) => room.start()));
    await Promise.all(rooms.map((room, index) => order(room, `m${index}`)));
    await Promise.all(rooms.map((room) => room.read()));
    await until(() => said("columns-laid").length > 0);
    await Promise.all(rooms.map((room, index) => order(room, `n${index}`)));
    expect((await rig.formulas("订货"))[0]).toEqual(["单号", "日期", "我的列", "说明"]);
  });

  it("overwrites nothing that a person types or moves in that instant", async () => {
    await withoutNote();
    const sheetId = await rig.sheetId("订货");
    const room = rig.open({ tabs: [...standardTabs, orders(false)] });
    let wasThere = false;
    rig.intercept = async (call, apply) => {
      if (!wasThere && JSON.stringify(call.body ?? "").includes("insertDimension")) {
        wasThere = true;
        await rig.type("订货!D1", "新列");
        const range = { sheetId, dimension: "COLUMNS", startIndex: 0, endIndex: 1 };
        await rig.edit({ insertDimension: { range, inheritFromBefore: false } });
      }
      return apply();
    };
    await room.start();
    await room.book(booking("g:g:m0", [{ name: "A4纸", change: -1 }]));
    await until(() => said("columns-laid").length > 0);
    const header = (await rig.formulas("订货"))[0]!;
    expect([...header].sort()).toEqual(["", "单号", "日期", "我的列", "新列", "说明"].sort());
  });

  it("that the sheet refuses is told in the log, tried again after a minute, and hinders nothing", async () => {
    await withoutNote();
    let now = new Date();
    rig.intercept = (call, apply) => {
      if (!JSON.stringify(call.body ?? "").includes("insertDimension"))
        return Promise.resolve(apply());
      const message = "Invalid requests[3].insertDimension: no";
      return Promise.resolve({
        status: 400,
        body: { error: { code: 400, message, status: "INVALID_ARGUMENT" } },
      });
    };
    const room = rig.open({ tabs: [...standardTabs, orders(false)], now: () => now });
    await room.start();
    expect((await order(room, "m1")).kind).toBe("booked");
    await room.read();
    await until(() => said("columns-refused").length > 0);
    expect((await order(room, "m2")).kind).toBe("booked");
    await room.read();
    expect(said("columns-refused")).toHaveLength(1);
    now = new Date(now.getTime() + 60_000);
    await room.read();
    await until(() => said("columns-refused").length > 1);
    expect(room.state()).toMatchObject({ degraded: false });
  });
});

describe("a TIMEZONE beside the spreadsheet's zone", () => {
  it.each([
    [
      "Europe/Berlin",
      [
        expect.objectContaining({
          reason: expect.stringMatching(/Europe\/Berlin.*Asia\/Shanghai/),
        }),
      ],
    ],
    ["Asia/Chongqing", []],
    [undefined, []],
  ])("%s is named once at the start where it shows other times", async (timeZone, told) => {
    const room = rig.open({ timeZone });
    await room.start();
    await room.read();
    expect(said("time-zone-fault")).toEqual(told);
  });
});
