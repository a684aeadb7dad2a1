import type { InboundMessage } from "../../../src/channels/channel";
import { showReading } from "../../../src/channels/recordings/shown";
import {
  gather,
  handshake,
  ignoredEvent,
  jsonAnswer,
  messageEvent,
  rejected,
  textAnswer,
} from "../../../src/channels/transport/webhook-reading";

const message = (more: Partial<InboundMessage> = {}): InboundMessage => ({
  type: "message",
  platform: "slack",
  messageId: "m1",
  groupId: "g1",
  senderId: "u1",
  senderName: "",
  text: "A4纸 3包",
  sentAt: new Date(1794796200000),
  quotedMessageId: undefined,
  ...more,
});
const shown = (...messages: InboundMessage[]) => showReading(gather(messages.map(messageEvent)));

describe("a reading, as read-webhook prints it", () => {
  it("repeats the first of several messages in the flat fields", () => {
    const second = message({
      messageId: "m2",
      groupId: undefined,
      senderName: "陈晨",
      quotedMessageId: "m0",
    });
    expect(shown(message(), second)).toEqual({
      kind: "message",
      messageId: "m1",
      groupId: "g1",
      senderId: "u1",
      senderName: null,
      text: "A4纸 3包",
      timestamp: 1794796200000,
      messages: [
        {
          messageId: "m1",
          groupId: "g1",
          senderId: "u1",
          senderName: null,
          text: "A4纸 3包",
          timestamp: 1794796200000,
        },
        {
          messageId: "m2",
          groupId: null,
          senderId: "u1",
          senderName: "陈晨",
          text: "A4纸 3包",
          timestamp: 1794796200000,
          replyTo: "m0",
        },
      ],
    });
  });

  it("shows an edit and a deletion as ignored, with what they are about", () => {
    expect(shown(message({ type: "edited", eventId: "e1", text: "A4纸 5包" }))).toMatchObject({
      kind: "ignored",
      messageId: "e1",
      lifecycle: { type: "edit", targetMessageId: "m1", newText: "A4纸 5包" },
    });
    const deleted = shown(message({ type: "deleted", text: "" }));
    expect(deleted).toMatchObject({ kind: "ignored", messageId: "m1", text: null });
    expect(deleted.lifecycle).toEqual({ type: "revoke", targetMessageId: "m1" });
  });

  it("shows where a group has moved", () => {
    const event = ignoredEvent("group_moved", { ...message(), movedToGroupId: "g2" });
    expect(showReading(gather([event])).lifecycle).toEqual({ type: "migrate", toGroupId: "g2" });
  });

  it("shows no time where it is only the time of arrival", () => {
    expect(shown(message({ timeIsArrival: true })).timestamp).toBeNull();
  });

  it("shows a handshake's answer as JSON where it is JSON, and a rejection's status", () => {
    expect(showReading(handshake(jsonAnswer({ challenge: "c" }))).response).toEqual({
      status: 200,
      bodyJson: { challenge: "c" },
    });
    expect(showReading(handshake(textAnswer("c"))).response).toEqual({ status: 200, body: "c" });
    expect(showReading(rejected(401, "bad_signature"))).toMatchObject({
      kind: "rejected",
      reason: "bad_signature",
      response: { status: 401 },
    });
  });

  it("prefers messages over whatever else came in the same request", () => {
    const reading = gather([
      ignoredEvent("reaction"),
      messageEvent(message({ text: "" })),
      messageEvent(message()),
    ]);
    expect(reading).toMatchObject({ kind: "messages", messages: [{ messageId: "m1" }] });
    expect(gather([])).toEqual({ kind: "ignored", reason: "not_a_message" });
  });
});
