import fc from "fast-check";
import { createKnownIds } from "../../src/inbox/known-ids";

const dayMs = 24 * 60 * 60_000;
const keys = fc.uniqueArray(fc.string(), { maxLength: 300 });

describe("the ids of finished messages", () => {
  it("are known, and no others, however many there are", () => {
    fc.assert(
      fc.property(keys, fc.array(fc.nat({ max: 7 * dayMs })), (all, times) => {
        const ids = createKnownIds(8 * dayMs);
        const half = all.slice(0, all.length / 2);
        half.forEach((key, index) => ids.add(key, times[index % times.length] ?? 0));
        expect(all.filter((key) => ids.has(key))).toEqual(half);
        expect(ids.size()).toBe(half.length);
      }),
    );
  });

  it("are the same after they were written down and read back", () => {
    const ids = createKnownIds(8 * dayMs);
    for (let n = 0; n < 5000; n += 1) ids.add(`k${n}`, n * 60_000);
    const copy = createKnownIds(8 * dayMs);
    for (const { from, digests } of ids.pieces()) copy.restore(from, digests);
    expect(copy.size()).toBe(5000);
    for (let n = 0; n < 5000; n += 7) expect(copy.has(`k${n}`)).toBe(true);
    expect(copy.has("k5000")).toBe(false);
  });

  it("are kept for the whole time, and for a day more at most", () => {
    const ids = createKnownIds(8 * dayMs);
    ids.add("a", 1000);
    ids.forget(1000 + 8 * dayMs);
    expect(ids.has("a")).toBe(true);
    ids.forget(1001 + 9 * dayMs);
    expect(ids.has("a")).toBe(false);
  });

  it("take little memory: a hundred thousand in under 8 MB", () => {
    const before = process.memoryUsage().arrayBuffers;
    const ids = createKnownIds(8 * dayMs);
    for (let n = 0; n < 100_000; n += 1) ids.add(`generic:group:${n}`, 0);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    expect(ids.size()).toBe(100_000);
  });
});
