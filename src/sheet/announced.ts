/**
 * Which entries of 播报 the relay of this STATE_DIR wrote: those of its commits that are known to stand, also after an
 * answer was lost or a restart. Remembers keys; reads and writes no cells.
 */
import type { Commit } from "./commit";
import type { Notebook } from "./courier";
import { textOf } from "./cells";

/** The topic under which the journal keeps the keys. */
const announcedTopic = "sheet-announced";
const mostKeys = 300;
const mostCommits = 50;

export interface Announced {
  /** A commit is on its way. */
  sent(commit: Commit): void;
  /** Commits that stand in the sheet, of this relay or of others. */
  stand(ids: readonly string[]): void;
  isOwn(key: string): boolean;
}

export function createAnnounced(notebook: Notebook): Announced {
  const noted = notebook.notes.get(announcedTopic);
  const own = new Set<unknown>(Array.isArray(noted) ? noted : []);
  const keysOf = new Map<string, readonly string[]>();

  return {
    sent({ head, inserts }) {
      const keys = inserts
        .filter(({ tab }) => tab === "broadcasts")
        .flatMap(({ rows }) => rows.map((fields) => textOf(fields["key"])));
      if (keys.length > 0) keysOf.set(head.id, keys);
      const [oldest = ""] = keysOf.size > mostCommits ? keysOf.keys() : [];
      keysOf.delete(oldest);
    },
    stand(ids) {
      const keys = ids.flatMap((id) => keysOf.get(id) ?? []);
      for (const id of ids) keysOf.delete(id);
      if (keys.length === 0) return;
      for (const key of keys) own.add(key);
      for (const key of [...own].slice(0, -mostKeys)) own.delete(key);
      void notebook.record(announcedTopic, [...own]).catch(() => undefined);
    },
    isOwn: (key) => own.has(key),
  };
}
