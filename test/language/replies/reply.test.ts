import { plainNote } from "../../../src/inventory/movements/plan";
import type { BookedLine, ReplyPart } from "../../../src/inventory/reply-parts";
import { formatReply } from "../../../src/language/replies/reply";

const options = { timeZone: "Asia/Shanghai" };
const label = (name: string, spec = "") => ({ name, spec });
const text = (...replyParts: readonly ReplyPart[]): string =>
  formatReply(replyParts, options)
    .map((replyText) => replyText.text)
    .join("\n--\n");

function booked(change: number, rest: Partial<BookedLine> = {}): BookedLine {
  return {
    type: "issue",
    label: label("A4纸"),
    unit: "箱",
    change,
    before: 10,
    after: 10 + change,
    person: { name: "小李", department: "市场部" },
    operator: "小李",
    sentAt: new Date("2026-11-24T06:30:00Z"),
    note: plainNote,
    ...rest,
  };
}

const asOf = { readAt: new Date("2026-11-24T01:05:00Z") };

describe("what is said", () => {
  it.each<[string, ReplyPart, string]>([
    [
      "of several lines of one person",
      {
        kind: "booked",
        action: { kind: "booking" },
        lines: [booked(-1), booked(-2, { label: label("签字笔", "黑色"), unit: "支" })],
      },
      "已登记（市场部小李）：\n· A4纸 1箱，剩 9箱\n· 签字笔（黑色）2支，剩 8支",
    ],
    [
      "of lines of several people",
      {
        kind: "booked",
        action: { kind: "booking" },
        lines: [booked(-1), booked(-2, { person: { name: "小王", department: "" } })],
      },
      "已登记：\n· A4纸 1箱（市场部小李），剩 9箱\n· A4纸 2箱（小王），剩 8箱",
    ],
    [
      "of more than six lines in one",
      {
        kind: "booked",
        action: { kind: "booking" },
        lines: Array.from({ length: 7 }, (_, index) => booked(-1 - index)),
      },
      "已登记（市场部小李）：A4纸 1箱、A4纸 2箱、A4纸 3箱 等 7 项，详见表格。",
    ],
    [
      "of six lines one by one",
      {
        kind: "booked",
        action: { kind: "booking" },
        lines: Array.from({ length: 6 }, () => booked(-1)),
      },
      `已登记（市场部小李）：${"\n· A4纸 1箱，剩 9箱".repeat(6)}`,
    ],
    [
      "of more than six arrivals in one notice",
      {
        kind: "booked",
        action: { kind: "booking" },
        lines: Array.from({ length: 7 }, (_, index) =>
          booked(index + 1, { type: "receipt", label: label(`物品${index + 1}`) }),
        ),
      },
      "【入库通知】物品1 1箱、物品2 2箱、物品3 3箱 等 7 项，详见表格，操作人：小李，时间：14:30",
    ],
    [
      "of a return",
      { kind: "booked", action: { kind: "booking" }, lines: [booked(1, { type: "return" })] },
      "已归还：A4纸 1箱（市场部小李），现有 11箱",
    ],
    [
      "of an undo",
      { kind: "booked", action: { kind: "undo" }, lines: [booked(1, { type: "undo" })] },
      "已撤销：A4纸 +1箱，现有 11箱",
    ],
    [
      "of a receipt in one line an item",
      {
        kind: "booked",
        action: { kind: "booking" },
        lines: [booked(1, { type: "receipt" }), booked(0.5, { type: "receipt" })],
      },
      "【入库通知】品名：A4纸，数量：1.5箱，操作人：小李，时间：14:30",
    ],
    [
      "of a group that may not book",
      { kind: "group-closed", group: "generic:g9" },
      "本群（generic:g9）还没有开通登记。请播报员在表格「设置」页「允许的群」一栏加上 generic:g9。",
    ],
    [
      "of a text that is too long",
      { kind: "too-long", limit: 4000 },
      "消息太长，一条最多读 4000 个字，请分几条发。",
    ],
    [
      "to somebody who asks too fast",
      { kind: "too-fast", waiting: 10 },
      "问得太快了，前面还有 10 条在查。这条和接着再问的先不查，等前面的答完请再问。",
    ],
    [
      "of an entry that is not kept",
      { kind: "not-kept", limit: 20, isAsked: false },
      "这条没有登记，也没有记入待处理：你已有 20 条待处理没有办完。请引用原消息回「撤销」收回不要的，或请播报员处理，然后把这条再发一遍。",
    ],
    [
      "of a question whose entry is not kept",
      { kind: "not-kept", limit: 20, isAsked: true },
      "你已有 20 条待处理没有办完，这条不再记入待处理：10 分钟内没有回答，就不登记。",
    ],
    [
      "of entries that were rejected together",
      { kind: "rejected-several", numbers: [3, 4, 5, 9], more: 0, others: false },
      "已驳回 4 条待处理：3-5、9。",
    ],
    [
      "of figures from before the sheet went away",
      { kind: "as-of", ...asOf, broken: undefined, tellsKeepers: false },
      "（表格暂时连不上；以上是 2026-11-24 09:05 的数据）",
    ],
    [
      "of figures from before the sheet was broken, to the keepers",
      { kind: "as-of", ...asOf, broken: "「流水」没有「消息ID」列", tellsKeepers: true },
      "（表格要先改好：「流水」没有「消息ID」列，请播报员处理；以上是 2026-11-24 09:05 的数据）",
    ],
    [
      "of an undo that was dropped",
      { kind: "dropped", what: "undo", numbers: [] },
      "好的，没有撤销。",
    ],
    [
      "of a booking that was dropped with its entry",
      { kind: "dropped", what: "booking", numbers: [4] },
      "好的，没有登记，待处理 4 已关闭。",
    ],
    [
      "of two shortfalls in one message",
      {
        kind: "short",
        shortfalls: [
          { label: label("A4纸"), unit: "箱", stock: 3, wanted: 5 },
          { label: label("鼠标"), unit: "个", stock: 0, wanted: 1 },
        ],
        number: 9,
        plan: undefined,
        still: false,
      },
      "A4纸当前库存为3箱，不足5箱；鼠标当前库存为0个，不足1个。这条没有登记，已转播报员（待处理 9）。",
    ],
    ["of nothing low", { kind: "low-stock", lines: [] }, "没有低于安全库存的物品。"],
    [
      "of what was taken in a period",
      {
        kind: "taken",
        chosen: { period: "上周", whose: undefined },
        more: 0,
        totals: [{ label: label("A4纸"), unit: "箱", quantity: 2.5, rows: 3 }],
      },
      "上周领用合计：A4纸 2.5箱（3 笔）",
    ],
  ])("%s", (_, part, expected) => {
    expect(text(part)).toBe(expected);
  });

  it("shows the form with the sender's words and a blank for what is missing", () => {
    const ask: ReplyPart = {
      kind: "ask",
      type: "issue",
      problem: {
        kind: "quantity",
        label: label("A4纸"),
        unit: "箱",
        why: "vague",
        written: "几箱",
      },
      understood: [],
      others: 0,
      form: {
        type: "issue",
        lines: [{ label: label("A4纸"), quantity: "", unit: "箱" }],
        person: { name: "小李", department: "市场部" },
      },
      number: 4,
    };
    expect(text(ask)).toBe("A4纸的「几箱」不是准确的数量。请回复数量，如「2箱」。（待处理 4）");
  });

  it("asks for the figure alone where everything else is understood", () => {
    const ask: ReplyPart = {
      kind: "ask",
      type: "issue",
      problem: {
        kind: "quantity",
        label: label("A4纸"),
        unit: "箱",
        why: "missing",
        written: "",
      },
      understood: [],
      others: 0,
      form: {
        type: "issue",
        lines: [{ label: label("A4纸"), quantity: "", unit: "箱" }],
        person: undefined,
      },
      number: 4,
    };
    expect(text(ask)).toBe("A4纸要领用多少？请回复数量，如「2箱」。（待处理 4）");
    expect(text({ ...ask, others: 1 })).toBe(
      "A4纸要领用多少？请回复数量，如「2箱」，或重发：领用：A4纸 __箱（待处理 4）\n另有 1 处还不清楚，稍后再问。",
    );
  });

  it("is one message, and alerts by themselves", () => {
    const alert: ReplyPart = {
      kind: "shortage",
      report: {
        stock: {
          label: label("A4纸"),
          unit: "箱",
          stock: { kind: "figure", quantity: 10 },
          safetyStock: 5,
          updatedAt: undefined,
          location: "",
        },
        reported: 0,
        typed: "",
        reporter: "小李",
        note: "",
      },
      warns: true,
      differs: true,
      number: 3,
    };
    const said = formatReply(
      [{ kind: "help" }, alert, { kind: "will-book", broken: undefined, tellsKeepers: false }],
      options,
    );
    expect(said.map(({ kind, mentionsKeepers }) => [kind, mentionsKeepers])).toEqual([
      ["reply", false],
      ["alert", true],
    ]);
    expect(said[1]?.text).toBe(
      "【库存预警】A4纸：小李报剩 0箱，表上 10箱，安全库存 5箱，请播报员核实（待处理 3）。",
    );
  });

  it("keeps a quoted text short and on one line", () => {
    const long = `领用：\n${"很".repeat(100)}`;
    const said = text({ kind: "rejected", number: 3, text: long });
    expect(said).not.toContain("\n");
    expect(said.length).toBeLessThan(60);
  });

  it("stands beside receipts where those are not sent as texts", () => {
    const aside = { kind: "put-aside", text: "领用签字笔2支", number: 7 } as const;
    const rejected = { kind: "rejected", number: 3, text: "领用：A4纸 9箱" } as const;
    const told = "上一条「领用签字笔2支」没有答复，已转待处理 7。";
    expect(formatReply([rejected, aside], options)).toMatchObject([{ kind: "confirmation" }]);
    expect(formatReply([rejected, aside], { ...options, confirmationsApart: true })).toMatchObject([
      { kind: "confirmation" },
      { kind: "reply", text: told },
    ]);
  });
});
