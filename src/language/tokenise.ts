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
import type { NearMiss } from "./near";
import { isWord, type Meaning, type Reading, type Token } from "./tokens";
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

/** By code: to take a Chinese character out of a text as a text of its own is dear. */
const marks: ReadonlyMap<number, Meaning> = new Map(
  [..."，,。.;:!?、+-*×/()[]【】{}<>“”\"'~@#|_=&%^→\\·$¥"].map((mark) => [
    mark.charCodeAt(0),
    { kind: "mark", mark },
  ]),
);
const times: Meaning = { kind: "mark", mark: "×" };

/** What a token costs; the cheapest way through the text is taken. */
const costs = {
  name: 0.96,
  /** Off the cost of a name for each of its characters: of two names the longer one is meant (双面胶带领2卷). */
  longer: 0.06,
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

const longestCounted = 6;

/** Cuts a folded text into tokens. */
export function tokenise(folded: Folded, lexicon: Lexicon): Reading {
  const tokens = cut(folded.text, lexicon, undefined);
  const slips = tokens.some(couldConcernStock) ? slipsIn(tokens, folded.text, lexicon) : undefined;
  if (slips === undefined || slips.size === 0) return { ...folded, tokens };
  return { ...folded, tokens: cut(folded.text, lexicon, slips) };
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

/** Near misses by the position where they begin. */
type Slips = ReadonlyMap<number, readonly NearMiss[]>;

/** The near misses that begin a few characters before what nothing explains. */
function slipsIn(tokens: readonly Token[], text: string, { near }: Lexicon): Slips {
  const slips = new Map<number, readonly NearMiss[]>();
  let looked = -1;
  let places = 0;
  for (const { kind, start } of tokens) {
    if (kind !== "unknown" || !isHan(text.charCodeAt(start))) continue;
    for (let place = Math.max(looked + 1, start - reach); place <= start; place += 1) {
      places += 1;
      const found = near.at(text, place);
      if (found.length === 0) continue;
      const misses = found.filter(({ end }) => standsAlone(text, place, end, true));
      if (misses.length > 0) slips.set(place, misses);
    }
    looked = start;
    if (places > mostPlaces) break;
  }
  return slips;
}

function cut(text: string, lexicon: Lexicon, slips: Slips | undefined): readonly Token[] {
  const grid = createGrid(text);
  for (let start = 0; start < text.length; start += 1) {
    if (grid.best[start] === Infinity || relaxBlank(grid, start)) continue;
    relaxEntries(grid, start, lexicon);
    relaxWords(grid, start);
    relaxFigures(grid, start);
    relaxSlips(grid, start, slips?.get(start) ?? none);
    relaxRest(grid, start);
  }
  return trace(grid);
}

function relaxSlips(grid: Grid, start: number, misses: readonly NearMiss[]): void {
  if (misses.length === 0 || isWord(grid.meant[start], ...otherThings)) return;
  for (const { end, items } of misses) {
    relax(grid, start, end, { kind: "name", items, near: true, spec: undefined }, costs.near);
  }
}

/** 作图本, 打印图本: what stands against such a word is no slip of 图画本, but another thing. */
const otherThings = ["reason", "topic", "talk", "order", "price"] as const;
const none: readonly NearMiss[] = [];
const line = { kind: "line" } as const;
const space = { kind: "space" } as const;
const unknown = { kind: "unknown" } as const;

const blankCode = 32;
const hyphenCode = 45;
const lineCode = 10;
const smallX = 0x78;

function relaxBlank(grid: Grid, start: number): boolean {
  const { text } = grid;
  const code = text.charCodeAt(start);
  if (code !== blankCode && code !== lineCode) return false;
  let end = start + 1;
  while (code === blankCode && text.charCodeAt(end) === blankCode) end += 1;
  relax(grid, start, end, code === lineCode ? line : space, costs.space);
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
  for (const entry of entries) {
    if (!standsAlone(text, start, end, entry.kind === "name" || entry.kind === "unit")) continue;
    relax(grid, start, end, entry, entryCost(entry, text, start, end));
  }
}

function entryCost({ kind }: Entry, text: string, start: number, end: number): number {
  switch (kind) {
    case "name":
      return costs.name - costs.longer * Math.min(end - start, longestCounted);
    case "spec":
      return end - start === 1 ? costs.letterSpec : costs.spec;
    case "unit":
      return unitCost(text, start, end);
    default:
      return costs.word;
  }
}

/** A blank or a hyphen inside a name. */
function isSkipped(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code === blankCode) return text[index - 1] !== " " || text[index - 2] !== " ";
  if (code !== hyphenCode) return false;
  return (
    isAscii(text, index - 1) && (isAscii(text, index + 1) || isHan(text.charCodeAt(index + 1)))
  );
}

/** 76×76 and 76*76 are 76x76. */
function codeInName(text: string, index: number): number {
  const code = text.charCodeAt(index);
  const times = code === 0xd7 || code === 0x2a;
  return times && isDigit(text, index - 1) && isDigit(text, index + 1) ? smallX : code;
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
      const wordCost = end - start === 1 ? costs.word + 0.05 : costs.word;
      const cost = known.kind === "unit" ? unitCost(text, start, end) : wordCost;
      relax(grid, start, end, known, cost);
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
  return costs.word + (counted ? -0.06 : 0.5) + (end - start === 1 ? 0.04 : 0.02);
}

function relaxFigures(grid: Grid, start: number): void {
  const { text } = grid;
  const inside = isDigit(text, start - 1) && isDigit(text, start);
  const numeral = inside ? undefined : readNumeral(text, start);
  if (numeral !== undefined) {
    relax(grid, start, numeral.end, { kind: "number", value: numeral.value }, costs.number);
  }
  for (const { kind, end } of patternsAt(text, start)) {
    const certain = kind === "phone" || kind === "link";
    relax(grid, start, end, { kind }, certain ? costs.certain : costs.pattern);
  }
}

function relaxRest(grid: Grid, start: number): void {
  const { text } = grid;
  const code = text.charCodeAt(start);
  const mark = marks.get(code);
  if (mark !== undefined) {
    relax(grid, start, start + 1, mark, costs.mark);
    return;
  }
  if (code === smallX && isTimes(text, start)) relax(grid, start, start + 1, times, costs.mark);
  // a run of letters and digits is one unknown word, never cut in two
  const inside = isAscii(text, start) && isAscii(text, start - 1) && !isDigit(text, start - 1);
  if (inside && grid.meant[start]?.kind !== "unknown") return;
  relax(grid, start, unknownEnd(text, start), unknown, costs.unknown);
}

/** x2, x 2 */
function isTimes(text: string, start: number): boolean {
  if (isAscii(text, start - 1)) return false;
  return isDigit(text, text[start + 1] === " " ? start + 2 : start + 1);
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
