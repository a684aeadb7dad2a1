import type { InboundMessage } from "../../src/channels/channel";
import { InboxClosedError } from "../../src/errors";
import { createIngress } from "../../src/workers/ingress";
import { readRegistry } from "../../src/workers/registry";

const registry = readRegistry([
  ["表格ID", "群"],
  ["a", "generic:g1"],
  ["b", "generic:g2"],
]);
const message = (groupId: string, messageId = "m1"): InboundMessage => ({
  ...{ type: "message", platform: "generic", groupId, messageId, senderId: "u" },
  ...{ senderName: "", text: "领用：A4纸 1箱", quotedMessageId: undefined, mentions: [] },
  sentAt: new Date("2026-11-30T08:00:00Z"),
});

function setup(perMinute = 100) {
  let at = Date.parse("2026-11-30T08:00:01Z");
  const published: string[] = [];
  const keys = new Set<string>();
  const take = createIngress({
    registry: () => registry,
    async publish(sheet, key) {
      published.push(`${sheet} ${key}`);
      if (keys.has(key)) return "duplicate";
      keys.add(key);
      return "taken";
    },
    perMinute,
    now: () => new Date(at),
  });
  return { take, published, pass: (ms: number) => (at += ms) };
}

it("publishes a message for its company's sheet, a repeat is told as one, and nothing of a group that nobody claims", async () => {
  const { take, published } = setup();
  expect(await take([message("g1"), message("g2", "m2"), message("g9")])).toEqual([
    ...["accepted", "accepted", "forbidden-group"],
  ]);
  expect(await take([message("g1")])).toEqual(["duplicate"]);
  expect(published.slice(0, 2)).toEqual(["a message:generic:g1:m1", "b message:generic:g2:m2"]);
});

it("refuses more than its limit of one company for the rest of the minute, the others go on", async () => {
  const { take, pass } = setup(2);
  await take([message("g1", "1"), message("g1", "2")]);
  await expect(take([message("g1", "3")])).rejects.toMatchObject({ retryAfterSeconds: 60 });
  expect(await take([message("g2", "4")])).toEqual(["accepted"]);
  pass(60_000);
  expect(await take([message("g1", "3")])).toEqual(["accepted"]);
});

it("refuses all while the registry could not be read", async () => {
  const take = createIngress({
    ...{ registry: () => undefined, perMinute: 1, now: () => new Date() },
    publish: () => Promise.resolve("taken"),
  });
  await expect(take([message("g1")])).rejects.toBeInstanceOf(InboxClosedError);
});
