import { runSessionChaos } from "./stocktake-chaos";

it.each([1])(
  "every count stands once and 盘点 says what 流水 says: session in chaos %i",
  async (seed) => {
    const { faults, counts, edits, lost } = await runSessionChaos(seed);
    expect(faults).toEqual([]);
    expect(Math.min(counts, edits, lost)).toBeGreaterThan(0);
  },
  120_000,
);
