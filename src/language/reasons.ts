/** What something is for: words at the end of a clause, or a clause of their own, that go into 备注. */
import { isWordOf, meant, type Clause } from "./clauses";
import { holdsName } from "./names";
import type { Phrase } from "./phrases";

/**
 * Whether phrases only tell a purpose: begin with 用于, 给…, 因为…, or end with 用, and speak of no item, no quantity, no
 * act and nothing that is denied or asked.
 */
export function isReasonTail(phrases: readonly Phrase[]): boolean {
  const said = phrases.filter(
    (phrase) => phrase.kind !== "break" && !isWordOf(phrase, "particle", "polite"),
  );
  if (said.length === 0 || said.some(forbids)) return false;
  return isWordOf(said[0], "reason") || isWordOf(said.at(-1), "for-use", "reason");
}

export function isReason(clause: Clause): boolean {
  return clause.mark !== "?" && isReasonTail(meant(clause));
}

function forbids(phrase: Phrase): boolean {
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
