/** The pages of a whole relay that has an ADMIN_TOKEN: who gets in, with what, and for how long. */
import { createHash, createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import request from "supertest";
import { serve } from "../../src/server";
import type { Serving } from "../../src/server";
import { readSettings } from "../../src/settings";
import { relayIn } from "./settings";

jest.setTimeout(60_000);

const token = "a token of some length";
let stateDir: string;
let relay: Serving;
const start = (more: Record<string, string> = {}) =>
  serve(readSettings({ ...relayIn(stateDir), ADMIN_TOKEN: token, ...more }));
beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-owner-"));
  relay = await start();
});
afterEach(async () => {
  await relay.stop();
  await rm(stateDir, { recursive: true, force: true });
});
const get = (at: string, headers: Record<string, string> = {}) =>
  request(relay.url).get(at).set(headers);
const signIn = async (): Promise<string> => {
  const answer = await request(relay.url).post("/login").type("form").send({ token });
  return String(answer.headers["set-cookie"]).split(";")[0]!;
};

describe("the start of a relay", () => {
  it("warns of webhooks without PUBLIC_URL and of a short token", async () => {
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line) => void lines.push(line) });
    const dir = await mkdtemp(path.join(tmpdir(), "stockcaster-start-"));
    const variables = {
      ...relayIn(dir),
      ADMIN_TOKEN: token,
      GENERIC_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
    };
    await (await serve(readSettings(variables), log)).stop();
    await rm(dir, { recursive: true, force: true });
    expect(lines.join("")).toMatch(/PUBLIC_URL should be set/);
    expect(lines.join("")).toMatch(/ADMIN_TOKEN should be 24 random characters/);
    expect(lines.join("")).not.toContain(token);
  });
});

describe("a relay with an ADMIN_TOKEN", () => {
  it("asks for it on this machine too, for everything but its health", async () => {
    for (const at of ["/", "/board", "/metrics", "/sheet"]) {
      expect((await get(at, { host: "127.0.0.1" })).status).toBe(401);
    }
    const authorization = `Bearer ${token}`;
    expect((await get("/metrics", { authorization })).status).toBe(200);
    expect((await get("/readyz")).status).toBe(200);
    expect((await get("/healthz")).status).toBe(200);
  });

  it("tells owners why it is not ready, and strangers only that", async () => {
    await relay.stop();
    relay = await start({ SHEETS_API_URL: "http://127.0.0.1:1", SPREADSHEET_ID: "none" });
    const { reason, ...told } = (await get("/readyz", { authorization: `Bearer ${token}` })).body;
    expect(reason).toMatch(/./);
    expect(told).toMatchObject({ status: "degraded", sheet: "away", backlog: 0, outbox: 0 });
    expect((await get("/readyz")).body).toEqual(told);
    expect((await get("/readyz", { authorization: "Bearer nearly" })).body).toEqual(told);
  });

  it("signs board links with nothing that can be worked out from the token", async () => {
    const until = String(Date.now() + 3_600_000);
    const key = createHash("sha256").update(`board ${token}`).digest();
    const signature = createHmac("sha256", key).update(`board:${until}`).digest("base64url");
    expect((await get(`/board?until=${until}&key=${signature}`)).status).toBe(401);
  });

  it("keeps an owner signed in over a restart, and keeps them signed out", async () => {
    const cookie = await signIn();
    await relay.stop();
    relay = await start();
    expect((await get("/board", { cookie })).status).toBe(200);
    const signOut = request(relay.url).post("/logout").set({ cookie, origin: relay.url });
    expect((await signOut).status).toBe(303);
    await relay.stop();
    relay = await start();
    expect((await get("/board", { cookie })).status).toBe(401);
  });
});
