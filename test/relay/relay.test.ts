import { suggesting } from "../../src/inventory/purchasing/suggesting";
import type { InboundMessage } from "../../src/channels/channel";
import { InboxClosedError } from "../../src/errors";
import { createMemoryInbox } from "../../src/inbox/memory";
import type { BookingOutcome } from "../../src/inventory/movements/outcome";
import { defaultPolicy } from "../../src/inventory/policy";
import type { Sent } from "../../src/outbox/target";
import { createQuestions } from "../../src/relay/questions/open-questions";
import { createLexicons } from "../../src/relay/lexicons";
import { createRelay } from "../../src/relay/relay";
import type { Booking, Snapshot, Stockroom } from "../../src/sheet/stockroom";
import { row } from "../inventory/ledger-rows";
import { members, paper } from "../inventory/stock-fixtures";

const start = new Date("2026-11-22T08:00:00Z");
const now = () => start;
const group = "generic:g1";

const snapshot: Snapshot = {
  readAt: start,
  timeZone: "Asia/Shanghai",
  title: "库存",
  url: "",
  items: [paper],
  members,
  policy: { ...defaultPolicy, allowedGroups: [group] },
  pending: [],
  recent: [],
  broadcasts: [],
  problems: [],
};

const issue: InboundMessage = {
  type: "message",
  platform: "generic",
  messageId: "m1",
  groupId: "g1",
  senderId: "li",
  senderName: "小李",
  text: "领用：A4纸 1箱",
  sentAt: start,
  quotedMessageId: undefined,
};
const query: InboundMessage = { ...issue, messageId: "m2", text: "查询 A4纸" };

const told: Sent = { kind: "delivered", messageId: "theirs", sentAs: "ours" };

/** Lets everything that waits for nothing but its turn come to its end. */
async function settle(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await new Promise(setImmediate);
}

/** A relay whose sheet answers, whose people are told and whose seconds pass when the test says so. */
function setup({ isDurable = false, inbox = createMemoryInbox<InboundMessage>({ now }) } = {}) {
  const rows: string[] = [];
  const outcomes: string[] = [];
  const said: string[] = [];
  const bookings: { readonly stand: () => void; readonly fail: () => void }[] = [];
  const clocks: { readonly ms: number; readonly pass: () => void }[] = [];
  const listeners: ((snapshot: Snapshot) => void)[] = [];
  let degraded = false;
  let send: () => Promise<Sent> = () => Promise.resolve(told);
  const stockroom = {
    latest: () => snapshot,
    read: () => Promise.resolve(snapshot),
    state: () => ({ sheet: "ok", degraded, reason: undefined, lastCommitAt: undefined }),
    isBooked: (id: string) => rows.includes(id),
    onChange(listener: (snapshot: Snapshot) => void) {
      listeners.push(listener);
      return () => undefined;
    },
    book: ({ messageId }: Booking) =>
      new Promise<BookingOutcome>((resolve, reject) => {
        bookings.push({
          stand() {
            rows.push(messageId);
            const movements = [row("issue", start, "A4纸", -1, { id: messageId, unit: "箱" })];
            resolve({ kind: "booked", commit: "c1", movements, pending: [] });
          },
          fail: () => reject(new Error("nobody foresaw it")),
        });
      }),
  } as unknown as Stockroom;
  const relay = createRelay({
    inbox,
    isDurable,
    stockroom,
    questions: createQuestions(inbox),
    suggestOn: suggesting,
    prices: () => Promise.resolve([]),
    lookups: { find: () => Promise.reject(new Error("not asked")) },
    lexiconOf: createLexicons(),
    send({ text }) {
      said.push(text);
      return send();
    },
    draw: () => Promise.reject(new Error("not asked")),
    nameOf: () => Promise.resolve("小李"),
    shouldTellClosedGroup: () => false,
    now,
    pause: (ms) => new Promise((resolve) => clocks.push({ ms, pass: resolve })),
    onOutcome: ({ outcome }) => outcomes.push(outcome),
  });
  return {
    rows,
    outcomes,
    said,
    bookings,
    relay,
    /** What a post is answered, once it is. */
    post(message: InboundMessage) {
      const answer: { word?: string | undefined } = {};
      relay.take([message]).then(
        ([word]) => (answer.word = word),
        (error: unknown) =>
          (answer.word =
            error instanceof InboxClosedError ? `503 after ${error.retryAfterSeconds}` : "broken"),
      );
      return answer;
    },
    passSeconds(seconds: number) {
      for (const { pass } of clocks.filter(({ ms }) => ms <= seconds * 1000)) pass();
    },
    goAway: () => (degraded = true),
    comeBack() {
      degraded = false;
      for (const listener of listeners) listener(snapshot);
    },
    hangUp: () => (send = () => new Promise(() => undefined)),
  };
}

