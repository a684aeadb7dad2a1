import type { MovementIntent } from "../../../src/inventory/intent";
import {
  changes,
  chat,
  given,
  issue,
  item,
  kinds,
  line,
  members,
  movement,
  one,
  paper,
  several,
  black,
  blue,
  stapler,
  texts,
  unknown,
  vague,
} from "../stock-fixtures";
import { createWorld } from "../world";

const undo = { kind: "undo" } as const;
const correct = (...lines: MovementIntent["lines"]) => ({ kind: "correct", lines }) as const;
const dayMs = 24 * 60 * 60_000;

describe("撤销", () => {
  it("takes back every row of the sender's last booked message, person and department copied", () => {
    const { says, world } = chat();
    says("li", movement("issue", line(one(paper), given(1)), line(one(stapler), given(1))));
    const happened = says("li", undo);
    expect(happened.rows).toMatchObject([
      { type: "undo", itemName: "A4纸", change: 1, requester: "小李", department: "市场部" },
      { type: "undo", itemName: "订书机", change: 1 },
    ]);
    expect(happened.rows.map(({ undoes }) => undoes)).toEqual(["generic:g1:m1", "generic:g1:m1#2"]);
    expect(kinds(happened)).toEqual(["confirmation"]);
    expect(world.item("A4纸").stock).toEqual({ kind: "figure", quantity: 10 });
  });

  it("does not reach further back the second time", () => {
    const { says } = chat();
    says("li", issue(paper, 1));
    says("li", issue(paper, 2));
    expect(changes(says("li", undo))).toEqual([["A4纸", 2]]);
    const second = says("li", undo);
    expect(second.rows).toEqual([]);
    expect(texts(second)).toEqual(["这条已经撤销过了，没有再改。"]);
  });

  it("says so when there is nothing of the sender's to undo", () => {
    const { says } = chat();
    says("wang", issue(paper, 1));
    expect(texts(says("li", undo))[0]).toContain("没有你的登记");
  });

  it("never takes back what a namesake of another department booked", () => {
    const namesakes = [
      ...members,
      { name: "王老师", department: "语文组", role: "staff", platform: "generic", account: "w1" },
      { name: "王老师", department: "体育组", role: "staff", platform: "generic", account: "w2" },
    ] as const;
    const { says } = chat(createWorld({ items: [paper], members: namesakes }));
    says("w2", issue(paper, 1), { id: "sports" });
    expect(says("w1", undo).rows).toEqual([]);
    expect(says("w1", undo, { quotes: "sports" }).rows).toEqual([]);
    expect(changes(says("w2", undo))).toEqual([["A4纸", 1]]);
  });

  it("of a quoted message is the author's or a keeper's", () => {
    const { says } = chat();
    says("wang", issue(paper, 1), { id: "theirs" });
    says("wang", issue(stapler, 1));
    const refused = says("li", undo, { quotes: "theirs" });
    expect([refused.rows.length, kinds(refused)]).toEqual([0, ["reply"]]);
    expect(changes(says("keeper", undo, { quotes: "theirs" }))).toEqual([["A4纸", 1]]);
    expect(texts(says("wang", undo, { quotes: "theirs" }))[0]).toContain("已经撤销过");
  });

  it("ends 24 hours after the message, by the messages' own times", () => {
    const { says } = chat();
    says("li", issue(paper, 1));
    expect(changes(says("li", undo, { afterMs: dayMs }))).toEqual([["A4纸", 1]]);
    says("li", issue(paper, 1));
    const late = says("li", undo, { afterMs: dayMs + 1 });
    expect([late.rows.length, texts(late)[0]]).toEqual([
      0,
      "这条登记已超过 24 小时，不能撤销或更正，请播报员盘点。",
    ]);
  });

  it("that would go below zero is refused with an entry, and 确认 tries it again", () => {
    const { says } = chat();
    says("keeper", movement("receipt", line(one(stapler), given(5))));
    says("li", issue(stapler, 6));
    const refused = says("keeper", undo);
    expect(refused.rows).toEqual([]);
    expect(refused.pending).toMatchObject([{ kind: "refused", number: 1 }]);
    expect(refused.said[0]?.mentionsKeepers).toBe(true);
    const still = says("admin", { kind: "confirm", number: 1 });
    expect([still.rows.length, still.pending.length]).toEqual([0, 0]);
    says("li", movement("return", line(one(stapler), given(6))));
    expect(changes(says("admin", { kind: "confirm", number: 1 }))).toEqual([["订书机", -5]]);
  });

  it("of a confirmed booking is the keeper's own last message", () => {
    const { says } = chat();
    says("li", movement("stocktake", line(one(paper), given(8))));
    says("keeper", { kind: "confirm", number: 1 });
    expect(changes(says("keeper", undo))).toEqual([["A4纸", 2]]);
  });

  it("right after a question drops the question, not the booking before it", () => {
    const { says, world } = chat();
    says("li", issue(paper, 1));
    says("li", movement("issue", line(one(stapler), vague)));
    const dropped = says("li", undo);
    expect([dropped.rows.length, dropped.question]).toEqual([0, undefined]);
    expect(world.pending()[0]?.status).toBe("rejected");
    expect(changes(says("li", undo))).toEqual([["A4纸", 1]]);
  });

  it("with a name takes back only that item's rows", () => {
    const { says } = chat();
    says("li", movement("issue", line(one(paper), given(1)), line(one(stapler), given(1))));
    const named = { kind: "undo", match: one(stapler) } as const;
    expect(changes(says("li", named))).toEqual([["订书机", 1]]);
    expect(changes(says("li", undo))).toEqual([["A4纸", 1]]);
  });
});

