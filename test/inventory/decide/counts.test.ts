import type { MovementIntent } from "../../../src/inventory/intent";
import type { Item } from "../../../src/inventory/items/item";
import type { Movement } from "../../../src/inventory/movements/movement";
import {
  black,
  changes,
  chat,
  given,
  issue,
  kinds,
  line,
  movement,
  one,
  paper,
  stapler,
  texts,
} from "../stock-fixtures";

const minute = 60_000;
const count = (found: Item, counted: number): MovementIntent =>
  movement("stocktake", line(one(found), given(counted)));
const receipt = (found: Item, quantity: number): MovementIntent =>
  movement("receipt", line(one(found), given(quantity)));
const none = { kind: "unusable", why: "zero", written: "0" } as const;
const outOf = (found: Item) =>
  ({ kind: "shortage", match: one(found), remaining: none, note: "" }) as const;
const confirm = (number: number) => ({ kind: "confirm", number }) as const;
const yes = { kind: "yes" } as const;
const stockOf = ({ world }: ReturnType<typeof chat>, found: Item): unknown =>
  world.item(found.name, found.spec).stock;
const figure = (quantity: number): unknown => ({ kind: "figure", quantity });

describe("确认 of a 报缺 or a count", () => {
  it("of a 报缺 that more was booked since shows it, asks, and leaves what was booked", () => {
    const conversation = chat();
    const { says, answers } = conversation;
    says("wang", outOf(paper));
    says("keeper", receipt(paper, 20));
    says("li", issue(paper, 2));
    const asked = says("keeper", confirm(1));
    expect(asked.rows).toEqual([]);
    expect(texts(asked)).toEqual([
      "A4纸 11-24 09:01 时是 0箱，之后入库 +20箱、领用 -2箱；照当时的差（-10箱）算，现在 28箱 → 18箱。登记吗？回复「是」或「算了」。",
    ]);
    const booked = answers("keeper", yes);
    expect(changes(booked)).toEqual([["A4纸", -10]]);
    expect(texts(booked)[0]).toBe("已确认 1：A4纸 0箱，之后有变动，28箱 → 18箱（盘差 -10箱）");
    expect(stockOf(conversation, paper)).toEqual(figure(18));
    expect(conversation.world.pending()[0]).toMatchObject({ status: "confirmed" });
  });

  it("算了 leaves the entry open", () => {
    const { says, answers, world } = chat();
    says("wang", count(paper, 15));
    says("li", issue(paper, 5));
    says("keeper", confirm(1));
    expect(answers("keeper", { kind: "no" }).rows).toEqual([]);
    expect(world.pending()[0]).toMatchObject({ status: "open" });
  });

  it("垃圾袋 15卷 counted, 5 taken, 30 received: 40, not 15", () => {
    const conversation = chat();
    const { says, answers } = conversation;
    says("wang", count(paper, 15));
    says("li", issue(paper, 5));
    says("keeper", receipt(paper, 30));
    says("keeper", confirm(1));
    answers("keeper", yes);
    expect(stockOf(conversation, paper)).toEqual(figure(40));
  });

  it("with nothing booked since books at once", () => {
    const { says } = chat();
    says("wang", count(paper, 8));
    says("li", issue(stapler, 1));
    expect(changes(says("keeper", confirm(1)))).toEqual([["A4纸", -2]]);
  });

  it("of a count that a later one replaced closes the entry and moves nothing", () => {
    const { says, world } = chat();
    says("wang", count(paper, 8));
    says("keeper", count(paper, 7));
    const happened = says("keeper", confirm(1));
    expect(happened.rows).toEqual([]);
    expect(texts(happened)).toEqual([
      "王芳已在之后重新盘点：A4纸 11-24 09:02 盘点过（7箱）。库存以那次为准，待处理 1 已关闭。",
    ]);
    expect(world.pending()[0]).toMatchObject({ status: "rejected" });
  });

  it("of a count of days ago reads the ledger, and leaves what was booked since", () => {
    const conversation = chat();
    const { says, answers } = conversation;
    says("wang", count(paper, 8));
    says("keeper", receipt(paper, 20), { afterMs: 24 * 60 * minute });
    for (let times = 0; times < 7; times += 1) says("li", issue(paper, 1));
    const asked = says("keeper", confirm(1), { afterMs: 49 * 60 * minute });
    expect(texts(asked)).toEqual([
      "A4纸 11-24 09:01 时是 8箱，之后入库 1 笔 +20箱、领用 7 笔 -7箱；照当时的差（-2箱）算，现在 23箱 → 21箱。登记吗？回复「是」或「算了」。",
    ]);
    expect(changes(answers("keeper", yes))).toEqual([["A4纸", -2]]);
    expect(stockOf(conversation, paper)).toEqual(figure(21));
  });

  it("of a count of more than a year ago says why it is not booked, and what to send", () => {
    const { says } = chat();
    says("wang", count(paper, 8));
    const happened = says("keeper", confirm(1), { afterMs: 367 * 24 * 60 * minute });
    expect([happened.rows, happened.decision.closes]).toEqual([[], []]);
    expect(texts(happened)).toEqual([
      "A4纸 2026-11-24 09:01 时是 8箱，隔了一年以上，之后的变动不再核对，没有登记。请重新数一遍，发「盘点：A4纸 __箱」。",
    ]);
  });

  it("that would end below zero is not booked", () => {
    const { says } = chat();
    says("wang", outOf(paper));
    says("li", issue(paper, 3));
    const happened = says("keeper", confirm(1));
    expect([happened.rows, happened.question]).toEqual([[], undefined]);
    expect(texts(happened)[0]).toContain("会成负数");
  });

  it("a take-out that was undone since, and what undid it, are nothing booked since", () => {
    const conversation = chat();
    const { says } = conversation;
    says("li", issue(paper, 5));
    says("wang", count(paper, 8));
    says("li", { kind: "undo" });
    expect(changes(says("keeper", confirm(1)))).toEqual([["A4纸", -2]]);
    expect(stockOf(conversation, paper)).toEqual(figure(8));
  });

  it("an entry that another keeper decided meanwhile is not booked twice by 是", () => {
    const { says, answers } = chat();
    says("wang", count(paper, 15));
    says("li", issue(paper, 5));
    says("keeper", confirm(1));
    says("admin", confirm(1));
    expect(changes(answers("admin", yes))).toEqual([["A4纸", 5]]);
    expect(answers("keeper", yes).rows).toEqual([]);
  });
});

