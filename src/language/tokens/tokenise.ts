/**
 * Folded text → tokens. Only where something stays unexplained in what could concern stock are near misses of names
 * looked for, and the text cut once more. Linear in the text's length.
 */
import type { Lexicon } from "../names/lexicon";
import type { Folded } from "../text/normalise";
import { isHan } from "../text/sounds";
import { withBareSpecs } from "./bare-specs";
import { withoutForeignSpecs } from "./foreign-specs";
import { nearIndexOf, type NearMiss } from "./near-misses";
import { withNumberedNames } from "./numbered-names";
import { segment, standsAlone, type NearMissesAt } from "./segment";
import { isWord, type Reading, type Token } from "./tokens";
import { withUnlistedVerbs } from "./unlisted-verbs";

/** Cuts a folded text into tokens. */
export function tokenise(folded: Folded, lexicon: Lexicon): Reading {
  const tokens = segment(folded.text, lexicon, undefined);
  const nearMisses = tokens.some(couldConcernStock)
    ? nearMissesIn(tokens, folded.text, lexicon)
    : undefined;
  const whole = nearMisses?.size ? segment(folded.text, lexicon, nearMisses) : tokens;
  const named = withNumberedNames(whole, folded.text, lexicon);
  const tokensOfText = withoutForeignSpecs(named, folded.text);
  const described = withBareSpecs(tokensOfText, folded.text, lexicon);
  const { text, shown } = folded;
  return { text, shown, tokens: withUnlistedVerbs(described, text) };
}

/** Words, figures and signs without which nobody speaks of stock. */
function couldConcernStock(token: Token): boolean {
  if (token.kind === "number" || token.kind === "spec" || token.kind === "name") return true;
  return isWord(token, ...ofStock);
}

const ofStock = [
  ...(["verb", "query", "stock", "have", "ask-have", "left", "only-left", "gone", "low"] as const),
  ...(["record", "undo", "correct", "half", "vague", "restock", "negation"] as const),
] as const;

const reach = 8;
const mostPlaces = 400;

/** The near misses that begin a few characters before what nothing explains. */
function nearMissesIn(
  tokens: readonly Token[],
  text: string,
  { catalogue }: Lexicon,
): NearMissesAt {
  const near = nearIndexOf(catalogue);
  const nearMisses = new Map<number, readonly NearMiss[]>();
  let looked = -1;
  let places = 0;
  for (const { kind, start } of tokens) {
    if (kind !== "unknown" || !isHan(text.charCodeAt(start))) continue;
    for (let place = Math.max(looked + 1, start - reach); place <= start; place += 1) {
      places += 1;
      const found = near.at(text, place);
      if (found.length === 0) continue;
      const misses = found.filter(({ end }) => standsAlone(text, place, end, true));
      if (misses.length > 0) nearMisses.set(place, misses);
    }
    looked = start;
    if (places > mostPlaces) break;
  }
  return nearMisses;
}
