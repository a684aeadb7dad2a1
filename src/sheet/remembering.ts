/**
 * Fills the ledger's memory from the sheet: the ids of 30 days, whole movements of 48 hours, each item's newest row, and
 * the figures last seen of items that have none. Done at the start, and whenever the top of the ledger doesn't join what is known.
 */
import { readMovements } from "./ledger";
import { readTimes } from "./ledger-cells";
import { traceOf, type Baseline } from "./ledger-memory";
import { readTraces } from "./ledger-traces";
import type { Knowledge } from "./knowledge";
import type { SheetReader } from "./reader";
import { createStockReader } from "./stock";
import { isComplete } from "./tabs";
import type { Workbook } from "./workbook";

/** The topic under which the journal keeps the figures last seen: item → figure, newest 消息ID, its time. */
export const seenTopic = "sheet-seen";

const idMs = 30 * 24 * 3_600_000;
const recentMs = 48 * 3_600_000;

/** Answers false where the ledger or the stock tab can't be read yet. */
export async function remember(
  workbook: Workbook,
  facts: {
    readonly knowledge: Knowledge;
    readonly reader: SheetReader;
    readonly now: Date;
    readonly ledgerRows: number;
    readonly seen: unknown;
  },
): Promise<boolean> {
  const { knowledge, reader, now, ledgerRows, seen } = facts;
  const { memory } = knowledge;
  const timeZone = knowledge.timeZone(workbook);
  const { ledger, stock } = workbook.grids;
  if (!isComplete(ledger) || !isComplete(stock)) return false;
  const top = knowledge.topOf(workbook);
  const wholeLedgerSeen = ledger.headerRow + 1 + ledger.rows.length < ledgerRows;
  const keys = new Set(createStockReader(() => timeZone)(stock).byKey.keys());
  for (const [key, baseline] of readSeen(seen)) if (keys.has(key)) memory.see(key, baseline);
  if (wholeLedgerSeen) {
    memory.trace(top.map((movement) => traceOf(movement)));
    memory.absorb(top, now.getTime());
    return true;
  }
  const since = (ms: number): Date => new Date(now.getTime() - ms);
  const period = { from: since(recentMs), to: new Date(8.64e15) };
  const known = { timeZone, times: await readTimes(reader, ledger, timeZone) };
  const [recent] = await Promise.all([
    readMovements(reader, ledger, period, known),
    readTraces(reader, ledger, {
      ...known,
      since: since(idMs),
      take: (traces) => memory.trace(traces),
      goOn: () => [...keys].some((key) => memory.baseline(key) === undefined),
    }),
  ]);
  memory.absorb(recent, now.getTime());
  return true;
}

function readSeen(note: unknown): readonly (readonly [string, Baseline])[] {
  if (typeof note !== "object" || note === null) return [];
  return Object.entries(note as Record<string, unknown>).flatMap(([key, value]) => {
    const [figure, id, at] = Array.isArray(value) ? (value as unknown[]) : [];
    if (typeof figure !== "number" || typeof id !== "string" || typeof at !== "number") return [];
    return [[key, { figure, id, at }] as const];
  });
}

/** The figures to keep in the journal. */
export function seenNote({ memory }: Pick<Knowledge, "memory">): Readonly<Record<string, Seen>> {
  return Object.fromEntries(
    [...memory.baselines()].map(([key, { figure, id, at }]): [string, Seen] => [
      key,
      [figure, id, at],
    ]),
  );
}

/** Whether everything is kept that only the journal knows: the figures of items without a row. `kept`: by item. */
export function keepsRowless(
  kept: ReadonlyMap<string, Baseline>,
  { memory }: Pick<Knowledge, "memory">,
): boolean {
  for (const [key, { figure, id }] of memory.baselines()) {
    if (id === "" && kept.get(key)?.figure !== figure) return false;
  }
  return true;
}

/** Figure, newest 消息ID, its time. */
type Seen = readonly [number, string, number];
