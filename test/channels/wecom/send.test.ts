import { encrypt, getSignature } from "@wecom/crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createWecomAibotChannel } from "../../../src/channels/wecom/aibot";
import { createWecomAppChannel } from "../../../src/channels/wecom/app";
import { depsAt, openFakePlatforms } from "../fake-platforms";
import type { FakePlatforms } from "../fake-platforms";
import { outbound, picture, png } from "../messages";

const now = new Date(1794796205000);
const encodingAesKey = "YWlib3QtZGVtby1hZXMta2V5LWZvci10ZXN0cy0zMmI";
const key = "00000000-0000-4000-8000-000000000001";
const expected = (
  JSON.parse(
    readFileSync(path.join(__dirname, "../fixtures/outbound/outbound-signatures.json"), "utf8"),
  ) as {
    wecomGroupRobot: {
      url: string;
      text: object;
      image: object;
      retryable: object[];
      permanent: object[];
    };
  }
).wecomGroupRobot;

let fake: FakePlatforms;
beforeEach(async () => {
  fake = await openFakePlatforms();
});
afterEach(() => fake.close());

describe("a WeCom group's robot", () => {
  const channel = () =>
    createWecomAibotChannel(
      { token: "t", encodingAesKey, robots: new Map([["g1", key]]), apiUrl: fake.url },
      depsAt(now),
    );

  it("says text with mentions and a picture as base64 and MD5, exactly as documented", async () => {
    await channel().send(
      outbound({ kind: "digest", text: "采购汇总见下图", mentions: ["zhoumin", "@all"], picture }),
    );
    expect(fake.taken.map(({ content }) => content)).toEqual([expected.text, expected.image]);
    expect(fake.taken[0]).toMatchObject({
      method: "POST",
      path: expected.url.replace("https://qyapi.weixin.qq.com", ""),
    });
  });

  it("cuts text at 2048 bytes between lines, and mentions once, at the end", async () => {
    const lines = Array.from({ length: 150 }, (_, at) => `物品${at} 剩 ${at} 个`);
    await channel().send(outbound({ text: lines.join("\n"), mentions: ["zhoumin"] }));
    const said = fake.taken.map(
      ({ content }) => (content as { text: { content: string; mentioned_list?: string[] } }).text,
    );
    expect(said.length).toBeGreaterThan(1);
    expect(said.every(({ content }) => Buffer.byteLength(content) <= 2048)).toBe(true);
    expect(said.flatMap(({ content }) => content.split("\n"))).toEqual(lines);
    expect(said.map((each) => each.mentioned_list)).toEqual([
      ...said.slice(1).map(() => undefined),
      ["zhoumin"],
    ]);
  });

  it.each(expected.retryable)(
    "is tried again after %j, and goes on with what is left",
    async (json) => {
      const robots = channel();
      const message = outbound({ text: "汇总", picture });
      fake.answerNext("send", {});
      fake.answerNext("send", { json });
      await expect(robots.send(message)).rejects.toMatchObject({
        retryable: true,
        retryAfterMs: 60_000,
      });
      await robots.send(message);
      expect(fake.taken.map(({ content }) => (content as { msgtype: string }).msgtype)).toEqual([
        "text",
        "image",
        "image",
      ]);
    },
  );

  it.each(expected.permanent)("is given up after %j, with WeCom's reason", async (json) => {
    fake.answerNext("send", { json });
    const { errcode, errmsg } = json as { errcode: number; errmsg: string };
    await expect(channel().send(outbound())).rejects.toMatchObject({
      retryable: false,
      message: `wecom robot: ${errcode} ${errmsg}`,
    });
  });

  it("is not asked to send a picture of more than 2 MB", async () => {
    const large = { png: Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]), alt: "" };
    await expect(channel().send(outbound({ text: "", picture: large }))).rejects.toMatchObject({
      retryable: false,
    });
  });

  it("has a key that doctor looks at", async () => {
    expect(await channel().check?.()).toMatchObject([{ ok: true }]);
  });
});

