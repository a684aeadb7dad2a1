/** Posts one signed message to the generic channel: node scripts/send-signed.mjs "领用：A4纸 1箱" [group] [sender] */
import { createHmac, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";

if (existsSync(".env")) process.loadEnvFile(".env");
const { GENERIC_WEBHOOK_SECRET: secret, PORT = "3000" } = process.env;
const { RELAY_URL = `http://127.0.0.1:${PORT}` } = process.env;
const [text = "帮助", groupId = "office", senderId = "u1"] = process.argv.slice(2);

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (secret === undefined)
  stop("GENERIC_WEBHOOK_SECRET is not set: put the relay's here or in .env");
const [id, at] = [randomUUID(), Math.floor(Date.now() / 1000)];
const body = JSON.stringify({
  type: "message",
  messageId: id,
  sentAt: new Date(),
  text,
  senderId,
  senderName: senderId,
  groupId,
});
const key = Buffer.from(secret.replace("whsec_", ""), "base64");
const signature = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
const answer = await fetch(`${RELAY_URL}/webhooks/generic`, {
  method: "POST",
  headers: {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": at,
    "webhook-signature": `v1,${signature}`,
  },
  body,
}).catch(() =>
  stop(`${RELAY_URL} can't be reached: is the relay running there? Else set RELAY_URL`),
);
console.log(answer.status, await answer.text());
