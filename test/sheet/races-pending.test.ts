/** Entries that a booking closes and adds while people work on 待处理, at each moment and at both. */
import { race, races, type Edit, type Race } from "./race";
import { pendingEdits } from "./race-edits";
import { booking } from "./rig";

const entry = (text: string) =>
  ({
    kind: "short",
    text,
    operator: "小王",
    account: "generic:xiaowang",
    reason: "库存不足",
    plan: undefined,
  }) as const;

const open = async ({ room }: Race): Promise<void> => {
  const pending = [entry("one"), entry("two"), entry("three")];
  await room.book(booking("g:g:e1", [], { pending }));
};

const close = async (one: Race): Promise<void> => {
  const closes = [{ number: 2, status: "confirmed", handledBy: "小李" }] as const;
  const more = { pending: [entry("four")], closes };
  await one.book("m1", [{ name: "A4纸", change: -2 }], more);
  await one.check();
  const found = (await one.rig.rows("pending")).map((row) => [
    row["编号"],
    row["原文"],
    row["状态"],
    row["处理人"],
    row["消息ID"],
  ]);
  expect(found.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
    [1, "one", "待处理", "", "g:g:e1"],
    [2, "two", "已确认", "小李", "g:g:e1"],
    [3, "three", "待处理", "", "g:g:e1"],
    [4, "four", "待处理", "", "g:g:m1"],
  ]);
};

/** The new entry stands under wrong columns then; a second move before it is put right is more than one edit at a time. */
const movesTheNew = (name: string): boolean => /numbers|inserts a column/.test(name);

describe("an entry that a booking closes is closed, and the others are not, when a person", () => {
  for (const [name, edit] of Object.entries(pendingEdits)) {
    races(name, async (one, moment) => {
      await open(one);
      one.at(moment, edit);
      await close(one);
    });
    race(`${name}, and the answer is lost`, async (one) => {
      await open(one);
      one.at("append", edit);
      one.lose("append", "reset after");
      await close(one);
    });
    for (const [second, another] of Object.entries(pendingEdits)) {
      if (movesTheNew(name) && second.includes("column")) continue;
      race(`${name} before the append, and ${second} before the projection`, async (one) => {
        await open(one);
        one.at("append", edit, another);
        await close(one);
      });
    }
  }

  const takeIt: Edit = async (one) => {
    const [row, column] = [await one.topOf("待处理"), await one.columnOf("待处理", "状态")];
    await one.rig.type(`待处理!${String.fromCharCode(65 + column)}${row + 3}`, "已驳回");
  };
  race("closes it otherwise in the same moment: her word stands", async (one) => {
    await open(one);
    one.at("append", takeIt);
    const closes = [{ number: 2, status: "confirmed", handledBy: "小李" }] as const;
    await one.book("m1", [{ name: "A4纸", change: -2 }], { closes });
    await one.check();
    const [, second] = await one.rig.rows("pending");
    expect(second).toMatchObject({ 编号: 2, 状态: "已驳回" });
  });
});
