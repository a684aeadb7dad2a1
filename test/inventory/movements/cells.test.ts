import type { BookableType } from "../../../src/inventory/intent";
import { formatLink, parseLink } from "../../../src/inventory/movements/link";
import type { PendingKind } from "../../../src/inventory/movements/pending";
import { plainNote, type Plan } from "../../../src/inventory/movements/plan";
import { formatPlan, parsePlan } from "../../../src/inventory/movements/plan-cell";
import { readOldNote } from "../../../src/language/sheet-words/ledger-notes";

const messageId = "generic:g1:m1";
const planOf = (type: BookableType, undoes: readonly string[] = []): Plan => ({
  undoes,
  lines: [
    {
      ...{ type, itemName: "A4纸", spec: "70g", unit: "箱", quantity: 2, note: plainNote },
      ...{ requester: "小李；入库", department: "市场部" },
    },
  ],
});
const reread = (plan: Plan, kind: PendingKind): Plan | undefined =>
  parsePlan(formatPlan(plan, { kind, messageId }), { kind, messageId });

describe("方案", () => {
  it.each([
    ["short", "issue"],
    ["large", "issue"],
    ["count", "stocktake"],
    ["shortage", "stocktake"],
    ["refused", "receipt"],
    ["unanswered", "return"],
  ] as const)("of %s may hold %s, with people's words as they are", (kind, type) => {
    expect(reread(planOf(type), kind)).toEqual(planOf(type));
  });

  it.each([
    ["short", planOf("receipt")],
    ["large", planOf("stocktake")],
    ["count", planOf("issue")],
    ["shortage", planOf("receipt")],
    ["short", planOf("issue", ["generic:g1:k1"])],
    ["shortage", planOf("stocktake", ["generic:g1:k1"])],
    ["unanswered", planOf("issue", ["generic:g1:k1"])],
    ["unclear", planOf("issue")],
    ["refused", planOf("issue", ["generic:g1:k1", "generic:g1:k1"])],
    ["refused", { undoes: [], lines: [] }],
  ] as const)("of %s holds nothing else: case %#", (kind, plan) => {
    expect(reread(plan, kind)).toBeUndefined();
  });

  it.each([
    "",
    "确认后按此登记：入库：A4纸（70g） 777箱",
    "[]",
    `{"kind":"large","message":"${messageId}"}`,
    `{"kind":"large","message":"${messageId}","undoes":[],"lines":[{"type":"issue"}]}`,
    formatPlan(planOf("issue"), { kind: "large", messageId }).replace("2,", "-2,"),
    formatPlan(planOf("issue"), { kind: "large", messageId }).replace("{", '{"more":1,'),
  ])("is nothing where it is not exactly what the relay writes: %s", (cell) => {
    expect(parsePlan(cell, { kind: "large", messageId })).toBeUndefined();
  });
});

describe("关联", () => {
  it("is read back as it was written, and is empty where there is nothing to know", () => {
    const link = {
      undoes: "generic:g1:m1#2",
      answers: "generic:g1:m0",
      sentAt: new Date("2026-11-22T01:30:00.123Z"),
      threadId: "slack:C1:1794796100.000100",
      voided: true,
    };
    expect(parseLink(formatLink(link))).toEqual(link);
    const none = { undoes: undefined, answers: undefined, sentAt: undefined, voided: false };
    expect(formatLink(none)).toBe("");
  });

  it.each(["", "撤销 generic:g1:m1", "{}", '{"undoes":7}', '{"undoes":"a","more":1}'])(
    "is nothing where it holds something else: %s",
    (cell) => {
      expect(parseLink(cell)).toBeUndefined();
    },
  );
});

describe("备注 of a row of an earlier version", () => {
  const row = { type: "issue", source: "generic", change: -1 } as const;

  it("tells what a 撤销 row undoes, whose 备注 is the relay's alone", () => {
    const note = "撤销 generic:g1:m1\n消息时间 2026-11-22 09:30:00";
    const undo = { ...row, type: "undo", change: 1 } as const;
    expect(readOldNote({ ...undo, note })).toEqual({
      undoes: "generic:g1:m1",
      sentAt: "2026-11-22 09:30:00",
      voided: false,
    });
    const voided = { ...undo, change: 0, note: `未登记：表里没有A4纸\n${note}` };
    expect(readOldNote(voided)).toMatchObject({ undoes: "generic:g1:m1", voided: true });
  });

  it.each([
    "撤销 generic:g1:m1",
    "消息时间 2020-01-01 00:00:00",
    "x\n消息时间 2020-01-01 00:00:00",
    "未登记：x",
  ])("tells nothing where a message could have put it: %j", (note) => {
    expect(readOldNote({ ...row, note })).toEqual({
      undoes: undefined,
      sentAt: undefined,
      voided: false,
    });
  });

  it("tells an imported row's own time, which is its last line", () => {
    const note = "备注 消息时间 2020-01-01 00:00:00\n消息时间 2026-11-16 09:30:00";
    const found = readOldNote({ ...row, source: "import", note });
    expect(found.sentAt).toBe("2026-11-16 09:30:00");
  });
});
