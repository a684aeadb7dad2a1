import type { Broadcast } from "../../src/inventory/movements/broadcast";
import { createBroadcasts } from "../../src/outbox/broadcasts";
import { createLateFailures } from "../../src/outbox/late-failures";
import type { BroadcastSettlement, Snapshot } from "../../src/sheet/stockroom";
import { fakeChannel, outboxTo } from "./fake-channel";
import { notebook } from "./notebook";

const start = new Date("2026-11-22T08:00:00Z");
const dayMs = 24 * 60 * 60_000;
const after = (ms: number) => () => new Date(start.getTime() + ms);

const delivered = (messageId: string | undefined) =>
  ({ kind: "delivered", messageId, sentAs: "out-1" }) as const;
const failure = { messageId: "wamid.1", reason: "whatsapp: 131047 outside the 24-hour window" };

describe("a failure that is told late", () => {
  it("is of every entry that shared the message, and of no other platform's", () => {
    const late = createLateFailures(notebook(), after(0));
    expect(late.settled("whatsapp", ["a"], delivered("wamid.1"))).toEqual(delivered("wamid.1"));
    late.settled("whatsapp", ["b"], delivered("wamid.1"));
    late.settled("360dialog", ["c"], delivered("wamid.1"));
    expect(late.told("whatsapp", [failure])).toEqual([
      { key: "a", reason: failure.reason },
      { key: "b", reason: failure.reason },
    ]);
  });

  it("is of nobody's where the message was an answer, or has no id", () => {
    const late = createLateFailures(notebook(), after(0));
    late.settled("whatsapp", ["a"], delivered(undefined));
    expect(late.told("whatsapp", [failure])).toEqual([]);
  });

  it("counts also when it is told before the message's own answer came", () => {
    const late = createLateFailures(notebook(), after(0));
    late.told("whatsapp", [failure]);
    expect(late.settled("whatsapp", ["a"], delivered("wamid.1"))).toEqual({
      kind: "given-up",
      reason: failure.reason,
    });
  });
});

describe("a failure that is told after a restart", () => {
  it("is of the entries that the message stood for, once for three days", () => {
    const notes = new Map<string, unknown>();
    const before = createLateFailures(notebook(notes), after(0));
    before.settled("whatsapp", ["a"], delivered("wamid.1"));
    before.settled("whatsapp", ["b"], delivered("wamid.1"));
    const reopened = (ms: number) => createLateFailures(notebook(new Map(notes)), after(ms));
    expect(reopened(3 * dayMs).told("whatsapp", [failure])).toEqual([
      { key: "a", reason: failure.reason },
      { key: "b", reason: failure.reason },
    ]);
    expect(reopened(3 * dayMs + 1).told("whatsapp", [failure])).toEqual([]);
  });

  it("leaves the journal with no more than the newest thousand, of three days", () => {
    const notes = new Map<string, unknown>();
    let now = start;
    const late = createLateFailures(notebook(notes), () => now);
    for (let n = 0; n < 1500; n += 1) late.settled("whatsapp", [`k${n}`], delivered(`wamid.${n}`));
    expect(notes.size).toBe(1000);
    expect(late.told("whatsapp", [{ ...failure, messageId: "wamid.499" }])).toEqual([]);
    expect(late.told("whatsapp", [{ ...failure, messageId: "wamid.500" }])).toHaveLength(1);
    now = after(4 * dayMs)();
    late.settled("whatsapp", ["new"], delivered("wamid.new"));
    expect(notes.size).toBe(1);
  });

  it("is written at the next start where the stop came first, unless the sheet has it", () => {
    const notes = new Map<string, unknown>();
    const before = createLateFailures(notebook(notes), after(0));
    before.settled("whatsapp", ["a"], delivered("wamid.1"));
    before.settled("whatsapp", ["b"], delivered("wamid.2"));
    before.told("whatsapp", [failure, { ...failure, messageId: "wamid.2" }]);
    before.written(["b"]);
    const late = createLateFailures(notebook(notes), after(1000));
    const sent = ["a", "b"].map((key) => ({ key, status: "sent" as const }));
    expect(late.unwritten([])).toEqual([]);
    expect(late.unwritten(sent)).toEqual([{ key: "a", reason: failure.reason }]);
    expect(late.unwritten(sent)).toEqual([]);
    late.written(["a"]);
    expect(notes.size).toBe(0);
  });

  it("overlooks notes that are no deliveries", () => {
    const notes = new Map<string, unknown>([
      ["relay-name", "a1"],
      ["delivered whatsapp:wamid.1", "a"],
      ["delivered whatsapp:wamid.2", { keys: ["a", 1], at: start.getTime() }],
    ]);
    expect(createLateFailures(notebook(notes), after(0)).told("whatsapp", [failure])).toEqual([]);
  });
});

