import { hmac } from "../../../src/channels/transport/secrets";
import { createWhatsappChannel } from "../../../src/channels/whatsapp/cloud";
import { create360dialogChannel } from "../../../src/channels/whatsapp/dialog360";
import { depsAt, openFakePlatforms } from "../fake-platforms";
import type { FakePlatforms } from "../fake-platforms";
import { outbound, picture, png } from "../messages";

let fake: FakePlatforms;
beforeEach(async () => {
  fake = await openFakePlatforms();
});
afterEach(() => fake.close());

const now = new Date(1794796205000);
let clock = now;
const phoneNumberId = "300000000000001";
const cloud = () =>
  createWhatsappChannel(
    { appSecret: "s", verifyToken: "v", phoneNumberId, token: "EAAx", apiUrl: fake.url },
    { ...depsAt(now), now: () => clock },
  );
const dialog360 = () =>
  create360dialogChannel(
    { apiKey: "D360", credential: { kind: "signature", secret: "p" }, apiUrl: fake.url },
    depsAt(now),
  );

describe.each([
  ["Meta's API", cloud, `/v26.0/${phoneNumberId}`, { authorization: "Bearer EAAx" }],
  ["360dialog", dialog360, "", { "d360-api-key": "D360" }],
])("WhatsApp through %s", (_, channel, base, headers) => {
  it("says text in a group as a reply to what was asked", async () => {
    expect(await channel().send(outbound({ groupId: "G1", inReplyTo: ["wamid.1"] }))).toEqual({
      messageId: "wamid.SENT",
    });
    expect(fake.taken).toMatchObject([
      {
        path: `${base}/messages`,
        headers,
        content: {
          messaging_product: "whatsapp",
          recipient_type: "group",
          to: "G1",
          type: "text",
          text: { body: "已领用 A4纸 3包" },
          context: { message_id: "wamid.1" },
        },
      },
    ]);
  });

  it("uploads a picture and sends it with the text as its caption", async () => {
    await channel().send(outbound({ groupId: "G1", picture }));
    expect(fake.taken).toMatchObject([
      {
        path: `${base}/media`,
        headers,
        content: {
          messaging_product: "whatsapp",
          type: "image/png",
          file: `picture.png;image/png;${png.length}`,
        },
      },
      {
        path: `${base}/messages`,
        content: { type: "image", image: { id: "media-1", caption: "已领用 A4纸 3包" } },
      },
    ]);
  });

  it("says the text alone where the picture is refused, and tells the refusal", async () => {
    const error = { code: 131053, message: "Media upload error" };
    fake.answerNext("/media", { status: 400, json: { error } });
    const sending = channel().send(outbound({ groupId: "G1", picture }));
    await expect(sending).rejects.toMatchObject({
      retryable: false,
      message: expect.stringContaining(": 131053 Media upload error") as string,
    });
    expect(fake.taken.at(-1)?.content).toMatchObject({ text: { body: "已领用 A4纸 3包" } });
  });

  it("sends a long text before the picture, in pieces of 4096 characters", async () => {
    const text = Array.from({ length: 500 }, (_each, at) => `物品${at} 剩 ${at} 个`).join("\n");
    await channel().send(outbound({ groupId: "G1", text, picture }));
    const said = fake.taken.map(
      ({ content }) => content as { type: string; text?: { body: string }; image?: object },
    );
    const bodies = said.flatMap(({ text: each }) => (each === undefined ? [] : [each.body]));
    expect(bodies.every(({ length }) => length <= 4096)).toBe(true);
    expect(bodies.join("\n")).toBe(text);
    expect(said.at(-1)).toMatchObject({ type: "image", image: { id: "media-1" } });
  });

  it.each([
    ["15550100011", { recipient_type: "individual", to: "15550100011" }],
    [
      "US.13491208655302741918",
      { recipient_type: "individual", recipient: "US.13491208655302741918" },
    ],
  ])("speaks to %s in the field for such ids", async (recipientId, target) => {
    await channel().send(outbound({ groupId: undefined, recipientId }));
    expect(fake.taken[0]?.content).toMatchObject(target);
  });

  it("reacts in a direct chat, and writes in a group, where there are no reactions", async () => {
    const receipt = { inReplyTo: ["wamid.1"], reaction: "✅" };
    await channel().send(outbound({ groupId: undefined, recipientId: "1555", ...receipt }));
    await channel().send(outbound({ groupId: "G1", ...receipt }));
    expect(fake.taken.map(({ content }) => content)).toMatchObject([
      { type: "reaction", reaction: { message_id: "wamid.1", emoji: "✅" } },
      { type: "text" },
    ]);
  });

  it.each([
    [{ status: 429, json: { error: { code: 130429, message: "rate" } } }, true],
    [{ status: 400, json: { error: { code: 131056, message: "pair rate" } } }, true],
    [{ status: 400, json: { error: { code: 80007, message: "rate" } } }, true],
    [{ status: 500, json: {} }, true],
    [{ status: 401, json: { error: { code: 190, message: "expired" } } }, false],
    [{ status: 400, json: { error: { code: 131041, message: "no" } } }, false],
    [{ status: 404, json: {} }, false],
  ])("knows by %j whether to try again", async (answer, retryable) => {
    fake.answerNext("/messages", answer);
    await expect(channel().send(outbound())).rejects.toMatchObject({ retryable });
  });

  it("says in 播报 that it is outside the 24-hour window", async () => {
    fake.answerNext("/messages", {
      status: 400,
      json: { error: { code: 131047, message: "Re-engagement message" } },
    });
    await expect(channel().send(outbound())).rejects.toMatchObject({
      retryable: false,
      message: expect.stringMatching(/: 131047 outside the 24-hour window$/) as string,
    });
  });

  it("tells doctor whether the token is taken", async () => {
    expect(await channel().check?.()).toMatchObject([{ ok: true }]);
    fake.answerNext(base === "" ? "/v1/configs" : "display_phone_number", {
      status: 401,
      json: { error: { code: 190 } },
    });
    expect(await channel().check?.()).toMatchObject([{ ok: false }]);
  });
});

