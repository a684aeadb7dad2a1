import type { Broadcast } from "../../src/inventory/broadcast";
import { createBroadcasts } from "../../src/outbox/broadcasts";
import { createLateFailures } from "../../src/outbox/late-failures";
import type { BroadcastSettlement, Snapshot } from "../../src/sheet/stockroom";
import { fakeChannel, outboxTo } from "./fake-channel";

const delivered = (messageId: string | undefined) =>
  ({ kind: "delivered", messageId, sentAs: "out-1" }) as const;
const failure = { messageId: "wamid.1", reason: "whatsapp: 131047 outside the 24-hour window" };

describe("a failure that is told late", () => {
  it("is of every entry that shared the message, and of no other platform's", () => {
    const late = createLateFailures();
    expect(late.settled("whatsapp", ["a"], delivered("wamid.1"))).toEqual(delivered("wamid.1"));
    late.settled("whatsapp", ["b"], delivered("wamid.1"));
    late.settled("360dialog", ["c"], delivered("wamid.1"));
    expect(late.told("whatsapp", [failure])).toEqual([
      { key: "a", reason: failure.reason },
      { key: "b", reason: failure.reason },
    ]);
  });

  it("is of nobody's where the message was an answer, or has no id", () => {
    const late = createLateFailures();
    late.settled("whatsapp", ["a"], delivered(undefined));
    expect(late.told("whatsapp", [failure])).toEqual([]);
  });

  it("counts also when it is told before the message's own answer came", () => {
    const late = createLateFailures();
    late.told("whatsapp", [failure]);
    expect(late.settled("whatsapp", ["a"], delivered("wamid.1"))).toEqual({
      kind: "given-up",
      reason: failure.reason,
    });
  });
});

describe("an entry of 播报 whose failure is told late", () => {
  const entry: Broadcast = {
    type: "digest",
    group: "fake:g1",
    text: "库存日报",
    key: "a",
    at: new Date("2026-11-22T08:00:00Z"),
    status: "waiting",
    reason: "",
  };

  it("stands as sent first, then as failed with the reason, and is not sent again", async () => {
    const channel = fakeChannel();
    const settled: BroadcastSettlement[] = [];
    const broadcasts = createBroadcasts({
      outbox: outboxTo(channel).outbox,
      signature: { relay: "aa", mark: String, relayOf: () => undefined, released: "" },
      now: () => entry.at,
      elapsedMs: () => performance.now(),
      stockroom: { settle: (changes) => Promise.resolve(void settled.push(...changes)) },
      planFor: (waiting) => ({
        post: waiting.map((each) => ({ ...each, keys: [each.key] })),
        drop: [],
      }),
      mentionsFor: () => [],
      causesOf: () => [],
      picturesFor: () => Promise.resolve([]),
      onError: (error) => {
        throw error;
      },
    });
    const look = (status: Broadcast["status"]) =>
      broadcasts.look({
        broadcasts: [{ ...entry, status }],
        readAt: entry.at,
      } as unknown as Snapshot);
    look("waiting");
    while (settled.length === 0) await new Promise(setImmediate);
    const messageId = `theirs-${channel.said[0]?.id ?? ""}`;
    broadcasts.failedLate("fake", [{ messageId, reason: "fake: not reached" }]);
    await new Promise(setImmediate);
    expect(settled).toEqual([
      { key: "a", status: "sent", reason: "" },
      { key: "a", status: "failed", reason: "fake: not reached" },
    ]);
    look("failed");
    await new Promise(setImmediate);
    expect(channel.said).toHaveLength(1);
  });
});