describe("without a disk, a post", () => {
  it("is accepted once its row stands, and not before", async () => {
    const { post, bookings, rows, passSeconds } = setup();
    const answer = post(issue);
    passSeconds(19);
    await settle();
    expect(answer).toEqual({});
    bookings[0]?.stand();
    await settle();
    expect(answer).toEqual({ word: "accepted" });
    expect(rows).toEqual(["generic:g1:m1"]);
  });

  it("that the sheet does not take in 20 seconds is 503; posted again it is a duplicate once its row stands", async () => {
    const { post, bookings, rows, passSeconds } = setup();
    const first = post(issue);
    await settle();
    passSeconds(20);
    await settle();
    expect(first).toEqual({ word: "503 after 20" });
    const second = post(issue);
    await settle();
    expect(second).toEqual({});
    bookings[0]?.stand();
    await settle();
    expect(second).toEqual({ word: "duplicate" });
    expect(post(issue)).toEqual({});
    await settle();
    expect(bookings).toHaveLength(1);
    expect(rows).toEqual(["generic:g1:m1"]);
  });

  it("is accepted when its row stands though nobody can be told", async () => {
    const { post, bookings, hangUp, relay } = setup();
    hangUp();
    const answer = post(issue);
    await settle();
    bookings[0]?.stand();
    await settle();
    expect(answer).toEqual({ word: "accepted" });
    expect(relay.backlog()).toBe(1);
  });

  it("that writes nothing is accepted once it is answered, and is 503 where that takes 20 seconds", async () => {
    const { post, hangUp, passSeconds } = setup();
    const answered = post(query);
    await settle();
    expect(answered).toEqual({ word: "accepted" });
    hangUp();
    const waiting = post({ ...query, messageId: "m3" });
    await settle();
    expect(waiting).toEqual({});
    passSeconds(20);
    await settle();
    expect(waiting).toEqual({ word: "503 after 20" });
  });

  it("whose booking breaks is 503, and is booked when it is posted again", async () => {
    const { post, bookings, rows, outcomes } = setup();
    const first = post(issue);
    await settle();
    const repeat = post(issue);
    await settle();
    bookings[0]?.fail();
    await settle();
    expect([first, repeat]).toEqual([{ word: "503 after 5" }, { word: "503 after 5" }]);
    const again = post(issue);
    await settle();
    bookings[1]?.stand();
    await settle();
    expect(again).toEqual({ word: "accepted" });
    expect(rows).toEqual(["generic:g1:m1"]);
    expect(outcomes).toEqual(["failed", "booked"]);
  });

  it("of several messages is 503 as long as one of them is not safe; then only that one is new", async () => {
    const { relay, bookings, passSeconds, rows } = setup();
    const other = { ...issue, messageId: "m4", senderId: "wang" };
    const both = relay.take([issue, other]);
    const refused = expect(both).rejects.toMatchObject({ retryAfterSeconds: 20 });
    await settle();
    bookings[0]?.stand();
    await settle();
    passSeconds(20);
    await refused;
    bookings[1]?.stand();
    await settle();
    expect(await relay.take([issue, other])).toEqual(["duplicate", "duplicate"]);
    expect(rows).toEqual(["generic:g1:m1", "generic:g1:m4"]);
  });
});

it("with a disk a post is accepted before the sheet is asked", async () => {
  const { post, bookings } = setup({ isDurable: true });
  const answer = post(issue);
  await settle();
  expect(answer).toEqual({ word: "accepted" });
  expect(bookings).toHaveLength(1);
});

