/** Which items a clause speaks of, where nothing is counted: names side by side, lists, brackets. */
import type { ItemMatch } from "../../inventory/intent";
import { holdsName, matchTokens } from "../names/item-names";
import { isWordOf, type Clause } from "../phrases/clauses";
import type { NamePhrase } from "../phrases/phrase";
import type { Message } from "./movement";

const longestGroup = 12;

/** The items that a clause names; unknown text is left out where something known stands beside it. */
export function matchesIn(clause: Clause, { reading, lexicon }: Message): readonly ItemMatch[] {
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
      const whole = last?.some(({ tokens }) => holdsName(tokens)) ?? false;
      const full = last !== undefined && last.length >= longestGroup;
      if (last === undefined || !open || full || (whole && holdsName(phrase.tokens)))
        groups.push([phrase]);
      else last.push(phrase);
      open = true;
    }
    if (list) open = false;
  }
  const matches = groups.map((group) =>
    matchTokens(
      group.flatMap(({ tokens }) => tokens),
      reading,
      lexicon,
    ),
  );
  const known = matches.filter(({ kind }) => kind !== "none");
  return known.length > 0 ? known : matches;
}

export function isKnown({ kind }: ItemMatch): boolean {
  return kind !== "none";
}
