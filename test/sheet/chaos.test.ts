import { runChaos, type ChaosOptions } from "./chaos";

type Row = readonly [seed: number, trouble: string, options: Omit<ChaosOptions, "seed">];

const few = { messages: 40, rooms: 2, bustle: 0.05 };
const rotating = { ...few, archiveRows: 15 };

// An edit before every fourth write is the soak's: chance has a part in it, and what it finds is told by its figures.
it.each<Row>([
  [1, "little trouble", few],
  [2, "little trouble", few],
  [3, "little trouble, and a ledger that is put away", rotating],
])(
  "every message once, every figure that people typed, nothing else: chaos %i, %s",
  async (seed, _, options) => {
    const report = await runChaos({ ...options, seed });
    expect(report.faults).toEqual([]);
    if (options.archiveRows !== undefined) expect(report.rotations).toBeGreaterThan(0);
  },
  120_000,
);
