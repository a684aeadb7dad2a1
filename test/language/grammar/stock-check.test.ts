import path from "node:path";
import { createLexicon } from "../../../src/language/names/lexicon";
import { parse } from "../../../src/language/grammar/parse";
import { readCatalog } from "../../corpus/offline";
import { summaryOf } from "../summary";

const lexicons = new Map(
  ["clinic", "kitchen", "school"].map((trade) => [
    trade,
    createLexicon(readCatalog(path.join(__dirname, "../../corpus", trade))),
  ]),
);

const read = (trade: string, text: string): string => {
  const lexicon = lexicons.get(trade);
  if (lexicon === undefined) throw new Error(`no catalogue of a ${trade}`);
  return summaryOf(parse(text, lexicon));
};

describe("what is found on the shelf is told as a difference, and asked about", () => {
  it.each([
    ["clinic", "角落里还有一包棉签", "found? stocktake 棉签 +1包"],
    ["clinic", "二号柜上面居然还有两瓶碘伏", "found? stocktake 碘伏/100ml +2瓶"],
    ["kitchen", "冰箱後面又翻出來兩盒燕麥奶", "found? stocktake 燕麥奶 +2盒"],
    ["kitchen", "盤點少了三條抹布", "unclear? stocktake 抹布 -3条"],
    ["school", "昨天盘点少了两个量筒100ml", "unclear? stocktake 量筒/100ml -2个"],
    ["school", "讲台下面找到一盒彩色粉笔", "found? stocktake 粉笔/彩色 +1盒"],
    ["school", "奖状多出来5张", "unclear? stocktake 奖状 +5张"],
  ])("%s: %s", (trade, text, intent) => {
    expect(read(trade, text)).toBe(intent);
  });
});

describe("what is there of an item is a level", () => {
  it.each([
    ["clinic", "棉签还有2包", "shortage 棉签 2包"],
    ["clinic", "口镜少了2支", "shortage 口镜 few"],
    ["kitchen", "抹布只剩3條", "shortage 抹布 3条"],
  ])("%s: %s", (trade, text, intent) => {
    expect(read(trade, text)).toBe(intent);
  });
});

describe("a figure that is said to be right is a count", () => {
  it.each([
    ["clinic", "口镜60支没错", "stocktake 口镜 60支"],
    ["kitchen", "水桶3個無誤", "stocktake 水桶 3个"],
    ["school", "跳绳 12根 没错", "stocktake 跳绳 12根"],
    ["school", "领跳绳2根没错", "unclear? issue 跳绳 2根"],
  ])("%s: %s", (trade, text, intent) => {
    expect(read(trade, text)).toBe(intent);
  });
});

describe("commands of a stocktake and numbers of papers name no item", () => {
  it.each([
    "开始盘点",
    "结束盘点",
    "盘点进度",
    "开始盘点 前台",
    "今天下午4点盘点，大家先别领东西",
    "我来盘B柜",
    "CG-003",
    "CG-003 棉签 30包",
    "CG-003 棉签 30包改20包",
    "订单12 棉签 30包改20包",
    "12号单 棉签付款了",
    "棉签预计周五到10包",
    "明天到货棉签10包",
  ])("%s", (text) => {
    expect(read("clinic", text)).toBe("-");
  });
});
