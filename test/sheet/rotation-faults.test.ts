/** A rotation that is not answered, is refused, or is overtaken; what a relay knows that starts after one. */
import type { Intercept } from "../../src/local-sheet/server";
import type { Stockroom } from "../../src/sheet/stockroom";
import { booking, type Line } from "./rig";
import { isRotation, layFullLedger, mostRows, type FullLedger } from "./full-ledger";
import { insert } from "./requests";

let ledger: FullLedger;
afterEach(() => ledger.rig.close());

/** What becomes of the next rotation's call. */
function atRotation(fate: Intercept): void {
  let isDone = false;
  ledger.rig.intercept = async (call, apply) => {
    if (isDone || !isRotation(call.body)) return apply();
    isDone = true;
    return fate(call, apply);
  };
}
const lost: Intercept = (_, apply) => {
  apply();
  return Promise.resolve("reset");
};

describe("when the network fails a rotation", () => {
  beforeEach(async () => {
    ledger = await layFullLedger();
  });

  test("an answer that is lost puts the ledger away once", async () => {
    atRotation(lost);
    await ledger.book(0, mostRows);
    await ledger.rotated();
    await ledger.book(11, 12);
    expect(await ledger.titles()).toHaveLength(2);
    await ledger.audit();
  });

  test("a request that is lost is sent again", async () => {
    atRotation(() => Promise.resolve("reset"));
    await ledger.book(0, mostRows);
    await ledger.rotated();
    await ledger.book(11, 12);
    expect(await ledger.titles()).toHaveLength(2);
    await ledger.audit();
  });

  test("a header that was cleared is put back though the answer was lost", async () => {
    atRotation(async (call, apply) => {
      await ledger.rig.edit(insert(ledger.ledgerId, "ROWS", 0));
      return lost(call, apply);
    });
    await ledger.book(0, mostRows);
    await ledger.rotated();
    await ledger.book(11, 12);
    expect(ledger.rig.events).toContainEqual({ event: "rotation-put-right" });
    await ledger.audit();
  });

  test("a relay that dies in it leaves the header to the next one, which knows every message", async () => {
    let isDead = false;
    atRotation(async (_, apply) => {
      await ledger.rig.edit(insert(ledger.ledgerId, "ROWS", 0));
      apply();
      isDead = true;
      return "reset";
    });
    const alive = ledger.rig.intercept;
    ledger.rig.intercept = (call, apply) =>
      isDead ? Promise.resolve("reset") : (alive?.(call, apply) ?? Promise.resolve(apply()));
    await ledger.book(0, mostRows);
    await ledger.until(() => isDead);
    await ledger.room.stop();
    ledger.rig.intercept = undefined;
    const next = await ledger.open();
    const again = await next.book(booking("g:g:m4", [{ name: "A4纸", change: -1 }]));
    expect(again.kind).toBe("already");
    await ledger.book(11, 12, next);
    await ledger.audit(next);
  });
});

describe("when two relays are at the same full ledger", () => {
  beforeEach(async () => {
    ledger = await layFullLedger();
  });

  test("one of them puts it away, and both go on", async () => {
    const other = await ledger.open();
    await ledger.book(0, mostRows);
    await Promise.all([other.read(), ledger.room.read()]);
    await ledger.rotated();
    await ledger.book(11, 12, other);
    await ledger.book(13, 14);
    await ledger.book(15, 16, other);
    expect(await ledger.titles()).toHaveLength(2);
    await ledger.audit();
  });

  test("one that was behind finds in the archive what was booked meanwhile", async () => {
    const other = await ledger.open();
    await ledger.book(0, mostRows);
    await ledger.rotated();
    await ledger.book(11, 32);
    await ledger.rotated(2);
    const again = await other.book(
      booking("g:g:m9", [{ name: "签字笔", spec: "黑色", change: -1 }]),
    );
    expect(again.kind).toBe("already");
    const newest = await other.book(booking("g:g:m32", [{ name: "A4纸", change: -1 }]));
    expect(newest.kind).toBe("already");
    await ledger.book(33, 34, other);
    await ledger.audit();
  });

  test("one that was behind goes on looking in the archive where the sheet did not answer", async () => {
    const other = await ledger.open();
    await ledger.book(0, mostRows);
    await ledger.rotated();
    await ledger.room.read();
    let failures = 2;
    ledger.rig.intercept = (call, apply) =>
      Promise.resolve(
        call.path.includes("values:batchGet") && failures-- > 0
          ? { status: 429, body: { error: { code: 429, message: "Quota exceeded" } } }
          : apply(),
      );
    const again = await other.book(booking("g:g:m9", [{ name: "A4纸", change: -1 }]));
    expect(again.kind).toBe("already");
    await ledger.book(11, 12, other);
    await ledger.audit();
  });

  test("a booking of the other one that comes first makes the rotation begin anew", async () => {
    const other = await ledger.open();
    atRotation(async (_, apply) => {
      await ledger.book(50, 51, other);
      return apply();
    });
    await ledger.book(0, mostRows);
    await ledger.rotated();
    expect(ledger.rig.events.some(({ event }) => event === "rotation-refused")).toBe(true);
    await ledger.audit();
  });
});

