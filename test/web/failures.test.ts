import express from "express";
import { gzipSync } from "node:zlib";
import request from "supertest";
import { answerToFailure, SheetDeniedError } from "../../src/errors";
import { createAccess } from "../../src/web/access/access";
import { createSignedLinks } from "../../src/web/access/signed-links";
import { createSignIn } from "../../src/web/access/sign-in";
import { createTokenAttempts } from "../../src/web/access/token-attempts";
import { answerFailures } from "../../src/web/failures";

const logged: unknown[] = [];
beforeEach(() => logged.splice(0));

const now = (): Date => new Date("2026-11-29T01:00:00Z");
const signingKey = Buffer.alloc(32, 1);
const access = createAccess(
  {
    adminToken: "long-enough-for-a-test",
    publicUrl: undefined,
    loopbackOnly: true,
    keys: { ownerCookie: () => signingKey, renewOwnerCookie: async () => undefined },
    links: createSignedLinks({ signingKey, origin: () => "" }),
    attempts: createTokenAttempts({ now, pause: async () => undefined, warn: () => undefined }),
  },
  now,
);
const app = () =>
  express()
    .use(createSignIn(access).router)
    .get("/broken", () => {
      throw new Error("ENOENT: no such file, open '/opt/stockcaster/secret'");
    })
    .get("/halfway", (_request, response) => {
      response.write("so far");
      throw new Error("the rest is missing");
    })
    .use(answerFailures((error) => logged.push(error)));

function expectNothingTold(text: string): void {
  expect(text).not.toMatch(/node_modules|\.(ts|js):\d|\n\s+at |&nbsp;|\/opt|Error:/);
}

describe("what goes wrong", () => {
  it.each<[string, Readonly<Record<string, string>>, string | Buffer, number]>([
    [
      "another charset",
      { "content-type": "application/x-www-form-urlencoded; charset=foo" },
      "token=x",
      415,
    ],
    ["rubbish that calls itself packed", { "content-encoding": "gzip" }, "rubbish", 400],
    [
      "a form that grows when it is unpacked",
      { "content-encoding": "gzip" },
      gzipSync("a".repeat(90_000)),
      413,
    ],
    ["5 KB", {}, `token=${"x".repeat(5000)}`, 413],
  ])(
    "before signing in, with %s, is told without a stack or a path",
    async (_, headers, body, status) => {
      const answer = await request(app())
        .post("/login")
        .set({ "content-type": "application/x-www-form-urlencoded", ...headers })
        .serialize((text: unknown) => text as string)
        .send(body);
      expect(answer.status).toBe(status);
      expectNothingTold(answer.text);
      expect(logged).toEqual([]);
    },
  );

  it("in the relay itself is told in a sentence, and logged once", async () => {
    const answer = await request(app()).get("/broken");
    expect(answer.status).toBe(500);
    expectNothingTold(answer.text);
    expect(logged).toHaveLength(1);
  });

  it("when half of an answer is out ends it, and is logged once", async () => {
    await expect(request(app()).get("/halfway")).rejects.toThrow();
    expect(logged).toHaveLength(1);
  });

  it("with the sheet is no mistake of the caller's, whatever its status", () => {
    expect(answerToFailure(new SheetDeniedError("share the sheet", 403)).status).toBe(500);
    expect(answerToFailure(undefined).status).toBe(500);
  });
});
