/** The facts once the newest commit's writes are judged: what is known to stand in cells, what is owed. Pure. */
import type { DesiredCells, Facts } from "../commit/facts";
import type { Movement } from "../../inventory/movements/movement";
import { traceOf, type LedgerMemory } from "../ledger/memory";
import type { Judged } from "./judge";

/** @param own the movements that the commit appended */
export function afterJudging(
  facts: Facts,
  judged: Judged,
  { own, memory }: { own: readonly Movement[]; memory: Pick<LedgerMemory, "newest"> },
): Facts {
  const shown = { ...facts.shown };
  const counts = new Set(
    own.flatMap((row) => (row.type === "stocktake" ? [traceOf(row).key] : [])),
  );
  for (const { write, cell } of judged.landed) {
    const { key, tab } = write;
    if (tab !== "stock" || key === undefined || cell.field !== "stock") continue;
    if (typeof cell.value !== "number") continue;
    if (memory.newest(key)?.figure === cell.value) Reflect.deleteProperty(shown, key);
    else shown[key] = { figure: cell.value, counted: counts.has(key) };
  }
  const kept = facts.debts.filter(({ id }) => !judged.settled.has(id));
  const desired = [...facts.desired, ...strayTimes(judged)];
  return { ...facts, shown, debts: [...kept, ...judged.debts], desired, writes: [], headers: {} };
}

/** Times that were written into a wrong cell although the figure beside them was written right: they are to be written again. */
function strayTimes({ landed }: Judged): readonly DesiredCells[] {
  return landed.flatMap(({ write, cell }): DesiredCells[] => {
    const time = write.cells.find(({ field }) => field === "updatedAt");
    const isAstray = time && !landed.some((one) => one.cell === time);
    if (cell.field !== "stock" || !isAstray || write.key === undefined) return [];
    const { tab, key } = write;
    return [{ tab, key, fields: { updatedAt: time.value }, expected: { stock: cell.value } }];
  });
}
