import fc from "fast-check";
import type { Amount, BookableType, Intent, ItemMatch, Line } from "../../src/inventory/intent";
import { itemKey } from "../../src/inventory/items/item";
import { add } from "../../src/inventory/items/quantity";
import { plainNote } from "../../src/inventory/movements/plan";
import { formatPlan, parsePlan } from "../../src/inventory/movements/plan-cell";
import { chat, items, members, one, several, type Chat } from "./stock-fixtures";
import { createWorld } from "./world";

const anyItem = fc.constantFrom(...items);
const anyMatch: fc.Arbitrary<ItemMatch> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ found: anyItem, near: fc.boolean() })
      .map(({ found, near }) => one(found, near)),
  },
  { weight: 1, arbitrary: fc.constant(several(items)) },
  {
    weight: 1,
    arbitrary: anyItem.map((found): ItemMatch => ({
      kind: "fragment",
      item: found,
      written: "片",
    })),
  },
  { weight: 1, arbitrary: fc.constant<ItemMatch>({ kind: "none", closest: [], written: "别的" }) },
);
const anyAmount: fc.Arbitrary<Amount> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("given" as const),
      quantity: fc.oneof(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0.1, 0.5, 1.5, 1e6, 1e7, 0, -3, Number.NaN, Number.POSITIVE_INFINITY),
      ),
      unit: fc.constantFrom("", "", "箱", "包", "张", "个", "桶"),
      written: fc.constant("若干"),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Amount>({ kind: "implied" }) },
  { weight: 1, arbitrary: fc.constant<Amount>({ kind: "missing" }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("vague", "zero", "negative", "too-large", "ambiguous")
      .map((why): Amount => ({ kind: "unusable", why: why as "vague", written: "几个" })),
  },
);
const anyLine: fc.Arbitrary<Line> = fc.record({
  match: anyMatch,
  amount: anyAmount,
  requester: fc.option(fc.constant({ name: "小王", department: "" }), { nil: undefined }),
  written: fc.constant("什么"),
});
const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 4 });
const anyType = fc.constantFrom<BookableType>("issue", "receipt", "return", "stocktake");
const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ type: anyType, lines: anyLines })
      .map(({ type, lines }): Intent => ({ kind: "movement", type, lines, remark: "" })),
  },
  { weight: 2, arbitrary: fc.constant<Intent>({ kind: "undo" }) },
  { weight: 2, arbitrary: anyLines.map((lines): Intent => ({ kind: "correct", lines })) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("confirm" as const, "reject" as const),
      number: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("shortage" as const),
      match: anyMatch,
      remaining: fc.option(anyAmount, { nil: undefined }),
      note: fc.constant(""),
    }),
  },
);
const anyMessage = fc.record({
  account: fc.constantFrom("keeper", "buyer", "li", "wang", "zhou"),
  intent: anyIntent,
  type: fc.constantFrom(
    "message" as const,
    "message" as const,
    "edited" as const,
    "deleted" as const,
  ),
  about: fc.nat({ max: 12 }),
  quotes: fc.boolean(),
});
type AnyMessage = typeof anyMessage extends fc.Arbitrary<infer One> ? One : never;

function play(messages: readonly AnyMessage[]): Chat {
  const talk = chat(createWorld({ items, members, policy: { largeIssue: 8 } }));
  messages.forEach(({ account, intent, type, about, quotes }, index) => {
    const id = type === "message" ? `n${index}` : `n${Math.min(about, index)}`;
    talk.says(account, intent, { id, type, ...(quotes ? { quotes: `n${about}` } : {}) });
  });
  return talk;
}

const stockOf = (talk: Chat): Map<string, number> =>
  new Map(
    talk.world
      .items()
      .map((item) => [
        itemKey(item),
        item.stock.kind === "figure" ? item.stock.quantity : Number.NaN,
      ]),
  );

describe("whatever people write", () => {
  it("stock on hand is the first figure plus all changes, and never below zero", () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 14 }), (messages) => {
        const talk = play(messages);
        const sums = new Map(
          items.map((item) => [
            itemKey(item),
            item.stock.kind === "figure" ? item.stock.quantity : 0,
          ]),
        );
        for (const { itemName: name, spec, change, after } of [...talk.world.ledger()].reverse()) {
          const key = itemKey({ name, spec });
          sums.set(key, add(sums.get(key) ?? 0, change));
          expect(Number.isFinite(change)).toBe(true);
          expect(sums.get(key)).toBe(after);
        }
        expect(stockOf(talk)).toEqual(sums);
        for (const figure of sums.values()) expect(figure).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it("no row is undone twice, and undoing is exact", () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 14 }), (messages) => {
        const ledger = play(messages).world.ledger();
        const undone = ledger.flatMap(({ undoes }) => undoes ?? []);
        expect(new Set(undone).size).toBe(undone.length);
        for (const row of ledger) {
          if (row.undoes === undefined) continue;
          const first = ledger.find(({ id }) => id === row.undoes);
          expect(first && add(first.change, row.change)).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("a message books all its lines or none, and asks or refuses with words", () => {
    fc.assert(
      fc.property(anyMessage, anyLines, anyType, (_, lines, type) => {
        const happened = chat().says("keeper", { kind: "movement", type, lines, remark: "" });
        expect([0, lines.length]).toContain(happened.rows.length);
        expect(happened.said.length).toBeGreaterThan(0);
        expect(
          happened.said.every(({ text }) => text.length > 0 && !text.includes("undefined")),
        ).toBe(true);
        for (const { change, type: booked } of happened.rows)
          if (booked !== "stocktake") expect(Math.abs(change)).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it("a 撤销 right after a booking leaves everything as it was, and a second one changes nothing", () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 6 }), anyLines, (messages, lines) => {
        const talk = play(messages);
        const before = stockOf(talk);
        const booked = talk.says("li", { kind: "movement", type: "issue", lines, remark: "" });
        fc.pre(booked.rows.length > 0);
        talk.says("li", { kind: "undo" });
        expect(stockOf(talk)).toEqual(before);
        expect(talk.says("li", { kind: "undo" }).rows).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("a plan in 方案 is read back as it was written, by its own entry only", () => {
    const anyPlanned = fc
      .record({
        item: anyItem,
        type: anyType,
        quantity: fc.constantFrom(1, 0.5, 12.3456, 1e6),
        requester: fc.constantFrom("", "小李"),
        department: fc.constantFrom("", "市场部"),
      })
      .map(({ item, ...rest }) => ({
        ...rest,
        itemName: item.name,
        spec: item.spec,
        unit: item.unit,
        note: plainNote,
      }));
    const anyPlan = fc
      .record({
        undoes: fc.uniqueArray(fc.constantFrom("generic:g1:m1", "generic:g1:m1#2", "wecom::x@17")),
        lines: fc.array(anyPlanned, { maxLength: 3 }),
      })
      .filter(({ undoes, lines }) => undoes.length + lines.length > 0);
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const owner = { kind: "refused", messageId: "generic:g1:m2" } as const;
        const cell = formatPlan(plan, owner);
        expect(parsePlan(cell, owner)).toEqual(plan);
        expect(parsePlan(cell, { ...owner, messageId: "generic:g1:m3" })).toBeUndefined();
        expect(parsePlan(cell, { ...owner, kind: "unclear" })).toBeUndefined();
      }),
    );
  });
});
