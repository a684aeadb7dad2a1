/** Conversations by text on a catalogue of their own: what stands in the ledger, what waits, what is said. */
import type { Item } from "../../src/inventory/items/item";
import { parseAnswer } from "../../src/language/grammar/answers/answer";
import { parse } from "../../src/language/grammar/parse";
import { createLexicon } from "../../src/language/names/lexicon";
import { item, members } from "../inventory/stock-fixtures";
import { createWorld } from "../inventory/world";

const spec = (name: string, ...specs: readonly string[]): readonly Item[] =>
  specs.map((each) => item(name, 30, { spec: each, unit: "支" }));
const items: readonly Item[] = [
  item("一次性纸杯", 40, {
    unit: "条",
    safetyStock: 10,
    conversions: [{ from: "箱", factor: 20, to: "条" }],
  }),
  item("两孔打孔器", 6, { safetyStock: 2 }),
  item("领夹麦克风", 4, { unit: "套" }),
  item("收纳盒", 12),
  item("垃圾袋", 9, { unit: "卷", conversions: [{ from: "卷", factor: 30, to: "只" }] }),
  ...spec("马克笔", "黑色", "红色", "蓝色"),
];

/** Plays `sender: text` lines, a minute apart; `>` begins what is expected of the line above. */
function talk(...lines: readonly string[]): readonly string[] {
  const world = createWorld({ items, members });
  const lexicon = createLexicon({ items, members });
  return lines.map((line, index) => {
    const [sender = "", text = ""] = line.split(/: (.*)/s);
    const sentAt = new Date(Date.UTC(2026, 10, 24, 1, index));
    const { rows, pending, said } = world.deliver(
      { id: `t${index}`, sender, text, sentAt },
      (open) => {
        const answer = open === undefined ? undefined : parseAnswer(text, open, lexicon);
        return answer !== undefined && open !== undefined
          ? { answer, question: open }
          : { intent: parse(text, lexicon) };
      },
    );
    const booked = rows.map(({ itemName, spec: of, change }) => `${itemName}${of} ${change}`);
    const waits = pending.map(({ kind }) => kind);
    return [...booked, ...waits, ...said.map(({ kind }) => `[${kind}]`)].join(" ");
  });
}

describe("a conversation", () => {
  it("takes the amount before the choice, or beside it", () => {
    expect(talk("li: 拿了马克笔", "li: 两支", "li: 蓝色", "li: 领马克笔", "li: 红色 3支")).toEqual([
      "[reply]",
      "[reply]",
      "马克笔蓝色 -2 [confirmation]",
      "[reply]",
      "马克笔红色 -3 [confirmation]",
    ]);
  });

  it("joins two things by 还有 and takes no level from it", () => {
    expect(
      talk("li: 我要2支黑色马克笔还有一个收纳盒", "li: 领2支黑色马克笔还有一个收纳盒"),
    ).toEqual(["", "马克笔黑色 -2 收纳盒 -1 [confirmation]"]);
    expect(talk("li: 收纳盒还有1个")).toEqual(["shortage [reply]"]);
  });

  it("picks from a list by number, by spec, or drops it", () => {
    expect(
      talk(
        "li: 领用马克笔2支",
        "wang: 2",
        "li: 2",
        "wang: 拿了一支马克笔",
        "wang: 蓝色",
        "li: 领马克笔3支",
        "li: 算了",
        "li: 1",
      ),
    ).toEqual([
      "[reply]",
      "",
      "马克笔红色 -2 [confirmation]",
      "[reply]",
      "马克笔蓝色 -1 [confirmation]",
      "[reply]",
      "[reply]",
      "",
    ]);
  });

  it("gives the missing quantity, in the unit that was asked about", () => {
    expect(
      talk("li: 领用：垃圾袋 几只", "li: 15", "wang: 拿了一些收纳盒", "wang: 3个", "wang: 撤销"),
    ).toEqual([
      "unclear [reply]",
      "垃圾袋 -0.5 [confirmation]",
      "unclear [reply]",
      "收纳盒 -3 [confirmation]",
      "收纳盒 3 [confirmation]",
    ]);
  });

  it("reads names that hold verbs, numbers and units", () => {
    expect(
      talk(
        "li: 领夹麦克风 -1",
        "li: 领领夹麦克风1套",
        "wang: 领两孔打孔器两个",
        "wang: 一次性纸杯一条我拿了",
        "li: 领用收纳盒3个、一次性纸杯2条",
      ),
    ).toEqual([
      "领夹麦克风 -1 [confirmation]",
      "领夹麦克风 -1 [confirmation]",
      "两孔打孔器 -2 [confirmation]",
      "一次性纸杯 -1 [confirmation]",
      "收纳盒 -3 一次性纸杯 -2 [confirmation]",
    ]);
  });

  it("confirms with 是 what nobody called a booking", () => {
    expect(talk("li: 收纳盒 2个", "li: 是", "li: 收纳盒 1个", "li: 不是")).toEqual([
      "[reply]",
      "收纳盒 -2 [confirmation]",
      "[reply]",
      "[reply]",
    ]);
  });

  it("goes short, receives, and is confirmed for the person who asked", () => {
    expect(
      talk(
        "li: 领用：两孔打孔器 8个，领用人：技术部小王",
        "li: 确认 1",
        "keeper: 确认 1",
        "buyer: 到货 两孔打孔器 10个",
        "keeper: 确认 1",
        "keeper: 确认1",
      ),
    ).toEqual([
      "short [reply]",
      "[reply]",
      "[reply]",
      "两孔打孔器 10 [notice]",
      "两孔打孔器 -8 [confirmation]",
      "[reply]",
    ]);
  });

  it("corrects, undoes once, and says so the second time", () => {
    expect(
      talk(
        "li: 领一次性纸杯1箱",
        "li: 更正：一次性纸杯 5条",
        "li: 撤销",
        "li: 撤销",
        "li: 一次性纸杯还剩多少",
      ),
    ).toEqual([
      "一次性纸杯 -20 [confirmation]",
      "一次性纸杯 20 一次性纸杯 -5 [confirmation]",
      "一次性纸杯 5 [confirmation]",
      "[reply]",
      "[reply]",
    ]);
  });

  it("takes 应该是 for a correction only right behind one's own booking, and asks otherwise", () => {
    expect(
      talk(
        "li: 领一次性纸杯1箱",
        "li: 应该是半箱",
        "wang: 领收纳盒1个",
        "li: 应该是3条",
        "li: 算了",
      ),
    ).toEqual([
      "一次性纸杯 -20 [confirmation]",
      "一次性纸杯 20 一次性纸杯 -10 [confirmation]",
      "收纳盒 -1 [confirmation]",
      "[reply]",
      "[reply]",
    ]);
  });

  it("counts by staff wait, and a 报缺 warns only below the safety stock", () => {
    expect(
      talk(
        "li: 盘点：收纳盒 10个",
        "keeper: 驳回 1",
        "wang: 一次性纸杯只剩3条了",
        "wang: 收纳盒只剩12个",
        "keeper: 确认 2",
      ),
    ).toEqual([
      "count [reply]",
      "[confirmation]",
      "shortage [alert]",
      "[reply]",
      "一次性纸杯 -37 [confirmation] [alert]",
    ]);
  });
});
