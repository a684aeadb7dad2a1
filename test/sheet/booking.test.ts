import { booking, createRig, type Rig } from "./rig";

let rig: Rig;
beforeEach(async () => {
  rig = await createRig([
    { name: "A4纸", stock: 10, safetyStock: 5 },
    { name: "签字笔", spec: "黑色", stock: 20 },
    { name: "便利贴" },
  ]);
});
afterEach(() => rig.close());

test("in a new workbook nothing is refused, and the first booking is one call", async () => {
  const answers: number[] = [];
  rig.intercept = async (_, apply) => {
    const answer = apply();
    answers.push(answer.status);
    return Promise.resolve(answer);
  };
  const room = rig.open();
  await room.start();
  await room.book(booking("generic:g:m0", [{ name: "A4纸", change: -1 }]));
  expect(answers.filter((status) => status !== 200)).toEqual([]);
  expect(rig.calls.writes).toBe(1);
});

test("a booking becomes a ledger row in one call, and a new figure in the next", async () => {
  const room = rig.open();
  await room.start();
  await room.book(booking("generic:g:m0", [{ name: "A4纸", change: -1 }]));
  const before = { ...rig.calls };
  const outcome = await room.book(booking("generic:g:m1", [{ name: "A4纸", change: -2 }]));
  expect(outcome).toMatchObject({
    kind: "booked",
    movements: [{ before: 9, after: 7, change: -2 }],
  });
  expect(rig.calls.reads - before.reads).toBe(0);
  expect(rig.calls.writes - before.writes).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(rig.calls).toEqual({ reads: before.reads, writes: before.writes + 2 });
  const [item] = await rig.rows("stock");
  expect(item).toMatchObject({ 当前库存: 7 });
  const ledger = await rig.rows("ledger");
  expect(ledger.map((row) => row["消息ID"])).toEqual(["generic:g:m0", "generic:g:m1"]);
  expect(ledger[1]).toMatchObject({ 类型: "领用", 变动: -2, 变动前: 9, 变动后: 7, 领用人: "小李" });
  expect(room.latest()?.items[0]?.stock).toEqual({ kind: "figure", quantity: 7 });
  expect(room.isBooked("generic:g:m1")).toBe(true);
});

test("nothing is decided on a sheet whose ledger is not read yet", async () => {
  const room = rig.open();
  await room.start();
  await room.book(booking("generic:g:m0", [{ name: "A4纸", change: -1 }]));
  const early: unknown[] = [];
  const second = rig.open();
  rig.intercept = async (call, apply) => {
    if (call.kind === "read") early.push(second.latest(), second.state().sheet);
    return Promise.resolve(apply());
  };
  await second.start();
  expect(early.length).toBeGreaterThan(2);
  expect(new Set(early)).toEqual(new Set([undefined, "away"]));
  expect(second.latest()?.recent.map(({ id }) => id)).toEqual(["generic:g:m0"]);
});

test("an id that stands under another header than its own is not booked again", async () => {
  const room = rig.open();
  await room.start();
  await room.book(booking("generic:g:m1", [{ name: "A4纸", change: -1 }]));
  await room.stop();
  await rig.type("流水!A2:C2", "");
  await rig.type("流水!N2", "");
  await rig.type("流水!O2", "generic:g:m1");
  const [row] = await rig.rows("ledger");
  expect(Object.values(row ?? {})).toContain("generic:g:m1");
  const again = rig.open();
  await again.start();
  const outcome = await again.book(booking("generic:g:m1", [{ name: "A4纸", change: -1 }]));
  expect(outcome.kind).toBe("already");
  expect(await rig.rows("ledger")).toHaveLength(1);
});

test("bookings close to one another take each other's figures along", async () => {
  const room = rig.open();
  await room.start();
  await room.book(booking("generic:g:m0", [{ name: "A4纸", change: -1 }]));
  await new Promise((resolve) => setTimeout(resolve, 250));
  const before = rig.calls.writes;
  for (const id of ["m1", "m2", "m3", "m4", "m5"]) {
    await room.book(booking(`generic:g:${id}`, [{ name: "A4纸", change: -1 }]));
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(rig.calls.writes - before).toBe(6);
  expect(await rig.rows("stock")).toMatchObject([{ 当前库存: 4 }, {}, {}]);
});

test("a figure that was booked is shown though the relay is stopped at once", async () => {
  const room = rig.open();
  await room.start();
  await room.book(booking("g:g:m1", [{ name: "A4纸", change: -1 }]));
  await room.stop();
  expect(await rig.rows("stock")).toMatchObject([{ 当前库存: 9 }, {}, {}]);
});

test("the latest snapshot shows what was booked at once", async () => {
  const room = rig.open();
  await room.start();
  await room.book(booking("generic:g:m1", [{ name: "A4纸", change: -2 }]));
  expect(room.latest()?.items[0]?.stock).toEqual({ kind: "figure", quantity: 8 });
});

test("an item whose cell is empty takes no booking", async () => {
  const room = rig.open();
  await room.start();
  const outcome = await room.book(booking("generic:g:m1", [{ name: "便利贴", change: 5 }]));
  expect(outcome).toMatchObject({ kind: "impossible", written: false });
  expect(await rig.rows("ledger")).toEqual([]);
});
