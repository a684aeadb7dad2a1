/** Posts one signed message to the generic channel: node scripts/send-signed.mjs "领用：A4纸 1箱" [group] [sender] */
import { createHmac, randomUUID } from "node:crypto";

const { GENERIC_WEBHOOK_SECRET: secret = "", RELAY_URL = "http://127.0.0.1:3000" } = process.env;
const [text = "帮助", groupId = "office", senderId = "u1"] = process.argv.slice(2);
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
const headers = {
  "webhook-id": id,
  "webhook-timestamp": at,
  "webhook-signature": `v1,${signature}`,
};
const answer = await fetch(`${RELAY_URL}/webhooks/generic`, {
  method: "POST",
  headers: { ...headers, "content-type": "application/json" },
  body,
});
console.log(answer.status, await answer.text());
