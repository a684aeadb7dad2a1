import {
  silence,
  type Decision,
  type DecisionContext,
} from "../../../src/inventory/decide/decision";
import { outcomeReplyParts } from "../../../src/inventory/decide/outcome-replies";
import type { Movement } from "../../../src/inventory/movements/movement";
import type { PendingEntry } from "../../../src/inventory/movements/pending";
import { defaultPolicy } from "../../../src/inventory/policy";
import { formatReply } from "../../../src/language/replies/reply";
import { wording } from "../../../src/language/replies/wording";
import { row } from "../ledger-rows";
import { items, members, paper, stapler } from "../stock-fixtures";

const at = new Date("2026-11-24T01:00:00Z");
const entry: PendingEntry = {
  kind: "short",
  text: "领用：订书机 5个",
  operator: "小李",
  account: "generic:li",
  reason: "",
  plan: undefined,
  number: 7,
  at,
  status: "open",
  handledBy: "",
  handledAt: undefined,
  messageId: "generic:g1:m1",
};
const context: DecisionContext = {
  message: {
    id: "generic:g1:m1",
    originalId: "generic:g1:m1",
    quotedId: undefined,
    type: "message",
    text: "领用：订书机 5个",
    sentAt: at,
  },
  sender: members[3]!,
  items,
  members,
  policy: defaultPolicy,
  pending: [entry],
  recent: [],
  recentSince: new Date(0),
  question: undefined,
  questions: [],
  wording,
};
const short: Decision = {
  ...silence,
  replyParts: [
    {
      kind: "short",
      shortfalls: [{ label: { name: "订书机", spec: "" }, unit: "个", stock: 3, wanted: 5 }],
      number: undefined,
      plan: undefined,
      still: false,
    },
  ],
};
const issued = row("issue", at, "A4纸", -1, {
  id: "generic:g1:m1",
  unit: "箱",
  before: 10,
  requester: "小李",
  department: "市场部",
  operator: "小李",
  account: "generic:li",
});
const replyTo = (decision: Decision, outcome: Parameters<typeof outcomeReplyParts>[1]): string =>
  formatReply(outcomeReplyParts(decision, outcome, context), { timeZone: "Asia/Shanghai" })
    .map(({ text }) => text)
    .join("\n");

describe("what is said of an outcome", () => {
  it("carries the 编号 of the entry that was written", () => {
    const outcome = { kind: "booked", commit: "c", movements: [], pending: [entry] } as const;
    expect(replyTo(short, outcome)).toContain("待处理 7");
  });

  it("is the same again for a message whose entry stood there before a restart", () => {
    expect(replyTo(short, { kind: "already", movements: [] })).toContain("待处理 7");
  });

  it("is the receipt again for a message whose rows stood there", () => {
    expect(replyTo(silence, { kind: "already", movements: [issued] })).toBe(
      "已登记：A4纸 1箱（市场部小李），剩 9箱",
    );
    const undo: Movement = {
      ...issued,
      type: "undo",
      change: 1,
      after: 11,
      undoes: "generic:g1:m0",
    };
    expect(replyTo(silence, { kind: "already", movements: [undo] })).toBe(
      "已撤销：A4纸 +1箱，现有 11箱",
    );
  });

  it("names what stood in the way where the sheet had changed meanwhile", () => {
    const outcome = {
      kind: "impossible",
      obstacles: [
        { kind: "short", item: stapler, stock: 1, wanted: 2 },
        { kind: "formula", item: paper },
        { kind: "gone", itemName: "胶水", spec: "50ml" },
      ],
      written: true,
      pending: [entry],
    } as const;
    expect(replyTo(silence, outcome)).toBe(
      "订书机当前库存为1个，不足2个。这条没有登记，已转播报员（待处理 7）。\n" +
        "A4纸的当前库存是公式，不能登记；库存表里已没有 胶水（50ml）。这条没有登记，已转播报员（待处理 7）。",
    );
  });
});
