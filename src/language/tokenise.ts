/**
 * Folded text → tokens: of all ways to cut it the one that leaves the fewest characters unexplained, then the one with
 * the fewest tokens. Only where something stays unexplained are near misses tried. Linear in the text's length.
 */
import type { Folded } from "./normalise";
import { createGrid, relax, trace, type Grid } from "./grid";
import { readNumeral } from "./numerals";
import { patternsAt } from "./patterns";
import { isHan } from "./sounds";
import type { Entry, Lexicon } from "./lexicon";
import { isWord, type Reading, type Token } from "./tokens";
import { createTrie } from "./trie";
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

const marks = new Set("，,。.;:!?、+-*×/()[]【】{}<>“”\"'~@#|_=&%^\\·$¥");

/** What a token costs; the cheapest way through the text is taken. */
const costs = {
  name: 0.9,
  near: 2.5,
  spec: 1,
  letterSpec: 1.3,
  word: 1,
  number: 1,
  certain: 0.95,
  pattern: 1.05,
  mark: 0.5,
  unknown: 10,
  space: 0.1,
};

/** Cuts a folded text into tokens. */
export function tokenise(folded: Folded, lexicon: Lexicon): Reading {
  const tokens = cut(folded.text, lexicon, undefined);
  const unexplained = nearUnexplained(tokens, folded.text);
  if (unexplained.size === 0 || !tokens.some(couldConcernStock)) return { ...folded, tokens };
  return { ...folded, tokens: cut(folded.text, lexicon, unexplained) };
}

/** Words, figures and signs without which nobody speaks of stock. */
function couldConcernStock(token: Token): boolean {
  if (token.kind === "number" || token.kind === "spec" || token.kind === "name") return true;
  return isWord(
    token,
    ...([
      "verb",
      "query",
      "stock",
      "have",
      "ask-have",
      "left",
      "only-left",
      "gone",
      "low",
    ] as const),
    ...(["record", "undo", "correct", "half", "vague", "restock", "negation"] as const),
  );
}

const reach = 8;
const mostPlaces = 400;

/** Where a name with a slip may begin: a few characters before each character that nothing explains. */
function nearUnexplained(tokens: readonly Token[], text: string): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { kind, start } of tokens) {
    if (places.size > mostPlaces) break;
    if (kind !== "unknown" || !isHan(text.charCodeAt(start))) continue;
    for (let place = Math.max(0, start - reach); place <= start; place += 1) places.add(place);
  }
  return places;
}

function cut(
  text: string,
  lexicon: Lexicon,
  near: ReadonlySet<number> | undefined,
): readonly Token[] {
  const grid = createGrid(text);
  for (let start = 0; start < text.length; start += 1) {
    if (grid.best[start] === Infinity || relaxBlank(grid, start)) continue;
    relaxEntries(grid, start, lexicon);
    relaxWords(grid, start);
    relaxFigures(grid, start);
    if (near?.has(start) === true) relaxNear(grid, start, lexicon);
    relaxRest(grid, start);
  }
  return trace(grid);
}

function relaxBlank(grid: Grid, start: number): boolean {
  const { text } = grid;
  const char = text[start];
  if (char !== " " && char !== "\n") return false;
  let end = start + 1;
  while (char === " " && text[end] === " ") end += 1;
  relax(grid, { kind: char === "\n" ? "line" : "space", start, end }, costs.space);
  return true;
}

/** Names of the catalogue and of people; blanks and hyphens inside a name don't count. */
function relaxEntries(grid: Grid, start: number, { entries }: Lexicon): void {
  const { text } = grid;
  let node: number | undefined = 0;
  for (let i = start; i < text.length; i += 1) {
    if (i > start && isSkipped(text, i)) continue;
    node = entries.step(node, codeInName(text, i));
    if (node === undefined) return;
    const ended = entries.at(node);
    if (ended !== undefined) relaxEntry(grid, ended, start, i + 1);
  }
}

function relaxEntry(grid: Grid, entries: readonly Entry[], start: number, end: number): void {
  const { text } = grid;
  const spec = entries.find((entry) => entry.kind === "spec")?.items;
  for (const entry of entries) {
    if (!standsAlone(text, start, end, entry.kind === "name" || entry.kind === "unit")) continue;
    if (entry.kind === "name") {
      relax(grid, { kind: "name", start, end, items: entry.items, near: false, spec }, costs.name);
    } else if (entry.kind === "spec") {
      const cost = end - start === 1 ? costs.letterSpec : costs.spec;
      relax(grid, { kind: "spec", start, end, items: entry.items }, cost);
    } else if (entry.kind === "unit") {
      relax(grid, { kind: "unit", start, end, unit: entry.unit }, unitCost(text, start, end));
    } else {
      relax(grid, { kind: entry.kind, start, end }, costs.word);
    }
  }
}