describe("reports of one thing by several people", () => {
  it("join one entry and one alert", () => {
    const { says, world } = chat();
    const first = says("wang", outOf(paper));
    const second = says("li", outOf(paper));
    expect(kinds(first)).toEqual(["alert"]);
    expect(kinds(second)).toEqual(["reply"]);
    expect(texts(second)).toEqual([
      "A4纸还有 0箱，小王 11-24 09:01 已经报过，等播报员核实（待处理 1）。",
    ]);
    expect(world.pending()).toHaveLength(1);
  });

  it.each([
    ["another figure", { ...outOf(paper), remaining: given(3) }],
    ["another item", outOf(black)],
  ])("of %s are an entry of their own", (_, intent) => {
    const { says, world } = chat();
    says("wang", outOf(paper));
    says("li", intent);
    expect(world.pending()).toHaveLength(2);
  });

  it("after the item was booked on are an entry of their own", () => {
    const { says, world } = chat();
    says("wang", outOf(paper));
    says("keeper", receipt(paper, 5));
    says("li", outOf(paper));
    expect(world.pending()).toHaveLength(2);
  });

  it("counts join as well", () => {
    const { says, world } = chat();
    says("wang", count(paper, 8));
    says("li", count(paper, 8));
    expect(world.pending()).toHaveLength(1);
  });
});

