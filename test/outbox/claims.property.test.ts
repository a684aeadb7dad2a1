/**
 * Two relays on one 播报 tab, whatever happens to them: channels that fail or hang, a sheet that one can't reach, kills and
 * restarts, clocks that jump. Each entry is told once; more often only where a relay was killed, or kept from the sheet
 * for minutes, between an arrival and its being written down.
 */
import fc from "fast-check";
import type { Broadcast } from "../../src/inventory/movements/broadcast";
import { claimantOf, claimText, releasedText } from "../../src/language/sheet-words/claim-words";
import { createBroadcasts } from "../../src/outbox/broadcasts";
import type { Snapshot } from "../../src/sheet/stockroom";
import { fakeChannel, outboxTo, passing } from "./fake-channel";
import { notebook } from "./notebook";

const start = new Date("2026-11-22T08:00:00Z");
const second = 1000;
const minute = 60 * second;
beforeEach(() => jest.useFakeTimers({ now: start }));
afterEach(() => jest.useRealTimers());

type Step =
  | { readonly kind: "look" | "kill" | "channel" | "sheet"; readonly relay: 0 | 1 }
  | { readonly kind: "write"; readonly relay: 0 | 1; readonly ageMs: number }
  | { readonly kind: "clock"; readonly byMs: number };

const relay = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step & { readonly thenMs: number }> = fc
  .tuple(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constantFrom(
            "look" as const,
            "kill" as const,
            "channel" as const,
            "sheet" as const,
          ),
          relay,
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant("write" as const),
          relay,
          ageMs: fc.constantFrom(0, 0, 8 * 60 * minute),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant("clock" as const),
          byMs: fc.integer({ min: -120, max: 120 }).map((minutes) => minutes * minute),
        }),
      },
    ),
    fc.oneof(fc.integer({ min: 0, max: 5 * second }), fc.integer({ min: 0, max: 4 * minute })),
  )
  .map(([one, thenMs]) => ({ ...one, thenMs }));

function setup() {
  const entries: (Broadcast & { readonly writer: number })[] = [];
  const arrived: string[] = [];
  /** Arrivals that nobody could know of any more, or not in time. */
  const excused: string[] = [];
  const faults = [0, 1].map(() => ({ channel: false, sheet: false }));

  function open(index: 0 | 1) {
    const name = `r${index}`;
    const channel = fakeChannel();
    let isDead = false;
    /** Arrived and not written down. */
    const unwritten = new Map<string, number>();
    channel.onSend = async ({ text }) => {
      await new Promise((resolve) =>
        setTimeout(resolve, faults[index]!.channel ? 30 * second : 20),
      );
      if (isDead || faults[index]!.channel) throw passing();
      for (const key of text.split("+")) {
        arrived.push(key);
        unwritten.set(key, performance.now());
      }
    };
    const { outbox } = outboxTo(channel);
    const view = (): Snapshot =>
      ({
        broadcasts: entries.map(({ writer, ...one }) =>
          writer === index ? one : { ...one, byAnother: true },
        ),
        timeZone: "UTC",
      }) as unknown as Snapshot;
    const look = (): void => {
      if (!isDead && !faults[index]!.sheet) broadcasts.look(view());
    };
    const broadcasts = createBroadcasts({
      outbox,
      notebook: notebook(),
      signature: {
        relay: name,
        mark: (at, timeZone) => claimText(name, at, timeZone),
        relayOf: claimantOf,
        released: releasedText,
      },
      now: () => new Date(),
      elapsedMs: () => performance.now(),
      planFor: (waiting) => ({
        post: waiting.map(({ key, group }) => ({ keys: [key], type: "alert", group, text: key })),
        drop: [],
      }),
      mentionsFor: () => [],
      causesOf: () => [],
      picturesFor: () => Promise.resolve([]),
      onError: () => undefined,
      stockroom: {
        async settle(changes) {
          await new Promise((resolve) => setTimeout(resolve, 300));
          if (isDead) return new Promise(() => undefined);
          if (faults[index]!.sheet) throw new Error("away");
          for (const { key, status, reason, whereReason } of changes) {
            const at = entries.findIndex((one) => one.key === key);
            const now = entries[at]!;
            const isElsewhere = now.status !== "waiting" || now.reason !== whereReason;
            if (whereReason !== undefined && isElsewhere) continue;
            if (status !== "waiting") {
              const since = unwritten.get(key) ?? performance.now();
              if (performance.now() - since > minute) excused.push(key);
              unwritten.delete(key);
            }
            entries[at] = { ...now, status, reason };
          }
          look();
          return undefined;
        },
      },
    });
    return {
      look,
      kill() {
        isDead = true;
        outbox.stop();
        excused.push(...unwritten.keys());
      },
    };
  }

  const relays = [open(0), open(1)];
  let written = 0;
  return {
    entries,
    arrived,
    excused,
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 15 * second) {
        await jest.advanceTimersByTimeAsync(Math.min(15 * second, ms - passed));
        for (const one of relays) one.look();
      }
    },
    take(one: Step) {
      switch (one.kind) {
        case "look": {
          relays[one.relay]!.look();
          return;
        }
        case "kill":
          relays[one.relay]!.kill();
          relays[one.relay] = open(one.relay);
          return;
        case "channel":
        case "sheet":
          faults[one.relay]![one.kind] = !faults[one.relay]![one.kind];
          return;
        case "clock":
          jest.setSystemTime(Date.now() + one.byMs);
          return;
        case "write":
          if (faults[one.relay]!.sheet) return;
          entries.push({
            ...{ type: "alert", group: `fake:g${written % 2}`, text: "", key: `k${written++}` },
            ...{ at: new Date(Date.now() - one.ageMs), status: "waiting", reason: "" },
            writer: one.relay,
          });
          {
            relays[one.relay]!.look();
            return;
          }
      }
    },
    fix() {
      for (const fault of faults) Object.assign(fault, { channel: false, sheet: false });
    },
  };
}

it("each entry is told once, and each is told", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      jest.setSystemTime(start);
      const { entries, arrived, excused, pass, take, fix } = setup();
      for (const one of steps) {
        take(one);
        await pass(one.thenMs);
      }
      fix();
      await pass(8 * minute);
      for (const { key, status } of entries) {
        const times = arrived.filter((one) => one === key).length;
        const spare = excused.filter((one) => one === key).length;
        expect([key, status]).toEqual([key, "sent"]);
        expect(times).toBeGreaterThanOrEqual(1);
        expect(times).toBeLessThanOrEqual(1 + spare);
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);