describe("when the sheet refuses a rotation", () => {
  test("the keepers are told once after three refusals, bookings go on, and it is tried again an hour later", async () => {
    // Noon in Shanghai: the notice is of a day.
    let clock = new Date().setUTCHours(4, 0, 0, 0);
    ledger = await layFullLedger({ now: () => new Date(clock) });
    const { rig, room } = ledger;
    const settings = await rig.formulas("设置");
    await rig.type(`设置!B${settings.findIndex(([key]) => key === "日报群") + 1}`, "generic:g");
    let tries = 0;
    const refusal = {
      status: 400,
      body: { error: { code: 400, message: "You are trying to edit a protected cell." } },
    };
    rig.intercept = async (call, apply) => {
      if (!isRotation(call.body)) return apply();
      tries += 1;
      return tries <= 4 ? refusal : apply();
    };
    const told = async () =>
      (await rig.formulas("播报")).filter((row) => String(row).includes("不让归档")).length;
    await ledger.book(0, mostRows);
    await ledger.until(async () => (await told()) === 1);
    await ledger.book(11, 12);
    await room.read();
    expect(tries).toBe(3);
    expect(room.state().degraded).toBe(false);
    clock += 3_600_000;
    await ledger.until(async () => {
      await room.read();
      return tries === 4;
    });
    clock += 3_600_000;
    await ledger.until(async () => {
      await room.read();
      return (await ledger.titles()).length === 2;
    });
    expect(await told()).toBe(1);
    await ledger.audit();
  });
});

describe("a relay that starts", () => {
  const dayMs = 86_400_000;
  /** Puts the ledger away so many days ago, each time with its rows; the first ones are of messages named beside them. */
  async function putAwayDaysAgo(days: readonly number[], ...first: readonly Line[]): Promise<void> {
    let clock = Date.now();
    ledger = await layFullLedger({ now: () => new Date(clock) });
    let next = 0;
    for (const [index, ago] of days.entries()) {
      clock = Date.now() - ago * dayMs;
      if (index === 0 && first.length > 0) await ledger.room.book(booking("g:g:first", first));
      await ledger.book(next, next + mostRows);
      next += mostRows + 1;
      await ledger.rotated(index + 1);
    }
    await ledger.room.stop();
  }
  const start = async (): Promise<{ room: Stockroom; reads: number }> => {
    const before = ledger.rig.calls.reads;
    const room = await ledger.open({ now: () => new Date() });
    return { room, reads: ledger.rig.calls.reads - before };
  };

  test("knows the messages of 30 days from the archives", async () => {
    await putAwayDaysAgo([40, 20, 10]);
    const { room } = await start();
    expect(room.isBooked("g:g:m32")).toBe(true);
    expect(room.isBooked("g:g:m11")).toBe(true);
    expect(room.isBooked("g:g:m0")).toBe(false);
  });

  test("knows the figure of an item whose newest row was put away long ago", async () => {
    await putAwayDaysAgo([100, 90, 40], { name: "便利贴", change: -1 });
    await ledger.rig.type("库存!C4", 27);
    await start();
    await ledger.until(async () => (await ledger.ids("流水")).length === 1);
    const [row] = await ledger.rig.rows("ledger");
    expect(row).toMatchObject({ 类型: "手工调整", 物品名称: "便利贴", 变动前: 29, 变动后: 27 });
  });

  test("reads no archive for an item that was never moved, and only times where a person dated it", async () => {
    await putAwayDaysAgo([100, 90, 40]);
    const few = (await start()).reads;
    const { rig } = ledger;
    const row = (await rig.formulas("库存")).length + 1;
    await rig.type(`库存!A${row}`, "剪刀");
    await rig.type(`库存!C${row}`, 5);
    expect((await start()).reads).toBe(few);
    const column = ((await rig.formulas("库存"))[0] ?? []).indexOf("上次更新时间");
    const cell = `库存!${String.fromCharCode(65 + column)}${row}`;
    await rig.type(cell, new Date(Date.now() - 95 * dayMs).toISOString().slice(0, 10));
    expect((await start()).reads).toBe(few + 1);
  });
});