describe("a take-out whose own time lies before a count that it comes after", () => {
  const late = { afterMs: -5 * minute };
  const counted = (): ReturnType<typeof chat> => {
    const conversation = chat();
    conversation.says("keeper", count(paper, 8), { afterMs: 10 * minute });
    return conversation;
  };

  it("asks whether it was before or after, and books nothing", () => {
    const happened = counted().says("li", issue(paper, 3), late);
    expect(happened.rows).toEqual([]);
    expect(texts(happened)).toEqual([
      [
        "A4纸 11-24 09:10 盘点过（8箱），这 3箱是数之前拿的，还是数之后拿的？",
        "1. 数之前（已算在盘点里，库存不变）",
        "2. 数之后（在盘点数上减）",
        "请回复序号，「算了」取消。",
      ].join("\n"),
    ]);
  });

  it("数之前: it is booked, and the count stands", () => {
    const conversation = counted();
    conversation.says("li", issue(paper, 3), late);
    const happened = conversation.answers("li", { kind: "pick", option: 0 });
    expect(changes(happened)).toEqual([
      ["A4纸", -3],
      ["A4纸", 3],
    ]);
    expect(texts(happened)[0]).toBe(
      "已登记：A4纸 3箱（市场部小李），数之前的，盘点数不变，现有 8箱",
    );
    expect(stockOf(conversation, paper)).toEqual(figure(8));
  });

  it("数之后: it comes off the count", () => {
    const conversation = counted();
    conversation.says("li", issue(paper, 3), late);
    expect(changes(conversation.answers("li", { kind: "pick", option: 1 }))).toEqual([
      ["A4纸", -3],
    ]);
    expect(stockOf(conversation, paper)).toEqual(figure(5));
  });

  it("nobody answers: an entry keeps it, and its 确认 asks the keeper", () => {
    const conversation = counted();
    conversation.says("li", issue(paper, 3), late);
    const [entry] = conversation.world.expire("li");
    expect(entry).toMatchObject({ kind: "unanswered", plan: { lines: [{ quantity: 3 }] } });
    const asked = conversation.says("keeper", confirm(1));
    expect(texts(asked)[0]).toContain("数之前拿的，还是数之后拿的");
    expect(changes(conversation.answers("keeper", { kind: "pick", option: 0 }))).toEqual([
      ["A4纸", -3],
      ["A4纸", 3],
    ]);
  });

  it("补登 asks, however late its message", () => {
    const { says } = counted();
    const happened = says("li", { ...issue(paper, 3), isPast: true });
    expect([happened.rows, happened.question?.about.kind]).toEqual([[], "before-after"]);
  });

  it("昨天领了 asks whether to book, then where it belongs", () => {
    const { says, answers } = counted();
    says("li", {
      kind: "maybe-movement",
      why: "past",
      movement: { ...issue(paper, 3), isPast: true },
    });
    expect(answers("li", yes).question?.about.kind).toBe("before-after");
  });

  it("撤销 of it needs no question: it changed nothing beside the count", () => {
    const conversation = counted();
    const { says, answers } = conversation;
    says("li", issue(paper, 3), late);
    answers("li", { kind: "pick", option: 0 });
    says("li", { kind: "undo" });
    expect(stockOf(conversation, paper)).toEqual(figure(8));
  });

  it("of another item is booked without a question", () => {
    expect(changes(counted().says("li", issue(stapler, 1), late))).toEqual([["订书机", -1]]);
  });
});

