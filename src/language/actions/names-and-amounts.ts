/** A stretch of an action between separators → names and amounts in their order, with what describes a name joined to it. */
import { holdsName, matchTokens, onlyDescribes } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import type { AmountPhrase } from "../phrases/phrase";
import { isDigit } from "../text/numerals";
import type { Reading, Token } from "../tokens/tokens";
import type { ActionPart, StockAction } from "./stock-action";

export interface WrittenAmount {
  readonly kind: "amount";
  readonly phrase: AmountPhrase;
  /** 大概2包; "" of an exact figure. */
  readonly approx: string;
}

export type NameOrAmount =
  { readonly kind: "name"; readonly tokens: readonly Token[] } | WrittenAmount;

/** What names are matched with. */
interface Book {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
}

const longestName = 12;

/** Names that stand side by side are one name where they describe one item, else a list. */
export function namesAndAmountsOf(
  segment: readonly ActionPart[],
  book: Book,
): readonly NameOrAmount[] {
  const terms: NameOrAmount[] = [];
  const each = segment.some(({ kind }) => kind === "each");
  for (const part of segment) {
    if (part.kind === "amount") terms.push(part);
    else if (part.kind === "name") {
      const [first = part.tokens, ...listed] = each ? listedIn(part.tokens, book) : [];
      addName(first, terms, book);
      for (const tokens of listed) terms.push({ kind: "name", tokens });
    } else if (part.kind === "beside") addBeside(part.tokens, terms);
  }
  return describeForward(terms);
}

function addName(tokens: readonly Token[], terms: NameOrAmount[], book: Book): void {
  const last = terms.at(-1);
  const short = last?.kind === "name" && last.tokens.length <= longestName && terms.length < 200;
  const listed = short && last.tokens.some((token) => tokens.includes(token));
  if (short && !listed && belongTogether(last.tokens, tokens, book)) {
    terms.splice(-1, 1, { kind: "name", tokens: [...last.tokens, ...tokens] });
    return;
  }
  terms.push({ kind: "name", tokens });
}

/** 空滤空调滤各1个, 中号小号各1个: names, or specs of one name, without a mark between them. */
function listedIn(
  tokens: readonly Token[],
  { reading, lexicon }: Book,
): readonly (readonly Token[])[] {
  const names = tokens.filter(({ kind }) => kind === "name");
  const specs = tokens.filter(({ kind }) => kind === "spec");
  const [name] = names;
  if (name === undefined && specs.length > 1 && onlyDescribes(tokens))
    return specs.map((spec) => [spec]);
  const listed =
    names.length === 1 && name !== undefined
      ? specs.map((spec) => [name, spec])
      : names.map((one) => [one]);
  const plain =
    names.length + specs.length === tokens.length && (names.length < 2 || specs.length === 0);
  const apart = listed.length > 1 && plain && matchTokens(tokens, reading, lexicon).kind !== "one";
  const known = listed.every((each) => matchTokens(each, reading, lexicon).kind === "one");
  return apart && known ? listed : [tokens];
}

/** A bracket describes the name before it, also across its amount. */
function addBeside(tokens: readonly Token[], terms: NameOrAmount[]): void {
  const index = terms.findLastIndex(({ kind }) => kind === "name");
  const name = terms[index];
  if (name?.kind !== "name") terms.push({ kind: "name", tokens });
  else terms.splice(index, 1, { kind: "name", tokens: [...name.tokens, ...tokens] });
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
function describeForward(terms: readonly NameOrAmount[]): readonly NameOrAmount[] {
  const merged: NameOrAmount[] = [];
  terms.forEach((term, index) => {
    const behind = terms[index + 1];
    const name = merged.at(-2);
    const detached =
      term.kind === "name" &&
      onlyDescribes(term.tokens) &&
      merged.at(-1)?.kind === "amount" &&
      name?.kind === "name" &&
      behind === undefined;
    if (detached) merged.splice(-2, 1, { kind: "name", tokens: [...name.tokens, ...term.tokens] });
    else merged.push(term);
  });
  return merged;
}

/** 前台后厨各领1包: of one thing, for holders that were not counted. */
export function isShared(actions: readonly StockAction[]): boolean {
  if (!actions.some(({ parts }) => parts.some(({ kind }) => kind === "each"))) return false;
  const people = actions.flatMap(({ parts }) => parts.filter(({ kind }) => kind === "person"));
  return people.length < 2;
}

/** 2k, 2.5.1 */
export function isLooseFigure({ kind, start }: Token, { text }: Reading): boolean {
  return kind === "number" || (kind === "unknown" && isDigit(text, start));
}
