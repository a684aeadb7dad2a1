import { silence } from "../../../src/inventory/decide/decision";
import {
  black,
  blue,
  changes,
  chat,
  given,
  issue,
  item,
  items,
  kinds,
  line,
  members,
  movement,
  one,
  paper,
  several,
  stapler,
  texts,
  unknown,
  vague,
  vagueIn,
} from "../stock-fixtures";
import { createWorld } from "../world";

describe("a take-out", () => {
  it("is booked for its sender and answered with what is left", () => {
    const happened = chat().says("li", issue(paper, 1));
    expect(changes(happened)).toEqual([["A4纸", -1]]);
    expect(happened.rows[0]).toMatchObject({ requester: "小李", department: "市场部" });
    expect(texts(happened)).toEqual(["已登记：A4纸 1箱（市场部小李），剩 9箱"]);
    expect(kinds(happened)).toEqual(["confirmation"]);
  });

  it("is booked in the item's own unit and names both figures", () => {
    const happened = chat().says("li", movement("issue", line(one(paper), given(2, "包"))));
    expect(changes(happened)).toEqual([["A4纸", -0.4]]);
    expect(texts(happened)[0]).toContain("2包＝0.4箱");
  });

  it("is rounded to four decimals where the division does not end, and says so", () => {
    const box = item("药盒", 10, {
      unit: "盒",
      conversions: [{ from: "盒", factor: 3, to: "片" }],
    });
    const { says } = chat(createWorld({ items: [box], members }));
    const happened = says("li", movement("issue", line(one(box), given(1, "片"))));
    expect(changes(happened)).toEqual([["药盒", -0.3333]]);
    expect(texts(happened)[0]).toContain("1片≈0.3333盒");
  });

  it("says that 1 was understood where nothing was written, and which item a near miss is", () => {
    const near = { kind: "one", item: stapler, near: true, written: "订书鸡" } as const;
    const happened = chat().says("li", movement("issue", line(near, { kind: "implied" })));
    expect(texts(happened)[0]).toContain("没写数量，按 1个 登记");
    expect(texts(happened)[0]).toContain("「订书鸡」按 订书机 登记");
  });

  it("says in one line which quantities were understood for several items", () => {
    const each = [line(one(black), { kind: "implied" }), line(one(stapler), { kind: "implied" })];
    const happened = chat().says("li", movement("issue", ...each));
    expect(texts(happened)[0]?.split("\n").at(-1)).toBe("没写数量，按 1支、1个 登记");
  });

  it("takes the department of a named person from the members", () => {
    const asked = line(one(paper), given(1), { name: "小王", department: "" });
    const happened = chat().says("li", movement("issue", asked));
    expect(happened.rows[0]).toMatchObject({ requester: "小王", department: "技术部" });
  });

  it("is refused above what is there, with an entry and the keepers mentioned", () => {
    const happened = chat().says("li", issue(stapler, 5));
    expect(happened.rows).toEqual([]);
    expect(happened.pending).toMatchObject([{ kind: "short", operator: "小李" }]);
    expect(texts(happened)[0]).toContain("订书机当前库存为3个，不足5个");
    expect(happened.said[0]?.mentionsKeepers).toBe(true);
    expect(happened.decision.wantsFresh).toBe(true);
  });

  it("adds the lines of one item up, and books all or nothing", () => {
    const twice = movement(
      "issue",
      line(one(paper), given(1)),
      line(one(stapler), given(2)),
      line(one(stapler), given(2)),
    );
    const happened = chat().says("keeper", twice);
    expect(happened.rows).toEqual([]);
    expect(texts(happened)[0]).toContain("订书机当前库存为3个，不足4个");
  });

  it("may take exactly what is there", () => {
    expect(changes(chat().says("li", issue(stapler, 3)))).toEqual([["订书机", -3]]);
  });

  it("waits for a keeper above 大额确认, and is booked by 确认 for the same person", () => {
    const { says, world } = chat(createWorld({ items, members, policy: { largeIssue: 5 } }));
    const asked = says("li", issue(paper, 6));
    expect(asked.rows).toEqual([]);
    expect(asked.pending).toMatchObject([{ kind: "large", number: 1 }]);
    expect(texts(asked)[0]).toContain("确认 1");
    const confirmed = says("keeper", { kind: "confirm", number: 1 });
    expect(confirmed.rows[0]).toMatchObject({ change: -6, requester: "小李", operator: "王芳" });
    expect(world.pending()[0]?.status).toBe("confirmed");
  });

  it("is not booked by 确认 once another relay has booked the same message", () => {
    const { says, world } = chat();
    expect(says("li", issue(stapler, 9), { id: "m1" }).pending).toHaveLength(1);
    says("keeper", movement("receipt", line(one(stapler), given(20))));
    says("li", issue(stapler, 9), { id: "m1" });
    const confirmed = says("keeper", { kind: "confirm", number: 1 });
    expect(confirmed.rows).toEqual([]);
    expect(texts(confirmed)[0]).toContain("已经登记过");
    expect(world.pending()[0]).toMatchObject({ number: 1, status: "confirmed" });
  });

  it.each([
    ["a formula", { stock: { kind: "formula", quantity: 3 } }, "是公式"],
    ["an unreadable cell", { stock: { kind: "unreadable", text: "约20" } }, "「约20」"],
    ["two rows of one name", { duplicate: true }, "有重复的行"],
  ] as const)("is handed to a keeper for %s", (_, change, why) => {
    const odd = item("胶水", 3, change);
    const happened = chat(createWorld({ items: [odd], members })).says("li", issue(odd, 1));
    expect(happened.rows).toEqual([]);
    expect(happened.pending).toMatchObject([{ kind: "refused" }]);
    expect(texts(happened)[0]).toContain(why);
  });

  it("warns once when it crosses the safety stock, and again after the stock was back", () => {
    const { says } = chat();
    expect(kinds(says("li", issue(stapler, 1)))).toEqual(["confirmation"]);
    expect(texts(says("li", issue(stapler, 1)))[1]).toBe(
      "【库存预警】物品：订书机，当前库存：1个，建议采购 3个（安全库存 2个）",
    );
    expect(kinds(says("li", issue(stapler, 1)))).toEqual(["confirmation"]);
    says("keeper", movement("stocktake", line(one(stapler), given(2))));
    expect(kinds(says("li", issue(stapler, 1)))).toEqual(["confirmation", "alert"]);
  });
});

