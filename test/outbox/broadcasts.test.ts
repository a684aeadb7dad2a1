import type { Broadcast } from "../../src/inventory/movements/broadcast";
import { claimantOf, claimText, releasedText } from "../../src/language/sheet-words/claim-words";
import { createBroadcasts } from "../../src/outbox/broadcasts";
import type { BroadcastNeeds } from "../../src/outbox/broadcasts";
import type { BroadcastSettlement, Snapshot } from "../../src/sheet/stockroom";
import { picture } from "../channels/messages";
import { fakeChannel, final, outboxTo, passing } from "./fake-channel";
import { notebook } from "./notebook";

const start = new Date("2026-11-22T08:00:00Z");
const second = 1000;
const hour = 3600 * second;
beforeEach(() => jest.useFakeTimers({ now: start }));
afterEach(() => jest.useRealTimers());
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

const entry = (key: string, more: Partial<Broadcast> = {}): Broadcast => ({
  type: "alert",
  group: "fake:g1",
  text: `text ${key}`,
  key,
  at: start,
  status: "waiting",
  reason: "",
  ...more,
});

/** A 播报 tab in memory, with a relay that sends from it; several relays may share one. */
function tabOf(entries: Broadcast[], needs: Partial<BroadcastNeeds> = {}, relay = "aa") {
  const channel = fakeChannel();
  const { outbox } = outboxTo(channel);
  const errors: unknown[] = [];
  const settled: BroadcastSettlement[][] = [];
  let isAway = false;
  const broadcasts = createBroadcasts({
    outbox,
    notebook: notebook(),
    signature: {
      relay,
      mark: (at, timeZone) => claimText(relay, at, timeZone),
      relayOf: claimantOf,
      released: releasedText,
    },
    now: () => new Date(),
    elapsedMs: () => performance.now(),
    planFor: (waiting) => ({
      post: waiting.map((each) => ({ ...each, keys: [each.key] })),
      drop: [],
    }),
    mentionsFor: () => ["keeper"],
    causesOf: () => ["m1"],
    picturesFor: () => Promise.resolve([]),
    onError: (error) => errors.push(error),
    stockroom: {
      settle(changes) {
        if (isAway) return Promise.reject(new Error("away"));
        settled.push([...changes]);
        for (const { key, status, reason, whereReason } of changes) {
          const at = entries.findIndex((each) => each.key === key);
          const now = entries[at]!;
          const isElsewhere = now.status !== "waiting" || now.reason !== whereReason;
          if (whereReason !== undefined && isElsewhere) continue;
          entries[at] = { ...now, status, reason };
        }
        look();
        return Promise.resolve();
      },
    },
    ...needs,
  });
  const look = () =>
    broadcasts.look({
      broadcasts: [...entries],
      readAt: new Date(),
      timeZone: "UTC",
    } as unknown as Snapshot);
  return {
    channel,
    outbox,
    broadcasts,
    errors,
    settled,
    look,
    away: (is: boolean) => (isAway = is),
  };
}

