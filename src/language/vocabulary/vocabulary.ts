/**
 * The words that carry meaning in the group, each with its classes; tables to be added to, never rules. What comes out
 * is one list for the tokeniser's trie. Names, people and units are not words of these tables.
 */
import { stockWords, verbs, type StockClass, type Verb } from "./stock-words";
import { talkWords, type TalkClass } from "./talk-words";

export type { Verb } from "./stock-words";
export type WordClass = StockClass | TalkClass | "verb";

/** A word; one that is listed under several classes has them all, and its place decides. */
export interface Word {
  readonly text: string;
  readonly classes: readonly WordClass[];
  readonly verb: Verb | undefined;
}

function collect(): readonly Word[] {
  const words = new Map<string, { classes: Set<WordClass>; verb: Verb | undefined }>();
  const entry = (text: string): { classes: Set<WordClass>; verb: Verb | undefined } => {
    const known = words.get(text) ?? { classes: new Set<WordClass>(), verb: undefined };
    words.set(text, known);
    return known;
  };
  for (const [name, list] of [...Object.entries(stockWords), ...Object.entries(talkWords)]) {
    for (const text of list.split(" ")) entry(text).classes.add(name as WordClass);
  }
  for (const verb of verbs) {
    const word = entry(verb.text);
    word.classes.add("verb");
    word.verb ??= verb;
  }
  return [...words].map(([text, { classes, verb }]) => ({ text, classes: [...classes], verb }));
}

/** Every word, once. */
export const vocabulary: readonly Word[] = collect();