describe("a correction of what was just booked", () => {
  const told = { kind: "correct", lines: [line(one(paper), given(1))], manner: "natural" } as const;

  it("is silence where nothing was, and asks where it holds a whole act", () => {
    expect(texts(chat().says("li", told))).toEqual([]);
    const asked = chat().says("li", { ...told, anew: issue(paper, 1) });
    expect(asked.rows).toEqual([]);
    expect(texts(asked)).toEqual(["登记领用 A4纸 1箱 吗？回复「是」或「算了」。"]);
  });
});

describe("rights", () => {
  it("refuse a receipt of staff before any question, name who may, and write nothing", () => {
    const intent = movement("receipt", line(several([black, blue]), given(5)));
    const happened = chat().says("li", intent);
    expect(happened.pending).toEqual([]);
    expect(happened.question).toBeUndefined();
    expect(texts(happened)[0]).toContain("王芳、张三、李雷");
  });

  it("let buyers receive, announced in the exact words", () => {
    const happened = chat().says("buyer", movement("receipt", line(one(black), given(100))));
    expect(texts(happened)).toEqual([
      "【入库通知】品名：签字笔（黑色），数量：100支，操作人：李雷，时间：09:01",
    ]);
    expect(kinds(happened)).toEqual(["notice"]);
    expect(happened.rows[0]).toMatchObject({ requester: "", department: "" });
  });

  it("answer a suspended member's booking once, and everything else with silence", () => {
    const { says } = chat();
    expect(kinds(says("zhou", issue(paper, 1)))).toEqual(["reply"]);
    expect(kinds(says("zhou", { kind: "undo" }))).toEqual(["reply"]);
    expect(kinds(says("zhou", { kind: "confirm", number: 1 }))).toEqual(["reply"]);
    for (const intent of [
      { kind: "query", matches: [one(paper)] },
      { kind: "help" },
      { kind: "low-stock" },
      { kind: "report", span: "day", offset: 0 },
      { kind: "maybe-movement", why: "no-verb", movement: issue(paper, 1) },
    ] as const) {
      expect(says("zhou", intent).decision).toEqual(silence);
    }
  });

  it("let only keepers decide entries", () => {
    const { says, world } = chat();
    says("li", issue(stapler, 5));
    expect(texts(says("wang", { kind: "confirm", number: 1 }))[0]).toContain("王芳、张三");
    expect(world.pending()[0]?.status).toBe("open");
  });
});

