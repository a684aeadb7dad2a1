import { SheetAwayError, SheetDeniedError } from "../../src/errors";
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
  const paceOf = (sharesCalls: boolean) =>
    createPace({
      ...{ untilSpareRead: () => 0, untilSpareWrite: () => 0, random: () => 0 },
      ...{ sharesCalls, elapsedMs: () => now },
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

it.each([
  ["alone", false, [30_000, 30_000, 30_000, 30_000, 30_000, 30_000]],
  [
    "among others whose calls it shares",
    true,
    [5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000],
  ],
])("a sheet that denies access %s is asked again after %p", (_, sharesCalls, expected) => {
  const pace = createPace({
    ...{ untilSpareRead: () => 0, untilSpareWrite: () => 0, random: () => 0 },
    ...{ sharesCalls, elapsedMs: () => 0 },
  });
  const denied = new SheetDeniedError("share it", 403);
  expect(expected.map(() => pace.untilAgain(denied, 15_000))).toEqual(expected);
  pace.succeeded();
  expect(pace.untilAgain(denied, 15_000)).toBe(expected[0]);
  expect(pace.untilAgain(new SheetAwayError("away", 503), 15_000)).toBeLessThanOrEqual(1_000);
});
