import { runChaos } from "./chaos";

it.each([1, 2, 3, 4, 5, 6])(
  "every message once, every figure that people typed, nothing else: chaos %i",
  async (seed) => {
    const report = await runChaos({ seed, messages: 40, rooms: 2, bustle: 0.2 });
    expect(report.faults).toEqual([]);
  },
  60_000,
);
