import { readEnvelope } from "../../../src/channels/whatsapp/envelope";

const arrivedAt = new Date("2026-11-16T02:30:05Z");
const number = { display_phone_number: "15550100000", phone_number_id: "300000000000001" };
const contacts = [
  { profile: { name: "陈晨" }, wa_id: "15550100011", user_id: "US.11" },
  { profile: { username: "linzhou" }, user_id: "US.12" },
];

const read = (changes: readonly unknown[], phoneNumberId?: string) =>
  readEnvelope(
    Buffer.from(
      JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes }] }),
    ),
    { platform: "whatsapp", phoneNumberId, arrivedAt },
  );
const change = (messages: readonly unknown[], more: object = {}) => ({
  field: "messages",
  value: { metadata: number, contacts, messages, ...more },
});
const message = (more: object) => ({
  id: "wamid.1",
  from: "15550100011",
  timestamp: "1794796200",
  type: "text",
  text: { body: "A4纸 3包" },
  ...more,
});

describe("Meta's envelope", () => {
  it("gives every message of a batch, each with its own sender and group", () => {
    const reading = read([
      change([
        message({ group_id: "G1" }),
        message({ id: "wamid.2", from: undefined, from_user_id: "US.12" }),
      ]),
      change([message({ id: "wamid.3", text: { body: "订书机 1个" } })]),
    ]);
    expect(reading).toMatchObject({
      kind: "messages",
      messages: [
        { messageId: "wamid.1", groupId: "G1", senderId: "15550100011", senderName: "陈晨" },
        { messageId: "wamid.2", groupId: undefined, senderId: "US.12", senderName: "linzhou" },
        { messageId: "wamid.3", text: "订书机 1个" },
      ],
    });
  });

  it("keeps the good messages of a batch that holds a broken one", () => {
    const reading = read([change([{ type: "text" }, null, 7, message({})])]);
    expect(reading).toMatchObject({ kind: "messages", messages: [{ messageId: "wamid.1" }] });
  });

  it.each([
    [
      "a caption",
      { type: "document", document: { caption: "领用单", filename: "a.pdf" } },
      "领用单",
    ],
    [
      "a tapped button",
      {
        type: "interactive",
        interactive: { type: "button_reply", button_reply: { id: "1", title: "确认" } },
      },
      "确认",
    ],
    [
      "a chosen row",
      {
        type: "interactive",
        interactive: { type: "list_reply", list_reply: { id: "1", title: "黑色" } },
      },
      "黑色",
    ],
    ["a template's button", { type: "button", button: { text: "撤销", payload: "x" } }, "撤销"],
  ])("reads %s as text", (_, more, text) => {
    expect(read([change([message(more)])])).toMatchObject({ messages: [{ text }] });
  });

  it.each([
    ["sticker", { type: "sticker", sticker: { id: "1" } }, "no_text"],
    ["voice message", { type: "audio", audio: { id: "1", voice: true } }, "no_text"],
    ["picture without caption", { type: "image", image: { id: "1" } }, "no_text"],
    ["blank text", { text: { body: " \n" } }, "no_text"],
    [
      "reaction",
      { type: "reaction", reaction: { message_id: "wamid.0", emoji: "👍" } },
      "reaction",
    ],
    ["system note", { type: "system", system: { body: "changed" } }, "not_a_message"],
    ["unsupported message", { type: "unsupported", errors: [{ code: 131051 }] }, "not_a_message"],
    ["message of our own number", { from: "15550100000" }, "own_message"],
  ])("ignores a %s", (_, more, reason) => {
    expect(read([change([message(more)])])).toMatchObject({
      kind: "ignored",
      reason,
      about: { messageId: "wamid.1", sentAt: new Date(1794796200000) },
    });
  });

  it("takes the quoted message's id from the context", () => {
    const reading = read([change([message({ context: { from: "1", id: "wamid.0" } })])]);
    expect(reading).toMatchObject({ messages: [{ quotedMessageId: "wamid.0" }] });
  });

  it("reads an edit and a revocation as events of the original", () => {
    const edit = {
      type: "edit",
      edit: {
        original_message_id: "wamid.0",
        message: { type: "text", text: { body: "A4纸 5包" } },
      },
    };
    const revoke = { type: "revoke", revoke: { original_message_id: "wamid.0" }, id: "wamid.2" };
    expect(read([change([message(edit), message(revoke)])])).toMatchObject({
      messages: [
        { type: "edited", messageId: "wamid.0", eventId: "wamid.1", text: "A4纸 5包" },
        { type: "deleted", messageId: "wamid.0", eventId: "wamid.2" },
      ],
    });
  });

  const statuses = (...all: readonly object[]) => ({
    statuses: all.map((status) => ({ id: "wamid.9", ...status })),
  });

  it("ignores that something arrived", () => {
    expect(read([change([], statuses({ status: "delivered" }))])).toEqual({
      kind: "ignored",
      reason: "status_update",
      about: { messageId: "wamid.9" },
    });
  });

  it("passes on what failed late, with Meta's code in words, also beside messages", () => {
    const failed = { status: "failed", errors: [{ code: 131047, title: "Re-engagement message" }] };
    const failures = [
      { messageId: "wamid.9", reason: "whatsapp: 131047 outside the 24-hour window" },
    ];
    expect(read([change([], statuses(failed))])).toMatchObject({ kind: "ignored", failures });
    expect(read([change([message({})], statuses({ status: "sent" }, failed))])).toMatchObject({
      kind: "messages",
      failures,
    });
    const untold = { messageId: "wamid.8", reason: "whatsapp: failed" };
    expect(read([change([], statuses({ id: "wamid.8", status: "failed" }))])).toMatchObject({
      failures: [untold],
    });
  });

  it("takes a member whom a group's message didn't reach for no failure of the message", () => {
    const ofOne = {
      status: "failed",
      recipient_type: "group",
      recipient_id: "G1",
      recipient_participant_id: "15550100011",
      errors: [{ code: 131026 }],
    };
    expect(read([change([], statuses(ofOne))])).not.toHaveProperty("failures");
  });

  it("ignores echoes of the business app and settings of groups", () => {
    expect(
      read([{ field: "smb_message_echoes", value: { message_echoes: [message({})] } }]),
    ).toMatchObject({ reason: "own_message" });
    expect(read([{ field: "group_settings_update", value: { groups: [{}] } }])).toMatchObject({
      reason: "not_a_message",
    });
  });

  it("ignores what came to another number of the account", () => {
    expect(read([change([message({})])], "300000000000002")).toMatchObject({
      reason: "other_number",
    });
    expect(read([change([message({})])], "300000000000001")).toMatchObject({ kind: "messages" });
  });

  it.each(["", "[]", "null", "{", '"text"'])(
    "takes %j for no envelope, and answers 200 so that it doesn't come again",
    (body) => {
      expect(readEnvelope(Buffer.from(body), { platform: "whatsapp", arrivedAt })).toEqual({
        kind: "rejected",
        status: 200,
        reason: "malformed_body",
      });
    },
  );
});
