import { callsBot, readCall } from "../../../src/language/grammar/call";

describe("whether a text calls the bot by name", () => {
  it.each([
    "@库存播报员",
    "@播报员 你好",
    "请 @小助手 看一下",
    "播报员",
    "播报员在吗",
    "库存播报员，明天几点开门",
    "小助手：这个怎么弄",
    "＠机器人 在吗",
  ])("%s does", (text) => expect(callsBot(text)).toBe(true));

  it.each([
    "机器人坏了",
    "助手机没电了",
    "找播报员要",
    "@小李 你好",
    "@所有人 开会",
    "@管理员 在吗",
    "",
  ])("%s does not", (text) => expect(callsBot(text)).toBe(false));
});

describe("words to the bot that ask nothing of it", () => {
  it.each([
    ["", "greeting"],
    ["@库存播报员", "greeting"],
    ["@播报员 你好！", "greeting"],
    ["播报员在吗？", "greeting"],
    ["Hi~", "greeting"],
    ["谢谢🙏", "thanks"],
    ["小助手，辛苦了", "thanks"],
    ["好的", undefined],
    ["@播报员 收到", undefined],
    ["OK。", undefined],
    ["明天几点开门", "not-understood"],
    ["@播报员 会议室在几楼", "not-understood"],
    ["。。。", "greeting"],
  ])("%s are answered with %s", (text, topic) => {
    expect(readCall(text)).toBe(topic);
  });
});