describe("an entry of 播报", () => {
  it("is sent once to its group, mentions whom it should, and is settled", async () => {
    const entries = [entry("a", { group: "fake:g:1" })];
    const { channel, look, settled } = tabOf(entries);
    for (let n = 0; n < 3; n += 1) {
      look();
      await pass(second);
    }
    expect(channel.said).toMatchObject([
      { groupId: "g:1", kind: "alert", text: "text a", mentions: ["keeper"], inReplyTo: ["m1"] },
    ]);
    expect(settled).toEqual([[{ key: "a", status: "sent", reason: "" }]]);
  });

  it("has the same id at every start, and another one for every key", async () => {
    const ids = [];
    for (const key of ["a", "a", "b"]) {
      const { channel, look } = tabOf([entry(key)]);
      look();
      await pass(second);
      ids.push(channel.said[0]?.id);
    }
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it("that can't be sent for six hours fails with the reason, and holds no other group back", async () => {
    const entries = [entry("a"), entry("b", { group: "fake:g2" })];
    const { channel, look } = tabOf(entries);
    channel.onSend = ({ groupId }) => {
      if (groupId === "g1") throw passing();
    };
    look();
    await pass(second);
    expect(entries.map(({ status }) => status)).toEqual(["waiting", "sent"]);
    for (let minute = 0; minute < 5.9 * 60; minute += 1) {
      look();
      await pass(60 * second);
    }
    expect(entries[0]?.status).toBe("waiting");
    for (let minute = 0; minute < 0.3 * 60; minute += 1) {
      look();
      await pass(60 * second);
    }
    expect(entries[0]).toMatchObject({ status: "failed", reason: "fake: 503" });
  });

  it("that is refused for good fails at once with the reason", async () => {
    const entries = [entry("a")];
    const { channel, look } = tabOf(entries);
    channel.onSend = () => {
      throw final();
    };
    look();
    await pass(second);
    expect(entries[0]).toMatchObject({ status: "failed", reason: "fake: no such group" });
  });

  it("for a channel that is not there fails with the reason", async () => {
    const entries = [entry("a", { group: "telegram:1" })];
    const { look } = tabOf(entries);
    look();
    await pass(second);
    expect(entries[0]).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/telegram/),
    });
  });

  it("carries its pictures: the first with the text, the others behind it", async () => {
    const { channel, look, broadcasts } = tabOf([entry("a", { type: "digest" })], {
      picturesFor: () => Promise.resolve([picture, { ...picture, alt: "第2页" }]),
    });
    look();
    expect(broadcasts.waiting()).toBe(1);
    await pass(second);
    expect(broadcasts.waiting()).toBe(0);
    expect(channel.said).toMatchObject([
      { kind: "digest", text: "text a", picture },
      { kind: "digest", text: "第2页", picture: { alt: "第2页" } },
    ]);
    expect(channel.said[0]?.id).not.toBe(channel.said[1]?.id);
  });

  it("goes out without its picture when that can't be drawn", async () => {
    const entries = [entry("a", { type: "digest" })];
    const { channel, look, errors } = tabOf(entries, {
      picturesFor: () => Promise.reject(new Error("no type")),
    });
    look();
    await pass(second);
    expect(channel.said).toMatchObject([{ text: "text a", picture: undefined }]);
    expect(entries[0]?.status).toBe("sent");
    expect(errors).toHaveLength(1);
  });

  it("that the plan drops is not sent and says why; what it leaves goes on waiting", async () => {
    const entries = [entry("a"), entry("b"), entry("c")];
    const { channel, look } = tabOf(entries, {
      planFor: (waiting) => ({
        post: [{ keys: ["a"], type: "alert", group: "fake:g1", text: "both" }],
        drop: waiting
          .filter(({ key }) => key === "b")
          .map(({ key }) => ({ key, reason: "已恢复" })),
      }),
    });
    look();
    await pass(second);
    expect(channel.said.map(({ text }) => text)).toEqual(["both"]);
    expect(entries.map(({ status, reason }) => [status, reason])).toEqual([
      ["sent", ""],
      ["failed", "已恢复"],
      ["waiting", ""],
    ]);
  });

  it("that was left when the relay stopped goes on waiting", async () => {
    const entries = [entry("a")];
    const { channel, look, outbox, settled } = tabOf(entries);
    channel.onSend = () => {
      throw passing();
    };
    look();
    await pass(second / 2);
    outbox.stop();
    await pass(second);
    expect(entries[0]?.status).toBe("waiting");
    expect(settled).toEqual([]);
  });
});

describe("what became of an entry", () => {
  it("is written as soon as the sheet is back, and meanwhile nothing is sent again", async () => {
    const entries = [entry("a")];
    const { channel, look, away, errors } = tabOf(entries);
    away(true);
    for (let n = 0; n < 60; n += 1) {
      look();
      await pass(second);
    }
    expect(errors.length).toBeGreaterThan(2);
    expect(entries[0]?.status).toBe("waiting");
    away(false);
    await pass(120 * second);
    expect(entries[0]?.status).toBe("sent");
    expect(channel.said).toHaveLength(1);
  });

  it("is written together for those that end while the sheet is busy", async () => {
    const entries = ["a", "b", "c"].map((key, n) => entry(key, { group: `fake:g${n}` }));
    const calls: number[] = [];
    const { look } = tabOf(entries, {
      stockroom: {
        async settle(changes) {
          calls.push(changes.length);
          await new Promise((resolve) => setTimeout(resolve, second));
        },
      },
    });
    look();
    await pass(5 * second);
    expect(calls).toEqual([1, 2]);
  });
});

describe("an entry that waited", () => {
  it("bears the relay's mark in the sheet before it is sent", async () => {
    const entries = [entry("a", { at: new Date(start.getTime() - hour) })];
    const { channel, look, settled } = tabOf(entries);
    channel.onSend = () => expect(entries[0]?.reason).toBe("发送中（aa，08:00:00）");
    look();
    await pass(second);
    expect(channel.said).toHaveLength(1);
    expect(settled.flat().map(({ status, reason }) => [status, reason])).toEqual([
      ["waiting", "发送中（aa，08:00:00）"],
      ["sent", ""],
    ]);
  });

  it("is sent by one of two relays that want it in the same moment", async () => {
    const entries = [entry("a", { at: new Date(start.getTime() - hour) })];
    const [one, other] = [tabOf(entries), tabOf(entries, {}, "bb")];
    one.look();
    other.look();
    await pass(second);
    for (const relay of [one, other]) relay.look();
    await pass(hour);
    expect(one.channel.said.length + other.channel.said.length).toBe(1);
    expect(entries[0]?.status).toBe("sent");
  });

  it("is sent in one message with what is fresh, once all of it is held", async () => {
    const entries = [entry("a", { at: new Date(start.getTime() - hour) }), entry("b")];
    const { channel, look } = tabOf(entries, {
      planFor: (waiting) => ({
        post:
          waiting.length === 0
            ? []
            : [
                {
                  keys: waiting.map(({ key }) => key),
                  type: "alert",
                  group: "fake:g1",
                  text: waiting.map(({ key }) => key).join("+"),
                },
              ],
        drop: [],
      }),
    });
    look();
    await pass(second);
    expect(channel.said.map(({ text }) => text)).toEqual(["a+b"]);
  });
});

