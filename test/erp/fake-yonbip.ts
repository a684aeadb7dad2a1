/** A YonBIP with its tokens and details in memory, and the events that it pushes. */
import { encrypt, getSignature } from "@wecom/crypto";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fixture, fixtureText } from "./fixtures";

export const yonbip = {
  appKey: "41832a3d2df94989b500da6a22268747",
  appSecret: "example-secret-of-the-app",
  aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
};

/** An event as it is posted; `generation` 1: SHA-1, 2: HMAC-SHA256. */
export function eventOf(
  event: object,
  { generation = 2, at = Date.now(), appKey = yonbip.appKey, secret = yonbip.appSecret } = {},
): object {
  const encrypted = encrypt(yonbip.aesKey, JSON.stringify(event), appKey);
  const [timestamp, nonce] = [String(at), "n0nce"];
  const parts = [timestamp, nonce, encrypted];
  return {
    timestamp: at,
    nonce,
    encrypt: encrypted,
    ...(generation === 1
      ? { msgSignature: getSignature(secret, at, nonce, encrypted) }
      : {
          signature: createHmac("sha256", secret).update(parts.sort().join("")).digest("base64"),
        }),
  };
}

export const auditEvent = (id: string, more: object = {}): object => ({
  ...(fixture("yonbip-event") as object),
  ...{ eventId: `event-${id}`, timestamp: Date.now(), content: `{"id":${id}}` },
  ...more,
});

export interface FakeYonbip {
  readonly url: string;
  /** By id, as JSON. */
  readonly details: Map<string, object>;
  /** Answers of this status come first. */
  failures: number;
  readonly calls: string[];
  close(): Promise<void>;
}

export async function startFakeYonbip(): Promise<FakeYonbip> {
  const details = new Map<string, object>();
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
    calls.push(pathname);
    const send = (status: number, text: string): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(text);
    };
    if (fake.failures > 0) {
      fake.failures -= 1;
      send(500, "{}");
    } else if (pathname === "/iuap-api-auth/open-auth/selfAppAuth/getAccessToken") {
      send(200, fixtureText("yonbip-token"));
    } else if (searchParams.get("access_token") !== "token-1") {
      send(401, JSON.stringify({ code: "310036", message: "invalid token" }));
    } else {
      const id = searchParams.get("id") ?? "";
      const found = details.get(id);
      const data = JSON.stringify({ code: "200", data: { id: 0, ...found } });
      send(
        200,
        found === undefined ? fixtureText("yonbip-missing") : data.replace('"id":0', `"id":${id}`),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: FakeYonbip = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    details,
    failures: 0,
    calls,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}
