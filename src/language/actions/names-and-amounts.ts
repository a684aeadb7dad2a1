/** A stretch of an action between separators → names and amounts in their order, with what describes a name joined to it. */
import { holdsName, matchTokens, onlyDescribes } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import type { AmountPhrase } from "../phrases/phrase";
import type { Reading, Token } from "../tokens/tokens";
import type { Atom } from "./stock-action";

export type Part =
  | { readonly kind: "name"; readonly tokens: readonly Token[] }
  | { readonly kind: "amount"; readonly phrase: AmountPhrase; readonly approx: boolean };

/** What names are matched with. */
interface Book {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
}

const longestName = 12;

/** Names that stand side by side are one name where they describe one item, else a list. */
export function partsOf(segment: readonly Atom[], book: Book): readonly Part[] {
  const parts: Part[] = [];
  for (const atom of segment) {
    if (atom.kind === "amount") parts.push(atom);
    else if (atom.kind === "name") addName(atom.tokens, parts, book);
    else if (atom.kind === "beside") addBeside(atom.tokens, parts);
  }
  return describeForward(parts);
}

function addName(tokens: readonly Token[], parts: Part[], book: Book): void {
  const last = parts.at(-1);
  const short = last?.kind === "name" && last.tokens.length <= longestName && parts.length < 200;
  if (short && belongTogether(last.tokens, tokens, book)) {
    parts.splice(-1, 1, { kind: "name", tokens: [...last.tokens, ...tokens] });
    return;
  }
  parts.push({ kind: "name", tokens });
}

/** A bracket describes the name before it, also across its amount. */
function addBeside(tokens: readonly Token[], parts: Part[]): void {
  const index = parts.findLastIndex(({ kind }) => kind === "name");
  const name = parts[index];
  if (name?.kind !== "name") parts.push({ kind: "name", tokens });
  else parts.splice(index, 1, { kind: "name", tokens: [...name.tokens, ...tokens] });
}

function belongTogether(
  left: readonly Token[],
  right: readonly Token[],
  { reading, lexicon }: Book,
): boolean {
  if (!holdsName(left) && !holdsName(right)) return true;
  const together = matchTokens([...left, ...right], reading, lexicon);
  if (together.kind === "one") return true;
  if (holdsName(left) && holdsName(right)) {
    const [one, other] = [left, right].map((tokens) => matchTokens(tokens, reading, lexicon));
    const apart = [one, other].every((match) => match?.kind === "one" || match?.kind === "several");
    const shared =
      together.kind === "several" &&
      one?.kind === "several" &&
      together.items.length <= one.items.length;
    return !apart || shared;
  }
  if (onlyDescribes(right) && holdsName(left)) {
    const narrowed = together.kind === "several";
    const before = matchTokens(left, reading, lexicon);
    return (
      narrowed || before.kind === "one" || before.kind === "fragment" || before.kind === "none"
    );
  }
  return true;
}

/** A spec behind an amount belongs to the name in front of it, unless a name follows. */
function describeForward(parts: readonly Part[]): readonly Part[] {
  const merged: Part[] = [];
  parts.forEach((part, index) => {
    const behind = parts[index + 1];
    const name = merged.at(-2);
    const detached =
      part.kind === "name" &&
      onlyDescribes(part.tokens) &&
      merged.at(-1)?.kind === "amount" &&
      name?.kind === "name" &&
      behind === undefined;
    if (detached) merged.splice(-2, 1, { kind: "name", tokens: [...name.tokens, ...part.tokens] });
    else merged.push(part);
  });
  return merged;
}
