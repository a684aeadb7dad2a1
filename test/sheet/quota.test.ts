import fc from "fast-check";
import { createBucket } from "../../src/sheet/quota";

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
