import { createLoop } from "../../src/sheet/loop";

type Facts = Parameters<typeof createLoop>[0];

/** A loop on a sheet that is looked at every second, whose looks and commits are counted. */
function rig(untilSpare: () => number) {
  const counts = { looks: 0, commits: 0 };
  let waiting = false;
  const snapshot = { policy: { refreshSeconds: 1 } };
  const workbook = { grids: { stock: { missing: [] } }, failed: [] };
  const facts = {
    looking: {
      look: () => Promise.resolve(void (counts.looks += 1)),
      doubt: () => undefined,
      isDoubtful: () => false,
    },
    committing: {
      needed: () => waiting,
      commit: () => {
        waiting = false;
        counts.commits += 1;
        return Promise.resolve();
      },
      lastCommitAt: () => undefined,
    },
    background: { untilStepMs: () => 60_000, step: () => Promise.resolve() },
    knowledge: { snapshot: () => snapshot, workbook: () => workbook },
    now: () => new Date(),
    log: () => undefined,
    random: () => 0,
    onLook: () => undefined,
    untilSpare,
  } as unknown as Facts;
  const loop = createLoop(facts);
  const book = (): void => {
    waiting = true;
    loop.wake();
  };
  return { loop, counts, book };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it("looks every 刷新间隔 while reads can be spared", async () => {
  const { loop, counts } = rig(() => 0);
  await loop.start();
  await jest.advanceTimersByTimeAsync(5_500);
  expect(counts.looks).toBe(6);
  await loop.stop();
});

it("leaves the reads to those who wait for one, and books meanwhile", async () => {
  const { loop, counts, book } = rig(() => 3_000);
  await loop.start();
  expect(counts.looks).toBe(1);
  await jest.advanceTimersByTimeAsync(10_000);
  book();
  await jest.advanceTimersByTimeAsync(1);
  expect(counts).toEqual({ looks: 1, commits: 1 });
  void loop.read();
  await jest.advanceTimersByTimeAsync(1);
  expect(counts.looks).toBe(2);
  await loop.stop();
});

it("does not put a look off for ever", async () => {
  const { loop, counts } = rig(() => 3_000);
  await loop.start();
  await jest.advanceTimersByTimeAsync(22_000);
  expect(counts.looks).toBe(2);
  await loop.stop();
});
