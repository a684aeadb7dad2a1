/** What makes a booking impossible in the very moment: taken back whole before its sender was answered, named after. */
import { lines, race, races, type Edit, type Race } from "./race";
import { addItem, deleteItem, insertRow, moveColumn, rename, sortBy } from "./race-edits";

const cellOf = async (one: Race, item: string): Promise<unknown> => {
  const [row, column] = [await one.rowOf(item), await one.columnOf("库存", "当前库存")];
  return (await one.rig.formulas("库存"))[row]?.[column];
};
const type =
  (value: string): Edit =>
  (one) =>
    one.type("A4纸", value);

const spoils: Readonly<Record<string, { edit: Edit; kind: string; stays?: string }>> = {
  "types words over the figure": { edit: type("约20"), kind: "unreadable", stays: "约20" },
  "empties the cell": { edit: type(""), kind: "unreadable", stays: "" },
  "types a formula over the figure": { edit: type("=2*C3"), kind: "formula", stays: "=2*C3" },
  "ticks the cell": { edit: type("TRUE"), kind: "unreadable", stays: "true" },
  "deletes the item": { edit: deleteItem("A4纸"), kind: "gone" },
  "renames the item": { edit: rename("A4纸", "A3纸"), kind: "gone" },
  "writes a second row of the item": { edit: addItem("A4纸", 3), kind: "duplicate" },
};

describe("a message is taken back whole when, before its rows are appended, a person", () => {
  for (const [name, { edit, kind, stays }] of Object.entries(spoils)) {
    race(name, async (one) => {
      one.at("append", edit);
      const outcome = await one.book("m1", lines);
      expect(outcome).toMatchObject({ kind: "impossible", written: true, obstacles: [{ kind }] });
      await one.check();
      expect(await one.figures()).toMatchObject({ 签字笔: 20, 便利贴: 30, 剪刀: 39 });
      if (stays !== undefined) expect(String((await cellOf(one, "A4纸")) ?? "")).toBe(stays);
    });
  }

  race("types a figure that is too small", async (one) => {
    one.at("append", () => one.type("A4纸", 1));
    expect(await one.book("m1", lines)).toMatchObject({
      kind: "impossible",
      obstacles: [{ kind: "short", stock: 1, wanted: 2 }],
    });
    await one.check();
    expect(await one.figures()).toMatchObject({ A4纸: 1, 签字笔: 20, 便利贴: 30 });
  });

  for (const [name, second] of Object.entries({
    "inserts a row above the header": insertRow("库存", 0),
    "moves the stock column": moveColumn("库存", "当前库存", 6),
    "sorts the stock": sortBy("库存", "物品名称", "DESCENDING"),
    "inserts a row above the ledger's header": insertRow("流水", 0),
    "moves the ids of the ledger": moveColumn("流水", "消息ID", 0),
    "deletes the item": deleteItem("A4纸"),
  })) {
    race(`types words over the figure, and before that is repaired ${name}`, async (one) => {
      one.at("append", type("没了"), second);
      expect((await one.book("m1", lines)).kind).toBe("impossible");
      await one.check();
      expect(await one.figures()).toMatchObject({ 签字笔: 20, 便利贴: 30, 剪刀: 39 });
    });
  }
});

describe("a message that was answered stands, and one entry names item and figure, when a person", () => {
  for (const [name, { edit, stays }] of Object.entries(spoils)) {
    race(name, async (one) => {
      one.at("projection", edit);
      expect((await one.book("m1", lines)).kind).toBe("booked");
      await one.check({ checks: 1 });
      expect(await one.figures()).toMatchObject({ 签字笔: 25, 便利贴: 25, 剪刀: 39 });
      if (stays !== undefined) expect(String((await cellOf(one, "A4纸")) ?? "")).toBe(stays);
      const [entry] = (await one.rig.rows("pending")).filter((row) => row["类型"] === "核对");
      expect(entry?.["原因"]).toContain("A4纸");
      expect(entry?.["原因"]).toContain("8");
    });
  }
});

race("the next figure typed into a cell that was named is taken as it is", async (one) => {
  one.at("projection", type("约20"));
  await one.book("m1", lines);
  await one.settle();
  await one.type("A4纸", 18);
  await one.check({ checks: 1 });
  expect(await one.figures()).toMatchObject({ A4纸: 18 });
});

race("a message is taken back and others of its commit stand", async (one) => {
  one.at("append", deleteItem("A4纸"));
  const outcomes = await Promise.all([
    one.book("m1", lines),
    one.book("m2", [{ name: "剪刀", change: -1 }]),
    one.book("m3", [{ name: "便利贴", change: -3 }]),
  ]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(["impossible", "booked", "booked"]);
  await one.check();
  expect(await one.figures()).toEqual({ 签字笔: 20, 便利贴: 27, 剪刀: 38 });
});

race(
  "of two messages that a small figure can't bear together the newer one is taken back",
  async (one) => {
    one.at("append", () => one.type("A4纸", 3));
    const outcomes = await Promise.all([
      one.book("m1", [{ name: "A4纸", change: -2 }]),
      one.book("m2", [{ name: "A4纸", change: -2 }]),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["booked", "impossible"]);
    await one.check();
    expect(await one.figures()).toMatchObject({ A4纸: 1 });
  },
);

race("an emptied cell is no figure, and what is booked on it goes to nobody", async (one) => {
  await one.type("A4纸", "");
  await one.settle();
  expect(await one.book("m1", [{ name: "A4纸", change: 5 }])).toMatchObject({
    kind: "impossible",
    obstacles: [{ kind: "unreadable" }],
  });
  await one.check();
  expect(await one.figures()).toMatchObject({ A4纸: "" });
});

races("a formula on a row that moves comes back where it belongs", async (one, moment) => {
  await one.type("剪刀", "=1+D5*2");
  await one.settle();
  one.at(moment, sortBy("库存", "物品名称", "DESCENDING"));
  await one.book("m1", lines);
  await one.check();
  expect(String(await cellOf(one, "剪刀"))).toMatch(/^=1\+D\d\*2$/);
  expect(await one.figures()).toMatchObject({ A4纸: 8, 签字笔: 25, 便利贴: 25 });
});
