import { createPace, restedMs } from "../../src/sheet/commit/pace";

const minuteMs = 60_000;

it.each([
  [0, 15_000],
  [9 * minuteMs, 15_000],
  [10 * minuteMs, minuteMs],
  [59 * minuteMs, minuteMs],
  [60 * minuteMs, 5 * minuteMs],
])("a sheet that rests for %d ms is read after %d ms", (idleMs, expected) => {
  expect(restedMs(15_000, idleMs)).toBe(expected);
});

it("a sheet is not read more often for resting than it is set to", () => {
  expect(restedMs(2 * minuteMs, 30 * minuteMs)).toBe(2 * minuteMs);
});

it("only a sheet that shares its calls rests, until something is booked or asked", () => {
  let now = 0;
  const paceOf = (restsWhenIdle: boolean) =>
    createPace({
      ...{ untilSpareRead: () => 0, untilSpareWrite: () => 0, random: () => 0 },
      ...{ restsWhenIdle, elapsedMs: () => now },
    });
  const [alone, sharing] = [paceOf(false), paceOf(true)];
  const untilLook = (): readonly number[] =>
    [alone, sharing].map((pace) => {
      pace.looked();
      return pace.untilLook(15_000);
    });
  now = 20 * minuteMs;
  expect(untilLook()).toEqual([15_000, minuteMs]);
  sharing.committed();
  expect(untilLook()).toEqual([15_000, 15_000]);
  now = 40 * minuteMs;
  expect(untilLook()).toEqual([15_000, minuteMs]);
  sharing.asked();
  expect(untilLook()).toEqual([15_000, 15_000]);
});
