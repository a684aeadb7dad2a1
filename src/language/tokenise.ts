/**
 * Folded text → tokens: of all ways to cut it the one that leaves the fewest characters unexplained, then the one with
 * the fewest tokens. Only where something stays unexplained are near misses tried. Linear in the text's length.
 */
import type { Folded } from "./normalise";
import { readNumeral } from "./numerals";
import { patternsAt } from "./patterns";
import { isHan } from "./sounds";
import type { Entry, Lexicon } from "./lexicon";
import type { Reading, Token } from "./tokens";
import { createTrie, walk } from "./trie";
import { canonicalUnit } from "../inventory/units";
import { unitVocabulary, unitWords } from "./units";
import { vocabulary, type Word } from "./vocabulary";

type Known =
  { readonly kind: "word"; readonly word: Word } | { readonly kind: "unit"; readonly unit: string };

const words = createTrie<Known>();
for (const word of vocabulary) words.add(word.text, { kind: "word", word });
for (const unit of new Set(unitVocabulary)) {
  words.add(unit, { kind: "unit", unit: canonicalUnit(unit, unitWords) });
}

const marks = "，,。.;:!?、+-*×/()[]【】{}<>“”\"'~@#|_=&%^\\·$¥";

/** What a token costs; the cheapest way through the text is taken. */
const costs = {
  name: 0.9,
  near: 2.5,
  spec: 1,
  letterSpec: 1.3,
  word: 1,
  number: 1,
  pattern: 1.05,
  mark: 0.5,
  unknown: 10,
  space: 0.1,
};

type Relax = (token: Token, cost: number) => void;

/** Cuts a folded text into tokens. */
export function tokenise(folded: Folded, lexicon: Lexicon): Reading {
  const tokens = cut(folded.text, lexicon, false);
  const unexplained = tokens.some(
    (token) => token.kind === "unknown" && isHan(folded.text.charCodeAt(token.start)),
  );
  return { ...folded, tokens: unexplained ? cut(folded.text, lexicon, true) : tokens };
}

function cut(text: string, lexicon: Lexicon, withNear: boolean): readonly Token[] {
  const best = new Float64Array(text.length + 1).fill(Infinity);
  const last = new Array<Token | undefined>(text.length + 1);
  best[0] = 0;
  for (let start = 0; start < text.length; start += 1) {
    const reached = best[start] ?? Infinity;
    if (reached === Infinity) continue;
    const relax: Relax = (token, cost) => {
      // of two equal cuts the one with the longer word in front
      if (reached + cost <= (best[token.end] ?? Infinity) + 1e-9) {
        best[token.end] = reached + cost;
        last[token.end] = token;
      }
    };
    if (relaxBlank(text, start, relax)) continue;
    relaxEntries(text, start, lexicon, relax);
    relaxWords(text, start, relax);
    relaxFigures(text, start, relax);
    if (withNear) relaxNear(text, start, lexicon, relax);
    relaxRest(text, start, relax);
  }
  return trace(last, text.length);
}

function trace(last: readonly (Token | undefined)[], length: number): readonly Token[] {
  const tokens: Token[] = [];
  for (let end = length; end > 0;) {
    const token = last[end];
    if (token === undefined) break;
    tokens.push(token);
    end = token.start;
  }
  return tokens.reverse();
}

function relaxBlank(text: string, start: number, relax: Relax): boolean {
  const char = text[start];
  if (char !== " " && char !== "\n") return false;
  let end = start + 1;
  while (text[end] === " ") end += 1;
  relax({ kind: char === "\n" ? "line" : "space", start, end }, costs.space);
  return true;
}

/** Names of the catalogue and of people; blanks and hyphens inside a name don't count. */
function relaxEntries(text: string, start: number, lexicon: Lexicon, relax: Relax): void {
  let node: number | undefined = 0;
  for (let i = start; i < text.length; i += 1) {
    if (i > start && isSkipped(text, i)) continue;
    node = lexicon.entries.step(node, codeInName(text, i));
    if (node === undefined) return;
    const entries = lexicon.entries.at(node);
    if (entries !== undefined) relaxEntry(entries, text, { start, end: i + 1 }, relax);
  }
}

