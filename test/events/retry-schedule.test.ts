import { afterFailure, cursorFrom } from "../../src/events/cursor";
import { pauseAfter } from "../../src/events/retry-schedule";

const minute = 60_000;

it("the pauses grow from seconds to a day, a fifth longer at most", () => {
  const pauses = Array.from({ length: 11 }, (_, index) => pauseAfter(index + 1, undefined, 0));
  expect(pauses.map((ms) => ms / minute)).toEqual([
    5 / 60,
    5,
    30,
    120,
    300,
    600,
    840,
    1200,
    1440,
    1440,
    1440,
  ]);
  expect(pauseAfter(2, undefined, 0.999)).toBeLessThan(6 * minute + 1);
});

it("an address is not tried before the time that it asked for", () => {
  expect(pauseAfter(1, 10 * minute, 0)).toBe(10 * minute);
});

describe("an address is stopped", () => {
  const refusal = {
    reason: "对方回答 500",
    retryAfterMs: undefined,
    isGone: false,
    isRefusal: false,
  };
  const start = new Date("2026-11-30T08:00:00Z");
  const after = (hours: number): Date => new Date(start.getTime() + hours * 60 * minute);
  const failing = afterFailure(cursorFrom(0, []), refusal, start, 0);

  it("at once where it wants no more", () => {
    const gone = afterFailure(
      cursorFrom(0, []),
      { ...refusal, isGone: true, isRefusal: false },
      start,
      0,
    );
    expect(gone.stoppedAt).toBe(start.getTime());
  });

  it("after a week in which nothing was taken, not before", () => {
    expect(failing.stoppedAt).toBeUndefined();
    expect(afterFailure(failing, refusal, after(7 * 24 - 1), 0).stoppedAt).toBeUndefined();
    expect(afterFailure(failing, refusal, after(7 * 24), 0)).toMatchObject({
      stoppedAt: after(7 * 24).getTime(),
      failures: 2,
    });
  });
});
