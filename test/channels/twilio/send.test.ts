import { createTwilioChannel } from "../../../src/channels/twilio/channel";
import { depsAt, openFakePlatforms } from "../fake-platforms";
import type { FakePlatforms } from "../fake-platforms";
import { outbound, picture, png } from "../messages";

let fake: FakePlatforms;
beforeEach(async () => {
  fake = await openFakePlatforms();
});
afterEach(() => fake.close());

const from = "whatsapp:+15550100000";
const to = "whatsapp:+15550100012";
const StatusCallback = "https://relay.example.com/webhooks/twilio";
const published: Buffer[] = [];
const channel = () =>
  createTwilioChannel(
    {
      accountSid: "AC1",
      authToken: "t",
      from,
      publicUrl: "https://relay.example.com",
      apiUrl: fake.url,
    },
    depsAt(new Date(1794796205000), {
      publishPicture: (image) => {
        published.push(image);
        return Promise.resolve("https://relay.example.com/media/x.png");
      },
    }),
  );
const direct = (more = {}) => outbound({ groupId: undefined, recipientId: to, ...more });

describe("Twilio", () => {
  it("says text and a published picture to a person", async () => {
    expect(await channel().send(direct({ picture }))).toEqual({ messageId: "SM1" });
    const authorization = `Basic ${Buffer.from("AC1:t").toString("base64")}`;
    expect(fake.taken).toMatchObject([
      {
        path: "/2010-04-01/Accounts/AC1/Messages.json",
        headers: { authorization },
        content: { To: to, From: from, Body: "已领用 A4纸 3包", StatusCallback },
      },
      { content: { To: to, From: from, MediaUrl: "https://relay.example.com/media/x.png" } },
    ]);
    expect(published).toEqual([png]);
  });

  it("says text and an uploaded picture in a conversation", async () => {
    await channel().send(outbound({ groupId: "CH1", picture }));
    expect(fake.taken).toMatchObject([
      {
        method: "POST",
        path: "/v1/Conversations/CH1/Messages",
        content: { Author: from, Body: "已领用 A4纸 3包" },
      },
      { method: "GET", path: "/v1/Conversations/CH1" },
      {
        method: "POST",
        path: "/v1/Services/IS1/Media",
        headers: { "content-type": "image/png" },
        body: png,
      },
      { path: "/v1/Conversations/CH1/Messages", content: { Author: from, MediaSid: "ME1" } },
    ]);
  });

  it("cuts text at 1600 characters", async () => {
    await channel().send(
      direct({ text: Array.from({ length: 200 }, () => "A4纸 剩 120 包").join("\n") }),
    );
    const bodies = fake.taken.map(({ content }) => (content as { Body: string }).Body);
    expect(bodies.length).toBe(2);
    expect(bodies.every(({ length }) => length <= 1600)).toBe(true);
  });

  it.each([
    [
      { status: 429, json: { code: 20429, message: "too many" }, headers: { "retry-after": "2" } },
      true,
      "20429 too many",
    ],
    [{ status: 400, json: { code: 63018, message: "rate" } }, true, "63018 rate"],
    [
      { status: 400, json: { code: 63016, message: "x" } },
      false,
      "63016 outside the 24-hour window",
    ],
    [{ status: 400, json: { code: 21211, message: "Invalid To" } }, false, "21211 Invalid To"],
  ])("knows by %j whether to try again", async (answer, retryable, reason) => {
    fake.answerNext("Messages.json", answer);
    await expect(channel().send(direct())).rejects.toMatchObject({
      retryable,
      message: `twilio: ${reason}`,
    });
  });

  it("answers with empty TwiML, and tells doctor the webhook's address", async () => {
    expect(channel().answer([])).toEqual({
      status: 200,
      contentType: "text/xml; charset=utf-8",
      body: "<Response/>",
    });
    expect(await channel().check?.()).toMatchObject([
      {
        ok: true,
        sentence: expect.stringContaining("https://relay.example.com/webhooks/twilio") as string,
      },
    ]);
  });
});
