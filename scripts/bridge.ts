/**
 * A bridge as a low-code platform would build it: posts signed messages to the generic channel and takes what the relay
 * says. For figures, experiments and the story tests; it shares no code with the channel that it talks to.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

/** What the relay posted, as the contract's generic channel has it. */
export interface Post {
  /** Under which it can be quoted. */
  readonly webhookId: string;
  readonly kind: string;
  readonly text: string;
  readonly groupId?: string;
  readonly recipientId?: string;
  readonly inReplyTo?: string;
  readonly inReplyToAll?: readonly string[];
  readonly mentions?: readonly string[];
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly image?: { readonly contentType: string; readonly base64: string; readonly alt: string };
}

/** A message in the generic channel's JSON; `sentAt` defaults to now. */
export interface BridgeMessage {
  readonly messageId: string;
  readonly text: string;
  readonly senderId: string;
  readonly senderName?: string;
  readonly groupId?: string;
  readonly type?: "message" | "edited" | "deleted";
  readonly sentAt?: Date;
  readonly quotedMessageId?: string;
  /** A button of the quoted message was tapped; `text` is the choice's value. */
  readonly tapped?: boolean;
  /** The platform tells that it is said to the relay. */
  readonly addressed?: boolean;
}

export interface Bridge {
  readonly secret: string;
  /** GENERIC_OUTBOUND_URL. */
  readonly url: string;
  /** What came in, oldest first; may be emptied. */
  readonly posts: Post[];
  /** The answer of the next posts, e.g. 503; 200 until told otherwise. */
  answerWith(status: number): void;
  /** Posts one message to the relay at `base`. */
  send(base: string, message: BridgeMessage): Promise<Response>;
  close(): Promise<void>;
}

export async function openBridge(): Promise<Bridge> {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const webhook = new Webhook(secret);
  const posts: Post[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      webhook.verify(body, request.headers as Record<string, string>);
      const webhookId = String(request.headers["webhook-id"]);
      const post = JSON.parse(body) as Omit<Post, "webhookId">;
      if (status < 300) posts.push({ webhookId, ...post });
      response.writeHead(status, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    secret,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posts,
    answerWith: (next) => (status = next),
    send(base, { sentAt = new Date(), type = "message", senderName, ...message }) {
      const body = JSON.stringify({
        type,
        senderName: senderName ?? message.senderId,
        sentAt: sentAt.toISOString(),
        ...message,
      });
      const id = `hook-${randomBytes(8).toString("hex")}`;
      const at = new Date();
      return fetch(`${base}/webhooks/generic`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
          "webhook-signature": webhook.sign(id, at, body),
        },
        body,
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Resolves when the relay has nothing left to do or to say. */
export async function whenQuiet(base: string): Promise<void> {
  for (;;) {
    const answer = (await (await fetch(`${base}/readyz`)).json()) as Record<string, unknown>;
    if (answer["backlog"] === 0 && answer["outbox"] === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
