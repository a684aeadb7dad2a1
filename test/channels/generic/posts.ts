/** Posts as a bridge would sign them, by the specification's own package; it shares no code with the channel. */
import { Webhook } from "standardwebhooks";
import type { RawRequest } from "../../../src/channels/channel";
import { createGenericChannel } from "../../../src/channels/generic/channel";
import type { GenericConfig, GenericDeps } from "../../../src/channels/generic/channel";

export const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
export const otherSecret = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
export const now = new Date("2026-11-22T01:31:00Z");

export const content = {
  type: "message",
  messageId: "m1",
  groupId: "g1",
  senderId: "u1",
  senderName: "小王",
  text: "领用：A4纸 1箱",
  sentAt: "2026-11-22T09:30:00+08:00",
};

export interface Signing {
  readonly by?: string;
  readonly at?: Date;
  readonly id?: string;
}

export function sealed(
  body: string | Buffer,
  { by = secret, at = now, id = "h1" }: Signing = {},
): RawRequest {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    method: "POST",
    path: "/webhooks/generic",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": new Webhook(by).sign(id, at, String(body)),
    },
    body: Buffer.from(body),
  };
}

export const post = (fields: object = {}, signing?: Signing): RawRequest =>
  sealed(JSON.stringify({ ...content, ...fields }), signing);

export function generic(config: Partial<GenericConfig> = {}, world: Partial<GenericDeps> = {}) {
  return createGenericChannel(
    { secret, outboundUrl: undefined, outboundSecret: secret, ...config },
    { fetch, now: () => now, onUndelivered: () => undefined, ...world },
  );
}
