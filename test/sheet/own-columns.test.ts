/** A workbook of an earlier version lacks the relay's own optional columns: they are laid before the first commit. */
import { accountOf } from "../../src/inventory/people/member";
import type { PendingDraft } from "../../src/inventory/movements/pending";
import { booking, createRig, type Rig } from "./rig";

let rig: Rig;
beforeEach(async () => {
  rig = await createRig([{ name: "A4纸", stock: 20 }]);
  for (const [title, startIndex] of [
    ["流水", 15],
    ["待处理", 10],
  ] as const) {
    const sheetId = await rig.sheetId(title);
    const range = { sheetId, dimension: "COLUMNS", startIndex, endIndex: startIndex + 2 };
    await rig.edit({ deleteDimension: { range } });
  }
});
afterEach(() => rig.close());

const headerOf = async (title: string) => (await rig.formulas(title))[0] ?? [];
const account = accountOf({ platform: "generic", account: "xiaowang" });
const entry: PendingDraft = {
  ...({ kind: "unclear" } as const),
  ...{ text: "领用：那个 1个", operator: "小王", account },
  ...{ reason: "", plan: undefined },
};

it("and the rows of that commit fill them", async () => {
  const room = rig.open();
  await room.start();
  await room.book({ ...booking("g:g:m1", [{ name: "A4纸", change: -2 }]), pending: [entry] });
  expect(await headerOf("流水")).toEqual(expect.arrayContaining(["备注", "操作账号", "关联"]));
  expect(await headerOf("待处理")).toEqual(expect.arrayContaining(["操作账号", "方案"]));
  expect((await rig.rows("ledger"))[0]).toMatchObject({ 消息ID: "g:g:m1", 操作账号: account });
  expect((await rig.rows("pending"))[0]).toMatchObject({ 操作账号: account, 方案: "" });
});

it("and write over nothing where a person puts a column in just before", async () => {
  const sheetId = await rig.sheetId("流水");
  const before = await headerOf("流水");
  rig.intercept = async ({ kind, body }, apply) => {
    if (kind === "write" && JSON.stringify(body).includes("操作账号")) {
      rig.intercept = undefined;
      const range = { sheetId, dimension: "COLUMNS", startIndex: 3, endIndex: 4 };
      await rig.edit({ insertDimension: { range, inheritFromBefore: false } });
    }
    return apply();
  };
  const room = rig.open();
  await room.start();
  await room.book(booking("g:g:m1", [{ name: "A4纸", change: -2 }]));
  expect(await headerOf("流水")).toEqual(expect.arrayContaining(before));
  expect((await rig.rows("ledger"))[0]).toMatchObject({ 变动: -2, 操作账号: account });
});

it("and bookings go on without them where the sheet does not take them", async () => {
  rig.intercept = (call, apply) =>
    call.kind === "write" && JSON.stringify(call.body).includes('"操作账号"')
      ? Promise.reject(new Error("no"))
      : Promise.resolve(apply());
  const room = rig.open();
  await room.start();
  rig.intercept = undefined;
  const outcome = await room.book(booking("g:g:m1", [{ name: "A4纸", change: -2 }]));
  expect(outcome.kind).toBe("booked");
});
