/**
 * What of the sheet only the relay of this STATE_DIR may know, kept as notes of the inbox: the figures of items without any
 * movement, should they change while it is down; and the facts as long as a write of its own covers what was not meant,
 * should the hidden tab be deleted before it is put right.
 */
import type { Notebook } from "../inbox/notebook";
import { decodeFacts, encodeFacts, noFacts, type Facts } from "./commit/facts";
import type { SheetState } from "./recovery/sheet-state";

const seenTopic = "sheet-seen";

export interface KeptKnowledge {
  /** The figures last seen of items without a row in the ledger, before this start. */
  readonly seen: ReadonlyMap<string, number>;
  /** The facts that were last known; none where nothing was owed. */
  readonly facts: Facts;
  /** Keeps the facts that are known now, where they are not kept already. */
  keepFacts(state: Pick<SheetState, "facts">): void;
  /** Keeps all that is known now. */
  keep(state: Pick<SheetState, "memory" | "facts">): void;
}

export function createKeptKnowledge(notebook: Notebook, spreadsheetId: string): KeptKnowledge {
  // Facts of another sheet would be put into this one.
  const factsTopic = `sheet-facts ${spreadsheetId}`;
  const [seen, facts] = [notebook.notes.get(seenTopic), notebook.notes.get(factsTopic)];
  const kept = new Map([[factsTopic, JSON.stringify(facts)]]);
  const record = (topic: string, note: unknown): void => {
    const text = JSON.stringify(note);
    if (text === kept.get(topic)) return;
    kept.set(topic, text);
    // What could not be kept is tried again with the next look.
    void notebook.record(topic, note).catch(() => kept.set(topic, ""));
  };
  const keepFacts: KeptKnowledge["keepFacts"] = (state) => {
    const known = state.facts();
    const owes = known.debts.length + known.misplaced.length > 0;
    record(factsTopic, owes ? encodeFacts({ ...known, rows: [] }) : undefined);
  };
  return {
    seen: new Map(entriesOf(seen).flatMap(figureIn)),
    facts: decodeFacts((index) => String(entriesOf(facts)[index]?.[1])) ?? noFacts,
    keepFacts,
    keep(state) {
      const rowless = [...state.memory.all()].filter(([, { id }]) => id === "");
      record(seenTopic, Object.fromEntries(rowless.map(([key, { figure }]) => [key, figure])));
      keepFacts(state);
    },
  };
}

const entriesOf = (note: unknown): readonly (readonly [string, unknown])[] =>
  typeof note === "object" && note !== null ? Object.entries(note) : [];

/** An earlier version kept a list for every item: the figure, then the row that it came from. */
function figureIn([key, value]: readonly [string, unknown]): readonly [string, number][] {
  const figure: unknown = Array.isArray(value) ? value[0] : value;
  return typeof figure === "number" ? [[key, figure]] : [];
}
