import { runInSlices, runToEnd } from "../../../src/reports/forecasts/slices";

function* counting(steps: number, work: () => void): Generator<void, number> {
  for (let step = 0; step < steps; step += 1) {
    work();
    yield;
  }
  return steps;
}

it("answers the same in slices as in one go", async () => {
  expect(runToEnd(counting(5, () => undefined))).toBe(5);
  await expect(runInSlices(counting(5, () => undefined))).resolves.toBe(5);
});

it("lets others go first when a slice is over", async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const busy = (): void => {
    const until = performance.now() + 3;
    while (performance.now() < until);
  };
  await runInSlices(counting(20, busy));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
});
