import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createTwilioChannel } from "../../../src/channels/twilio/channel";
import { readTwilio } from "../../../src/channels/twilio/read";
import { verifyTwilio } from "../../../src/channels/twilio/verify";
import { depsAt } from "../fake-platforms";

const arrivedAt = new Date(1794796205000);
const from = "whatsapp:+15550100000";
const read = (form: Record<string, string>) =>
  readTwilio(new URLSearchParams(form), { from, arrivedAt });
const conversation = {
  EventType: "onMessageAdded",
  MessageSid: "IM1",
  ConversationSid: "CH1",
  Author: "whatsapp:+15550100011",
  Body: "磁铁 20 颗",
  Source: "WHATSAPP",
  DateCreated: "2026-11-16T02:30:00.000Z",
};
const direct = {
  MessageSid: "SM1",
  From: "whatsapp:+15550100012",
  To: from,
  Body: "充电宝 3个",
  ProfileName: "吴桐",
};

describe("Twilio's form", () => {
  it("reads edits and removals of a conversation as events of the original", () => {
    const edited = {
      ...conversation,
      EventType: "onMessageUpdated",
      Body: "磁铁 30 颗",
      DateUpdated: "2026-11-16T02:31:00.000Z",
    };
    expect(read(edited)).toMatchObject({
      message: {
        type: "edited",
        messageId: "IM1",
        text: "磁铁 30 颗",
        sentAt: new Date("2026-11-16T02:31:00Z"),
      },
    });
    const removed = { ...conversation, EventType: "onMessageRemoved", Body: "" };
    expect(read(removed)).toMatchObject({ message: { type: "deleted", messageId: "IM1" } });
  });

  it("takes the quoted message's id of a direct message", () => {
    expect(read({ ...direct, OriginalRepliedMessageSid: "SM0" })).toMatchObject({
      message: { quotedMessageId: "SM0", timeIsArrival: true, sentAt: arrivedAt },
    });
  });

  it.each([
    ["what we posted ourselves", { ...conversation, Source: "API" }, "own_message"],
    ["what our number wrote", { ...conversation, Author: from }, "own_message"],
    ["a new participant", { ...conversation, EventType: "onParticipantAdded" }, "not_a_message"],
    [
      "a delivery status",
      { MessageSid: "SM1", From: from, To: "whatsapp:+1", MessageStatus: "delivered" },
      "status_update",
    ],
    [
      "a picture without words",
      { ...direct, Body: "", NumMedia: "1", MediaUrl0: "https://x" },
      "no_text",
    ],
    [
      "to whom a conversation's message came",
      {
        EventType: "onDeliveryUpdated",
        ConversationSid: "CH1",
        MessageSid: "IM1",
        ParticipantSid: "MB1",
        Status: "undelivered",
        ErrorCode: "63016",
      },
      "status_update",
    ],
    ["a call", { CallSid: "CA1", From: "+1" }, "not_a_message"],
  ])("ignores %s", (_, form, reason) => {
    expect(read(form)).toMatchObject({ kind: "ignored", reason });
  });
});

describe("Twilio's status of what was sent", () => {
  /** As Twilio posts it for WhatsApp. */
  const status = {
    EventType: "UNDELIVERED",
    SmsSid: "SM1",
    SmsStatus: "undelivered",
    MessageStatus: "undelivered",
    ChannelToAddress: "+1555010XXXX",
    To: "whatsapp:+15550100012",
    ChannelPrefix: "whatsapp",
    MessageSid: "SM1",
    AccountSid: "AC1",
    From: from,
    ApiVersion: "2010-04-01",
    ErrorCode: "63016",
    ChannelStatusMessage: "no session with 15550100012",
  };

  it.each([
    ["undelivered", "63016", "twilio: 63016 outside the 24-hour window"],
    ["failed", "30008", "twilio: 30008"],
    ["failed", "", "twilio: failed"],
    ["undelivered", "x 15550100012", "twilio: undelivered"],
  ])("%s %j is a failure whose reason names no number", (MessageStatus, ErrorCode, reason) => {
    expect(read({ ...status, MessageStatus, ErrorCode })).toEqual({
      kind: "ignored",
      reason: "status_update",
      about: { messageId: "SM1" },
      failure: { messageId: "SM1", reason },
    });
  });

  it.each(["queued", "sent", "delivered", "read"])("%s is none", (MessageStatus) => {
    const told = { ...status, EventType: MessageStatus.toUpperCase(), MessageStatus };
    expect(read(told)).not.toHaveProperty("failure");
    expect(read(told)).toMatchObject({ kind: "ignored", reason: "status_update" });
  });

  it("is none where a conversation's message missed one member", () => {
    const receipt = { EventType: "onDeliveryUpdated", MessageSid: "IM1", ConversationSid: "CH1" };
    expect(read({ ...receipt, Status: "failed" })).toEqual({
      kind: "ignored",
      reason: "status_update",
      about: { messageId: "IM1", groupId: "CH1" },
    });
  });

  it("counts only with Twilio's signature", () => {
    const secrets = { authToken: "12345", publicUrl: "https://relay.example.com" };
    const channel = createTwilioChannel({ ...secrets, accountSid: "AC1", from }, depsAt(arrivedAt));
    const address = `${secrets.publicUrl}/webhooks/twilio`;
    const post = (form: Record<string, string>, signature: string) =>
      channel.read(
        {
          method: "POST",
          path: "/webhooks/twilio",
          headers: { "x-twilio-signature": signature },
          body: Buffer.from(new URLSearchParams(form).toString()),
        },
        arrivedAt,
      );
    const fields = Object.entries(status).sort(([one], [other]) => (one < other ? -1 : 1));
    const signature = createHmac("sha1", secrets.authToken)
      .update(address + fields.flat().join(""))
      .digest("base64");
    const failures = [{ messageId: "SM1", reason: "twilio: 63016 outside the 24-hour window" }];
    expect(post(status, signature)).toMatchObject({ kind: "ignored", failures });
    expect(post({ ...status, MessageSid: "SM2" }, signature)).toMatchObject({ kind: "rejected" });
    expect(post(status, "")).not.toHaveProperty("failures");
  });
});

describe("Twilio's signature", () => {
  const { twilio } = JSON.parse(
    readFileSync(path.join(__dirname, "../fixtures/vectors/published-vectors.json"), "utf8"),
  ) as {
    twilio: {
      authToken: string;
      url: string;
      params: Record<string, string>;
      signature: string;
      more: { url: string; signature: string }[];
    };
  };
  const body = Buffer.from(new URLSearchParams(twilio.params).toString());
  const verify = (url: string, signature: string) => {
    const { origin, pathname, search, username, password } = new URL(url);
    const credentials = username === "" ? "" : `${username}:${password}@`;
    return verifyTwilio(
      {
        method: "POST",
        path: pathname + search,
        headers: { "x-twilio-signature": signature },
        body,
      },
      { authToken: twilio.authToken, publicUrl: origin.replace("://", `://${credentials}`) },
    ).kind;
  };

  it.each([{ url: twilio.url, signature: twilio.signature }, ...twilio.more])(
    "is right for the published $url",
    ({ url, signature }) => {
      expect(verify(url, signature)).toBe("verified");
    },
  );

  it("is wrong for another address, port or host", () => {
    expect(verify("https://mycompany.com/myapp.php?foo=1&bar=3", twilio.signature)).toBe(
      "rejected",
    );
    expect(
      verify("https://mycompany.com:8443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w="),
    ).toBe("rejected");
    expect(verify("https://other.com/myapp.php?foo=1&bar=2", twilio.signature)).toBe("rejected");
  });
});
