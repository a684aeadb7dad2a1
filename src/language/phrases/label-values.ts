/** What stands behind a label: its value up to the next comma, line, label or verb, and whom it names. */
import { holdsName } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import { findPerson, type Person } from "../names/people";
import type { Reading } from "../tokens/tokens";
import { isWordOf } from "./clauses";
import type { Phrase, WordPhrase } from "./phrase";

/** What people are looked up with. */
export interface Book {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
}

export const labels = [
  "requester-label",
  "department-label",
  "note-label",
  "phone-label",
  "item-label",
  "amount-label",
  "spec-label",
] as const;

/** A label's value; a note's runs to the end of its line. */
export function valueOf(
  label: WordPhrase,
  phrases: readonly Phrase[],
  index: number,
  book: Book,
): Value {
  const runsOn = isWordOf(label, "note-label") && runningNotes.has(label.word.text);
  return runsOn ? lineAfter(phrases, index) : valueAfter(phrases, index, book);
}

/** The stretch behind a label: its phrases from `from` up to `next`, its text from `start` to `end`. */
export interface Value {
  readonly from: number;
  readonly next: number;
  readonly start: number;
  readonly end: number;
}

/** The phrases of a label's value: up to a comma, a line, another label, or a word that has a meaning of its own. */
function valueAfter(phrases: readonly Phrase[], index: number, book: Book): Value {
  let from = index + 1;
  while (isSoft(phrases[from])) from += 1;
  const figures = isWordOf(phrases[index], "phone-label");
  const ends = (phrase: Phrase | undefined): boolean =>
    figures && (phrase?.kind === "figure" || phrase?.kind === "amount") ? false : endsValue(phrase);
  let next = from;
  const start = phrases[from]?.start ?? phrases[index]?.end ?? 0;
  while (next < phrases.length && (!ends(phrases[next]) || isSuffix(phrases, next, start, book)))
    next += 1;
  return { from, next, start, end: next > from ? (phrases[next - 1]?.end ?? start) : start };
}

/** 综合科室小叶: the label is the end of a department's name, unless a whole person stands before it. */
function isSuffix(
  phrases: readonly Phrase[],
  index: number,
  start: number,
  { reading: { text, shown }, lexicon }: Book,
): boolean {
  const label = phrases[index];
  if (label === undefined || !isWordOf(label, "department-label")) return false;
  if (label.start === start || phrases[index - 1]?.end !== label.start) return false;
  const [before, seen] = [text.slice(start, label.start), shown.slice(start, label.start)];
  return personOfText(before, seen, lexicon, false) === undefined;
}

function isSoft(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "break" && phrase.strength === "soft";
}

function endsValue(phrase: Phrase | undefined): boolean {
  if (phrase?.kind === "break") return phrase.strength !== "soft";
  if (phrase?.kind === "bracket" || phrase?.kind === "figure") return true;
  if (phrase?.kind === "amount") return phrase.unit !== "";
  if (phrase?.kind === "name") return holdsName(phrase.tokens);
  if (isWordOf(phrase, ...labels)) return true;
  if (phrase?.kind !== "word" || phrase.word.text.length < 2) return false;
  return isWordOf(phrase, "verb", "polite", "late", "register", "connect", "past", "fresh");
}

const runningNotes = new Set(
  "备注 用途 说明 原因 事由 领用原因 领用用途 领用事由 领用说明".split(" "),
);

/** To the end of the line, but never over another label. */
function lineAfter(phrases: readonly Phrase[], index: number): Value {
  let next = index + 1;
  while (next < phrases.length) {
    const phrase = phrases[next];
    if (phrase?.kind === "break" && phrase.strength === "line") break;
    if (isWordOf(phrase, "requester-label", "department-label")) break;
    next += 1;
  }
  const end = phrases[next - 1]?.end ?? 0;
  return { from: index + 1, next, start: phrases[index]?.end ?? 0, end };
}

/** Who a value names. */
export function personIn({ start, end }: Value, { reading, lexicon }: Book): Person | undefined {
  const from = start + (/^[\s@:]*/.exec(reading.text.slice(start, end))?.[0].length ?? 0);
  if (from >= end) return undefined;
  return personOfText(reading.text.slice(from, end), reading.shown.slice(from, end), lexicon, true);
}

/** Who a stretch of text names; blanks between department and name don't count. */
export function personOfText(
  text: string,
  shown: string,
  { people }: Lexicon,
  trusted: boolean,
): Person | undefined {
  const latin = /^[a-z .'-]+$/.test(text.trim());
  const folded = latin ? text.trim() : text.replace(/\s+/g, "");
  const display = latin ? shown.trim() : shown.replace(/\s+/g, "");
  return findPerson({ folded, shown: display }, people, trusted);
}