describe("a message that comes later than repeats are told", () => {
  const dayMs = 24 * 60 * 60_000;
  const sent = (days: number, text = issue.text): InboundMessage => ({
    ...issue,
    text,
    sentAt: new Date(start.getTime() - days * dayMs),
  });

  it("is not booked, and its sender is told what to do", async () => {
    const { post, bookings, said } = setup({ isDurable: true });
    const answer = post(sent(7.1));
    await settle();
    expect([answer.word, bookings.length]).toEqual(["accepted", 0]);
    expect(said).toEqual([
      "这条是 2026-11-15 13:36 发的，隔得太久，可能已经处理过，所以没有登记。如果还需要，请重新发一条。",
    ]);
    expect(post(sent(7.1))).toEqual({});
    await settle();
    expect(said).toHaveLength(1);
  });

  it("is booked up to seven days", async () => {
    const { post, bookings } = setup({ isDurable: true });
    post(sent(6.9));
    await settle();
    expect(bookings).toHaveLength(1);
  });

  it("is answered where it only asks, and met with silence where it is chatter", async () => {
    const { post, said } = setup({ isDurable: true });
    post(sent(30, "查询 A4纸"));
    post({ ...sent(30, "今天天气不错"), messageId: "m9" });
    await settle();
    expect(said).toEqual([expect.stringContaining("A4纸当前库存为")]);
  });

  it("adds nobody to 成员", async () => {
    const { post, bookings } = setup({ isDurable: true });
    post({ ...sent(30), senderId: "left-long-ago" });
    await settle();
    expect(bookings).toEqual([]);
  });

  it("is not booked after a restart either, while one that waited in the inbox is", async () => {
    const kept: InboundMessage[] = [];
    const inbox = createMemoryInbox<InboundMessage>({ now });
    const first = setup({
      isDurable: true,
      inbox: {
        ...inbox,
        take(_, message) {
          kept.push(JSON.parse(JSON.stringify(message)) as InboundMessage);
          return new Promise(() => undefined);
        },
      },
    });
    first.post({ ...sent(30), messageId: "late" });
    const waited = { ...sent(30), messageId: "waited" };
    const unfinished = [...kept, waited].map((message) => ({ key: message.messageId, message }));
    const { relay, bookings, rows, said } = setup({
      isDurable: true,
      inbox: { ...inbox, unfinished },
    });
    expect(relay.backlog()).toBe(2);
    relay.resume();
    await settle();
    expect(relay.backlog()).toBe(1);
    expect(bookings).toHaveLength(1);
    bookings[0]?.stand();
    await settle();
    expect(rows).toEqual(["generic:g1:waited"]);
    expect(said[0]).toContain("隔得太久");
  });
});

it("tells each conversation once that a sheet is away, after eight seconds, and again when it is away anew", async () => {
  const { relay, said, goAway, comeBack, passSeconds } = setup({ isDurable: true });
  const wait = async (messages: readonly InboundMessage[]): Promise<number> => {
    said.length = 0;
    await relay.take(messages);
    await settle();
    passSeconds(7);
    await settle();
    expect(said).toEqual([]);
    passSeconds(8);
    await settle();
    return said.filter((text) => text.includes("表格暂时连不上")).length;
  };
  const of = (senderId: string, ids: readonly string[]): readonly InboundMessage[] =>
    ids.map((messageId) => ({ ...issue, senderId, messageId }));
  goAway();
  expect(await wait([...of("li", ["a1", "a2", "a3"]), ...of("wang", ["b1", "b2"])])).toBe(2);
  expect(await wait(of("li", ["a4"]))).toBe(0);
  comeBack();
  goAway();
  expect(await wait(of("li", ["a5"]))).toBe(1);
});

it("writes 20 entries of a person at most, also of messages that come before the first stands", async () => {
  const { post, bookings, said } = setup({ isDurable: true });
  for (let count = 0; count < 23; count += 1)
    post({ ...issue, messageId: `c${count}`, text: "盘点：A4纸 3箱" });
  post({ ...issue, messageId: "w", senderId: "wang", text: "盘点：A4纸 3箱" });
  for (let turn = 0; turn < 10; turn += 1) await settle();
  expect(bookings).toHaveLength(21);
  expect(said.filter((text) => text.includes("你已有 20 条待处理没有办完"))).toHaveLength(3);
});
