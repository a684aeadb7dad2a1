/** Several relays on one embedded sheet: what the 播报 tab holds is said once, whoever wrote it and whoever is gone. */
import type { Broadcast } from "../../src/inventory/movements/broadcast";
import { claimantOf, claimText, releasedText } from "../../src/language/sheet-words/claim-words";
import { createBroadcasts } from "../../src/outbox/broadcasts";
import { createReports } from "../../src/reports/reports";
import type { Stockroom } from "../../src/sheet/stockroom";
import { booking, createRig, type Rig } from "../sheet/rig";
import { fakeChannel, outboxTo, type FakeChannel } from "./fake-channel";
import { notebook } from "./notebook";

jest.setTimeout(30_000);

const group = "fake:g1";
let rig: Rig;
/** Runs on with real time, and ahead where a test says so. */
let aheadMs: number;
beforeEach(async () => {
  aheadMs = 0;
  rig = await createRig([{ name: "A4纸", stock: 6, safetyStock: 5 }]);
  const row = (await rig.rows("settings")).findIndex((one) => one["项目"] === "允许的群");
  await rig.type(`'设置'!B${row + 2}`, group);
});
afterEach(() => rig.close());

interface Relay {
  readonly room: Stockroom;
  readonly channel: FakeChannel;
  readonly reports: ReturnType<typeof createReports>;
  /** A fresh look at the sheet. */
  look(): Promise<void>;
  /** As kill -9 does: nothing is written or sent any more. */
  die(): void;
}

const now = () => new Date(Date.now() + aheadMs);

/** A relay on the rig's sheet; it looks only when it is told, so that a test decides who is first. */
async function open(name: string, notes = new Map<string, unknown>()): Promise<Relay> {
  const channel = fakeChannel();
  const { outbox } = outboxTo(channel);
  const room = rig.open({
    now,
    notebook: notebook(notes),
    announceCrossings: (movements) =>
      movements.map(({ id }) => ({ type: "alert", group, text: `预警 ${id}`, key: `预警:${id}` })),
  });
  const reports = createReports({
    stockroom: room,
    now,
    draw: () => Promise.resolve([]),
    onError: (error) => {
      throw error;
    },
  });
  let isDead = false;
  const broadcasts = createBroadcasts({
    ...reports,
    stockroom: room,
    outbox,
    notebook: notebook(notes),
    now,
    elapsedMs: () => performance.now() + aheadMs,
    mentionsFor: () => [],
    causesOf: () => [],
    onError: () => undefined,
    signature: {
      relay: name,
      mark: (at, timeZone) => claimText(name, at, timeZone),
      relayOf: claimantOf,
      released: releasedText,
    },
  });
  room.onChange((snapshot) => {
    if (!isDead) broadcasts.look(snapshot);
  });
  await room.start();
  return {
    room,
    channel,
    reports,
    async look() {
      await room.read();
    },
    die() {
      isDead = true;
      outbox.stop();
    },
  };
}

const said = (...relays: readonly Relay[]) =>
  relays.flatMap(({ channel }) => channel.said.map(({ text }) => text.split("\n")[0]));
const entries = () => rig.rows("broadcasts");
const statuses = async () => (await entries()).map((row) => String(row["状态"]));

/** Looks until what waits is told and written. */
async function settle(...relays: readonly Relay[]): Promise<void> {
  for (let n = 0; n < 200; n += 1) {
    for (const relay of relays) await relay.look();
    if ((await statuses()).every((status) => !status.startsWith("待发送"))) return;
  }
  throw new Error(`still waiting: ${(await statuses()).join(", ")}`);
}

it("the digest that both post in the same moment is sent once", async () => {
  const both = [await open("aa"), await open("bb")];
  await Promise.all(both.map(({ reports }) => reports.postDigestNow()));
  await settle(...both);
  expect(said(...both)).toHaveLength(1);
  expect(await statuses()).toEqual(["已发送"]);
});