describe("an entry of 播报 whose failure is told late", () => {
  const entry: Broadcast = {
    type: "digest",
    group: "fake:g1",
    text: "库存日报",
    key: "a",
    at: start,
    status: "waiting",
    reason: "",
  };
  const failed = { key: "a", status: "failed", reason: "fake: not reached" };

  /** A relay that looks at one entry; `isAway`: the sheet takes nothing. */
  function open(notes = new Map<string, unknown>(), isAway = false) {
    const channel = fakeChannel();
    const settled: BroadcastSettlement[] = [];
    const broadcasts = createBroadcasts({
      outbox: outboxTo(channel).outbox,
      notebook: notebook(notes),
      signature: { relay: "aa", mark: String, relayOf: () => undefined, released: "" },
      now: () => entry.at,
      elapsedMs: () => performance.now(),
      stockroom: {
        settle: (changes) =>
          isAway
            ? Promise.reject(new Error("away"))
            : Promise.resolve(void settled.push(...changes)),
      },
      planFor: (waiting) => ({
        post: waiting.map((each) => ({ ...each, keys: [each.key] })),
        drop: [],
      }),
      mentionsFor: () => [],
      causesOf: () => [],
      picturesFor: () => Promise.resolve([]),
      onError: () => undefined,
    });
    const look = (status: Broadcast["status"]) =>
      broadcasts.look({
        broadcasts: [{ ...entry, status }],
        readAt: entry.at,
      } as unknown as Snapshot);
    return { channel, settled, broadcasts, look };
  }

  async function sent(notes: Map<string, unknown>): Promise<string> {
    const { channel, settled, look } = open(notes);
    look("waiting");
    while (settled.length === 0) await new Promise(setImmediate);
    return `theirs-${channel.said[0]?.id ?? ""}`;
  }

  it("stands as sent first, then as failed with the reason, and is not sent again", async () => {
    const { channel, settled, broadcasts, look } = open();
    look("waiting");
    while (settled.length === 0) await new Promise(setImmediate);
    const messageId = `theirs-${channel.said[0]?.id ?? ""}`;
    broadcasts.failedLate("fake", [{ messageId, reason: "fake: not reached" }]);
    await new Promise(setImmediate);
    expect(settled).toEqual([{ key: "a", status: "sent", reason: "" }, failed]);
    look("failed");
    await new Promise(setImmediate);
    expect(channel.said).toHaveLength(1);
  });

  it("stands as failed also where the relay was restarted between the two", async () => {
    const notes = new Map<string, unknown>();
    const messageId = await sent(notes);
    const { settled, broadcasts } = open(notes);
    broadcasts.failedLate("fake", [{ messageId, reason: "fake: not reached" }]);
    await new Promise(setImmediate);
    expect(settled).toEqual([failed]);
    expect(notes.size).toBe(0);
  });

  it("stands as failed also where the sheet was away until the restart", async () => {
    const notes = new Map<string, unknown>();
    const messageId = await sent(notes);
    const away = open(notes, true);
    away.broadcasts.failedLate("fake", [{ messageId, reason: "fake: not reached" }]);
    await new Promise(setImmediate);
    const { settled, look, channel } = open(notes);
    for (let n = 0; n < 3; n += 1) look("sent");
    await new Promise(setImmediate);
    expect(settled).toEqual([failed]);
    expect(channel.tries).toEqual([]);
  });
});
