import { startClock } from "../../src/reports/clock";

describe("the clock", () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date("2026-11-22T07:58:30Z") }));
  afterEach(() => jest.useRealTimers());

  it("calls every full minute, again after an error, and no more once it is stopped", async () => {
    const calls: string[] = [];
    const errors: unknown[] = [];
    const clock = startClock(
      () => {
        calls.push(new Date().toISOString().slice(11, 16));
        return calls.length === 1 ? Promise.reject(new Error("away")) : Promise.resolve();
      },
      (error) => errors.push(error),
    );
    await jest.advanceTimersByTimeAsync(150_000);
    expect(calls).toEqual(["07:59", "08:00", "08:01"]);
    expect(errors).toHaveLength(1);
    await clock.stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(calls).toHaveLength(3);
  });
});
