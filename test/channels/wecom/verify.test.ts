import { encrypt, getSignature } from "@wecom/crypto";
import { openCallback } from "../../../src/channels/wecom/verify";

const aesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
const secrets = { token: "t", encodingAesKey: aesKey, receiveId: "corp" };
const signedAt = 1794796200;
const encrypted = encrypt(aesKey, "text", "corp");
const opened = (minutesLater: number, { method = "POST", time = String(signedAt) } = {}) => {
  const query = new URLSearchParams({
    msg_signature: getSignature("t", time, "n", encrypted),
    timestamp: time,
    nonce: "n",
    ...(method === "GET" && { echostr: encrypted }),
  });
  const path = `/webhooks/wecom-app?${query.toString()}`;
  return openCallback(
    { method, path, headers: {}, body: Buffer.from(encrypted) },
    {
      secrets,
      now: new Date((signedAt + minutesLater * 60) * 1000),
      encryptedOf: (body) => body,
    },
  );
};

describe("WeCom's callback", () => {
  it("is opened within an hour of the time that its signature covers", () => {
    const sentAt = new Date(signedAt * 1000);
    expect(opened(59)).toEqual({ kind: "opened", text: "text", sentAt });
  });

  it.each(["POST", "GET"])("is refused when it was signed earlier, by %s", (method) => {
    expect(opened(61, { method })).toMatchObject({ status: 401, reason: "stale_timestamp" });
    expect(opened(3 * 365 * 24 * 60, { method })).toMatchObject({ status: 401 });
  });

  it.each(["", "yesterday", "-1"])("is refused when the signed time is %j", (time) => {
    expect(opened(0, { time })).toMatchObject({ kind: "rejected", status: 401 });
  });
});
