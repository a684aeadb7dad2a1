/** Taking messages: each key once. A repeat that comes before the first is safe waits for it, and fails with it. */
import type { Capacity } from "./capacity";
import { writeLine, type Entry } from "./line";
import type { Kept } from "./replay";

/** @param keep resolves when the entry is on the disk and stands in `kept` @throws InboxClosedError */
export function createTaking(
  kept: Kept,
  capacity: Capacity,
  keep: (entry: Entry, line: string) => Promise<void>,
): (key: string, message: unknown) => Promise<"taken" | "duplicate"> {
  const underWay = new Map<string, Promise<void>>();

  async function write(key: string, message: unknown): Promise<void> {
    const entry = { kind: "take", key, message } as const;
    const line = writeLine(entry);
    capacity.enter(line.length);
    try {
      await keep(entry, line);
    } catch (error) {
      capacity.leave(line.length);
      throw error;
    } finally {
      underWay.delete(key);
    }
  }

  return async (key, message) => {
    if (kept.unfinished.has(key) || kept.ids.has(key)) return "duplicate";
    const first = underWay.get(key);
    if (first !== undefined) return first.then(() => "duplicate" as const);
    capacity.check();
    const taken = write(key, message);
    underWay.set(key, taken);
    return taken.then(() => "taken" as const);
  };
}
