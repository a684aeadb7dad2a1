import { fromDingtalk, nowMs, shown } from "../recordings";

const payload = (more: object = {}) => ({
  conversationId: "cid1==",
  conversationType: "2",
  conversationTitle: "办公用品采购群",
  atUsers: [{ dingtalkId: "$:bot" }],
  chatbotCorpId: "dingdemocorp",
  chatbotUserId: "$:bot",
  msgId: "msg1==",
  senderNick: "周敏",
  senderStaffId: "staff-1001",
  senderId: "$:sender1",
  senderCorpId: "dingdemocorp",
  createAt: 1794796200000,
  isInAtList: true,
  sessionWebhook: "https://oapi.dingtalk.com/robot/sendBySession?session=s",
  sessionWebhookExpiredTime: 1794801600000,
  robotCode: "dingdemorobot0001",
  msgtype: "text",
  text: { content: " 尺子 10 把" },
  ...more,
});
const read = {
  kind: "message",
  messageId: "msg1==",
  groupId: "cid1==",
  senderId: "staff-1001",
  senderName: "周敏",
  text: "尺子 10 把",
  timestamp: 1794796200000,
  mentionsBot: true,
};
const hour = 3_600_000;

describe("a request of DingTalk", () => {
  it.each([
    [
      "a direct chat",
      { conversationType: "1", conversationTitle: undefined },
      { groupId: null, mentionsBot: undefined },
    ],
    ["a colleague from outside", { senderStaffId: undefined }, { senderId: "$:sender1" }],
    ["a message that needs no call", { isInAtList: false }, { mentionsBot: undefined }],
    ["a time in text", { createAt: "1794796200000" }, {}],
    [
      "a quoting answer",
      { text: { content: " 登记", isReplyMsg: true, repliedMsg: { msgId: "msg0==" } } },
      { text: "登记", replyTo: "msg0==" },
    ],
    [
      "a call to another besides",
      {
        atUsers: [{ dingtalkId: "$:bot" }, { dingtalkId: "$:2", staffId: "staff-2" }],
        text: { content: " 领用 尺子 1 把 @李想" },
      },
      { text: "领用 尺子 1 把 @李想" },
    ],
    [
      "a rich text of several lines",
      {
        msgtype: "richText",
        text: undefined,
        content: {
          richText: [
            { text: "领用：" },
            { text: "\n" },
            { text: "尺子 10 把" },
            { type: "picture" },
          ],
        },
      },
      { text: "领用：\n尺子 10 把" },
    ],
    [
      "speech",
      { msgtype: "audio", text: undefined, content: { recognition: "领用尺子十把", duration: 4 } },
      { text: "领用尺子十把", mentionsBot: undefined },
    ],
  ])("gives the words of %s", (_, more, expected) => {
    expect(fromDingtalk(payload(more))).toEqual({ ...read, ...expected });
  });

  it.each([
    ["picture", { msgtype: "picture", content: { downloadCode: "x" } }, "no_text"],
    ["video", { msgtype: "video", content: { downloadCode: "x", duration: 3 } }, "no_text"],
    ["file", { msgtype: "file", content: { fileName: "a.xlsx" } }, "no_text"],
    ["message of an unknown type", { msgtype: "unknownMsgType" }, "no_text"],
    ["bare call to the robot", { text: { content: " " } }, "no_text"],
    ["message of the robot itself", { senderId: "$:bot" }, "own_message"],
  ])("is ignored when it is a %s, and still tells whose it is", (_, more, reason) => {
    const { messageId, groupId, senderId } = read;
    expect(fromDingtalk(payload({ text: undefined, ...more }))).toMatchObject({
      kind: "ignored",
      reason,
      messageId,
      groupId,
      senderId,
    });
  });

  it("is rejected when its time is more than an hour away, to either side", () => {
    expect(fromDingtalk(payload(), nowMs - hour)).toEqual(read);
    expect(fromDingtalk(payload(), nowMs - hour - 1)).toMatchObject({ reason: "stale_timestamp" });
    expect(fromDingtalk(payload(), nowMs + hour)).toEqual(read);
    expect(fromDingtalk(payload(), nowMs + hour + 1)).toMatchObject({ reason: "future_timestamp" });
  });

  it.each(["", "{", "[]", '{"msgId":7}'])("is senseless when its body is %j", (body) => {
    expect(fromDingtalk(body)).toMatchObject({ kind: "rejected", reason: "malformed_body" });
  });

  it("is rejected when its sign is another's, or its time no number", () => {
    const secrets = { appSecret: "dingDemoAppSecret_0001" };
    const body = JSON.stringify(payload());
    for (const timestamp of [String(nowMs), "now", "-1", ""]) {
      const headers = { timestamp, sign: "AAAA" };
      expect(shown({ platform: "dingtalk", secrets, headers, body })).toMatchObject({
        kind: "rejected",
        reason: "bad_signature",
      });
    }
  });
});
