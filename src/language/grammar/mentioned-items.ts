/** Which items a clause speaks of, where nothing is counted: names side by side, lists, brackets. */
import type { ItemMatch } from "../../inventory/intent";
import { holdsName, isUnknownText, matchTokens } from "../names/item-names";
import { isWordOf, type Clause } from "../phrases/clauses";
import type { NamePhrase } from "../phrases/phrase";
import type { Message } from "./movement";
import { isWord } from "../tokens/tokens";

const longestGroup = 12;

/** The items that a clause names; unknown text is left out where something known stands beside it. */
export function matchesIn(
  clause: Clause,
  { reading, lexicon }: Pick<Message, "reading" | "lexicon">,
): readonly ItemMatch[] {
  const groups: NamePhrase[][] = [];
  let open = false;
  for (const phrase of clause.phrases) {
    const list =
      (phrase.kind === "break" && phrase.strength === "list") || isWordOf(phrase, "connect");
    if (phrase.kind === "bracket") {
      const names = phrase.inner.filter((inner) => inner.kind === "name");
      if (open) groups.at(-1)?.push(...names);
    } else if (phrase.kind === "name") {
      const last = groups.at(-1);
      const named = ofItem(phrase);
      const apart =
        holdsName(named.tokens) &&
        last !== undefined &&
        last.every(({ tokens }) => isUnknownText(tokens));
      const whole = last?.some(({ tokens }) => holdsName(tokens)) ?? false;
      const full = last !== undefined && last.length >= longestGroup;
      if (last === undefined || !open || full || apart || (whole && holdsName(phrase.tokens)))
        groups.push([named]);
      else last.push(named);
      open = true;
    }
    if (list) open = false;
  }
  const matches = groups.map(([first, ...others]) => {
    const tokens = (first?.tokens ?? []).concat(...others.map((other) => other.tokens));
    return matchTokens(tokens, reading, lexicon);
  });
  const known = matches.filter(({ kind }) => kind !== "none");
  return known.length > 0 ? known : matches;
}

/** 二楼前台的雨伞: what stands before 的 tells whose or where, unless it describes. */
function ofItem(phrase: NamePhrase): NamePhrase {
  const { tokens } = phrase;
  const at = tokens.findLastIndex((token) => isWord(token, "of"));
  if (at < 0) return phrase;
  const before = tokens.slice(0, at);
  const behind = tokens.slice(at + 1);
  const described = before.some(({ kind }) => kind === "name" || kind === "spec");
  if (described || !holdsName(behind)) return phrase;
  return { ...phrase, tokens: behind, start: behind[0]?.start ?? phrase.start };
}

export function isKnown({ kind }: ItemMatch): boolean {
  return kind !== "none";
}

/** The item that a piece of the text names; undefined: nothing of the catalogue. */
export function matchWritten(
  written: string | undefined,
  { reading, lexicon }: Message,
): ItemMatch | undefined {
  if (written === undefined || written === "") return undefined;
  const from = reading.text.indexOf(written);
  const tokens = reading.tokens.filter(
    (token) => token.start >= from && token.end <= from + written.length,
  );
  if (from < 0 || tokens.length === 0) return undefined;
  const match = matchTokens(tokens, reading, lexicon);
  return match.kind === "none" ? undefined : match;
}
