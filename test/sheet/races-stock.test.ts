import {
  deleteItem,
  insertColumn,
  insertRow,
  ledgerEdits,
  otherEdits,
  rename,
  sortBy,
  stockEdits,
} from "./race-edits";
import { booked, lines, race, races } from "./race";
import { insert } from "./requests";

describe("the booking lands on its items, and every other cell is as it was, when a person", () => {
  for (const [name, edit] of Object.entries({ ...stockEdits, ...ledgerEdits })) {
    races(name, async (race, moment) => {
      race.at(moment, edit);
      expect((await race.book("m1", lines)).kind).toBe("booked");
      await race.check();
      expect(await race.figures()).toEqual(booked);
    });
  }
});

describe("the booking lands on its items, and what a person changed stays, when she", () => {
  for (const [name, edit] of Object.entries(otherEdits)) {
    races(name, async (race, moment) => {
      race.at(moment, edit);
      expect((await race.book("m1", lines)).kind).toBe("booked");
      await race.check();
      const { A4纸, 签字笔, 便利贴 } = booked;
      expect(await race.figures()).toMatchObject({ A4纸, 签字笔, 便利贴 });
    });
  }

  races("deletes and renames what is not booked", async (race, moment) => {
    race.at(moment, async (one) => {
      await deleteItem("剪刀")(one);
      await rename("签字笔", "中性笔")(one);
      one.meant.add("stock|签字笔 黑色").add("stock|中性笔 黑色");
    });
    expect((await race.book("m1", [{ name: "A4纸", change: -2 }])).kind).toBe("booked");
    await race.check();
    expect(await race.figures()).toEqual({ A4纸: 8, 中性笔: 20, 便利贴: 30 });
  });
});

describe("nothing of ours stays in a row that a person inserts before the projection, and before the repair she", () => {
  for (const [name, edit] of Object.entries(stockEdits)) {
    race(name, async (one) => {
      one.at("projection", insertRow("库存", 1), edit);
      expect((await one.book("m1", lines)).kind).toBe("booked");
      await one.check();
      expect(await one.figures()).toEqual(booked);
    });
  }
});

race(
  "a value that strays into an item's row and then into a blank one goes from both",
  async (one) => {
    one.at("projection", insertRow("库存", 3), sortBy("库存", "物品名称", "ASCENDING"));
    await one.book("m1", [{ name: "剪刀", change: -1 }]);
    await one.check();
    expect(await one.figures()).toEqual({ A4纸: 10, 签字笔: 20, 便利贴: 30, 剪刀: 38 });
  },
);

describe("before the projection a person", () => {
  const byFigure = sortBy("库存", "当前库存", "DESCENDING");

  race(
    "sorts the stock, and another item is booked, which stood elsewhere",
    async (one) => {
      const second = new Promise<{ readonly kind: string }>((resolve) => {
        one.at("projection", async () => {
          resolve(one.book("m2", [{ name: "剪刀", change: -1 }]));
          await byFigure(one);
        });
      });
      await one.book("m1", [{ name: "A4纸", change: -2 }]);
      expect((await second).kind).toBe("booked");
      await one.check();
      expect(await one.figures()).toMatchObject({ A4纸: 8, 剪刀: 38 });
    },
    // Of rows near the top every answer shows all.
    async (rig) => {
      const id = await rig.sheetId("库存");
      for (let row = 0; row < 8; row += 1) await rig.edit(insert(id, "ROWS", 0));
    },
  );

  race("inserts a column, then another: nothing of ours stays beside", async (one) => {
    one.at("projection", insertColumn("库存", 2), insertColumn("库存", 2));
    await one.book("m1", lines);
    await one.check();
    expect(await one.figures()).toEqual(booked);
  });

  race(
    "sorts the stock, then moves the times: figures that were put right are owed no more",
    async (one) => {
      one.at("projection", sortBy("库存", "上次更新时间", "ASCENDING"), insertColumn("库存", 4));
      await one.book("m1", lines);
      await one.check();
      expect(await one.figures()).toEqual(booked);
    },
  );
});
