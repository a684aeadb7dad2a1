import { createSlackChannel } from "../../../src/channels/slack/channel";
import { depsAt, openFakePlatforms } from "../fake-platforms";
import type { FakePlatforms } from "../fake-platforms";
import { outbound, picture, png } from "../messages";

let fake: FakePlatforms;
beforeEach(async () => {
  fake = await openFakePlatforms();
});
afterEach(() => fake.close());

const channel = () =>
  createSlackChannel(
    { signingSecret: "s", botToken: "xoxb-1", apiUrl: fake.url },
    depsAt(new Date(1794796205000)),
  );

describe("Slack's bot", () => {
  it("says text in the channel, with mentions, and nobody's markup", async () => {
    const delivery = await channel().send(
      outbound({ groupId: "C1", text: "A&B <!channel>", mentions: ["U2"], inReplyTo: ["1.0"] }),
    );
    expect(delivery).toEqual({ messageId: "1794796300.000100" });
    expect(fake.taken).toMatchObject([
      {
        path: "/chat.postMessage",
        headers: { authorization: "Bearer xoxb-1" },
        content: { channel: "C1", text: "A&amp;B &lt;!channel&gt;\n<@U2>" },
      },
    ]);
  });

  it("uploads a picture in Slack's three steps", async () => {
    await channel().send(outbound({ groupId: "C1", text: "", picture }));
    expect(fake.taken).toMatchObject([
      {
        path: "/files.getUploadURLExternal",
        content: { filename: "picture.png", length: String(png.length) },
      },
      { path: "/upload/v1/x", body: png },
      {
        path: "/files.completeUploadExternal",
        content: { files: [{ id: "F1", title: "库存日报" }], channel_id: "C1" },
      },
    ]);
    expect(fake.taken[1]?.headers["authorization"]).toBeUndefined();
  });

  it("never uploads to an address that is not Slack's", async () => {
    fake.answerNext("getUploadURL", {
      json: { ok: true, upload_url: "https://evil.example.com/x", file_id: "F1" },
    });
    await expect(channel().send(outbound({ text: "", picture }))).rejects.toMatchObject({
      retryable: false,
    });
  });

  it("opens the direct chat before it puts a picture there", async () => {
    await channel().send(outbound({ groupId: undefined, recipientId: "U1", picture }));
    expect(fake.taken.map(({ path }) => path)).toEqual([
      "/chat.postMessage",
      "/conversations.open",
      "/files.getUploadURLExternal",
      "/upload/v1/x",
      "/files.completeUploadExternal",
    ]);
  });

  it("puts an emoji by its name", async () => {
    await channel().send(outbound({ groupId: "C1", inReplyTo: ["1.0"], reaction: "✅" }));
    expect(fake.taken).toMatchObject([
      {
        path: "/reactions.add",
        content: { channel: "C1", timestamp: "1.0", name: "white_check_mark" },
      },
    ]);
  });

  it("says no text besides when the emoji stands there from an earlier try", async () => {
    fake.answerNext("reactions.add", { json: { ok: false, error: "already_reacted" } });
    await channel().send(outbound({ groupId: "C1", inReplyTo: ["1.0"], reaction: "✅" }));
    expect(fake.taken.map(({ path }) => path)).toEqual(["/reactions.add"]);
  });

  it.each([
    [
      { status: 429, json: { ok: false, error: "ratelimited" }, headers: { "retry-after": "30" } },
      true,
      30_000,
    ],
    [{ json: { ok: false, error: "internal_error" } }, true, undefined],
    [{ json: { ok: false, error: "not_in_channel" } }, false, undefined],
    [{ json: { ok: false, error: "missing_scope", needed: "chat:write" } }, false, undefined],
  ])("knows by %j whether to try again", async (answer, retryable, retryAfterMs) => {
    fake.answerNext("chat.postMessage", answer);
    await expect(channel().send(outbound())).rejects.toMatchObject({ retryable, retryAfterMs });
  });

  it("finds the name of a sender", async () => {
    expect(await channel().fetchName?.("U1")).toBe("周敏");
  });
});