describe("an entry that is long on its way", () => {
  it("is marked again every minute, so that no other relay takes it", async () => {
    const entries = [entry("a")];
    const seenByOther = () => [{ ...entries[0]!, byAnother: true as const }];
    const one = tabOf(entries);
    const other = tabOf(seenByOther(), {}, "bb");
    one.channel.onSend = () => {
      throw passing();
    };
    for (let n = 0; n < 60; n += 1) {
      one.look();
      other.broadcasts.look({ broadcasts: seenByOther(), timeZone: "UTC" } as unknown as Snapshot);
      await pass(10 * second);
    }
    expect(other.channel.tries).toEqual([]);
    expect(one.settled.length).toBe(9);
    one.channel.onSend = () => undefined;
    await pass(90 * second);
    expect(entries[0]?.status).toBe("sent");
    expect(one.channel.said).toHaveLength(1);
  });

  it("is tried no more once the sheet can't be told for two minutes, and again when it can", async () => {
    const entries = [entry("a")];
    const { channel, look, away } = tabOf(entries);
    channel.onSend = () => {
      throw passing();
    };
    away(true);
    for (let n = 0; n < 60; n += 1) {
      look();
      await pass(10 * second);
    }
    const last = channel.tries.at(-1)!.at - start.getTime();
    expect(last).toBeLessThanOrEqual(120 * second);
    expect(entries[0]?.status).toBe("waiting");
    channel.onSend = () => undefined;
    away(false);
    look();
    await pass(10 * second);
    expect(entries[0]?.status).toBe("sent");
    expect(channel.said).toHaveLength(1);
  });
});

describe("an entry of another relay", () => {
  it("is left to that relay, which sends and settles it", async () => {
    const entries = [entry("a", { byAnother: true })];
    const { channel, look } = tabOf(entries);
    for (let n = 0; n < 16; n += 1) {
      look();
      await pass(10 * second);
    }
    entries[0] = { ...entries[0]!, status: "sent" };
    await pass(hour);
    look();
    expect(channel.said).toEqual([]);
  });

  it.each([
    ["unmarked", ""],
    ["marked", claimText("bb", start, "UTC")],
  ])("that stands %s and unchanged for three minutes is taken over", async (_, reason) => {
    const entries = [entry("a", { byAnother: true, reason })];
    const { channel, look } = tabOf(entries);
    for (let n = 0; n < 20; n += 1) {
      look();
      if (n < 18) expect(channel.said).toEqual([]);
      await pass(10 * second);
    }
    expect(channel.said).toHaveLength(1);
    expect(entries[0]?.status).toBe("sent");
  });

  it("whose mark is the relay's own, from before a restart, is sent at once", async () => {
    const reason = claimText("aa", start, "UTC");
    const { channel, look } = tabOf([entry("a", { byAnother: true, reason })]);
    await pass(second);
    look();
    await pass(second);
    expect(channel.said).toHaveLength(1);
  });

  it("that its writer leaves to whoever comes is sent at once", async () => {
    const entries = [entry("a", { byAnother: true, reason: releasedText })];
    const { channel, look } = tabOf(entries);
    look();
    await pass(second);
    expect(channel.said).toHaveLength(1);
    expect(entries[0]).toMatchObject({ status: "sent", reason: "" });
  });

  it("stays that relay's when this one's clock jumps ahead", async () => {
    const { channel, look } = tabOf([entry("a", { byAnother: true })]);
    look();
    jest.setSystemTime(start.getTime() + 5 * hour);
    look();
    await pass(second);
    expect(channel.said).toEqual([]);
  });
});

it("a relay is busy until what became of its entries is written", async () => {
  const { broadcasts, look, away } = tabOf([entry("a")]);
  away(true);
  look();
  expect(broadcasts.isBusy()).toBe(true);
  await pass(second);
  expect(broadcasts.isBusy()).toBe(true);
  away(false);
  await pass(10 * second);
  expect(broadcasts.isBusy()).toBe(false);
});
