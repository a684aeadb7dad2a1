/**
 * Which entries of 播报 the relay of this STATE_DIR wrote: those that it sent and that stand in the sheet. Remembers keys;
 * reads and writes no cells.
 */
import type { Notebook } from "../inbox/notebook";

/** The topic under which the journal keeps the keys. */
const topic = "sheet-announced";
const mostKeys = 300;

export interface OwnBroadcasts {
  /** A commit with these entries is on its way. */
  sent(keys: readonly string[]): void;
  isOwn(key: string): boolean;
}

export function createOwnBroadcasts(notebook: Notebook): OwnBroadcasts {
  const noted = notebook.notes.get(topic);
  const own = new Set<unknown>(Array.isArray(noted) ? noted : []);
  return {
    sent(keys) {
      if (keys.length === 0) return;
      for (const key of keys) own.add(key);
      for (const key of [...own].slice(0, -mostKeys)) own.delete(key);
      void notebook.record(topic, [...own]).catch(() => undefined);
    },
    isOwn: (key) => own.has(key),
  };
}