function isSkipped(text: string, index: number): boolean {
  const char = text[index];
  if (char === " ") return text[index - 1] !== " " || text[index - 2] !== " ";
  if (char !== "-") return false;
  return (
    isAscii(text, index - 1) && (isAscii(text, index + 1) || isHan(text.charCodeAt(index + 1)))
  );
}

/** 76×76 and 76*76 are 76x76. */
function codeInName(text: string, index: number): number {
  const code = text.charCodeAt(index);
  const times = code === 0xd7 || code === 0x2a;
  return times && isDigit(text, index - 1) && isDigit(text, index + 1) ? 0x78 : code;
}

/** Letters and digits are not cut in two; a name may stand against a figure (2U盘, UPS2台). */
function standsAlone(text: string, start: number, end: number, besideFigures: boolean): boolean {
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

function relaxWords(grid: Grid, start: number): void {
  const { text } = grid;
  let node: number | undefined = 0;
  for (let end = start + 1; end <= text.length; end += 1) {
    node = words.step(node, text.charCodeAt(end - 1));
    if (node === undefined) return;
    const ended = words.at(node);
    if (ended === undefined) continue;
    for (const known of ended) {
      if (!standsAlone(text, start, end, known.kind === "unit")) continue;
      if (known.kind === "unit") {
        relax(grid, { kind: "unit", start, end, unit: known.unit }, unitCost(text, start, end));
      } else {
        const cost = end - start === 1 ? costs.word + 0.05 : costs.word;
        relax(grid, { kind: "word", start, end, word: known.word }, cost);
      }
    }
  }
}

const counters = new Set(
  "0123456789一二两三四五六七八九十百千万亿半几多余来俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰仟整每各数这那",
);

/** A unit stands behind a figure; elsewhere any other reading goes before it. */
function unitCost(text: string, start: number, end: number): number {
  const before = text[start - 1] === " " ? text[start - 2] : text[start - 1];
  const counted = before !== undefined && counters.has(before);
  return costs.word + (counted ? 0 : 0.5) + (end - start === 1 ? 0.04 : 0.02);
}

function relaxFigures(grid: Grid, start: number): void {
  const { text } = grid;
  const inside = isDigit(text, start - 1) && isDigit(text, start);
  const numeral = inside ? undefined : readNumeral(text, start);
  if (numeral !== undefined) {
    relax(grid, { kind: "number", start, end: numeral.end, value: numeral.value }, costs.number);
  }
  for (const { kind, end } of patternsAt(text, start)) {
    const certain = kind === "phone" || kind === "link";
    relax(grid, { kind, start, end }, certain ? costs.certain : costs.pattern);
  }
}

function relaxNear(grid: Grid, start: number, { near }: Lexicon): void {
  for (const { end, items } of near.at(grid.text, start)) {
    if (!standsAlone(grid.text, start, end, true)) continue;
    relax(grid, { kind: "name", start, end, items, near: true, spec: undefined }, costs.near);
  }
}

function relaxRest(grid: Grid, start: number): void {
  const { text } = grid;
  const char = text[start] ?? "";
  if (char === "x" && !isAscii(text, start - 1) && /^x ?\d/.test(text.slice(start, start + 3))) {
    relax(grid, { kind: "mark", start, end: start + 1, mark: "×" }, costs.mark);
  }
  if (marks.has(char)) {
    relax(grid, { kind: "mark", start, end: start + 1, mark: char }, costs.mark);
    return;
  }
  // a run of letters and digits is one unknown word, never cut in two
  const inside = isAscii(text, start) && isAscii(text, start - 1) && !isDigit(text, start - 1);
  if (inside && grid.last[start]?.kind !== "unknown") return;
  relax(grid, { kind: "unknown", start, end: unknownEnd(text, start) }, costs.unknown);
}

const longestUnknown = 40;

function unknownEnd(text: string, start: number): number {
  let end = start + 1;
  if (isAscii(text, start)) {
    const limit = start + longestUnknown;
    while (end < limit && (isAscii(text, end) || (text[end] === "." && isAscii(text, end + 1)))) {
      end += 1;
    }
    return end;
  }
  const code = text.charCodeAt(start);
  return code >= 0xd800 && code <= 0xdbff ? Math.min(start + 2, text.length) : end;
}