describe("撤销 and 更正 of what a count has seen", () => {
  const counted = (): ReturnType<typeof chat> => {
    const conversation = chat();
    conversation.says("li", issue(paper, 5));
    conversation.says("keeper", count(paper, 10));
    return conversation;
  };

  it("领用 5 → 盘点 10 → 撤销 asks, the count told; 算了 leaves 10", () => {
    const conversation = counted();
    const asked = conversation.says("li", { kind: "undo" });
    expect(asked.rows).toEqual([]);
    expect(texts(asked)).toEqual([
      "A4纸 11-24 09:02 盘点过（10箱），盘点时已经包括这笔，撤销后变成 15箱。还要撤销吗？回复「是」或「算了」。",
    ]);
    conversation.answers("li", { kind: "no" });
    expect(stockOf(conversation, paper)).toEqual(figure(10));
  });

  it("nobody answers: nothing is undone and nothing waits", () => {
    const conversation = counted();
    conversation.says("li", { kind: "undo" });
    expect(conversation.world.expire("li")).toEqual([]);
    expect(stockOf(conversation, paper)).toEqual(figure(10));
  });

  it("是 undoes all the same", () => {
    const conversation = counted();
    conversation.says("li", { kind: "undo" });
    expect(changes(conversation.answers("li", yes))).toEqual([["A4纸", 5]]);
  });

  it("是 undoes once, whoever else did meanwhile", () => {
    const conversation = counted();
    conversation.says("li", { kind: "undo" });
    conversation.says("keeper", { kind: "undo" }, { quotes: "m1" });
    conversation.answers("keeper", yes);
    expect(conversation.answers("li", yes).rows).toEqual([]);
  });

  it("更正 of the take-out asks too, of its person alone not", () => {
    const { says } = counted();
    const correct = (quantity: number, name?: string) =>
      says("li", {
        kind: "correct",
        lines: [
          line(
            one(paper),
            given(quantity),
            name === undefined ? undefined : { name, department: "" },
          ),
        ],
      });
    expect(correct(3).question?.about).toEqual({ kind: "yes-no", index: undefined });
    expect(changes(correct(5, "小王"))).toEqual([
      ["A4纸", 5],
      ["A4纸", -5],
    ]);
  });

  it("撤销 of the count itself, and of what came after it, needs no question", () => {
    const conversation = counted();
    conversation.says("li", issue(paper, 1));
    expect(changes(conversation.says("li", { kind: "undo" }))).toEqual([["A4纸", 1]]);
    expect(changes(conversation.says("keeper", { kind: "undo" }))).toEqual([["A4纸", -5]]);
  });

  it("a count that was undone is no barrier", () => {
    const { says } = counted();
    says("keeper", { kind: "undo" });
    expect(changes(says("li", { kind: "undo" }))).toEqual([["A4纸", 5]]);
  });
});

it("更正 of a count puts its own moment right: what was taken since stays taken", () => {
  const conversation = chat();
  const { says } = conversation;
  says("keeper", count(paper, 8));
  says("li", issue(paper, 2));
  says("keeper", { kind: "correct", lines: [line(one(paper), given(9))] });
  expect(stockOf(conversation, paper)).toEqual(figure(7));
});

it("a count that comes late is a difference on top of what was booked after its own time", () => {
  const conversation = chat();
  const { says } = conversation;
  says("li", issue(paper, 2), { afterMs: 10 * minute });
  const happened = says("keeper", count(paper, 9), { afterMs: -5 * minute });
  expect(texts(happened)[0]).toBe("已盘点：A4纸 9箱，之后有变动，8箱 → 7箱（盘差 -1箱）");
  expect(stockOf(conversation, paper)).toEqual(figure(7));
});

it("a count whose figure was asked for is of the time of the answer", () => {
  const conversation = chat();
  const { says, answers } = conversation;
  says("keeper", movement("stocktake", line(one(paper), { kind: "missing" })));
  says("li", issue(paper, 2));
  answers("keeper", { kind: "amount", amount: given(7) });
  expect(stockOf(conversation, paper)).toEqual(figure(7));
});

it("rows of one message hold what was counted and when, where they don't tell it themselves", () => {
  const { says } = chat();
  says("li", issue(paper, 2), { afterMs: 10 * minute });
  const [row] = says("keeper", count(paper, 9), { afterMs: -5 * minute }).rows;
  expect(row satisfies Movement | undefined).toMatchObject({ count: { counted: 9 }, after: 7 });
});
