/** Lost answers, killed relays, two relays at once: every message once, whoever finishes the work. */
import { booked, lines, race, races, type Edit, type Fate, type Moment, type Race } from "./race";
import {
  deleteHiddenTab,
  insertColumn,
  insertRow,
  moveColumn,
  moveRow,
  pendingEdits,
  sortBy,
} from "./race-edits";
import { booking, createRig } from "./rig";

const fates: readonly Fate[] = ["reset before", "reset after", "error after", "refused"];

const edits: Readonly<Record<string, Edit>> = {
  nothing: () => Promise.resolve(),
  "the stock sorted": sortBy("库存", "物品名称", "DESCENDING"),
  "a row inserted": insertRow("库存", 1),
  "a row above the header": insertRow("库存", 0),
  "a row moved": moveRow("库存", 1, 5),
  "the stock column moved": moveColumn("库存", "当前库存", 7),
  "a column inserted into the ledger": insertColumn("流水", 2),
  "the ledger's ids moved": moveColumn("流水", "消息ID", 0),
  "the ledger's names moved": moveColumn("流水", "物品名称", 6),
  "the hidden tab deleted": deleteHiddenTab,
};

describe("the booking is made once when the answer is lost, with", () => {
  for (const [name, edit] of Object.entries(edits)) {
    // An edit makes no difference to a request that never came.
    for (const fate of name === "nothing" ? fates : (["reset after"] as const)) {
      races(`${name}: ${fate}`, async (one, moment) => {
        one.at(moment, edit);
        one.lose(moment, fate);
        expect((await one.book("m1", lines)).kind).toBe("booked");
        await one.check();
        expect(await one.figures()).toEqual(booked);
      });
    }
  }

  races("a figure typed in the moment", async (one, moment) => {
    one.at(moment, () => one.type("A4纸", 50));
    one.lose(moment, "reset after");
    expect((await one.book("m1", lines)).kind).toBe("booked");
    await one.check();
    expect(await one.figures()).toEqual({ ...booked, A4纸: 48 });
  });

  race("words typed in the moment, which it can't bear", async (one) => {
    one.at("append", () => one.type("A4纸", "约20"));
    one.lose("append", "reset after");
    expect((await one.book("m1", lines)).kind).toBe("impossible");
    await one.check();
    expect(await one.figures()).toMatchObject({ 签字笔: 20, 便利贴: 30 });
  });

  race("a figure typed in the moment that can't bear two messages: the newer goes", async (one) => {
    one.at("append", () => one.type("A4纸", 3));
    one.lose("append", "reset after");
    const outcomes = await Promise.all([
      one.book("m1", [{ name: "A4纸", change: -2 }]),
      one.book("m2", [{ name: "A4纸", change: -2 }]),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["booked", "impossible"]);
    await one.check();
    expect(await one.figures()).toMatchObject({ A4纸: 1 });
  });
});

/** The relay dies when the moment's write has been applied, and another takes its place. */
async function die(
  one: Race,
  moment: Moment,
  edit: Edit,
  message = booking("g:g:m1", lines),
): Promise<void> {
  const dead = one.rig.open();
  one.forget(one.room);
  await one.room.stop();
  await dead.start();
  one.at(moment, edit);
  one.lose(moment, "reset after");
  const answer = dead.book(message).catch(() => undefined);
  const { intercept } = one.rig;
  let writes = 0;
  const died = new Promise<void>((resolve) => {
    one.rig.intercept = async (call, apply) => {
      if (call.kind === "write") writes += 1;
      const last = moment === "append" ? 1 : 2;
      if (call.kind === "write" && writes === last) {
        const fate = await intercept?.(call, apply);
        resolve();
        return fate ?? "reset";
      }
      if (writes >= last) return "reset";
      return intercept?.(call, apply) ?? apply();
    };
  });
  await died;
  void dead.stop();
  if (moment === "projection") await answer;
  await new Promise((resolve) => setTimeout(resolve, 20));
  one.rig.intercept = undefined;
  const next = await one.open();
  const outcome = await next.book(message);
  one.outcomes.set("g:g:m1", outcome);
}

describe("an entry of a relay that was killed stands once, under its headers, with", () => {
  for (const [name, edit] of Object.entries(pendingEdits)) {
    race(name, async (one) => {
      const entry = {
        kind: "short",
        text: "领用：A4纸 99包",
        operator: "小王",
        account: "generic:xiaowang",
        reason: "库存不足",
        plan: undefined,
      } as const;
      await one.room.book(booking("g:g:e1", [], { pending: [entry] }));
      await die(one, "append", edit, booking("g:g:m1", [], { pending: [entry] }));
      one.outcomes.delete("g:g:m1");
      await one.check();
      const found = (await one.rig.rows("pending")).map((row) =>
        ["编号", "类型", "原文", "操作人", "状态", "消息ID"].map((header) => row[header]),
      );
      expect(found.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
        [1, "库存不足", "领用：A4纸 99包", "小王", "待处理", "g:g:e1"],
        [2, "库存不足", "领用：A4纸 99包", "小王", "待处理", "g:g:m1"],
      ]);
    });
  }
});

