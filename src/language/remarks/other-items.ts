/** Clauses beside an act that tell of other items than were taken, or of the same once more: they are remarks. */
import { matchedItems } from "../../inventory/items/catalogue";
import type { Item } from "../../inventory/items/item";
import { isOutsideCatalogue, isUnknownText, matchTokens } from "../names/item-names";
import { amountsIn, has, isWordOf, namesIn, type Clause } from "../phrases/clauses";
import type { Phrase } from "../phrases/phrase";
import { isWord } from "../tokens/tokens";
import type { Beside } from "./beside";

/** A没动, B不领了: another item, of which nothing was taken. */
function leavesOther(clause: Clause, taken: ReadonlySet<Item>, beside: Beside): boolean {
  const { words, phrases } = clause;
  const refused = words.some(({ text }) => /^不[领要拿借取用]了?$/.test(text));
  if (!(refused || clause.classes.includes("untouched")) || amountsIn(clause).length > 0)
    return false;
  const plain = phrases.every(
    (phrase) =>
      phrase.kind === "name" ||
      phrase.kind === "break" ||
      isWordOf(phrase, "untouched", "cancel", "particle", "aspect", "filler", "self"),
  );
  const left = itemsOf(clause, beside);
  return plain && left.length > 0 && !left.some((item) => taken.has(item));
}

/** What is told of other items than were taken, or of the same once more. */
export const tellsOfItems = (clause: Clause, taken: ReadonlySet<Item>, beside: Beside): boolean =>
  leavesOther(clause, taken, beside) ||
  lacksStranger(clause) ||
  describesTaken(clause, taken, beside);

/** 封口膜 -1，Parafilm那个: what was taken, called by another of its names. */
function describesTaken(clause: Clause, taken: ReadonlySet<Item>, beside: Beside): boolean {
  const isName = (phrase: Phrase): boolean =>
    phrase.kind === "break" || phrase.kind === "name" || isWordOf(phrase, "deictic", "particle");
  const items = itemsOf(clause, beside);
  const spoken = namesIn(clause).some(({ tokens }) =>
    tokens.some((token) => isWord(token, "deictic")),
  );
  return (
    spoken &&
    items.length > 0 &&
    items.every((item) => taken.has(item)) &&
    clause.phrases.every(isName)
  );
}

/** 签字笔也没了, where the catalogue has none: what was seen is told, of nothing that is kept. */
function lacksStranger(clause: Clause): boolean {
  if (!has(clause, "gone", "low") || amountsIn(clause).length > 0) return false;
  const names = namesIn(clause);
  return (
    names.some(({ tokens }) => isUnknownText(tokens)) &&
    names.every(({ tokens }) => isOutsideCatalogue(tokens)) &&
    !has(clause, "verb", "question", "who", "future", "cancel", "third")
  );
}

export function itemsOf(clause: Clause, { reading, lexicon }: Beside): readonly Item[] {
  const items: Item[] = [];
  for (const { tokens } of namesIn(clause))
    items.push(...matchedItems(matchTokens(tokens, reading, lexicon)));
  return items;
}