describe("a deleted message", () => {
  it("is undone where it was booked, and silence where it was not", () => {
    const { says } = chat();
    says("li", issue(paper, 1), { id: "gone" });
    expect(changes(says("li", undo, { id: "gone", type: "deleted" }))).toEqual([["A4纸", 1]]);
    expect(says("li", undo, { id: "gone", type: "deleted" }).said).toEqual([]);
    says("li", { kind: "chatter" }, { id: "talk" });
    expect(says("li", undo, { id: "talk", type: "deleted" }).said).toEqual([]);
  });

  it("that an open question is about drops the question and its entry", () => {
    const { says, world } = chat();
    says("li", movement("issue", line(one(paper), vague)), { id: "asked" });
    const happened = says("li", undo, { id: "asked", type: "deleted" });
    expect(happened.question).toBeUndefined();
    expect(world.pending()[0]?.status).toBe("rejected");
  });

  it("that was booked by an answer is undone as well", () => {
    const { says, answers } = chat();
    says("li", movement("issue", line(several([black, blue]), given(2))), { id: "pens" });
    answers("li", { kind: "pick", option: 0 });
    expect(changes(says("li", undo, { id: "pens", type: "deleted" }))).toEqual([["签字笔", 2]]);
  });

  it("of somebody else stands when its deleter is no keeper", () => {
    const { says } = chat();
    says("wang", issue(paper, 1), { id: "theirs" });
    expect(says("li", undo, { id: "theirs", type: "deleted" }).said).toEqual([]);
  });
});