describe("a question", () => {
  const pens = movement(
    "issue",
    line(one(paper), given(1)),
    line(several([black, blue]), given(2)),
  );

  it("offers what fits in the sheet's order, says what is understood, and writes no entry", () => {
    const happened = chat().says("li", pens);
    expect(happened.rows).toEqual([]);
    expect(happened.pending).toEqual([]);
    expect(texts(happened)[0]).toContain("已看懂：A4纸 1箱");
    expect(texts(happened)[0]).toContain("1. 签字笔（黑色）\n2. 签字笔（蓝色）");
  });

  it("is answered by a choice, and all lines are booked together", () => {
    const { says, answers } = chat();
    says("li", pens);
    const happened = answers("li", { kind: "pick", option: 1 });
    expect(happened.rows.map(({ itemName, spec }) => itemName + spec)).toEqual([
      "A4纸",
      "签字笔蓝色",
    ]);
    expect(happened.rows[0]?.note).toContain("generic:g1:m1");
    expect(happened.question).toBeUndefined();
  });

  it("becomes an entry when ten minutes pass", () => {
    const { says, world } = chat();
    says("li", pens);
    expect(world.expire("li")).toMatchObject([{ kind: "unanswered", operator: "小李" }]);
  });

  it("about a missing quantity writes an entry at once, which the answer closes", () => {
    const { says, answers, world } = chat();
    const asked = says("li", movement("issue", line(one(paper), vague)));
    expect(asked.pending).toMatchObject([{ kind: "unclear" }]);
    expect(texts(asked)[0]).toContain("请回复数量，如「2箱」。（待处理 1）");
    const happened = answers("li", { kind: "amount", amount: given(2) });
    expect(changes(happened)).toEqual([["A4纸", -2]]);
    expect(world.pending()).toMatchObject([{ status: "confirmed", handledBy: "小李" }]);
    expect(world.expire("li")).toEqual([]);
  });

  it("keeps the unit of a vague quantity for a bare figure", () => {
    const { says, answers } = chat();
    says("li", movement("issue", line(one(paper), vagueIn("包"))));
    expect(changes(answers("li", { kind: "amount", amount: given(2) }))).toEqual([["A4纸", -0.4]]);
  });

  it("leads from an unknown item to the one that is named, and on to its specs", () => {
    const { says, answers, world } = chat();
    expect(says("li", movement("issue", line(unknown("笔笔"), given(2)))).pending).toHaveLength(1);
    const again = answers("li", { kind: "item", match: several([black, blue]), amount: undefined });
    expect(again.pending).toEqual([]);
    expect(again.question?.pendingNumber).toBe(1);
    expect(changes(answers("li", { kind: "pick", option: 0 }))).toEqual([["签字笔", -2]]);
    expect(world.pending()[0]?.status).toBe("confirmed");
  });

  it("is dropped by 算了, with its entry", () => {
    const { says, answers, world } = chat();
    says("li", movement("issue", line(one(paper), vague)));
    expect(texts(answers("li", { kind: "no" }))[0]).toContain("没有登记");
    expect(world.pending()[0]?.status).toBe("rejected");
  });

  it("is dropped by the next booking of the same person", () => {
    const { says } = chat();
    says("li", pens);
    expect(says("li", issue(paper, 1)).question).toBeUndefined();
  });

  it("is answered by the whole form again, which closes its entry", () => {
    const { says, world } = chat();
    says("li", movement("issue", line(one(paper), vague)));
    expect(changes(says("li", issue(paper, 3)))).toEqual([["A4纸", -3]]);
    expect(world.pending()[0]?.status).toBe("confirmed");
  });

  it("names an item by a fragment of its name, yes or no", () => {
    const { says, answers } = chat();
    const fragment = { kind: "fragment", item: stapler, written: "书机" } as const;
    const asked = says("li", movement("issue", line(fragment, given(1))));
    expect(texts(asked)[0]).toContain("领用 订书机 1个 吗？");
    expect(asked.pending).toEqual([]);
    expect(changes(answers("li", { kind: "yes" }))).toEqual([["订书机", -1]]);
  });

  it("whether it is a booking is booked by 是, and kept for a keeper when nobody answers", () => {
    const maybe = { kind: "maybe-movement", why: "no-verb", movement: issue(paper, 1) } as const;
    const first = chat();
    expect(first.says("li", maybe).rows).toEqual([]);
    expect(changes(first.answers("li", { kind: "yes" }))).toEqual([["A4纸", -1]]);
    const second = chat();
    second.says("li", maybe);
    second.world.expire("li");
    const confirmed = second.says("keeper", { kind: "confirm", number: 1 });
    expect(confirmed.rows[0]).toMatchObject({ change: -1, requester: "小李" });
  });

  it("asks about a unit nobody can convert, and names those that would do", () => {
    const happened = chat().says("li", movement("issue", line(one(paper), given(3, "桶"))));
    expect(happened.pending).toMatchObject([{ kind: "unclear" }]);
    expect(texts(happened)[0]).toContain("箱、包、张");
  });
});

