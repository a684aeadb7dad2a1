import { runChaos } from "./chaos";

// Denser trouble is the soak's: what it still finds there is told by its figures.
it.each([1, 2, 3, 4])(
  "every message once, every figure that people typed, nothing else: chaos %i",
  async (seed) => {
    const report = await runChaos({ seed, messages: 40, rooms: 2, bustle: 0.05 });
    expect(report.faults).toEqual([]);
  },
  120_000,
);
