import type { DecisionContext } from "../../../src/inventory/decide/decision";
import { checkReturns } from "../../../src/inventory/decide/quantity-limits";
import type { Movement } from "../../../src/inventory/movements/movement";
import { plannedOn } from "../../../src/inventory/movements/plan";
import type { Item } from "../../../src/inventory/items/item";
import { defaultPolicy, type Policy } from "../../../src/inventory/policy";
import { wording } from "../../../src/language/replies/wording";
import { row } from "../ledger-rows";
import {
  black,
  changes,
  chat,
  given,
  items,
  line,
  members,
  movement,
  one,
  paper,
  stapler,
  texts,
} from "../stock-fixtures";
import { createWorld } from "../world";

const sentAt = new Date("2026-11-30T09:00:00Z");
const daysAgo = (days: number): Date => new Date(sentAt.getTime() - days * 24 * 60 * 60_000);
const taken = (days: number, quantity: number, more: Partial<Movement> = {}): Movement =>
  row("issue", daysAgo(days), "订书机", -quantity, more);
/** Of before the 90 days, so that the ledger is old enough. */
const old = row("issue", daysAgo(95), "A4纸", -1);

function check(
  quantity: number,
  known: {
    readonly recent?: DecisionContext["recent"];
    readonly history?: DecisionContext["recent"];
  } = {},
  {
    policy,
    sender = "li",
    of = stapler,
  }: { policy?: Partial<Policy>; sender?: string; of?: Item } = {},
) {
  const person = { requester: "", department: "", countedAt: undefined };
  const lines = [plannedOn(of, { type: "return", quantity, ...person })];
  const member = members.find(({ account }) => account === sender);
  if (member === undefined) throw new Error(`nobody is called ${sender}`);
  const context: DecisionContext = {
    message: { id: "m", originalId: "m", quotedId: undefined, type: "message", text: "", sentAt },
    sender: member,
    items,
    members,
    policy: { ...defaultPolicy, ...policy },
    pending: [],
    recent: known.history ?? known.recent ?? [],
    recentSince: daysAgo(known.history === undefined ? 2 : 100),
    question: undefined,
    questions: [],
    wording,
  };
  return checkReturns({ undoes: [], lines }, context);
}

describe("a return", () => {
  it("of what was taken in the last days needs no look at the ledger", () => {
    expect(check(2, { recent: [taken(1, 2)] })).toBeUndefined();
  });

  it("of more than that can't be told without it", () => {
    expect(check(3, { recent: [taken(1, 2)] })).toMatchObject({ kind: "unread" });
    expect(check(1)).toMatchObject({ kind: "unread" });
  });

  it("of what was taken in 90 days is booked, of more it waits", () => {
    const history = [old, taken(60, 2), taken(5, 1)];
    expect(check(3, { history })).toBeUndefined();
    expect(check(4, { history })).toEqual({ kind: "above", what: "taken", limit: 3, unit: "个" });
  });

  it("counts neither what was taken earlier, nor undone, nor what came back", () => {
    const undone = taken(5, 4, { id: "x" });
    const history = [
      old,
      taken(93, 9),
      undone,
      row("undo", daysAgo(4), "订书机", 4, { undoes: "x" }),
      taken(3, 2),
      row("return", daysAgo(2), "订书机", 1),
    ];
    expect(check(1, { history })).toBeUndefined();
    expect(check(2, { history })).toMatchObject({ kind: "above", limit: 1 });
  });

  it("of a young ledger may be as much as is there", () => {
    expect(check(3, { history: [taken(5, 1)] })).toBeUndefined();
    expect(check(4, { history: [taken(5, 1)] })).toMatchObject({ kind: "above", limit: 3 });
    expect(check(500, { history: [] })).toMatchObject({ kind: "above", limit: 3 });
  });

  it("of an item that was renamed since counts what was taken under its old name", () => {
    const first = row("issue", daysAgo(3), "订书机", -1, {
      formerly: { name: "钉书机", spec: "" },
    });
    const history = [old, row("issue", daysAgo(9), "钉书机", -4), first];
    expect(check(5, { history })).toBeUndefined();
  });

  it("by a keeper, or where 归还上限 is 不限, is booked", () => {
    expect(check(500, { history: [old] }, { sender: "keeper" })).toBeUndefined();
    expect(check(500, {}, { policy: { returnLimit: null } })).toBeUndefined();
  });

  it("is held against a figure without a look at the ledger", () => {
    const policy = { returnLimit: 5 };
    expect(check(5, {}, { policy })).toBeUndefined();
    expect(check(6, {}, { policy })).toEqual({ kind: "above", what: "return", limit: 5, unit: "" });
  });

  it("above the limit waits, and a keeper's 确认 books it", () => {
    const world = chat();
    const happened = world.says("li", movement("return", line(one(stapler), given(500))));
    expect(changes(happened)).toEqual([]);
    expect(texts(happened)[0]).toBe(
      "归还：订书机 500个（市场部小李），超过可归还的 3个，等播报员回「确认 1」或「驳回 1」。",
    );
    expect(happened.pending[0]?.reason).toBe(
      "超过可归还的 3个。确认后按此登记：归还：订书机 500个（市场部小李）",
    );
    expect(changes(world.says("keeper", { kind: "confirm", number: 1 }))).toEqual([
      ["订书机", 500],
    ]);
  });
});

describe("a take-out without a quantity", () => {
  const take = (item: Item, policy: Partial<Policy> = {}) =>
    chat(createWorld({ items, members, policy })).says(
      "li",
      movement("issue", line(one(item), { kind: "implied" })),
    );

  it.each([
    ["is 1 of single pieces", black, {}, [["签字笔", -1]]],
    ["is asked about where the unit holds more than 100 pieces", paper, {}, []],
    ["is asked about where 大额确认 is set", black, { largeIssue: 50 }, []],
    ["is 1 where 不写数量 says so", paper, { unwrittenQuantity: "one" }, [["A4纸", -1]]],
    ["is asked about where 不写数量 says so", black, { unwrittenQuantity: "ask" }, []],
  ] as const)("%s", (_, item, policy, booked) => {
    const happened = take(item, policy);
    expect(changes(happened)).toEqual(booked);
    if (booked.length === 0) expect(texts(happened)[0]).toMatch(/要领用多少？请回复数量/);
  });
});
