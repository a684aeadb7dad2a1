/** A run of name tokens → what it can be of the catalogue; brand and filler beside a name don't count. */
import type { ItemMatch } from "../../inventory/intent";
import { matchName, type NameParts } from "../../inventory/items/catalogue";
import type { Item } from "../../inventory/items/item";
import { isWord, type Reading, type Token } from "../tokens/tokens";
import { foldKey, keyOfFolded, type Lexicon } from "./lexicon";

/** What the tokens of a name come to. */
export function matchTokens(
  tokens: readonly Token[],
  reading: Reading,
  lexicon: Lexicon,
): ItemMatch {
  let known = matched.get(reading);
  if (known === undefined) matched.set(reading, (known = new Map<Token | string, ItemMatch>()));
  const [only] = tokens;
  const key = only !== undefined && tokens.length === 1 ? only : keyOf(tokens, reading);
  const before = known.get(key);
  if (before !== undefined) return before;
  const match = matchName(partsOf(tokens, reading), lexicon.catalogue);
  known.set(key, match);
  return match;
}

/** What was matched in a message already: the same words mean the same. */
const matched = new WeakMap<Reading, Map<Token | string, ItemMatch>>();

function keyOf(tokens: readonly Token[], { text }: Reading): string {
  let key = "";
  for (const { kind, start, end } of tokens) key += `${kind}${text.slice(start, end)} `;
  return key;
}

const longestOffer = 40;

/** The same match, with the closest names where nothing fits; dear, so only for what is told to people. */
export function withClosest(match: ItemMatch, lexicon: Lexicon): ItemMatch {
  return match.kind === "none" ? { ...match, closest: closestTo(match.written, lexicon) } : match;
}

/** Up to three items with names that look most like a text. */
export function closestTo(written: string, { catalogue }: Lexicon): readonly Item[] {
  const folded = foldKey(written.slice(0, longestOffer)).replace(/^[那这][个种款些只]?/, "");
  return catalogue.closest(folded);
}

/** Whether a whole name of the catalogue stands among the tokens. */
export function holdsName(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.kind === "name");
}

/** Whether nothing of the catalogue and no maker stands among the tokens. */
export function isUnknownText(tokens: readonly Token[]): boolean {
  return tokens.every(({ kind }) => kind === "unknown");
}

/** Whether no name and no spec of the catalogue stands among the tokens. */
export function isOutsideCatalogue(tokens: readonly Token[]): boolean {
  return tokens.every(({ kind }) => kind !== "name" && kind !== "spec");
}

/** Whether the tokens only describe: specs, with filler perhaps. */
export function onlyDescribes(tokens: readonly Token[]): boolean {
  return (
    tokens.some((token) => token.kind === "spec") &&
    tokens.every((token) => token.kind === "spec" || isFiller(token))
  );
}

function isFiller(token: Token): boolean {
  return token.kind === "brand" || isWord(token, "deictic", "of");
}

function partsOf(tokens: readonly Token[], reading: Reading): NameParts {
  const content = withoutWhere(withoutMaker(tokens), reading).filter((token) => !isFiller(token));
  const names = content.filter((token) => token.kind === "name");
  const named: (readonly Item[])[] = [];
  const specs: ReadonlySet<Item>[] = [];
  let leftover = "";
  let near = false;
  for (const token of content) {
    if (token.kind === "spec") specs.push(token.items);
    else if (token.kind !== "name") leftover += reading.text.slice(token.start, token.end);
    else if (describesAnother(token, names)) specs.push(token.spec ?? new Set());
    else {
      named.push(token.items);
      near ||= token.near;
    }
  }
  const folded = content.map((token) => reading.text.slice(token.start, token.end)).join("");
  const key = keyOfFolded(folded);
  return {
    written: writtenOf(tokens, reading),
    named,
    specs,
    leftover: leftover === folded ? key : keyOfFolded(leftover),
    folded: key,
    near,
  };
}

/** A4 beside 文件袋 is its spec, though A4 may be a name too. */
function describesAnother(
  token: Extract<Token, { kind: "name" }>,
  names: readonly Extract<Token, { kind: "name" }>[],
): boolean {
  const { spec } = token;
  return (
    spec !== undefined &&
    names.some((other) => other !== token && other.items.some((item) => spec.has(item)))
  );
}

/** 工具墙上的扳手, 仓库海绵罩: where it was, in front of a name. */
function withoutWhere(tokens: readonly Token[], { text }: Reading): readonly Token[] {
  const name = tokens.findIndex((token) => token.kind === "name");
  if (name < 1) return tokens;
  const said = text.slice(tokens[0]?.start, tokens[name]?.start);
  return /^(?:仓库|库房|库|柜|架|.{1,8}[上里中内下旁边])[上里中内]?的$|^(?:仓库|库房)[里中]?$/.test(
    said,
  )
    ? tokens.slice(name)
    : tokens;
}

/** 某某牌 beside a name is a maker. */
function withoutMaker(tokens: readonly Token[]): readonly Token[] {
  const mark = tokens.findIndex(
    (token) =>
      token.kind === "word" && token.word.text.startsWith("牌") && isWord(token, "deictic"),
  );
  const from =
    tokens.slice(0, mark + 1).findLastIndex(({ kind }) => kind !== "unknown" && kind !== "word") +
    1;
  const length = mark - from;
  return length > 0 && length <= 4 ? [...tokens.slice(0, from), ...tokens.slice(mark)] : tokens;
}

function writtenOf(tokens: readonly Token[], reading: Reading): string {
  const content = tokens.filter((token) => !isWord(token, "of"));
  const start = content[0]?.start ?? 0;
  return reading.shown.slice(start, content.at(-1)?.end ?? start).trim();
}
