/** The journal's notes in memory, as a restart finds them. */
import type { DeliveryNotes } from "../../src/outbox/late-failures";

export function notebook(notes = new Map<string, unknown>()): DeliveryNotes {
  return {
    notes,
    record(topic, note) {
      notes.delete(topic);
      if (note !== undefined) notes.set(topic, note);
      return Promise.resolve();
    },
  };
}
