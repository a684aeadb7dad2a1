import express from "express";
import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { checkChannels } from "../../scripts/doctor/channels";
import type { Channel } from "../../src/channels/channel";
import { createWebhookRoutes } from "../../src/web/webhooks";
import { generic } from "./generic/posts";

const odd: Channel = {
  ...generic(),
  platform: "odd",
  check: () => Promise.resolve([{ ok: true, sentence: "odd: the token is accepted" }]),
  checkGroup: (groupId) =>
    groupId === "g1"
      ? Promise.resolve([{ ok: true, sentence: "odd: the bot is in g1" }])
      : Promise.reject(new Error("no answer")),
};
const silent: Channel = { ...generic(), platform: "silent", check: () => Promise.resolve([]) };

const servers: Server[] = [];
const serve = async (handler: Parameters<typeof createServer>[1]): Promise<string> => {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
const relay = (...channels: Channel[]) => {
  const routes = createWebhookRoutes({
    channels,
    take: () => Promise.resolve([]),
    failedLate: () => undefined,
    now: () => new Date(),
    log: () => undefined,
  });
  return serve(express().use("/webhooks", routes));
};
const look = (channels: Channel[], groups: string[], publicUrl?: string) =>
  checkChannels({ channels, groups, publicUrl, fetch });
const unset = (platform: string) => ({
  ok: false,
  sentence: expect.stringMatching(`^${platform}: PUBLIC_URL is not set.*; set it to`) as string,
});

describe("doctor, of the channels,", () => {
  it("has a line for each check, and one for each group that the sheet lists", async () => {
    expect(await look([odd], ["odd:g1", "odd:g2"])).toEqual([
      { ok: true, sentence: "odd: the token is accepted" },
      { ok: true, sentence: "odd: the bot is in g1" },
      { ok: false, sentence: "odd: no answer" },
      unset("odd"),
    ]);
  });

  it("says so where a platform can't tell of its groups", async () => {
    expect(await look([silent], ["silent:a:b"])).toEqual([
      { ok: true, sentence: "silent: configured" },
      { ok: true, sentence: "silent: group a:b is listed; silent can't tell of it" },
      unset("silent"),
    ]);
  });

  it("names a listed group whose channel is not configured, but not the one for trying things out", async () => {
    expect(await look([], ["slack:C1", "simulated:group"])).toEqual([
      { ok: false, sentence: expect.stringContaining("slack:C1") as string },
    ]);
  });

  it("knows the relay by its refusal, with the address to register", async () => {
    const url = await relay(odd);
    expect((await look([odd], [], `${url}/`)).at(-1)).toEqual({
      ok: true,
      sentence: `odd: ${url}/webhooks/odd reaches the relay; that is the address to register`,
    });
  });

  it.each<[string, () => Promise<string>, string]>([
    ["a relay without the channel", () => relay(silent), "has no such channel; start it again"],
    ["somebody else's page", () => serve((_, answer) => answer.end("welcome")), "answered 200"],
    [
      "a proxy without a relay",
      () => serve((_, answer) => answer.writeHead(502).end()),
      "answered 502",
    ],
    [
      "a move elsewhere",
      () => serve((_, answer) => answer.writeHead(301, { location: "/" }).end()),
      "answered 301",
    ],
    ["nobody", () => Promise.resolve("http://127.0.0.1:1"), "can't be reached from here"],
  ])("says how to mend a PUBLIC_URL that leads to %s", async (_, open, sentence) => {
    expect((await look([odd], [], await open())).at(-1)).toEqual({
      ok: false,
      sentence: expect.stringContaining(sentence) as string,
    });
  });
});
