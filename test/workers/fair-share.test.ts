import fc from "fast-check";
import { fairShare } from "../../src/workers/fair-share";

const count = 64;

/** One look of each worker in turn, as the server grants it. */
function look(workers: readonly string[], owners: Map<number, string>): void {
  for (const me of workers) {
    const { take, leave } = fairShare({ me, workers, owners, count });
    for (const partition of leave) owners.delete(partition);
    for (const partition of take) if (!owners.has(partition)) owners.set(partition, me);
  }
}

it("ends with every partition held by one worker and none with more than its share, whoever comes and goes", () => {
  const names = fc.uniqueArray(fc.constantFrom<string>(..."abcdefg"), {
    minLength: 1,
  });
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 5 }), (shifts) => {
      const owners = new Map<number, string>();
      for (const workers of shifts) {
        for (const [partition, owner] of owners)
          if (!workers.includes(owner)) owners.delete(partition);
        look(workers, owners);
        look(workers, owners);
        expect(owners.size).toBe(count);
        for (const name of workers) {
          const mine = [...owners.values()].filter((owner) => owner === name).length;
          expect(mine).toBeLessThanOrEqual(Math.ceil(count / workers.length));
        }
      }
    }),
  );
});

it("takes nothing from a worker that holds no more than its share", () => {
  const owners = new Map(Array.from({ length: count }, (_, at) => [at, at % 2 ? "a" : "b"]));
  expect(fairShare({ me: "a", workers: ["a", "b"], owners, count })).toEqual({
    take: [],
    leave: [],
  });
});
