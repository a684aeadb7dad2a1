/**
 * Folded text → tokens: the segmentation that leaves the fewest characters unexplained, then the one with the fewest
 * tokens. At each position every token that could begin there is considered.
 */
import type { Entry, Lexicon } from "../names/lexicon";
import { isDigit, readNumeral } from "../text/numerals";
import { patternsAt, type Pattern } from "../text/patterns";
import { isHan } from "../text/sounds";
import { knownWords, marks } from "../vocabulary/known-words";
import { createGrid, relax, trace, type Grid } from "./cheapest-path";
import { longerFigure } from "./fractions";
import type { NearMiss } from "./near-misses";
import { costOf, costs } from "./token-costs";
import { isWord, type Meaning, type Token } from "./tokens";

/** Near misses by the position where they begin. */
export type NearMissesAt = ReadonlyMap<number, readonly NearMiss[]>;

/** The tokens of the cheapest way through a text; `nearMisses` are taken for names where nothing else fits. */
export function segment(
  text: string,
  lexicon: Lexicon,
  nearMisses: NearMissesAt | undefined,
): readonly Token[] {
  const grid = createGrid(text);
  for (let start = 0; start < text.length; start += 1) {
    if (grid.best[start] === Infinity || relaxBlank(grid, start)) continue;
    relaxEntries(grid, start, lexicon);
    relaxWords(grid, start);
    relaxFigures(grid, start, lexicon);
    relaxNearMisses(grid, start, nearMisses?.get(start));
    relaxRest(grid, start);
  }
  return trace(grid);
}

const times: Meaning = { kind: "mark", mark: "×" };
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
    if (node === undefined) break;
    const ended = entries.at(node);
    if (ended !== undefined) relaxEntry(grid, ended, start, i + 1);
  }
}

function relaxEntry(grid: Grid, entries: readonly Entry[], start: number, end: number): void {
  const { text } = grid;
  for (const entry of entries) {
    if (!standsAlone(text, start, end, entry.kind === "name" || entry.kind === "unit")) continue;
    relax(grid, start, end, entry, costOf(entry.kind, text, start, end));
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

/** Words and units that everybody knows. */
function relaxWords(grid: Grid, start: number): void {
  const { text } = grid;
  let node: number | undefined = 0;
  for (let end = start + 1; end <= text.length; end += 1) {
    node = knownWords.step(node, text.charCodeAt(end - 1));
    if (node === undefined) return;
    const ended = knownWords.at(node);
    if (ended === undefined) continue;
    for (const known of ended) {
      if (!standsAlone(text, start, end, known.kind === "unit")) continue;
      relax(grid, start, end, known, costOf(known.kind, text, start, end));
    }
  }
}

function relaxFigures(grid: Grid, start: number, lexicon: Lexicon): void {
  const { text } = grid;
  const inside = isDigit(text, start - 1) && (isDigit(text, start) || text[start] === ".");
  const numeral = inside ? undefined : readNumeral(text, start);
  if (numeral !== undefined) {
    relax(grid, start, numeral.end, { kind: "number", value: numeral.value }, costs.number);
    const longer = longerFigure(text, numeral, lexicon);
    if (longer !== undefined)
      relax(grid, start, longer.end, { kind: "number", value: longer.value }, costs.number);
  }
  for (const { kind, end } of patternsAt(text, start)) {
    relax(grid, start, end, { kind }, certain.has(kind) ? costs.certain : costs.pattern);
  }
}

const certain: ReadonlySet<Pattern["kind"]> = new Set(["phone", "link", "paper"]);

function relaxNearMisses(grid: Grid, start: number, misses: readonly NearMiss[] | undefined): void {
  if (misses === undefined || isWord(grid.meant[start], ...otherThings)) return;
  for (const { end, items } of misses) {
    relax(grid, start, end, { kind: "name", items, near: true, spec: undefined }, costs.near);
  }
}

/** 作图本, 打印图本: what stands against such a word is no near miss of 图画本, but another thing. */
const otherThings = ["reason", "topic", "talk", "order", "price"] as const;

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
    return paperNumber(text, start, end) ?? end;
  }
  const code = text.charCodeAt(start);
  return code >= 0xd800 && code <= 0xdbff ? Math.min(start + 2, text.length) : end;
}

const paperTail = /-(?:0\d|\d{3})[\da-z-]{0,20}/y;

/** CG-003, QT-5521: letters, a hyphen and a number that counts nothing are one; USB-2 may be a take-out. */
function paperNumber(text: string, start: number, end: number): number | undefined {
  paperTail.lastIndex = end;
  return !isDigit(text, start) && paperTail.test(text) ? paperTail.lastIndex : undefined;
}

/** Letters and digits are not cut in two; a name may stand against a figure (2U盘, UPS2台). */
export function standsAlone(
  text: string,
  start: number,
  end: number,
  besideFigures: boolean,
): boolean {
  const splitsBefore = isAscii(text, start) && isAscii(text, start - 1);
  const splitsAfter = isAscii(text, end - 1) && isAscii(text, end);
  if (!splitsBefore && !splitsAfter) return true;
  if (!besideFigures) return false;
  const figureBefore = isDigit(text, start - 1) && !isDigit(text, start);
  const figureAfter = !isDigit(text, end - 1) && isDigit(text, end);
  return (!splitsBefore || figureBefore) && (!splitsAfter || figureAfter);
}

function isAscii(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122);
}
