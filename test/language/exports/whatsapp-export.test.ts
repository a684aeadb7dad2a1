import fc from "fast-check";
import { dateOrders } from "../../../src/language/exports/whatsapp-export-header";
import { readExport } from "../../../src/language/exports/whatsapp-export";

const zone = "Asia/Shanghai";
const read = (...lines: string[]) => readExport(lines.join("\n"), zone);
const first = (line: string) => read(line).messages[0];

describe("a line of an exported chat", () => {
  it.each([
    ["Android, Chinese, 24 hours", "2026/11/16 09:30 - 陈晨: A4纸 3包", "2026-11-16T01:30:00Z"],
    ["Android, Chinese, 12 hours", "2026/11/16 上午9:30 - 陈晨: A4纸 3包", "2026-11-16T01:30:00Z"],
    [
      "Android, Chinese, afternoon",
      "2026/11/16 下午12:05 - 陈晨: A4纸 3包",
      "2026-11-16T04:05:00Z",
    ],
    [
      "Android, Chinese, after midnight",
      "2026/11/16 凌晨12:05 - 陈晨: A4纸 3包",
      "2026-11-15T16:05:00Z",
    ],
    ["Android, Chinese, evening", "2026/11/16 晚上8:00 - 陈晨: A4纸 3包", "2026-11-16T12:00:00Z"],
    [
      "Android, Chinese, long date",
      "2026年11月16日 09:30 - 陈晨: A4纸 3包",
      "2026-11-16T01:30:00Z",
    ],
    ["Android, English (US)", "11/16/26, 9:30\u202fAM - 陈晨: A4纸 3包", "2026-11-16T01:30:00Z"],
    [
      "Android, English (US), noon",
      "11/16/26, 12:30\u202fPM - 陈晨: A4纸 3包",
      "2026-11-16T04:30:00Z",
    ],
    ["Android, English (UK)", "16/11/2026, 09:30 - 陈晨: A4纸 3包", "2026-11-16T01:30:00Z"],
    [
      "Android, English (UK), 12 hours",
      "16/11/2026, 9:30 pm - 陈晨: A4纸 3包",
      "2026-11-16T13:30:00Z",
    ],
    ["Android, Hong Kong", "16/11/2026 上午9:30 - 陈晨: A4纸 3包", "2026-11-16T01:30:00Z"],
    ["iOS, Chinese", "[2026/11/16 09:30:15] 陈晨: A4纸 3包", "2026-11-16T01:30:15Z"],
    [
      "iOS, Chinese, 12 hours",
      "\u200e[2026/11/16 下午9:30:15] 陈晨: A4纸 3包",
      "2026-11-16T13:30:15Z",
    ],
    ["iOS, English (US)", "[11/16/26, 9:30:15\u202fAM] 陈晨: A4纸 3包", "2026-11-16T01:30:15Z"],
    ["iOS, English (UK)", "[16/11/2026, 09:30:15] 陈晨: A4纸 3包", "2026-11-16T01:30:15Z"],
    ["ISO dates", "2026-11-16 09:30 - 陈晨: A4纸 3包", "2026-11-16T01:30:00Z"],
    ["Android, Taiwan", "2026/11/16 晚上9:30 - 陈晨: A4纸 3包", "2026-11-16T13:30:00Z"],
    ["Android, midnight", "2026/11/16 午夜12:00 - 陈晨: A4纸 3包", "2026-11-15T16:00:00Z"],
    ["Android, Canada", "2026-11-16, 9:30\u00a0p.m. - 陈晨: A4纸 3包", "2026-11-16T13:30:00Z"],
    ["iOS, Taiwan", "[2026/11/16 下午9:30:15] 陈晨: A4纸 3包", "2026-11-16T13:30:15Z"],
    ["iOS, Hong Kong", "[16/11/2026 上午9:30:15] 陈晨: A4纸 3包", "2026-11-16T01:30:15Z"],
    [
      "iOS, English (UK), 12 hours",
      "\u200e[16/11/2026, 9:30:15\u202fpm] 陈晨: A4纸 3包",
      "2026-11-16T13:30:15Z",
    ],
    [
      "a mark at the file's beginning",
      "\ufeff2026/11/16 09:30 - 陈晨: A4纸 3包",
      "2026-11-16T01:30:00Z",
    ],
  ])("is read as %s writes it", (_, line, time) => {
    expect(first(line)).toEqual({
      sentAt: new Date(time),
      sender: "陈晨",
      text: "A4纸 3包",
      placeInMinute: 0,
    });
  });

  it("keeps later colons in the text, and marks of direction out of it", () => {
    expect(first("2026/11/16 09:30 - ~\u202f陈晨: 领用: A4纸 3包")).toMatchObject({
      sender: "陈晨",
      text: "领用: A4纸 3包",
    });
    expect(first("2026/11/16 09:30 - 陈晨: @\u2068李想\u2069 A4纸 3包")).toMatchObject({
      text: "@李想 A4纸 3包",
    });
    expect(first("2026/11/16 09:30 - \u202a+86 138 0000 0000\u202c: 好")).toMatchObject({
      sender: "+86 138 0000 0000",
    });
  });

  it("goes on over lines until the next one begins, whatever ends a line", () => {
    const { messages } = readExport(
      "2026/11/16 09:30 - 陈晨: 领用：\r\nA4纸 3包\r\n\r\n胶带 2卷\r\n2026/11/16 09:31 - 李想: 好\r\n",
      zone,
    );
    expect(messages.map(({ text }) => text)).toEqual(["领用：\nA4纸 3包\n\n胶带 2卷", "好"]);
  });

  it("is read on a phone's clock, summer time among it", () => {
    const { messages } = readExport("07/16/26, 9:30 AM - A: x", "America/New_York");
    expect(messages[0]?.sentAt).toEqual(new Date("2026-07-16T13:30:00Z"));
  });
});

