/** Another system: takes events, checks each with the packages that its authors would use, and may refuse. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HTTP, type CloudEvent } from "cloudevents";
import { Webhook } from "standardwebhooks";

export const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

export interface Received {
  readonly id: string;
  readonly webhookId: string;
  readonly type: string;
  readonly subject: string;
  readonly source: string;
  readonly data: Readonly<Record<string, unknown>> & { readonly sequence: number };
}

export interface Receiver {
  readonly url: string;
  readonly server: Server;
  /** All that was taken, in the order in which it came. */
  readonly events: Received[];
  /** All that was posted and not taken: how it was answered. */
  readonly refused: number[];
  /** The status with which the next posts are answered. */
  answer: (event: Received) => number;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const webhook = new Webhook(secret);
  const events: Received[] = [];
  const refused: number[] = [];
  const receiver: Pick<Receiver, "answer"> = { answer: () => 204 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const headers = request.headers as Record<string, string>;
      const event = receivedFrom(webhook, headers, body);
      const status = event === undefined ? 400 : receiver.answer(event);
      if (event !== undefined && status < 300) events.push(event);
      else refused.push(status);
      response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    ...{ server, events, refused },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** undefined: the signature or the event is not right. */
function receivedFrom(
  webhook: Webhook,
  headers: Record<string, string>,
  body: string,
): Received | undefined {
  try {
    webhook.verify(body, headers);
    const event = HTTP.toEvent({ headers, body }) as CloudEvent<Received["data"]>;
    if (!event.validate() || Buffer.byteLength(body) > 20_000) return undefined;
    const { id, type, subject = "", source, data } = event;
    return { id, type, subject, source, data: data!, webhookId: headers["webhook-id"] ?? "" };
  } catch {
    return undefined;
  }
}
