import { from360dialog, fromWhatsapp, shown } from "../recordings";

const group = "Y2FwaV9ncm91cDoxNTU1MDEwMDAwMDoxMjAzNjM0MDAwMDAwMDAwMDEZD";
const metadata = { display_phone_number: "15550100000", phone_number_id: "300000000000001" };
const contacts = [
  { profile: { name: "陈晨" }, wa_id: "15550100011", user_id: "US.11" },
  { profile: { name: "林舟", username: "linzhou" }, user_id: "US.12" },
];
const message = (more: object = {}) => ({
  from: "15550100011",
  group_id: group,
  id: "wamid.1",
  timestamp: "1794796200",
  type: "text",
  text: { body: "A4纸 3包" },
  ...more,
});
const change = (value: object, field = "messages") => ({
  field,
  value: { messaging_product: "whatsapp", metadata, contacts, ...value },
});
const envelope = (...changes: unknown[]) => ({
  object: "whatsapp_business_account",
  entry: changes.map((each) => ({ id: "200000000000001", changes: [each] })),
});
const of = (more: object) => envelope(change({ messages: [message(more)] }));
const status = (more: object) =>
  change({ contacts: undefined, statuses: [{ id: "wamid.9", ...more }] });

describe.each([
  ["whatsapp-cloud", fromWhatsapp],
  ["360dialog", from360dialog],
])("a request to %s", (_, read) => {
  it("may hold messages of two entries beside statuses", () => {
    const batch = envelope(
      status({ status: "delivered", recipient_id: "15550100011" }),
      change({ messages: [message()] }),
      change({
        messages: [
          message({ id: "wamid.2", from: undefined, from_user_id: "US.12", group_id: undefined }),
          message({ id: "wamid.3", type: "sticker", sticker: { id: "1" } }),
        ],
      }),
    );
    const first = {
      messageId: "wamid.1",
      groupId: group,
      senderId: "15550100011",
      senderName: "陈晨",
      text: "A4纸 3包",
      timestamp: 1794796200000,
    };
    expect(read(batch)).toEqual({
      kind: "message",
      ...first,
      messages: [
        first,
        { ...first, messageId: "wamid.2", groupId: null, senderId: "US.12", senderName: "林舟" },
      ],
    });
  });

  it.each([
    ["a caption", { type: "video", video: { id: "1", caption: "要这种 2 个" } }, "要这种 2 个"],
    ["a tapped button", { type: "button", button: { payload: "x", text: "确认" } }, "确认"],
    [
      "a chosen answer",
      {
        type: "interactive",
        interactive: { type: "button_reply", button_reply: { title: "确认" } },
      },
      "确认",
    ],
    ["a mention of the number itself", { text: { body: "@15550100000 查询 A4纸" } }, "查询 A4纸"],
    ["a mention of somebody else", { text: { body: "@155501000001 来拿" } }, "@155501000001 来拿"],
  ])("gives the words of %s", (_title, more, text) => {
    expect(read(of(more))).toMatchObject({ kind: "message", text, groupId: group });
  });

  it("tells which message is quoted", () => {
    expect(read(of({ context: { from: "15550100000", id: "wamid.0" } }))).toMatchObject({
      kind: "message",
      replyTo: "wamid.0",
    });
  });

  it("shows an edit and a revocation as what became of the original", () => {
    const edited = {
      original_message_id: "wamid.0",
      message: { type: "text", text: { body: "5包" } },
    };
    expect(read(of({ type: "edit", edit: edited }))).toMatchObject({
      kind: "ignored",
      messageId: "wamid.1",
      groupId: group,
      senderId: "15550100011",
      lifecycle: { type: "edit", targetMessageId: "wamid.0", newText: "5包" },
    });
    const revoked = { type: "revoke", revoke: { original_message_id: "wamid.0" } };
    expect(read(of(revoked))).toMatchObject({
      kind: "ignored",
      text: null,
      lifecycle: { type: "revoke", targetMessageId: "wamid.0" },
    });
  });

  it.each([
    [
      "reaction",
      of({ type: "reaction", reaction: { message_id: "wamid.0", emoji: "👍" } }),
      "reaction",
    ],
    [
      "system note",
      of({ type: "system", system: { body: "new number", type: "user_changed_number" } }),
      "not_a_message",
    ],
    [
      "message that can't be shown",
      of({ type: "unsupported", errors: [{ code: 131051 }] }),
      "not_a_message",
    ],
    ["voice message", of({ type: "audio", audio: { id: "1", voice: true } }), "no_text"],
    ["place", of({ type: "location", location: { latitude: 1, longitude: 2 } }), "no_text"],
    ["message of its own number", of({ from: "15550100000" }), "own_message"],
  ])("is ignored when it holds a %s, and still tells whose it is", (_title, body, reason) => {
    expect(read(body)).toMatchObject({
      kind: "ignored",
      reason,
      messageId: "wamid.1",
      groupId: group,
    });
  });

  it.each([
    [
      "what became of a message in a group",
      envelope(
        status({
          status: "failed",
          recipient_type: "group",
          recipient_id: group,
          timestamp: "1794796200",
          errors: [{ code: 131047 }],
        }),
      ),
      { reason: "status_update", messageId: "wamid.9", groupId: group, timestamp: 1794796200000 },
    ],
    [
      "who joined a group",
      envelope(
        change(
          {
            groups: [{ group_id: group, type: "group_participants_add", timestamp: "1794796200" }],
          },
          "group_participants_update",
        ),
      ),
      { reason: "not_a_message", groupId: group },
    ],
    [
      "what was written by hand on the own number",
      envelope(change({ message_echoes: [message()] }, "smb_message_echoes")),
      { reason: "own_message" },
    ],
    ["nothing", envelope(), { reason: "not_a_message" }],
    ["an entry of another shape", { entry: { changes: [7] } }, { reason: "not_a_message" }],
  ])("is ignored when it tells %s", (_title, body, expected) => {
    expect(read(body)).toMatchObject({ kind: "ignored", text: null, ...expected });
  });

  it.each(["", "[]", '{"object":', "\ufeff{}"])(
    "is senseless when its signed body is %j",
    (body) => {
      expect(read(body)).toMatchObject({ kind: "rejected", reason: "malformed_body" });
    },
  );
});

describe("a request to 360dialog", () => {
  it("may carry Meta's prefix before its signature", () => {
    expect(from360dialog(of({}), "sha256=")).toMatchObject({ kind: "message" });
  });

  it("without the registered header is rejected, and is read with it whatever its case", () => {
    const secrets = { mode: "static-header", headerName: "X-Relay-Key", headerValue: "k1" };
    const body = JSON.stringify(of({}));
    const read = (headers: Record<string, string>) =>
      shown({ platform: "360dialog", secrets, headers, body });
    expect(read({})).toMatchObject({ kind: "rejected", reason: "missing_signature" });
    expect(read({ "x-RELAY-key": "k1" })).toMatchObject({ kind: "message" });
  });
});
