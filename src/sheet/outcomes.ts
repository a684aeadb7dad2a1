/**
 * What became of a booking, read from what the sheet shows: for commits whose answer was lost or that were repaired.
 * Pure.
 */
import type { BookingOutcome, Obstacle } from "../inventory/outcome";
import type { LedgerMemory } from "./ledger-memory";
import { isRowOf } from "./plan";
import type { Booking, Snapshot } from "./stockroom";

/** undefined: nothing of the booking stands in the sheet. */
export function outcomeInSheet(
  { messageId, lines, pending }: Booking,
  facts: {
    readonly memory: Pick<LedgerMemory, "has" | "recent">;
    readonly snapshot: Pick<Snapshot, "pending">;
    readonly commit: string;
    readonly voided: ReadonlyMap<string, readonly Obstacle[]>;
  },
): BookingOutcome | undefined {
  const { memory, snapshot, commit, voided } = facts;
  const entries = snapshot.pending.filter((entry) => entry.messageId === messageId);
  if (lines.length === 0) {
    if (pending.length === 0 || entries.length === 0) return undefined;
    return { kind: "booked", commit, movements: [], pending: entries };
  }
  if (!memory.has(messageId)) return undefined;
  const movements = memory
    .recent()
    .filter(({ id }) => isRowOf(id, messageId))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  if (!movements.some((movement) => movement.voided)) {
    return { kind: "booked", commit, movements, pending: entries };
  }
  const obstacles = voided.get(messageId) ?? [];
  return { kind: "impossible", obstacles, written: true, pending: entries };
}