describe("a WeCom smart robot", () => {
  const channel = () =>
    createWecomAibotChannel(
      { token: "t", encodingAesKey, robots: new Map(), apiUrl: fake.url },
      depsAt(now),
    );
  const posted = (more: object) => {
    const text = JSON.stringify({
      msgid: "m1",
      chattype: "single",
      from: { userid: "zhoumin" },
      msgtype: "text",
      text: { content: "在吗" },
      ...more,
    });
    const encrypted = encrypt(encodingAesKey, text, "");
    const timestamp = "1794796201";
    const query = `msg_signature=${getSignature("t", timestamp, "n", encrypted)}&timestamp=${timestamp}&nonce=n`;
    return {
      method: "POST",
      path: `/webhooks/wecom-aibot?${query}`,
      headers: {},
      body: Buffer.from(JSON.stringify({ encrypt: encrypted })),
    };
  };
  const direct = outbound({ groupId: undefined, recipientId: "zhoumin", inReplyTo: ["m1"] });

  it("answers a direct message once, at the address in it", async () => {
    const robot = channel();
    expect(
      robot.read(
        posted({ response_url: `${fake.url}/cgi-bin/aibot/response?response_code=1` }),
        now,
      ),
    ).toMatchObject({ kind: "messages" });
    expect(robot.answer([])).toMatchObject({ status: 200, body: "" });
    await robot.send(direct);
    expect(fake.taken).toMatchObject([
      {
        path: "/cgi-bin/aibot/response?response_code=1",
        content: { msgtype: "markdown", markdown: { content: direct.text } },
      },
    ]);
    await expect(robot.send(direct)).rejects.toMatchObject({ retryable: false });
  });

  it("answers in markdown with nothing of what people wrote as markup", async () => {
    const robot = channel();
    robot.read(posted({ response_url: `${fake.url}/cgi-bin/aibot/response` }), now);
    await robot.send({ ...direct, text: "没看懂：<@all>[点这里](http://x.cn)" });
    expect(fake.taken).toMatchObject([
      { content: { markdown: { content: "没看懂：＜@all>［点这里](http://x.cn)" } } },
    ]);
  });

  it("never calls an address that is not WeCom's", async () => {
    const robot = channel();
    for (const response_url of [
      "http://169.254.169.254/x",
      "https://qyapi.weixin.qq.com.evil.cn/",
      "https://qyapi.weixin.qq.com:8443/",
      "file:///etc/passwd",
    ]) {
      robot.read(posted({ response_url }), now);
      await expect(robot.send(direct)).rejects.toMatchObject({ retryable: false });
    }
    expect(fake.taken).toEqual([]);
  });

  it("tells what to set when a group has no robot", async () => {
    await expect(channel().send(outbound({ groupId: "wr9" }))).rejects.toMatchObject({
      retryable: false,
      message: "wecom-aibot: no robot key for group wr9; add it to WECOM_ROBOTS",
    });
  });
});

describe("a WeCom self-built app", () => {
  const channel = () =>
    createWecomAppChannel(
      {
        corpId: "ww1",
        agentId: "1000002",
        appSecret: "s",
        token: "t",
        encodingAesKey,
        apiUrl: fake.url,
      },
      depsAt(now),
    );
  const direct = (more = {}) => outbound({ groupId: undefined, recipientId: "zhoumin", ...more });

  it("fetches its token once and says text and picture to a person", async () => {
    const app = channel();
    expect(await app.send(direct({ picture }))).toEqual({ messageId: "wecom-msg-1" });
    await app.send(direct({ id: "out-2" }));
    expect(fake.taken.map(({ path: at }) => at.split("?")[0])).toEqual([
      "/cgi-bin/gettoken",
      "/cgi-bin/message/send",
      "/cgi-bin/media/upload",
      "/cgi-bin/message/send",
      "/cgi-bin/message/send",
    ]);
    expect(fake.taken[1]?.content).toEqual({
      touser: "zhoumin",
      agentid: 1000002,
      msgtype: "text",
      text: { content: "已领用 A4纸 3包" },
    });
    expect(fake.taken[2]?.content).toEqual({ media: `picture.png;image/png;${png.length}` });
    expect(fake.taken[3]?.content).toMatchObject({
      msgtype: "image",
      image: { media_id: "MEDIA1" },
    });
  });

  it("takes a new token when WeCom says that the old one has ended", async () => {
    fake.answerNext("message/send", { json: { errcode: 42001, errmsg: "access_token expired" } });
    await channel().send(direct());
    expect(fake.taken.filter(({ path: at }) => at.includes("gettoken"))).toHaveLength(2);
  });

  it("finds the name of a sender", async () => {
    expect(await channel().fetchName?.("zhoumin")).toBe("周敏");
  });

  it("can't speak in a group", async () => {
    await expect(channel().send(outbound())).rejects.toMatchObject({ retryable: false });
  });

  it("tells doctor what to mend when the secret is wrong", async () => {
    fake.answerNext("gettoken", { json: { errcode: 40001, errmsg: "invalid credential" } });
    expect(await channel().check?.()).toEqual([
      {
        ok: false,
        sentence: expect.stringContaining("check WECOM_CORP_ID, WECOM_APP_SECRET") as string,
      },
    ]);
  });
});
