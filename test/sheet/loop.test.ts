import { createLoop } from "../../src/sheet/commit/loop";

type Facts = Parameters<typeof createLoop>[0];

/** A loop on a sheet that is looked at every second, whose looks and commits are counted. */
function rig({
  untilSpareRead = () => 0,
  untilSpareWrite = () => 0,
}: Partial<Pick<Facts, "untilSpareRead" | "untilSpareWrite">> = {}) {
  const counts = { looks: 0, commits: 0 };
  let waiting = false;
  let unshown = 0;
  const known = {
    snapshot: () => ({ policy: { refreshSeconds: 1 } }),
    planning: () => ({ clean: new Map([["stock", { headerRow: 0, missing: [] }]]) }),
    view: () => ({}),
  };
  const facts = {
    looker: { look: () => Promise.resolve(void (counts.looks += 1)) },
    committer: {
      commit: () => {
        counts.commits += 1;
        unshown = waiting ? 1 : 0;
        waiting = false;
        return Promise.resolve(true);
      },
      isUrgent: () => waiting,
      hasWork: () => unshown > 0,
      lastCommitAt: () => undefined,
    },
    refusals: { inARow: () => 0, reason: () => undefined },
    known,
    requiredTabs: [],
    holdsStock: true,
    background: {
      isUrgent: () => false,
      untilStepMs: () => 60_000,
      step: () => Promise.resolve(true),
    },
    log: () => undefined,
    random: () => 0,
    onLook: () => undefined,
    untilSpareRead,
    untilSpareWrite,
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
  const { loop, counts } = rig();
  await loop.start();
  await jest.advanceTimersByTimeAsync(5_500);
  expect(counts.looks).toBe(6);
  await loop.stop();
});

it("leaves the reads to those who wait for one, and books meanwhile", async () => {
  const { loop, counts, book } = rig({ untilSpareRead: () => 3_000 });
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
  const { loop, counts } = rig({ untilSpareRead: () => 3_000 });
  await loop.start();
  await jest.advanceTimersByTimeAsync(22_000);
  expect(counts.looks).toBe(2);
  await loop.stop();
});

it("writes the figures of a single booking soon, and holds them back for 100 ms while bookings come one upon the other", async () => {
  const { loop, counts, book } = rig();
  await loop.start();
  book();
  await jest.advanceTimersByTimeAsync(60);
  expect(counts.commits).toBe(2);
  book();
  await jest.advanceTimersByTimeAsync(60);
  expect(counts.commits).toBe(3);
  book();
  await jest.advanceTimersByTimeAsync(60);
  expect(counts.commits).toBe(4);
  await jest.advanceTimersByTimeAsync(60);
  expect(counts.commits).toBe(5);
  await loop.stop();
});

it("holds figures back longer while writes are short, but not for ever", async () => {
  const { loop, counts, book } = rig({ untilSpareWrite: () => 60_000 });
  await loop.start();
  book();
  await jest.advanceTimersByTimeAsync(4_000);
  expect(counts.commits).toBe(1);
  await jest.advanceTimersByTimeAsync(1_500);
  expect(counts.commits).toBe(2);
  await loop.stop();
});
