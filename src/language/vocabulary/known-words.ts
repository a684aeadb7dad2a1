/** What everybody's messages are made of, whatever the catalogue holds: words, units and marks, ready to be looked up. */
import { canonicalUnit } from "../../inventory/items/units";
import { createTrie } from "../text/trie";
import type { Meaning } from "../tokens/tokens";
import { unitVocabulary, unitWords } from "./units";
import { vocabulary } from "./vocabulary";

export const knownWords = createTrie<Extract<Meaning, { readonly kind: "word" | "unit" }>>();
for (const word of vocabulary) knownWords.add(word.text, { kind: "word", word });
for (const unit of new Set(unitVocabulary)) {
  knownWords.add(unit, { kind: "unit", unit: canonicalUnit(unit, unitWords) });
}

/** Marks by code: to take a Chinese character out of a text as a text of its own is dear. */
export const marks: ReadonlyMap<number, Meaning> = new Map(
  [..."，,。.;:!?、+-*×/()[]【】{}<>“”\"'~@#|_=&%^→\\·$¥"].map((mark) => [
    mark.charCodeAt(0),
    { kind: "mark", mark },
  ]),
);