it("six times 领用 1包 of 1箱=6包 are booked and leave 0, the seventh is refused", () => {
  const box = item("抽纸", 1, { unit: "箱", conversions: [{ from: "箱", factor: 6, to: "包" }] });
  const { says, world } = chat(createWorld({ items: [box], members }));
  const pack = movement("issue", line(one(box), given(1, "包")));
  const said = [1, 2, 3, 4, 5, 6].map(() => texts(says("li", pack))[0]);
  expect(said.at(-1)).toBe("已登记：抽纸 1包≈0.1667箱（市场部小李），剩 0箱");
  expect(world.item("抽纸").stock).toEqual({ kind: "figure", quantity: 0 });
  expect(kinds(says("li", pack))).toEqual(["reply"]);
  expect(world.ledger()).toHaveLength(6);
});

describe("a count", () => {
  it("of a keeper becomes the stock on hand, also without a difference", () => {
    const { says } = chat();
    const counted = says("keeper", movement("stocktake", line(one(paper), given(8))));
    expect(changes(counted)).toEqual([["A4纸", -2]]);
    expect(texts(counted)).toEqual(["已盘点：A4纸 10箱 → 8箱（盘差 -2箱）"]);
    const same = says("keeper", movement("stocktake", line(one(paper), given(8))));
    expect(changes(same)).toEqual([["A4纸", 0]]);
  });

  it("of somebody else waits, and 确认 books the difference of its own moment", () => {
    const { says, answers } = chat();
    const asked = says("li", movement("stocktake", line(one(paper), given(8))));
    expect(asked.rows).toEqual([]);
    expect(asked.pending).toMatchObject([{ kind: "count" }]);
    says("li", issue(paper, 1));
    expect(texts(says("keeper", { kind: "confirm", number: 1 }))[0]).toContain("之后领用 -1箱");
    expect(changes(answers("keeper", { kind: "yes" }))).toEqual([["A4纸", -2]]);
  });

  it("may find nothing left", () => {
    const zero = { kind: "unusable", why: "zero", written: "0箱" } as const;
    const happened = chat().says("keeper", movement("stocktake", line(one(paper), zero)));
    expect(changes(happened)).toEqual([["A4纸", -10]]);
  });

  it("of one item twice in a message is asked about", () => {
    const twice = movement("stocktake", line(one(paper), given(8)), line(one(paper), given(9)));
    const { says, answers } = chat();
    expect(says("keeper", twice).rows).toEqual([]);
    expect(changes(answers("keeper", { kind: "amount", amount: given(9) }))).toEqual([
      ["A4纸", -1],
    ]);
  });
});

describe("replies", () => {
  it("tell the stock in the exact words", () => {
    const { says } = chat();
    expect(texts(says("li", { kind: "query", matches: [one(paper)] }))).toEqual([
      "A4纸当前库存为10箱，上次更新时间：无记录",
    ]);
    says("li", issue(paper, 1));
    expect(texts(says("li", { kind: "query", matches: [one(paper)] }))).toEqual([
      "A4纸当前库存为9箱，上次更新时间：2026-11-24 09:02",
    ]);
    const pens = texts(says("li", { kind: "query", matches: [several([blue, black])] }));
    expect(pens[0]?.split("\n").map((text) => text.split("，")[0])).toEqual([
      "签字笔（黑色）当前库存为20支",
      "签字笔（蓝色）当前库存为20支",
    ]);
  });

  it("tell besides what is low, and where it lies", () => {
    const low = item("图钉", 1, { unit: "盒", safetyStock: 2, location: "A柜 1层" });
    const { says } = chat(createWorld({ items: [low], members }));
    expect(texts(says("li", { kind: "query", matches: [one(low)] }))).toEqual([
      "图钉当前库存为1盒，上次更新时间：无记录；低于安全库存 2盒；放在 A柜 1层",
    ]);
  });

  it("say which item is unknown, on fresh figures", () => {
    const happened = chat().says("li", { kind: "query", matches: [unknown("投影仪")] });
    expect(texts(happened)[0]).toContain("没有「投影仪」");
    expect(happened.decision.wantsFresh).toBe(true);
  });

  it("list what is below its safety stock", () => {
    const { says } = chat();
    says("li", issue(stapler, 2));
    expect(texts(says("li", { kind: "low-stock" }))[0]).toBe(
      "低于安全库存（1 项）：\n· 订书机：当前 1个 / 安全 2个，建议采购 3个",
    );
  });

  it("leave chatter alone", () => {
    expect(chat().says("li", { kind: "chatter" }).decision).toEqual(silence);
  });
});
