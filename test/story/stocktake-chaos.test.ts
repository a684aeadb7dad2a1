import { runSessionChaos } from "./stocktake-chaos";

// More seeds, and longer ones, are the soak's: npm run soak -- --sessions.
it("two relays, one killed twice, lost answers and a colleague in 盘点: each count once, every row as 流水 says", async () => {
  const { faults, counts } = await runSessionChaos(3, { messageCount: 24 });
  expect(faults).toEqual([]);
  expect(counts).toBeGreaterThan(0);
}, 180_000);
