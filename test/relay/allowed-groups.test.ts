import { defaultPolicy } from "../../src/inventory/policy";
import { createOnceADay, isAllowed, memberOf } from "../../src/relay/allowed-groups";
import { conversationOf, inboxKey, ledgerId } from "../../src/relay/message-ids";

const message = {
  type: "message" as const,
  platform: "generic",
  messageId: "m1",
  groupId: "g1",
  senderId: "u1",
  senderName: "小王",
  text: "领用A4纸1箱",
  sentAt: new Date("2026-11-24T08:00:00Z"),
  quotedMessageId: undefined,
};

describe("the check of the group", () => {
  it("lets only listed groups book, and leaves direct chats to the sender's membership", () => {
    const access = { policy: { ...defaultPolicy, allowedGroups: ["generic:g1"] } };
    expect(isAllowed(message, access)).toBe(true);
    expect(isAllowed({ ...message, groupId: "g2" }, access)).toBe(false);
    expect(isAllowed({ ...message, platform: "slack" }, access)).toBe(false);
    expect(isAllowed({ ...message, groupId: undefined }, access)).toBe(true);
  });

  it("knows a member by platform and account, not by name", () => {
    const member = {
      name: "小王",
      department: "技术部",
      role: "staff" as const,
      platform: "generic",
      account: "u1",
    };
    expect(memberOf(message, [member])).toBe(member);
    expect(memberOf({ ...message, senderId: "小王" }, [member])).toBeUndefined();
  });

  it("tells a closed group once a day", () => {
    const isFirst = createOnceADay();
    expect(isFirst("generic:g2", "2026-11-24")).toBe(true);
    expect(isFirst("generic:g2", "2026-11-24")).toBe(false);
    expect(isFirst("generic:g3", "2026-11-24")).toBe(true);
    expect(isFirst("generic:g2", "2026-11-25")).toBe(true);
  });
});

describe("a message's ids", () => {
  it("name platform, group and message, and an event's own time", () => {
    expect(ledgerId(message)).toBe("generic:g1:m1");
    expect(ledgerId({ ...message, groupId: undefined })).toBe("generic::m1");
    expect(ledgerId({ ...message, type: "deleted" })).toBe("generic:g1:m1@1795507200000");
    expect(conversationOf(message)).toBe("generic:g1:u1");
  });

  it("make a repeat of the same type and message, and for an edit of the same time", () => {
    const later = new Date(message.sentAt.getTime() + 1000);
    expect(inboxKey({ ...message, sentAt: later })).toBe(inboxKey(message));
    expect(inboxKey({ ...message, type: "deleted" })).not.toBe(inboxKey(message));
    const edited = { ...message, type: "edited" as const };
    expect(inboxKey({ ...edited, sentAt: later })).not.toBe(inboxKey(edited));
  });
});
