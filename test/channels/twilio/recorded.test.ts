import { fromTwilio, shown } from "../recordings";

const conversation = {
  EventType: "onMessageAdded",
  ConversationSid: "CH1",
  MessageSid: "IM1",
  Author: "whatsapp:+15550100011",
  Body: "磁铁 20 颗 + 马克笔 6 支",
  Source: "WHATSAPP",
  DateCreated: "2026-11-16T02:30:00.000Z",
};
const direct = {
  MessageSid: "SM1",
  SmsStatus: "received",
  From: "whatsapp:+15550100012",
  To: "whatsapp:+15550100000",
  WaId: "15550100012",
  ProfileName: "吴桐",
  Body: "充电宝 3 个",
  NumMedia: "0",
};
const read = {
  kind: "message",
  messageId: "IM1",
  groupId: "CH1",
  senderId: "whatsapp:+15550100011",
  senderName: null,
  text: "磁铁 20 颗 + 马克笔 6 支",
  timestamp: 1794796200000,
};
const readDirect = {
  kind: "message",
  messageId: "SM1",
  groupId: null,
  senderId: "whatsapp:+15550100012",
  senderName: "吴桐",
  text: "充电宝 3 个",
  timestamp: null,
};

describe("a request of Twilio", () => {
  it("gives the words of a conversation, a plus among them", () => {
    expect(fromTwilio(conversation)).toEqual(read);
  });

  it.each([
    ["posted", {}, {}, "POST"],
    ["asked for by GET", {}, {}, "GET"],
    ["that quotes", { OriginalRepliedMessageSid: "SM0" }, { replyTo: "SM0" }, "POST"],
    [
      "of a tapped button",
      { Body: "", ButtonText: "确认", ButtonPayload: "1" },
      { text: "确认" },
      "POST",
    ],
    [
      "with a picture",
      { NumMedia: "1", MediaUrl0: "https://x", MediaContentType0: "image/png" },
      {},
      "POST",
    ],
  ])("gives the words of a direct message %s", (_, more, expected, method) => {
    expect(fromTwilio({ ...direct, ...more }, method)).toEqual({ ...readDirect, ...expected });
  });

  it("shows an edit and a removal as what became of the original", () => {
    const edited = {
      ...conversation,
      EventType: "onMessageUpdated",
      Body: "磁铁 30 颗",
      DateUpdated: "2026-11-16T02:31:00.000Z",
      ModifiedBy: conversation.Author,
    };
    expect(fromTwilio(edited)).toMatchObject({
      kind: "ignored",
      messageId: "IM1",
      groupId: "CH1",
      senderId: read.senderId,
      lifecycle: { type: "edit", targetMessageId: "IM1", newText: "磁铁 30 颗" },
    });
    const removed = fromTwilio({ ...conversation, EventType: "onMessageRemoved" });
    expect(removed).toMatchObject({ kind: "ignored", groupId: "CH1" });
    expect(removed.lifecycle).toEqual({ type: "revoke", targetMessageId: "IM1" });
  });

  it.each([
    [
      "what the relay posted itself",
      { ...conversation, Source: "API", Author: "system" },
      "own_message",
    ],
    ["a picture without words", { ...conversation, Body: "", Media: "[{}]" }, "no_text"],
    ["who came in", { EventType: "onParticipantAdded", ConversationSid: "CH1" }, "not_a_message"],
    [
      "a new conversation",
      { EventType: "onConversationAdded", ConversationSid: "CH1" },
      "not_a_message",
    ],
    [
      "what became of a message",
      {
        MessageSid: "SM1",
        MessageStatus: "undelivered",
        ErrorCode: "63016",
        From: direct.To,
        To: direct.From,
      },
      "status_update",
    ],
  ])("is ignored when it tells %s", (_, form, reason) => {
    expect(fromTwilio(form)).toMatchObject({ kind: "ignored", reason });
  });

  it("is rejected when its JSON is not the one that was signed for", () => {
    const read = shown({
      platform: "twilio",
      secrets: { authToken: "12345", publicBaseUrl: "https://mycompany.com" },
      headers: { "X-Twilio-Signature": "a9nBmqA0ju/hNViExpshrM61xv4=" },
      query: "?bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620",
      body: "{}",
    });
    expect(read).toMatchObject({ kind: "rejected", reason: "bad_signature" });
  });
});
