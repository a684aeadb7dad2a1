/**
 * What is still to be said to people. Takes messages, keeps each platform's rate per target, tries again with growing
 * pauses, and tells its caller what became of each. One target's failure holds no other target back. In memory: what must
 * survive a restart stands in the inbox or in the 播报 tab.
 */
import type { Channel } from "../channels/channel";
import type { Outgoing } from "./merge";
import { createTarget, type SendTiming, type Sent, type Target } from "./target";

export interface Outbox {
  /** Resolves when the message has arrived or is given up; never rejects. */
  send(message: Outgoing): Promise<Sent>;
  /** Messages not yet delivered nor given up. */
  pending(): number;
  /** Leaves what waits to the next start and takes no more. */
  stop(): void;
}

export interface OutboxNeeds extends SendTiming {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly onSent: (message: Outgoing, sent: Sent) => void;
}

/** What waits here is not finished in the inbox, which holds 10,000; so a dead platform can't fill it. */
const mostPending = 5000;

const keyOf = ({ platform, groupId, recipientId }: Outgoing): string =>
  JSON.stringify([platform, groupId, recipientId]);

export function createOutbox(needs: OutboxNeeds): Outbox {
  const targets = new Map<string, Target>();
  let pending = 0;
  let isStopped = false;

  function targetFor(message: Outgoing, channel: Channel): Target {
    const key = keyOf(message);
    const known = targets.get(key);
    if (known !== undefined) return known;
    for (const [other, target] of targets) if (target.isIdle()) targets.delete(other);
    const target = createTarget(channel, needs);
    targets.set(key, target);
    return target;
  }

  function refused(message: Outgoing, sent: Sent): Promise<Sent> {
    needs.onSent(message, sent);
    return Promise.resolve(sent);
  }

  return {
    send(message) {
      if (isStopped) return Promise.resolve({ kind: "left" });
      const channel = needs.channels.get(message.platform);
      if (channel === undefined) {
        return refused(message, { kind: "given-up", reason: `${message.platform} is not set up` });
      }
      if (pending >= mostPending) {
        return refused(message, { kind: "given-up", reason: "too many messages wait" });
      }
      pending += 1;
      return new Promise((resolve) => {
        targetFor(message, channel).put(message, (sent) => {
          pending -= 1;
          needs.onSent(message, sent);
          resolve(sent);
        });
      });
    },
    pending: () => pending,
    stop() {
      isStopped = true;
      for (const target of targets.values()) target.stop();
    },
  };
}