it("a digest keeps the end of its window, to the millisecond, as 时间", async () => {
  const one = await open("aa");
  const to = now();
  jest.spyOn(Date, "now").mockReturnValueOnce(to.getTime());
  await one.reports.postDigestNow();
  const [entry] = (await one.room.read()).broadcasts;
  expect(entry?.at).toEqual(to);
});

it("the last digest is known two months on, when the next one begins where it ended", async () => {
  const one = await open("aa");
  const ago = (days: number) => new Date(Date.now() - days * 24 * 3_600_000);
  await one.room.announce([
    { type: "digest", group, text: "日报", key: "日报", at: ago(40) },
    { type: "alert", group, text: "预警", key: "预警", at: ago(40) },
  ]);
  const { broadcasts } = await one.room.read();
  expect(broadcasts.map(({ key }) => key)).toEqual(["日报"]);
});

it("a warning is sent by the relay that booked, however long the other looks on", async () => {
  const [one, other] = [await open("aa"), await open("bb")];
  let arrive: () => void = () => undefined;
  one.channel.onSend = () => new Promise((resolve) => (arrive = resolve));
  await one.room.book(booking("m1", [{ name: "A4纸", change: -2 }]));
  for (let n = 0; n < 5; n += 1) {
    await other.look();
    await one.look();
    aheadMs += 65_000;
  }
  expect(other.channel.tries).toEqual([]);
  expect(await statuses()).toEqual([expect.stringMatching(/^待发送：发送中（aa，/)]);
  arrive();
  await settle(one, other);
  expect(said(one, other)).toEqual(["预警 m1"]);
});

it("what a relay leaves behind that is gone for good is sent by the other after minutes", async () => {
  const [one, other] = [await open("aa"), await open("bb")];
  one.channel.onSend = () => new Promise(() => undefined);
  await one.room.book(booking("m1", [{ name: "A4纸", change: -2 }]));
  one.die();
  await other.look();
  aheadMs += 170_000;
  await other.look();
  expect(other.channel.tries).toEqual([]);
  aheadMs += 20_000;
  await settle(other);
  expect(said(other)).toEqual(["预警 m1"]);
});

it("after a restart on the same STATE_DIR it is sent at once", async () => {
  const notes = new Map<string, unknown>();
  const one = await open("aa", notes);
  one.channel.onSend = () => new Promise(() => undefined);
  await one.room.book(booking("m1", [{ name: "A4纸", change: -2 }]));
  one.die();
  aheadMs += 45_000;
  const again = await open("aa", notes);
  await settle(again);
  expect(said(again)).toEqual(["预警 m1"]);
});

it("of entries that waited through the night each is sent once when both may begin", async () => {
  const both = [await open("aa"), await open("bb")];
  const draft = (key: string): Pick<Broadcast, "type" | "group" | "text" | "key" | "at"> => ({
    ...{ type: "alert", group, text: key, key },
    at: new Date(Date.now() - 3 * 3_600_000),
  });
  const [one, other] = both;
  await Promise.all([
    one?.room.announce(["a1", "a2"].map(draft)),
    other?.room.announce(["b1", "b2"].map(draft)),
  ]);
  await settle(...both);
  const told = both.flatMap(({ channel }) => channel.said.flatMap(({ text }) => text.split("\n")));
  expect(told.sort()).toEqual(["a1", "a2", "b1", "b2"]);
});

it("a warning whose commit's answer was lost is known as the relay's own, and sent at once", async () => {
  const one = await open("aa");
  let isLost = false;
  rig.intercept = async (call, apply) => {
    const answer = apply();
    await Promise.resolve();
    if (isLost || call.kind === "read") return answer;
    isLost = true;
    return { ...answer, status: 503, body: {} };
  };
  await one.room.book(booking("m1", [{ name: "A4纸", change: -2 }]));
  await settle(one);
  expect(said(one)).toEqual(["预警 m1"]);
});
