/** A channel that takes what it is given, unless it is told to fail; with the outbox that sends to it. */
import type { Channel, OutboundMessage, SendLimit } from "../../src/channels/channel";
import { DeliveryError } from "../../src/errors";
import type { Outgoing } from "../../src/outbox/merge";
import { createOutbox } from "../../src/outbox/outbox";
import type { Sent } from "../../src/outbox/target";

export interface Try {
  readonly at: number;
  readonly message: OutboundMessage;
}

export interface FakeChannel extends Channel {
  /** Every try, failed ones too. */
  readonly tries: Try[];
  /** Decides each try: throws, or lets it arrive. */
  onSend: (message: OutboundMessage) => void | Promise<void>;
  /** What arrived. */
  readonly said: OutboundMessage[];
}

export function fakeChannel(sendLimit?: SendLimit): FakeChannel {
  const channel: FakeChannel = {
    platform: "fake",
    sendLimit,
    maxBodyBytes: 1000,
    tries: [],
    said: [],
    onSend: () => undefined,
    read: () => ({ kind: "ignored", reason: "not_a_message" }),
    answer: () => ({ status: 200, contentType: "text/plain", body: "" }),
    async send(message) {
      channel.tries.push({ at: Date.now(), message });
      await channel.onSend(message);
      channel.said.push(message);
      return { messageId: `theirs-${message.id}` };
    },
  };
  return channel;
}

export const passing = (retryAfterMs?: number) =>
  new DeliveryError("fake: 503", { retryable: true, retryAfterMs });
export const final = () => new DeliveryError("fake: no such group", { retryable: false });

export function outgoing(id: string, message: Partial<Outgoing> = {}): Outgoing {
  return {
    id,
    platform: "fake",
    kind: "reply",
    groupId: "g1",
    recipientId: undefined,
    text: `text ${id}`,
    inReplyTo: [`m-${id}`],
    mentions: [],
    picture: undefined,
    reaction: undefined,
    commit: undefined,
    ...message,
  };
}

export const confirmation = (id: string, message: Partial<Outgoing> = {}): Outgoing =>
  outgoing(id, { kind: "confirmation", commit: "c1", ...message });

export function outboxTo(channel: Channel, random = 0.5) {
  const outcomes: Sent[] = [];
  const outbox = createOutbox({
    channels: new Map([[channel.platform, channel]]),
    elapsedMs: () => performance.now(),
    random: () => random,
    onSent: (_, sent) => outcomes.push(sent),
  });
  return { outbox, outcomes };
}
