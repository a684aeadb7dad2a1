/** What something is for: words at the end of a clause, or a clause of their own, that go into 备注. */
import { holdsName } from "../names/item-names";
import { has, isWordOf, type Clause } from "./clauses";
import type { Phrase } from "./phrase";

/** From which phrase on a clause only tells a purpose, and whether its end says so. */
export interface Ending {
  readonly from: number;
  readonly forUse: boolean;
}

/** Looks at a clause from its end: no item, no quantity, no action, and nothing that is denied or asked. */
export function endingOf(phrases: readonly Phrase[]): Ending {
  let from = phrases.length;
  while (from > 0 && !forbids(phrases[from - 1])) from -= 1;
  return { from, forUse: isWordOf(phrases.findLast(isSaid), "for-use", "reason") };
}

/** Whether the phrases from an index on begin with 用于, 给…, 因为…, or end with 用, and say nothing else of weight. */
export function isReasonFrom(phrases: readonly Phrase[], index: number, ending: Ending): boolean {
  if (index < ending.from) return false;
  let first = index;
  while (first < phrases.length && !isSaid(phrases[first])) first += 1;
  return first < phrases.length && (ending.forUse || isWordOf(phrases[first], "reason"));
}

export function isReasonTail(phrases: readonly Phrase[]): boolean {
  return isReasonFrom(phrases, 0, endingOf(phrases));
}

function isSaid(phrase: Phrase | undefined): boolean {
  return phrase !== undefined && phrase.kind !== "break" && !isWordOf(phrase, "particle", "polite");
}

export function isReason(clause: Clause): boolean {
  return clause.mark !== "?" && has(clause, "reason", "for-use") && isReasonTail(clause.phrases);
}

/** 拿去地库了: where it is by now, which tells that it was taken. */
export function tellsTaken(phrases: readonly Phrase[]): boolean {
  const [first] = phrases;
  const begins = first?.kind === "word" && first.word.text === "拿去";
  return begins && phrases.length > 2 && isWordOf(phrases.at(-1), "aspect");
}

function forbids(phrase: Phrase | undefined): boolean {
  if (phrase === undefined || phrase.kind === "break") return false;
  if (phrase.kind === "amount") return phrase.unit !== "";
  if (phrase.kind === "name") return holdsName(phrase.tokens);
  if (phrase.kind !== "word") return phrase.kind === "bracket" || phrase.kind === "person";
  const { verb } = phrase.word;
  if (verb !== undefined && verb.text.length > 1) return true;
  return isWordOf(
    phrase,
    "negation",
    "cancel",
    "question",
    "who",
    "how-many",
    "ask-have",
    "correct",
    "misread",
    "undo",
    "price",
    "gone",
    "third",
  );
}