describe("a relay that was killed leaves nothing that the next one does not finish, with", () => {
  for (const [name, edit] of Object.entries(edits)) {
    races(name, async (one, moment) => {
      await die(one, moment, edit);
      await one.check();
      expect(await one.figures()).toEqual(booked);
    });
  }
  races("a figure typed in the moment", async (one, moment) => {
    await die(one, moment, () => one.type("A4纸", 50));
    await one.check();
    expect(await one.figures()).toEqual({ ...booked, A4纸: 48 });
  });
});

describe("of two relays", () => {
  races(
    "the one that is behind books nothing twice, and repairs what the other left",
    async (one, moment) => {
      const other = await one.open();
      one.at(moment, async () => {
        one.outcomes.set(
          "g:g:o1",
          await other.book(booking("g:g:o1", [{ name: "A4纸", change: -1 }])),
        );
      });
      await one.book("m1", lines);
      await one.check();
      expect(await one.figures()).toEqual({ ...booked, A4纸: 7 });
    },
  );

  race("both book one message once", async (one) => {
    const other = await one.open();
    const message = booking("g:g:m1", lines);
    const outcomes = await Promise.all([one.room.book(message), other.book(message)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["already", "booked"]);
    one.outcomes.set("g:g:m1", outcomes.find(({ kind }) => kind === "booked") ?? outcomes[0]);
    await one.check();
    expect(await one.figures()).toEqual(booked);
  });

  race("each books its messages while a person sorts, and all stand", async (one) => {
    const other = await one.open();
    one.at(
      "append",
      sortBy("库存", "物品名称", "DESCENDING"),
      sortBy("库存", "物品名称", "ASCENDING"),
      insertRow("库存", 1),
      sortBy("库存", "当前库存", "DESCENDING"),
    );
    await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (number) => {
        const id = `g:g:p${number}`;
        const message = booking(id, [{ name: "剪刀", change: -1 }]);
        one.outcomes.set(id, await (number % 2 ? one.room : other).book(message));
      }),
    );
    await one.check();
    expect(await one.figures()).toMatchObject({ 剪刀: 33 });
  });
});

races("the hidden tab deleted again and again does not keep bookings", async (one, moment) => {
  one.at(moment, deleteHiddenTab, deleteHiddenTab, deleteHiddenTab);
  await one.book("m1", lines);
  await one.book("m2", [{ name: "剪刀", change: -1 }]);
  await one.check();
  expect(await one.figures()).toEqual({ ...booked, 剪刀: 38 });
});

test("a person who edits before every single write does not keep the relay at it for ever", async () => {
  const rig = await createRig([{ name: "A4纸", stock: 10 }]);
  const room = rig.open();
  await room.start();
  const sheetId = await rig.sheetId("库存");
  const range = { sheetId, dimension: "ROWS", startIndex: 0, endIndex: 1 };
  const insertDimension = { range, inheritFromBefore: false };
  rig.intercept = async (call, apply) => {
    if (call.kind === "write") await rig.edit({ insertDimension });
    return apply();
  };
  void room.book(booking("g:g:m1", [{ name: "A4纸", change: -2 }])).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(rig.calls.writes).toBeLessThan(40);
  await rig.close();
});
