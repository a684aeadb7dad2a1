/** Everything that names of the catalogue and of people contribute to reading, indexed once per change of names. */
import type { Item } from "../inventory/item";
import type { Member } from "../inventory/member";

export interface LexiconSource {
  /** In the sheet's order. */
  readonly items: readonly Item[];
  readonly members: readonly Member[];
}

export interface Lexicon {
  readonly source: LexiconSource;
}

/** Builds the index; names, aliases, specs, units and people are what it depends on, figures don't matter. */
export function createLexicon(source: LexiconSource): Lexicon {
  return { source };
}
