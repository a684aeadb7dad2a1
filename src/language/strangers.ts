/**
 * Names that are not in the catalogue and hold words that mean something by themselves (充电器, 快递袋, 合同 2份), put
 * together where a quantity shows that they are things.
 */
import { isWordOf } from "./clauses";
import { holdsName } from "./names";
import type { NamePhrase, Phrase } from "./phrases";
import type { Token } from "./tokens";

const longestStranger = 12;

/** Joins runs of text and such words in front of a quantity with a unit. */
export function joinStrangers(phrases: readonly Phrase[]): readonly Phrase[] {
  const joined: Phrase[] = [];
  for (let i = 0; i < phrases.length;) {
    const end = strangerEnd(phrases, i);
    if (end === undefined) {
      const phrase = phrases[i];
      if (phrase !== undefined) joined.push(phrase);
      i += 1;
    } else {
      joined.push(join(phrases.slice(i, end)));
      i = end;
    }
  }
  return joined;
}

/** Behind the stranger that begins at an index, if one does. */
function strangerEnd(phrases: readonly Phrase[], from: number): number | undefined {
  if (!opens(phrases[from - 1]) || !isPart(phrases[from])) return undefined;
  const start = phrases[from]?.start ?? 0;
  let end = from + 1;
  while (isPart(phrases[end]) && phrases[end]?.start === phrases[end - 1]?.end) end += 1;
  const parts = phrases.slice(from, end);
  const worded = parts.some(({ kind }) => kind === "word");
  const textual =
    parts.some(({ kind }) => kind === "name") || parts.every((part) => isWordOf(part, "topic"));
  if (!worded || !textual || (parts.at(-1)?.end ?? 0) - start > longestStranger) return undefined;
  const next = isBlank(phrases[end]) ? phrases[end + 1] : phrases[end];
  if (next?.kind === "amount" && next.unit !== "") return end;
  return isAskedFor(phrases, from) && endsClause(next) && isThing(parts) ? end : undefined;
}

function isBlank(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "break" && phrase.strength === "soft";
}

/** 领用订书器, 查 订书器: the verb alone shows that it is a thing. */
function isAskedFor(phrases: readonly Phrase[], from: number): boolean {
  const before = isBlank(phrases[from - 1]) ? phrases[from - 2] : phrases[from - 1];
  if (before?.kind !== "word") return false;
  return isWordOf(before, "query") || before.word.verb?.everyday === false;
}

function endsClause(phrase: Phrase | undefined): boolean {
  if (phrase === undefined || isWordOf(phrase, "polite")) return true;
  return phrase.kind === "break" && phrase.strength !== "soft" && phrase.mark !== "?";
}

function isThing(parts: readonly Phrase[]): boolean {
  return parts.some(({ kind }) => kind === "name") && !parts.some((part) => isWordOf(part, "talk"));
}

/** Where a name may begin: behind a verb, a separator, a quantity, or at the start. */
function opens(before: Phrase | undefined): boolean {
  if (before === undefined || before.kind === "break" || before.kind === "amount") return true;
  return isWordOf(before, "verb", "connect", "aspect");
}

function isPart(phrase: Phrase | undefined): boolean {
  if (phrase?.kind === "name") return !holdsName(phrase.tokens);
  if (phrase?.kind !== "word" || phrase.word.verb !== undefined) return false;
  return isWordOf(phrase, "topic", "talk", "talk-unit", "order") && !isWordOf(phrase, "price");
}

function join(parts: readonly Phrase[]): NamePhrase {
  const tokens = parts.flatMap((part): readonly Token[] =>
    part.kind === "name" ? part.tokens : [{ kind: "unknown", start: part.start, end: part.end }],
  );
  const start = parts[0]?.start ?? 0;
  return { kind: "name", tokens, start, end: parts.at(-1)?.end ?? start };
}
