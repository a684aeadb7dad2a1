import { readFileSync } from "node:fs";
import path from "node:path";
import { readTwilio } from "../../../src/channels/twilio/read";
import { verifyTwilio } from "../../../src/channels/twilio/verify";

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
    ["a call", { CallSid: "CA1", From: "+1" }, "not_a_message"],
  ])("ignores %s", (_, form, reason) => {
    expect(read(form)).toMatchObject({ kind: "ignored", reason });
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