describe("更正", () => {
  it("undoes the last row of the item and books it anew, same type and person, in one commit", () => {
    const { says } = chat();
    const named = line(one(paper), given(1), { name: "小王", department: "技术部" });
    says("li", movement("issue", named, line(one(stapler), given(1))));
    const happened = says("li", correct(line(one(paper), given(0.5))));
    expect(happened.rows).toMatchObject([
      { type: "undo", change: 1, undoes: "generic:g1:m1" },
      { type: "issue", change: -0.5, requester: "小王", department: "技术部" },
    ]);
    expect(texts(happened)).toEqual(["已更正：A4纸 1箱 → 0.5箱（技术部小王），剩 9.5箱"]);
    expect(changes(says("li", undo))).toEqual([["A4纸", 0.5]]);
  });

  it("finds the spec that was booked where the name has several", () => {
    const { says } = chat();
    says("li", issue(blue, 2));
    const happened = says("li", correct(line(several([black, blue]), given(3))));
    expect(happened.rows.map(({ spec, change }) => [spec, change])).toEqual([
      ["蓝色", 2],
      ["蓝色", -3],
    ]);
  });

  it("asks which where several specs were booked", () => {
    const { says, answers } = chat();
    says("li", movement("issue", line(one(black), given(1)), line(one(blue), given(1))));
    const asked = says("li", correct(line(several([black, blue]), given(3))));
    expect([asked.rows.length, asked.pending.length]).toEqual([0, 0]);
    expect(changes(answers("li", { kind: "pick", option: 1 }))).toEqual([
      ["签字笔", 1],
      ["签字笔", -3],
    ]);
  });

  it("is refused without a row of the sender's, and asks for a figure that is missing", () => {
    const { says } = chat();
    says("wang", issue(paper, 1));
    expect(texts(says("li", correct(line(one(paper), given(2)))))[0]).toContain(
      "没有你登记的 A4纸",
    );
    says("li", issue(paper, 1));
    const asked = says("li", correct(line(one(paper), { kind: "missing" })));
    expect(asked.pending).toMatchObject([{ kind: "unclear" }]);
    expect(texts(says("li", correct(line(unknown("投影仪"), given(1)))))[0]).toContain("投影仪");
  });

  it("that would go below zero is refused with an entry", () => {
    const { says } = chat();
    says("li", issue(stapler, 1));
    const refused = says("li", correct(line(one(stapler), given(4))));
    expect(refused.rows).toEqual([]);
    expect(refused.pending).toMatchObject([{ kind: "refused" }]);
    expect(changes(says("li", correct(line(one(stapler), given(3)))))).toEqual([
      ["订书机", 1],
      ["订书机", -3],
    ]);
  });
});

describe("an edited message", () => {
  it("is corrected where it was booked, line by line", () => {
    const { says } = chat();
    const both = (boxes: number) =>
      movement("issue", line(one(paper), given(boxes)), line(one(stapler), given(1)));
    says("li", both(1), { id: "edited" });
    const happened = says("li", both(2), { id: "edited", type: "edited" });
    expect(changes(happened)).toEqual([
      ["A4纸", 1],
      ["A4纸", -2],
    ]);
    expect(says("li", both(2), { id: "edited", type: "edited" }).said).toEqual([]);
    expect(changes(says("li", undo))).toEqual([
      ["订书机", 1],
      ["A4纸", 2],
    ]);
  });

  it("is booked as new where it was chatter, and closes the entry it had left", () => {
    const { says, world } = chat();
    says("li", movement("issue", line(one(paper), vague)), { id: "m" });
    const happened = says("li", issue(paper, 2), { id: "m", type: "edited" });
    expect(changes(happened)).toEqual([["A4纸", -2]]);
    expect(world.pending()[0]?.status).toBe("confirmed");
  });

  it("stands where the new text books nothing, and says how to undo", () => {
    const { says } = chat();
    says("li", issue(paper, 1), { id: "m" });
    const happened = says("li", { kind: "chatter" }, { id: "m", type: "edited" });
    expect(happened.rows).toEqual([]);
    expect(texts(happened)[0]).toContain("撤销");
  });
});

