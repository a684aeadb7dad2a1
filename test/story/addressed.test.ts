/** What is said to the relay always gets a line, in a group and in a direct chat; talk among people gets none. */
import { content, group, openOffice, type Office } from "./office";

let office: Office;
beforeAll(async () => {
  const places = ["A柜 1层", "A柜 2层"];
  const 库存 = (content["库存"] ?? []).map((row, at) => ({ ...row, 存放位置: places[at] ?? "" }));
  office = await openOffice({ 库存 });
});
afterAll(() => office.close());

let minutes = 0;
/** Each message but 算了 comes after eleven minutes of silence, unless `more` says otherwise. */
const say = async (text: string, more: object = {}): Promise<readonly string[]> => {
  minutes += text === "算了" ? 0 : 11;
  const sentAt = new Date(Date.now() - 24 * 60 * 60_000 + minutes * 60_000);
  const posts = await office.say("u-li", text, { sentAt, ...more });
  return posts.filter(({ kind }) => kind !== "alert").map((post) => post.text);
};

const help = /^可以这样写：/;
const greeting = /^在的。可以这样发：「领用：A4纸 1箱」/;
const notUnderstood = /^没看懂。可以这样发：/;

const means: readonly (readonly [string, RegExp])[] = [
  ["库存", /低于安全库存/],
  ["库存表", /低于安全库存/],
  ["查询", /^要查什么？/],
  ["查询 全部", /低于安全库存/],
  ["待处理", /待处理/],
  ["我的", /流水/],
  ["我领了什么", /流水/],
  ["报表", /^可以发：今日汇总/],
  ["现在发日报", /^【库存日报】/],
  ["预览日报", /^【库存日报】/],
  ["帮我出一份周报", /周/],
  ["看看待处理", /待处理/],
  ["给我看一下看板", /http/],
  ["取消", /^没有等你答复的问题/],
  ["/start", help],
  ["/help", help],
  ["？", help],
  ["领用：", /^没写物品名称。/],
  ["领用：那个啥 2个", /没有「那个啥」/],
  ["领用：便利贴 1包，送到5号会议室", /^登记领用 便利贴 1包 吗/],
  ["领用：便利贴 1包，可以吗？", /^登记领用 便利贴 1包 吗/],
  ["入库：便利贴 2包", /^入库由/],
  ["便利贴 +2", /^入库由/],
  ["便利贴 -2 呃呃呃", /便利贴 2包/],
  ["领便利贴大概2包", /^便利贴的「大概2包」不是准确的数量/],
  ["领便利贴2包左右", /^便利贴的「2包左右」不是准确的数量/],
  ["报废订书机1个", /^登记领用 订书机 1个 吗/],
  ["查询 803", /^库存表里没有「803」/],
  ["查询 2箱", /^库存表里没有「2箱」/],
  ["A4纸在哪里？", /^A柜 1层：A4纸$/],
  ["请问A4纸放哪个柜子", /^A柜 1层：A4纸$/],
  ["A柜里有什么？", /^A柜 1层：A4纸\nA柜 2层：签字笔$/],
];

describe.each([
  ["in a group", {}],
  ["in a direct chat", { groupId: undefined }],
])("%s", (_, where) => {
  it.each(means)("%s is answered", async (text, answer) => {
    const said = await say(text, where);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(answer);
    await say("算了", where);
  });
});

describe("talk", () => {
  it("among people is met with silence", async () => {
    for (const text of [
      ...["明天几点开门", "你好", "谢谢", "机器人坏了", "哈哈"],
      ...["A4纸放哪了", "便利贴在哪里", "小王在哪里", "下周有什么", "我有什么", "打印机报废了"],
    ])
      expect(await say(text)).toEqual([]);
  });

  it.each([
    ["that mentions the bot by name", "@库存播报员 明天几点开门", {}, notUnderstood],
    ["that greets it", "@库存播报员 你好", {}, greeting],
    ["that is nothing but its name", "@库存播报员", {}, greeting],
    [
      "of which the platform tells that it mentions it",
      "明天几点开门",
      { addressed: true },
      notUnderstood,
    ],
    ["that is a bare mention for the platform", "", { addressed: true }, greeting],
    ["in a direct chat", "明天几点开门", { groupId: undefined }, notUnderstood],
    ["in a direct chat, in thanks", "谢谢", { groupId: undefined }, /^不客气。$/],
  ])("%s gets one line", async (_, text, more, answer) => {
    const said = await say(text, more);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(answer);
  });

  it("that acknowledges an answer needs none", async () => {
    expect(await say("好的", { groupId: undefined })).toEqual([]);
  });

  it("that quotes an answer of the bot's is said to it", async () => {
    const [post] = await office.say("u-li", "查询 A4纸");
    const quotedMessageId = post?.webhookId ?? "";
    expect(await say("这也太多了吧", { quotedMessageId })).toEqual([
      expect.stringMatching(notUnderstood),
    ]);
  });

  it("that goes on is answered twice, and again after a pause", async () => {
    const at = (minute: number): object => ({
      groupId: undefined,
      sentAt: new Date(Date.now() + (minute - 60) * 60_000),
    });
    const said = [];
    for (const minute of [0, 1, 2, 3, 20]) said.push(await say("今天天气不错", at(minute)));
    expect(said).toEqual([
      [expect.stringMatching(notUnderstood)],
      ["还是没看懂，写法请发「帮助」。"],
      [],
      [],
      [expect.stringMatching(notUnderstood)],
    ]);
  });

  it("of a suspended member is met with silence", async () => {
    const posts = await office.say("u-zhang", "@库存播报员 你好", { groupId: group });
    expect(posts).toEqual([]);
  });

  it("adds nobody to 成员", async () => {
    const posts = await office.say("u-new", "@库存播报员 你好", { senderName: "新人" });
    expect(posts).toHaveLength(1);
    expect(await office.rows("成员")).toHaveLength(4);
  });
});
