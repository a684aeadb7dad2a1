/** What an answer says beside courtesy and filling words. */
import { isWordOf } from "../../phrases/clauses";
import type { AmountPhrase, NamePhrase, Phrase } from "../../phrases/phrase";
import type { Message } from "../movement";

/** The phrases that say something, or undefined where a word of another kind stands among them. */
export function plainPhrases({
  clauses,
}: Message): readonly (AmountPhrase | NamePhrase)[] | undefined {
  const said: (AmountPhrase | NamePhrase)[] = [];
  for (const phrase of clauses.flatMap(({ phrases }) => phrases)) {
    if (phrase.kind === "amount" || phrase.kind === "name") said.push(phrase);
    else if (!isHarmless(phrase)) return undefined;
  }
  return said;
}

function isHarmless(phrase: Phrase): boolean {
  return (
    phrase.kind === "break" ||
    isWordOf(
      phrase,
      "polite",
      "particle",
      "filler",
      "of",
      "be",
      "self",
      "aspect",
      "deictic",
      "suggest",
      "approx",
      "wish",
    )
  );
}
