import { runChaos, type ChaosOptions } from "./chaos";

type Row = readonly [seed: number, trouble: string, options: Omit<ChaosOptions, "seed">];

const few = { messages: 40, rooms: 2, bustle: 0.05 };
const dense = { messages: 30, rooms: 2, bustle: 0.25 };
const rotating = { ...dense, archiveRows: 15 };

// More of it is the soak's: what that finds is told by its figures.
it.each<Row>([
  [1, "little trouble", few],
  [2, "little trouble", few],
  [3, "an edit before every fourth write", dense],
  [4, "an edit before every fourth write", dense],
  [5, "an edit before every fourth write, and a ledger that is put away", rotating],
])(
  "every message once, every figure that people typed, nothing else: chaos %i, %s",
  async (seed, _, options) => {
    const report = await runChaos({ ...options, seed });
    expect(report.faults).toEqual([]);
    if (options.archiveRows !== undefined) expect(report.rotations).toBeGreaterThan(0);
  },
  120_000,
);
