/**
 * Joins names of people that the tokeniser split, because a part of them is a word or a figure by itself (总经办林总,
 * 张三).
 */
import { holdsName } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import { isNameChar, personReaches } from "../names/people";
import type { Reading } from "../tokens/tokens";
import { isWordOf } from "./clauses";
import { personOfText } from "./label-values";
import type { Phrase } from "./phrase";

const longestPersonName = 16;

/** Replaces runs of phrases that are one person's name. */
export function joinPersonNames(
  phrases: readonly Phrase[],
  reading: Reading,
  lexicon: Lexicon,
): readonly Phrase[] {
  const joined: Phrase[] = [];
  const reachOf = personReaches(reading.text, longestPersonName, lexicon.people);
  for (let i = 0; i < phrases.length;) {
    const start = phrases[i]?.start ?? 0;
    const reach = reachOf(start);
    const end = reach > 0 ? runEnd(phrases, i, reach) : i;
    const personName = end - i > 1 ? personNameIn(phrases, i, end, reading, lexicon) : undefined;
    if (personName === undefined) {
      const phrase = phrases[i];
      if (phrase !== undefined) joined.push(phrase);
      i += 1;
    } else {
      joined.push(personName.phrase);
      i = personName.next;
    }
  }
  return joined;
}

/** Behind the phrases that follow one another without a gap and could be parts of a name. */
function runEnd(phrases: readonly Phrase[], from: number, reach: number): number {
  let next = from;
  const start = phrases[from]?.start ?? 0;
  while (next < phrases.length) {
    const phrase = phrases[next];
    if (phrase === undefined || !couldBePart(phrase) || phrase.end - start > reach) break;
    if (next > from && phrases[next - 1]?.end !== phrase.start) break;
    if (next === from && isWordOf(phrase, "department-label")) break;
    next += 1;
  }
  return next;
}

function couldBePart(phrase: Phrase): boolean {
  if (phrase.kind === "name") return !holdsName(phrase.tokens);
  if (phrase.kind === "amount") {
    return phrase.unit === "" && phrase.sign === "" && [...phrase.written].every(isNameChar);
  }
  if (phrase.kind !== "word" || phrase.word.verb !== undefined) return false;
  if (isWordOf(phrase, "self", "behalf", "negation", "connect", "aspect", "particle")) return false;
  if (isWordOf(phrase, "department-label")) return true;
  return phrase.word.text.length === 1 && isNameChar(phrase.word.text);
}

function personNameIn(
  phrases: readonly Phrase[],
  from: number,
  to: number,
  { text, shown }: Reading,
  lexicon: Lexicon,
): { readonly phrase: Phrase; readonly next: number } | undefined {
  const start = phrases[from]?.start ?? 0;
  for (let next = to; next - from > 1; next -= 1) {
    const end = phrases[next - 1]?.end ?? start;
    const person = personOfText(text.slice(start, end), shown.slice(start, end), lexicon, false);
    if (person !== undefined)
      return { phrase: { kind: "person", person, labelled: false, start, end }, next };
  }
  return undefined;
}
