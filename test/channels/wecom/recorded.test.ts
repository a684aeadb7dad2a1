import { fromAibot, fromWecomApp, shown } from "../recordings";

const callback = (more: object = {}) => ({
  msgid: "CAIQ1",
  aibotid: "aibDEMO0001",
  chatid: "wrDEMOGROUP001",
  chattype: "group",
  from: { userid: "zhoumin" },
  response_url: "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=1",
  msgtype: "text",
  text: { content: "@采购小助手 便利贴 10 本" },
  ...more,
});
const read = {
  kind: "message",
  messageId: "CAIQ1",
  groupId: "wrDEMOGROUP001",
  senderId: "zhoumin",
  senderName: null,
  text: "便利贴 10 本",
  timestamp: 1794796205000,
  mentionsBot: true,
};
const single = { chattype: "single", chatid: undefined };

describe("a request of WeCom's smart robot", () => {
  it.each([
    [
      "a direct chat",
      { ...single, text: { content: "便利贴 10 本" } },
      { groupId: null, mentionsBot: undefined },
    ],
    [
      "speech",
      { ...single, msgtype: "voice", voice: { content: "便利贴 10 本" } },
      { groupId: null, mentionsBot: undefined },
    ],
    ["a call at its end", { text: { content: "便利贴 10 本 @采购小助手" } }, {}],
    [
      "a call to another besides",
      { text: { content: "@采购小助手 @李想 要 2 本" } },
      { text: "@李想 要 2 本" },
    ],
    [
      "an answer that quotes",
      {
        text: { content: "@采购小助手 便利贴 10 本" },
        quote: { msgtype: "text", text: { content: "要几本" } },
      },
      { quotedText: "要几本" },
    ],
    [
      "words and a picture",
      {
        msgtype: "mixed",
        mixed: {
          msg_item: [
            { msgtype: "text", text: { content: "@采购小助手 便利贴 10 本" } },
            { msgtype: "image", image: { url: "https://x" } },
          ],
        },
      },
      {},
    ],
  ])("gives the words of %s", (_, more, expected) => {
    expect(fromAibot(callback(more))).toEqual({ ...read, ...expected });
  });

  it.each([
    ["picture", { ...single, msgtype: "image", image: { url: "https://x" } }, "no_text"],
    ["file", { ...single, msgtype: "file", file: { url: "https://x" } }, "no_text"],
    ["bare call", { text: { content: "@采购小助手 " } }, "no_text"],
    ["stream that is looked at", { msgtype: "stream", stream: { id: "s1" } }, "not_a_message"],
    [
      "chat that was entered",
      { ...single, msgtype: "event", create_time: 1794796200, event: { eventtype: "enter_chat" } },
      "not_a_message",
    ],
    [
      "card that was tapped",
      { msgtype: "event", event: { eventtype: "template_card_event" } },
      "not_a_message",
    ],
  ])("is ignored when it is a %s, and still tells whose it is", (_, more, reason) => {
    expect(fromAibot(callback(more))).toMatchObject({
      kind: "ignored",
      reason,
      messageId: "CAIQ1",
      senderId: "zhoumin",
    });
  });

  it("is rejected when it is meant for another, or says nothing", () => {
    expect(fromAibot(callback(), "wwother")).toMatchObject({ reason: "wrong_receive_id" });
    expect(fromAibot("hello")).toMatchObject({ kind: "rejected", reason: "malformed_body" });
    expect(fromAibot(callback({ msgid: undefined }))).toMatchObject({ reason: "malformed_body" });
  });
});

const field = (name: string, value: string): string => `<${name}><![CDATA[${value}]]></${name}>`;
const xml = (type: string, more: string, id = "<MsgId>7350000000000000001</MsgId>"): string =>
  `<xml>${field("ToUserName", "wwdemo0000000001")}${field("FromUserName", "zhoumin")}` +
  `<CreateTime>1794796200</CreateTime>${field("MsgType", type)}${more}${id}<AgentID>1000002</AgentID></xml>`;
const readApp = {
  kind: "message",
  messageId: "7350000000000000001",
  groupId: null,
  senderId: "zhoumin",
  senderName: null,
  text: "A4 纸 5 包",
  timestamp: 1794796200000,
};

describe("a request of WeCom's self-built app", () => {
  it.each([
    ["a text", xml("text", field("Content", "A4 纸 5 包")), "A4 纸 5 包"],
    ["a number alone, as it stands", xml("text", field("Content", "007")), "007"],
    ["signs and lines", xml("text", field("Content", "A&B <2>\n3 包")), "A&B <2>\n3 包"],
    ["speech", xml("voice", field("MediaId", "M1") + field("Recognition", "领用一包")), "领用一包"],
  ])("gives the words of %s", (_, inner, text) => {
    expect(fromWecomApp(inner)).toEqual({ ...readApp, text });
  });

  it.each([
    ["picture", xml("image", field("PicUrl", "https://x") + field("MediaId", "M1")), "no_text"],
    ["place", xml("location", "<Location_X>1</Location_X>"), "no_text"],
    ["link", xml("link", field("Title", "t") + field("Url", "https://x")), "no_text"],
    ["blank text", xml("text", field("Content", " ")), "no_text"],
    ["visit to the app", xml("event", field("Event", "enter_agent"), ""), "not_a_message"],
    ["newcomer", xml("event", field("Event", "subscribe"), ""), "not_a_message"],
  ])("is ignored when it is a %s, and still tells whose it is", (_, inner, reason) => {
    expect(fromWecomApp(inner)).toMatchObject({ kind: "ignored", reason, senderId: "zhoumin" });
  });

  it.each([
    [
      "is meant for another corp",
      xml("text", field("Content", "x")),
      "wwother",
      "wrong_receive_id",
    ],
    [
      "holds a document type",
      `<!DOCTYPE x [<!ENTITY e "1">]>${xml("text", field("Content", "x"))}`,
      undefined,
      "malformed_body",
    ],
    ["holds no XML", "hello", undefined, "malformed_body"],
    ["has no id", xml("text", field("Content", "x"), ""), undefined, "malformed_body"],
  ])("is rejected when it %s", (_, inner, receiveId, reason) => {
    expect(fromWecomApp(inner, receiveId)).toMatchObject({ kind: "rejected", reason });
  });

  it.each(["", "<xml></xml>", "{}", "<!DOCTYPE x><xml><Encrypt>a</Encrypt></xml>"])(
    "is rejected when its body %j holds nothing encrypted",
    (body) => {
      const secrets = { token: "t", encodingAESKey: "a".repeat(43), receiveId: "ww" };
      const query = "?msg_signature=s&timestamp=1&nonce=n";
      expect(shown({ platform: "wecom-app", secrets, query, body })).toMatchObject({
        kind: "rejected",
        reason: "malformed_body",
      });
    },
  );
});