describe("an exported chat", () => {
  it.each([
    ["2026/11/16 09:30 - 消息和通话已进行端到端加密。点击了解更多。", "system"],
    ["11/16/26, 9:30 AM - Messages and calls are end-to-end encrypted. Learn more.", "system"],
    ["11/16/26, 9:30 AM - 陈晨 added 李想", "system"],
    ['11/16/26, 9:30 AM - 陈晨 changed the subject from "A: B" to "库存"', "system"],
    ["2026/11/16 09:30 - 陈晨将群名称改为“库存: 办公”", "system"],
    ["[2026/11/16 09:30:15] 库存群: \u200e消息和通话已进行端到端加密。", "system"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e陈晨已添加李想", "system"],
    ["[16/11/2026, 09:30:15] 陈晨: \u200e陈晨 left", "system"],
    ["11/16/26, 9:30 AM - 陈晨: <Media omitted>", "media"],
    ["2026/11/16 09:30 - 陈晨: <省略多媒体文件>", "media"],
    ["2026/11/16 09:30 - 陈晨: IMG-20261116-WA0001.jpg (文件附件)", "media"],
    ["11/16/26, 9:30 AM - 陈晨: \u200eIMG-20261116-WA0001.jpg (file attached)", "media"],
    ["[16/11/2026, 09:30:15] 陈晨: \u200eimage omitted", "media"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e图像已忽略", "media"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e<附件：00000012-PHOTO-2026-11-16-09-30-15.jpg>", "media"],
    ["2026/11/16 09:30 - 陈晨: <忽略多媒體檔>", "media"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e照片已忽略", "media"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e圖像已省略", "media"],
    ["[16/11/2026 09:30:15] 陈晨: \u200e圖片已略去", "media"],
    ["[2026/11/16 09:30:15] 陈晨: \u200eGIF 动态图已被忽略", "media"],
    ["[2026/11/16 09:30:15] 陈晨: \u200eGIF 圖片已被省略", "media"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e联系人卡片已忽略", "media"],
    ["[2026/11/16 09:30:15] 陈晨: 单子.xlsx • \u200e文档已省略", "media"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e<已附加：00000012-PHOTO.jpg>", "media"],
    ["2026/11/16 09:30 - 陈晨: IMG-1.jpg (檔案已附加)", "media"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e未接语音通话", "system"],
    ["2026/11/16 09:30 - 陈晨: 这条消息已被删除。", "deleted"],
    ["2026/11/16 09:30 - 陈晨: 您已刪除此訊息", "deleted"],
    ["2026/11/16 09:30 - 陈晨: 信息已删除", "deleted"],
    ["11/16/26, 9:30 AM - 陈晨: This message was deleted by an admin.", "deleted"],
    ["11/16/26, 9:30 AM - 陈晨: This message was deleted", "deleted"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e此消息已被删除。", "deleted"],
    ["2026/11/16 09:30 - 陈晨: 您删除了这条消息", "deleted"],
    ["2026/11/16 09:30 - 陈晨:", "unreadable"],
    ["a line of something else", "unreadable"],
  ])("leaves out %j", (line, reason) => {
    expect(read(line)).toMatchObject({ messages: [], skipped: [{ line: 1, reason }] });
  });

  it.each([
    ["11/16/26, 9:30 AM - 陈晨: A4 paper: only 3 left", "A4 paper: only 3 left"],
    ["2026/11/16 09:30 - 陈晨: IMG-1.jpg (文件附件)\n要这种 3 个", "要这种 3 个"],
    ["[2026/11/16 09:30:15] 陈晨: 要这种 3 个 \u200e<附件：0001.jpg>", "要这种 3 个"],
    ["[16/11/2026, 09:30:15] 陈晨: A4纸 5包 \u200e<This message was edited>", "A4纸 5包"],
    ["2026/11/16 09:30 - 陈晨: A4纸 5包 <此消息已编辑>", "A4纸 5包"],
    ["[2026/11/16 09:30:15] 陈晨: A4纸 5包 \u200e<此訊息已編輯>", "A4纸 5包"],
    ["[2026/11/16 09:30:15] 陈晨: \u200e图片已忽略\n要这种 3 个", "要这种 3 个"],
    ["2026/11/16 09:30 - 陈晨: <忽略多媒體檔>\n要这种 3 个", "要这种 3 个"],
    ["2026/11/16 09:30 - 陈晨: 领用 贴纸 3 张，标签 <大> 2 卷", "领用 贴纸 3 张，标签 <大> 2 卷"],
    ["2026/11/16 09:30 - 陈晨: 文件夹 3 个 文件袋 2 个", "文件夹 3 个 文件袋 2 个"],
  ])("keeps the words of %j", (line, text) => {
    expect(read(...line.split("\n")).messages.map((message) => message.text)).toEqual([text]);
  });

  it("tells which of its messages were edited", () => {
    const { messages } = read(
      "[16/11/2026, 09:30:15] 陈晨: A4纸 5包 \u200e<This message was edited>",
      "[16/11/2026, 09:31:15] 陈晨: 胶带 2卷",
    );
    expect(messages.map(({ isEdited }) => isEdited)).toEqual([true, undefined]);
  });

  it("finds the order of dates from all of them together", () => {
    const daysOf = (...days: string[]) => {
      const { messages, dates } = read(...days.map((day) => `${day}, 09:30 - A: x`));
      return [
        dates.order.name,
        dates.isCertain,
        ...messages.map(({ sentAt }) => sentAt.toISOString().slice(0, 10)),
      ];
    };
    expect(daysOf("03/11/2026", "16/11/2026")).toEqual([
      "day-month-year",
      true,
      "2026-11-03",
      "2026-11-16",
    ]);
    expect(daysOf("11/03/2026", "11/16/2026")).toEqual([
      "month-day-year",
      true,
      "2026-11-03",
      "2026-11-16",
    ]);
    expect(daysOf("01/10/2026", "02/10/2026", "01/11/2026")).toEqual([
      "day-month-year",
      true,
      "2026-10-01",
      "2026-10-02",
      "2026-11-01",
    ]);
    expect(daysOf("10/01/2026", "10/02/2026", "11/01/2026", "12/05/2026")).toEqual([
      "month-day-year",
      true,
      "2026-10-01",
      "2026-10-02",
      "2026-11-01",
      "2026-12-05",
    ]);
    expect(daysOf("26/11/16", "26/12/01")).toEqual([
      "year-month-day",
      true,
      "2026-11-16",
      "2026-12-01",
    ]);
  });

  it("says when another order would fit as well", () => {
    expect(read("11/12/26, 9:30 AM - A: x").dates).toMatchObject({
      order: { name: "month-day-year" },
      isCertain: false,
    });
    expect(read("2026/11/12 09:30 - A: x").dates).toMatchObject({
      order: { name: "year-month-day" },
      isCertain: true,
    });
  });

  it("is of one style: a header in the other is part of the message before", () => {
    const { messages, dates } = read(
      "13/11/2026, 09:10 - 小李: 领用：便利贴 2包",
      "15/11/2026, 17:40 - 小陈: 大家看记录：",
      "[11/13/26, 9:10:05 AM] 小李: 领用：便利贴 2包",
      "15/11/2026, 17:41 - 小陈: 没问题吧",
    );
    expect(dates).toMatchObject({ order: { name: "day-month-year" }, isCertain: true });
    expect(messages.map(({ sender }) => sender)).toEqual(["小李", "小陈", "小陈"]);
  });

  it("goes forward: what is dated before the message above was pasted there, and is named", () => {
    const { messages, skipped } = read(
      "28/11/2026, 09:10 - 小李: 领用：便利贴 2包",
      "28/11/2026, 17:40 - 小陈: 大家看记录：",
      "28/11/2026, 09:10 - 小李: 领用：便利贴 2包",
      "28/11/2026, 17:41 - 小陈: 没问题吧",
    );
    expect(messages.map(({ sender }) => sender)).toEqual(["小李", "小陈", "小陈"]);
    expect(skipped).toMatchObject([{ line: 3, reason: "pasted" }]);
  });

  it("names a header that is no time of day, and books nothing of it", () => {
    const { messages, skipped } = read(
      "28/11/2026, 23:50 - 小李: 领用：便利贴 1包",
      "28/11/2026, 24:05 - 小王: 领用：抽纸 1包",
      "29/11/2026, 08:00 - 小李: 早",
    );
    expect(messages.map(({ text }) => text)).toEqual(["领用：便利贴 1包", "早"]);
    expect(skipped).toMatchObject([{ line: 2, reason: "unreadable" }]);
  });

  it("keeps a bare line feed inside a message where lines end with both signs", () => {
    const { messages } = readExport(
      "28/11/2026, 09:10 - 小李: 看：\n28/11/2026, 09:09 - 小王: 领用：抽纸 1包\r\n28/11/2026, 09:12 - 小李: 早\r\n",
      zone,
    );
    expect(messages.map(({ sender }) => sender)).toEqual(["小李", "小李"]);
  });

  it.each([
    ["no blank behind the colon", "2026/11/28 14:30 - 小王:领用：A4纸 1箱", "小王"],
    ["quotation marks in a name", '2026/11/28 14:30 - 小王"仓库": 领用：A4纸 1箱', '小王"仓库"'],
  ])("reads %s", (_, line, sender) => {
    expect(first(line)).toMatchObject({ sender, text: "领用：A4纸 1箱" });
  });

  it.each([
    ["Spanish", "28/11/2026, 2:30 p. m. - Ana: x", "2026-11-28T06:30:00Z"],
    ["French", "28/11/2026 à 14:30 - Ana: x", "2026-11-28T06:30:00Z"],
    ["German", "28.11.26, 14:30 - Ana: x", "2026-11-28T06:30:00Z"],
    ["Portuguese", "28/11/2026 14:30 - Ana: x", "2026-11-28T06:30:00Z"],
    ["Italian", "28/11/26, 14:30 - Ana: x", "2026-11-28T06:30:00Z"],
    ["Japanese", "2026/11/28 午後2:30 - Ana: x", "2026-11-28T06:30:00Z"],
    ["Korean, Android", "2026년 11월 28일 오후 2:30, Ana : x", "2026-11-28T06:30:00Z"],
    ["Korean, iOS", "[2026. 11. 28. 오후 2:30:00] Ana: x", "2026-11-28T06:30:00Z"],
  ])("reads the clock of a phone in %s", (_, line, time) => {
    expect(first(line)).toMatchObject({ sentAt: new Date(time), sender: "Ana", text: "x" });
  });

  it("says that no order of dates fits", () => {
    const { dates } = read("13/13/2026, 09:10 - A: x", "14/14/2026, 09:10 - A: x");
    expect(dates.isCertain).toBe(false);
  });

  it.each([
    [["03/11/2026", "04/11/2026", "11/14/2026", "05/11/2026"], []],
    [
      ["05/10/2026", "05/10/2026"],
      ["day-month-year", "month-day-year"],
    ],
    [["13/13/2026", "14/14/2026"], []],
    [["13/11/2026", "11/14/2026"], []],
  ])("is certain of no order where several fit %j, or none", (days, fitting) => {
    const { dates } = read(...days.map((day) => `${day}, 09:10 - A: x`));
    expect(dates.isCertain).toBe(false);
    if (fitting.length > 0) expect([...dates.fitting].sort()).toEqual(fitting);
  });

  it("reads the order that is said, and names what has no date in it", () => {
    const lines = ["05/10/2026, 09:10 - A: x", "11/14/2026, 09:11 - B: y"];
    const said = readExport(lines.join("\n"), zone, { order: dateOrders.get("dmy") });
    expect(said.messages.map(({ sentAt }) => sentAt.toISOString())).toEqual([
      "2026-10-05T01:10:00.000Z",
    ]);
    expect(said.skipped).toMatchObject([{ line: 2, reason: "unreadable" }]);
  });

  it("keeps its order where one line in the same style has another, and names that line", () => {
    const { messages, skipped, dates } = read(
      "13/11/2026, 09:10 - 小李: 领用：便利贴 2包",
      "14/11/2026, 09:11 - 小王: 领用：A4纸 1箱",
      "11/14/2026, 09:11 - Bob: 领用：A4纸 1箱",
      "15/11/2026, 17:41 - 小陈: 没问题吧",
    );
    expect(dates).toMatchObject({ order: { name: "day-month-year" }, isCertain: true });
    expect(messages.map(({ sender }) => sender)).toEqual(["小李", "小王", "小陈"]);
    expect(skipped).toMatchObject([{ line: 3, reason: "unreadable" }]);
  });

  it("marks the message that something was pasted into", () => {
    const { messages } = read(
      "28/11/2026, 09:10 - 小李: 领用：便利贴 2包",
      "28/11/2026, 09:12 - 小陈: 领用：便利贴 1包",
      "28/11/2026, 09:10 - 小李: 领用：便利贴 2包",
      "28/11/2026, 09:13 - 小李: 好",
    );
    expect(messages.map(({ hasPasted }) => hasPasted)).toEqual([undefined, true, undefined]);
  });

  it("keeps a message that came a minute late, unless the very same words stood there already", () => {
    const late = ["28/11/2026, 09:11 - A: x", "28/11/2026, 09:10 - B: y"];
    expect(read(...late).messages).toHaveLength(2);
    expect(read("28/11/2026, 09:10 - B: y", ...late).messages).toHaveLength(2);
  });

  it("ends a name that holds a colon where somebody is known", () => {
    const line = "28/11/2026, 09:10 - 仓库: 小王: 领用：A4纸 1箱";
    const known = readExport(line, zone, { names: ["仓库: 小王"] });
    expect(known.messages).toMatchObject([{ sender: "仓库: 小王", text: "领用：A4纸 1箱" }]);
    expect(read("28/11/2026, 09:10 - 仓库:小王: 领用：A4纸 1箱").messages).toMatchObject([
      { sender: "仓库:小王", text: "领用：A4纸 1箱" },
    ]);
    expect(
      read("28/11/2026, 09:09 - 小王: 早", "28/11/2026, 09:10 - 小王:领用: A4纸 1箱").messages[1],
    ).toMatchObject({ sender: "小王", text: "领用: A4纸 1箱" });
  });

  it.each([
    ["Arabic", "\u200f٢٨\u200f/١١\u200f/٢٠٢٦، ٢:٣٠ م - Ana: x", "2026-11-28T06:30:00Z"],
    ["old iOS", "28/11/2026, 14:30:05: Ana: x", "2026-11-28T06:30:05Z"],
    ["French, iOS", "[28/11/2026 à 14:30:05] Ana: x", "2026-11-28T06:30:05Z"],
  ])("reads the head of %s", (_, line, time) => {
    expect(first(line)).toMatchObject({ sentAt: new Date(time), sender: "Ana", text: "x" });
  });

  it("numbers what the same person wrote twice within a minute", () => {
    const { messages } = read(
      "2026/11/16 09:30 - A: 1包",
      "2026/11/16 09:30 - B: 1包",
      "2026/11/16 09:30 - A: 1包",
      "2026/11/16 09:31 - A: 1包",
    );
    expect(messages.map(({ placeInMinute }) => placeInMinute)).toEqual([0, 0, 1, 0]);
  });

  it("is read without end or error, whatever is in it", () => {
    const piece = fc.constantFrom(
      "[",
      "]",
      "2026/11/16",
      " ",
      "09:30",
      ":15",
      " - ",
      "A",
      ": ",
      "\n",
      "\u200e",
      "上午",
      "AM",
      "<",
      ">",
      "(文件附件)",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { messages, skipped } = read(pieces.join(""));
        expect(messages.every(({ text, sender }) => text !== "" && sender !== "")).toBe(true);
        expect(skipped.every(({ line }) => line >= 1)).toBe(true);
      }),
    );
  });
});