function relaxEntry(
  entries: readonly Entry[],
  text: string,
  place: { readonly start: number; readonly end: number },
  relax: Relax,
): void {
  const spec = entries.find((entry) => entry.kind === "spec")?.items;
  for (const entry of entries) {
    if (!standsAlone(text, place, entry.kind === "name" || entry.kind === "unit")) continue;
    if (entry.kind === "name") {
      relax({ kind: "name", ...place, items: entry.items, near: false, spec }, costs.name);
    } else if (entry.kind === "spec") {
      const short = place.end - place.start === 1;
      relax({ kind: "spec", ...place, items: entry.items }, short ? costs.letterSpec : costs.spec);
    } else if (entry.kind === "unit") {
      relax({ kind: "unit", ...place, unit: entry.unit }, costs.word + 0.02);
    } else {
      relax({ kind: entry.kind, ...place }, costs.word);
    }
  }
}

function isSkipped(text: string, index: number): boolean {
  const char = text[index];
  if (char === " ") return text[index - 1] !== " " || text[index - 2] !== " ";
  if (char !== "-") return false;
  const next = text[index + 1] ?? " ";
  return isAscii(text, index - 1) && (isAscii(text, index + 1) || isHan(next.charCodeAt(0)));
}

/** 76×76 and 76*76 are 76x76. */
function codeInName(text: string, index: number): number {
  const char = text[index];
  const between = isDigit(text, index - 1) && isDigit(text, index + 1);
  return (char === "×" || char === "*") && between ? 120 : text.charCodeAt(index);
}

/** Letters and digits are not cut in two; a name may stand against a figure (2U盘, UPS2台). */
function standsAlone(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  besideFigures: boolean,
): boolean {
  const cutBefore = isAscii(text, start) && isAscii(text, start - 1);
  const cutAfter = isAscii(text, end - 1) && isAscii(text, end);
  if (!cutBefore && !cutAfter) return true;
  if (!besideFigures) return false;
  const figureBefore = isDigit(text, start - 1) && !isDigit(text, start);
  const figureAfter = !isDigit(text, end - 1) && isDigit(text, end);
  return (!cutBefore || figureBefore) && (!cutAfter || figureAfter);
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

function isAscii(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122);
}

function relaxWords(text: string, start: number, relax: Relax): void {
  walk(words, text, start, (end, known) => {
    for (const one of known) {
      if (!standsAlone(text, { start, end }, one.kind === "unit")) continue;
      const cost = costs.word + (end - start === 1 ? 0.05 : 0);
      relax({ ...one, start, end }, one.kind === "unit" ? cost - 0.01 : cost);
    }
  });
}

function relaxFigures(text: string, start: number, relax: Relax): void {
  const numeral =
    isDigit(text, start - 1) && isDigit(text, start) ? undefined : readNumeral(text, start);
  if (numeral !== undefined) {
    relax({ kind: "number", start, end: numeral.end, value: numeral.value }, costs.number);
  }
  for (const { kind, end } of patternsAt(text, start)) {
    const cost = kind === "phone" || kind === "link" ? costs.number - 0.05 : costs.pattern;
    relax({ kind, start, end }, cost);
  }
}

function relaxNear(text: string, start: number, lexicon: Lexicon, relax: Relax): void {
  for (const { end, items } of lexicon.near.at(text, start)) {
    if (!standsAlone(text, { start, end }, true)) continue;
    relax({ kind: "name", start, end, items, near: true, spec: undefined }, costs.near);
  }
}

function relaxRest(text: string, start: number, relax: Relax): void {
  const char = text[start] ?? "";
  if (char === "x" && !isAscii(text, start - 1) && /^x ?\d/.test(text.slice(start, start + 3))) {
    relax({ kind: "mark", start, end: start + 1, mark: "×" }, costs.mark);
  }
  if (marks.includes(char)) {
    relax({ kind: "mark", start, end: start + 1, mark: char }, costs.mark);
    return;
  }
  let end = start + 1;
  if (isAscii(text, start)) {
    while (isAscii(text, end) || (text[end] === "." && isAscii(text, end + 1))) end += 1;
  } else if (/[\ud800-\udbff]/.test(char)) {
    end += 1;
  }
  relax({ kind: "unknown", start, end: Math.min(end, text.length) }, costs.unknown);
}