describe("确认 and 驳回", () => {
  it("book what was short once there is enough, for the person who asked", () => {
    const { says, world } = chat();
    says("li", issue(stapler, 5));
    const still = says("keeper", { kind: "confirm", number: 1 });
    expect([still.rows.length, world.pending()[0]?.status]).toEqual([0, "open"]);
    says("keeper", movement("receipt", line(one(stapler), given(5))));
    const happened = says("keeper", { kind: "confirm", number: 1 });
    expect(happened.rows[0]).toMatchObject({ change: -5, requester: "小李", operator: "王芳" });
    expect(texts(happened)[0]).toBe("已确认 1：订书机 5个（市场部小李），剩 3个");
    expect(texts(says("keeper", { kind: "confirm", number: 1 }))[0]).toContain("已由 王芳 确认");
  });

  it("close an entry without a row, and answer numbers that are not there", () => {
    const { says, world } = chat();
    says("li", issue(stapler, 5));
    const rejected = says("admin", { kind: "reject", number: 1 });
    expect([rejected.rows.length, kinds(rejected)]).toEqual([0, ["confirmation"]]);
    expect(world.pending()[0]).toMatchObject({ status: "rejected", handledBy: "张三" });
    expect(texts(says("admin", { kind: "confirm", number: 7 }))[0]).toContain("没有编号 7");
  });

  it("of a 报缺 count what was reported", () => {
    const { says } = chat();
    says("li", { kind: "shortage", match: one(paper), remaining: given(3), note: "" });
    expect(changes(says("keeper", { kind: "confirm", number: 1 }))).toEqual([["A4纸", -7]]);
  });

  it("without a number list what is open, to keepers only", () => {
    const { says } = chat();
    expect(says("keeper", { kind: "confirm", number: undefined }).said).toEqual([]);
    says("li", issue(stapler, 5));
    expect(texts(says("keeper", { kind: "confirm", number: undefined }))[0]).toContain("1 小李");
    expect(says("li", { kind: "confirm", number: undefined }).said).toEqual([]);
  });

  it("of a range and a list close what is open of it, in one answer", () => {
    const { says, world } = chat();
    for (let count = 0; count < 6; count += 1) says("li", issue(stapler, 5));
    says("keeper", { kind: "reject", number: 3 });
    const ranges = [
      { from: 2, to: 4 },
      { from: 6, to: 20 },
    ];
    const many = { kind: "several-entries", verb: "reject", ranges } as const;
    expect(says("li", many).decision.closes).toEqual([]);
    const happened = says("keeper", many);
    expect(texts(happened)).toEqual(["已驳回 3 条待处理：2、4、6。其余编号没有未办的待处理。"]);
    expect(kinds(happened)).toEqual(["confirmation"]);
    const open = world.pending().filter(({ status }) => status === "open");
    expect(open.map(({ number }) => number)).toEqual([5, 1]);
    expect(texts(says("keeper", many))).toEqual(["编号 2-4、6-20 没有未办的待处理。"]);
  });

  it("of a thousand close a hundred, and say how many are left", () => {
    const { says, world } = chat();
    for (let count = 0; count < 103; count += 1) says("li", issue(stapler, 5));
    const ranges = [{ from: 1, to: 999_999_999 }];
    const happened = says("keeper", { kind: "several-entries", verb: "reject", ranges });
    expect(texts(happened)[0]).toContain(
      "已驳回 100 条待处理：1-100。一次最多驳回 100 条，还有 3 条，请再发一遍。",
    );
    expect(world.pending().filter(({ status }) => status === "open")).toHaveLength(3);
  });

  describe("of several at once", () => {
    const ranges = [{ from: 1, to: 9 }];
    const many = { kind: "several-entries", verb: "confirm", ranges } as const;

    it("books what there is enough of, one after the other, and leaves what needs a look of its own", () => {
      const { says, world } = chat();
      says("li", issue(stapler, 5));
      says("li", issue(stapler, 4));
      says("wang", issue(stapler, 4));
      says("wang", movement("stocktake", line(one(paper), given(3))));
      says("li", movement("issue", line(unknown("那个"), given(1))));
      says("keeper", movement("receipt", line(one(stapler), given(5))));
      const happened = says("keeper", many);
      expect(changes(happened)).toEqual([["订书机", -5]]);
      expect(texts(happened)).toEqual([
        [
          "已确认 1：订书机 5个（市场部小李），剩 3个",
          "2、3（库存不足）、5（没有可登记的内容）、4（请单独确认）没有确认，仍在待处理。",
        ].join("\n"),
      ]);
      says("keeper", movement("receipt", line(one(stapler), given(20))));
      const rest = says("keeper", many);
      expect(changes(rest)).toEqual([
        ["订书机", -4],
        ["订书机", -4],
      ]);
      expect(texts(rest)[0]).toContain("已确认 2、3");
      const open = world.pending().filter(({ status }) => status === "open");
      expect(open.map(({ number }) => number).sort()).toEqual([4, 5]);
    });

    it("is refused to others than keepers", () => {
      const { says, world } = chat();
      says("li", issue(stapler, 5));
      expect(texts(says("li", many))[0]).toContain("待处理由播报员或管理员确认");
      expect(world.pending()[0]?.status).toBe("open");
    });

    it("can't be meant blindly: 全部确认 lists what is open, 全部驳回 rejects it", () => {
      const { says, world } = chat();
      says("li", issue(stapler, 5), { text: "领用：订书机 5个" });
      const all = says("keeper", { kind: "several-entries", verb: "confirm", ranges: "all" });
      expect(texts(all)).toEqual([
        [
          "待处理（1 条）：",
          "1 小李「领用：订书机 5个」（库存不足），确认后领用：订书机 5个（市场部小李）",
          "回「确认 1」「驳回 1」，几条一起写编号。",
        ].join("\n"),
      ]);
      says("keeper", { kind: "several-entries", verb: "reject", ranges: "all" });
      expect(world.pending()[0]?.status).toBe("rejected");
      const none = says("keeper", { kind: "several-entries", verb: "reject", ranges: "all" });
      expect(texts(none)).toEqual(["没有待处理。"]);
    });
  });

  it("待处理 lists what is open to keepers, to others what is their own", () => {
    const { says } = chat();
    says("li", issue(stapler, 5), { text: "领用：订书机 5个" });
    says("wang", movement("issue", line(unknown("那个"), given(1))), { text: "领用：那个 1个" });
    expect(texts(says("keeper", { kind: "open-entries" }))[0]).toContain(
      "2 小王「领用：那个 1个」（看不懂），不能直接确认",
    );
    expect(texts(says("li", { kind: "open-entries" }))).toEqual([
      [
        "待处理（1 条）：",
        "1 小李「领用：订书机 5个」（库存不足），确认后领用：订书机 5个（市场部小李）",
      ].join("\n"),
    ]);
  });

  it("goes to the entry of the message that is quoted", () => {
    const { says, world } = chat();
    says("li", issue(stapler, 5), { id: "short" });
    says("wang", issue(stapler, 6));
    const happened = says("keeper", { kind: "reject", number: undefined }, { quotes: "short" });
    expect(texts(happened)[0]).toContain("已驳回 1");
    expect(world.pending().map(({ status }) => status)).toEqual(["open", "rejected"]);
  });

  it("can't book what is still unclear, and say what to do", () => {
    const { says, world } = chat();
    says("li", movement("issue", line(unknown("那个"), given(1))), { text: "领用：那个 1个" });
    const happened = says("keeper", { kind: "confirm", number: 1 });
    expect([happened.rows.length, world.pending()[0]?.status]).toEqual([0, "open"]);
    expect(texts(happened)[0]).toContain("驳回 1");
  });
});

