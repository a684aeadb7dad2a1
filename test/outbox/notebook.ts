/** The journal's notes in memory, as a restart finds them. */
import type { Notebook } from "../../src/inbox/notebook";

export function notebook(notes = new Map<string, unknown>()): Notebook {
  return {
    notes,
    record(topic, note) {
      notes.delete(topic);
      if (note !== undefined) notes.set(topic, note);
      return Promise.resolve();
    },
  };
}