describe("more choices than WhatsApp has buttons", () => {
  const direct = { id: "0".repeat(32), groupId: undefined, recipientId: "1555" };
  const listOf = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      value: String(at + 1),
      label: `${at + 1}. 签字笔（黑色 0.5mm 按动式 经典款 晨光）`,
    }));
  const sent = (): any => fake.taken[0]?.content;

  it("are a list whose rows show a long name below its beginning", async () => {
    await cloud().send(outbound({ ...direct, choices: listOf(4) }));
    const { type, interactive } = sent();
    expect([type, interactive.type, interactive.action.button]).toEqual([
      "interactive",
      "list",
      "选择",
    ]);
    const { rows } = interactive.action.sections[0];
    expect(rows).toHaveLength(4);
    expect(rows[1]).toEqual({
      id: `${"0".repeat(32)}:2`,
      title: "2. 签字笔（黑色 0.5mm 按动式 经典款…",
      description: "2. 签字笔（黑色 0.5mm 按动式 经典款 晨光）",
    });
    for (const { title } of rows) expect(title.length).toBeLessThanOrEqual(24);
  });

  it.each([
    ["eleven of them", { choices: listOf(11) }],
    ["in a group", { choices: listOf(2), groupId: "g1", recipientId: undefined }],
    ["below a text too long for a list", { choices: listOf(4), text: "长".repeat(4096) + "。" }],
  ])("or a plain text where there is no room: %s", async (_, message) => {
    await cloud().send(outbound({ ...direct, ...message }));
    expect(sent().type).toBe("text");
  });

  it("are read by the row's id, whatever stands on it", () => {
    const list_reply = { id: `${"0".repeat(32)}:2`, title: "算了", description: "3" };
    const interactive = { type: "list_reply", list_reply };
    const tapped = { id: "wamid.9", from: "1555", timestamp: "1794796200", interactive };
    const value = {
      metadata: { phone_number_id: phoneNumberId },
      messages: [{ ...tapped, type: "interactive" }],
    };
    const body = Buffer.from(
      JSON.stringify({ entry: [{ changes: [{ field: "messages", value }] }] }),
    );
    const headers = { "x-hub-signature-256": `sha256=${hmac("sha256", "s", "hex", body)}` };
    const read = cloud().read({ method: "POST", path: "/webhooks/whatsapp", headers, body }, now);
    expect(read).toMatchObject({ messages: [{ text: "2", quotedMessageId: "0".repeat(32) }] });
  });
});

describe("WhatsApp's 24-hour window", () => {
  const heard = (channel: ReturnType<typeof cloud>, timestamp: number) => {
    const messages = [
      {
        id: "wamid.1",
        from: "1555",
        timestamp: String(timestamp),
        type: "text",
        text: { body: "在吗" },
      },
    ];
    const value = { metadata: { phone_number_id: phoneNumberId }, contacts: [], messages };
    const body = Buffer.from(
      JSON.stringify({ entry: [{ changes: [{ field: "messages", value }] }] }),
    );
    const headers = { "x-hub-signature-256": `sha256=${hmac("sha256", "s", "hex", body)}` };
    return channel.read({ method: "POST", path: "/webhooks/whatsapp", headers, body }, now);
  };

  it("fails at once where the person is known to have been silent for a day", async () => {
    const channel = cloud();
    expect(heard(channel, 1794796200)).toMatchObject({ kind: "messages" });
    const message = outbound({ groupId: undefined, recipientId: "1555" });
    await channel.send(message);
    clock = new Date(now.getTime() + 24 * 3_600_000);
    await expect(channel.send(message)).rejects.toMatchObject({
      retryable: false,
      message: "whatsapp: 131047 outside the 24-hour window",
    });
    expect(fake.taken).toHaveLength(1);
    clock = now;
  });
});
