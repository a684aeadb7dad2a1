/** What an address answers, and what of it a keeper reads in 最近错误. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { signedPost } from "../../src/events/cloud-event";
import { postEvent } from "../../src/events/post-event";
import { createPublicFetch } from "../../src/outbound";
import type { StockEvent } from "../../src/inventory/changes/change";
import { secret } from "./receiver";

const now = new Date("2026-11-30T08:00:00Z");
const event: StockEvent = {
  ...{ id: "手工:m1:5", type: "movement.booked", subject: "A4纸\n70g", at: now },
  data: { sequence: 1, ...{ note: "长".repeat(40_000) } },
};
const post = signedPost(event, "urn:stockcaster:local", { secret, now });

let server: Server;
let url: string;
let elsewhere = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://here");
    if (pathname === "/elsewhere") elsewhere += 1;
    const status = Number(pathname.slice(1));
    if (pathname === "/endless") {
      response.writeHead(200);
      const more = setInterval(() => response.write(Buffer.alloc(32_768)), 1);
      response.on("close", () => clearInterval(more));
    } else if (pathname === "/cut") response.destroy();
    else response.writeHead(status, { location: "/elsewhere", "retry-after": "90" }).end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const deps = { fetch, now: () => now };

it.each([
  ["200", undefined],
  ["204", undefined],
  ["endless", undefined],
  ["302", { reason: expect.stringContaining("302") as string, isGone: false, isRefusal: false }],
  ["400", { reason: "对方回答 400", isGone: false, isRefusal: true }],
  ["410", { reason: "对方回答 410", isGone: true, isRefusal: false }],
  ["503", { reason: "对方回答 503", retryAfterMs: 90_000 }],
  ["cut", { reason: expect.stringMatching(/^连不上（.+）$/) as string }],
])("the answer %s is told as %j", async (path, failure) => {
  const result = await postEvent(`${url}/${path}`, post, deps);
  if (failure === undefined) expect(result).toBeUndefined();
  else expect(result).toMatchObject(failure);
});

it("a redirect is not followed", () => {
  expect(elsewhere).toBe(0);
});

it("an address of the own network is not called, and the keeper reads why", async () => {
  const failure = await postEvent(url, post, { ...deps, fetch: createPublicFetch(undefined) });
  expect(failure?.reason).toContain("内网");
});

it("whatever a row holds, headers are plain and the body stays below 20 kB", () => {
  expect(Object.values(post.headers).join("")).toMatch(/^[\x20-\x7e]+$/);
  expect(post.body.length).toBeLessThan(20_000);
  expect(JSON.parse(post.body.toString())).toMatchObject({ id: "手工:m1:5", subject: "A4纸 70g" });
});