describe("报缺", () => {
  const shortage = (remaining: number) =>
    ({ kind: "shortage", match: one(paper), remaining: given(remaining), note: "" }) as const;

  it("below the safety stock warns the keepers with both figures, and writes an entry", () => {
    const happened = chat().says("li", shortage(3));
    expect(happened.rows).toEqual([]);
    expect(happened.pending).toMatchObject([{ kind: "shortage" }]);
    expect(kinds(happened)).toEqual(["alert"]);
    expect(happened.said[0]?.mentionsKeepers).toBe(true);
    expect(texts(happened)[0]).toContain("3箱");
    expect(texts(happened)[0]).toContain("表上 10箱");
  });

  it("at or above it is answered, with an entry only where the sheet says something else", () => {
    const { says } = chat();
    const differs = says("li", shortage(7));
    expect([kinds(differs), differs.pending.length]).toEqual([["reply"], 1]);
    const same = says("li", shortage(10));
    expect([kinds(same), same.pending.length]).toEqual([["reply"], 0]);
  });

  it("compares in the item's own unit", () => {
    const happened = chat().says("li", { ...shortage(0), remaining: given(50, "包") });
    expect([kinds(happened), happened.pending.length]).toEqual([["reply"], 0]);
  });

  it("without a figure, or with several specs, is answered with the sheet's figures only", () => {
    const { says } = chat();
    const vagueOne = says("li", { ...shortage(0), remaining: undefined });
    expect([vagueOne.pending.length, kinds(vagueOne)]).toEqual([0, ["reply"]]);
    const pens = says("li", { ...shortage(0), match: several([black, blue]) });
    expect([pens.pending.length, texts(pens)[0]?.split("\n").length]).toEqual([0, 2]);
  });

  it("never warns for an item without a safety stock", () => {
    const receipts = item("收据", 100, { unit: "本" });
    const { says } = chat(createWorld({ items: [receipts], members }));
    const happened = says("li", { ...shortage(1), match: one(receipts) });
    expect([kinds(happened), happened.pending.length]).toEqual([["reply"], 1]);
  });
});
