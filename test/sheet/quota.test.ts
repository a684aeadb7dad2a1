import fc from "fast-check";
import { createBucket, createTokenQueue, type Priority } from "../../src/sheet/api/quota";

const minuteMs = 60_000;

it("lets no minute see more calls than the limit, whatever the pattern", () => {
  const limit = fc.integer({ min: 6, max: 300 });
  const pauses = fc.array(fc.nat(3_000), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(limit, pauses, (perMinute, waits) => {
      const bucket = createBucket(perMinute);
      let now = 0;
      const calls = waits.map((wait) => {
        now += wait;
        const pause = bucket.take(now);
        return now + pause;
      });
      for (const [index, at] of calls.entries()) {
        const within = calls.filter((call, other) => other >= index && call < at + minuteMs);
        expect(within.length).toBeLessThanOrEqual(perMinute);
      }
    }),
  );
});

it("follows a limit that changes, without a burst", () => {
  let limit = 60;
  const bucket = createBucket(() => limit);
  for (let call = 0; call < 10; call += 1) expect(bucket.take(0)).toBe(0);
  expect(bucket.untilToken(0)).toBe(1_200);
  limit = 600;
  expect(bucket.untilToken(0)).toBe(120);
  limit = 6;
  expect(bucket.untilToken(0)).toBe(12_000);
});

// to a millisecond, since fractions of a token are rounded
it("is half full again when it says, and not sooner", () => {
  const taken = fc.integer({ min: 0, max: 30 });
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 300 }), taken, (perMinute, calls) => {
      const bucket = createBucket(perMinute);
      for (let call = 0; call < calls; call += 1) bucket.take(0);
      const wait = bucket.untilHalfFull(0);
      if (wait > 2) expect(bucket.untilHalfFull(wait - 2)).toBeGreaterThan(0);
      expect(bucket.untilHalfFull(wait + 1)).toBe(0);
    }),
    { numRuns: 300 },
  );
});

describe("a queue for the tokens of a bucket", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** 10 tokens at once, then one every 1.2 s; what was let through, in order. */
  function queue() {
    const tokens = createTokenQueue(createBucket(60), () => performance.now());
    const calls: string[] = [];
    const take = (priority: Priority, name: string): void =>
      void tokens.take(priority).then(() => calls.push(name));
    const many = (priority: Priority, name: string, count: number): void => {
      for (let call = 0; call < count; call += 1) take(priority, name);
    };
    return { calls, take, many };
  }
  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  it("lets look-ups have no more than half of what is there, and a booking go at once", async () => {
    const { calls, many, take } = queue();
    many("low", "look-up", 90);
    await pass(0);
    expect(calls).toHaveLength(6);
    take("high", "booking");
    await pass(0);
    expect(calls.at(-1)).toBe("booking");
  });

  it("lets look-ups go on as fast as tokens come in", async () => {
    const { calls, many } = queue();
    many("low", "look-up", 90);
    await pass(60_000);
    expect(calls).toHaveLength(56);
  });

  it("gives the next token to a booking that came after look-ups", async () => {
    const { calls, many, take } = queue();
    many("high", "figures", 10);
    many("low", "look-up", 5);
    await pass(0);
    take("high", "booking");
    await pass(1_200);
    expect(calls.slice(10)).toEqual(["booking"]);
  });

  it("puts a look-up off for three bookings, not for ever", async () => {
    const { calls, many, take } = queue();
    many("high", "figures", 10);
    take("low", "look-up");
    many("high", "booking", 10);
    await pass(6_000);
    expect(calls.slice(10)).toEqual(["booking", "booking", "booking", "look-up", "booking"]);
  });

  it("lets no minute see more calls than the limit, whoever makes them", async () => {
    const { calls, many } = queue();
    many("high", "figures", 40);
    many("low", "look-up", 40);
    await pass(59_999);
    expect(calls.length).toBeLessThanOrEqual(60);
    await pass(60_000);
    expect(calls).toHaveLength(80);
  });
});
