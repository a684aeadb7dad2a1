/**
 * 领用人：…, 部门：…, 备注：… — labels with their values → phrases that say what they are. Whatever stands behind a label
 * is its value up to the next comma, line, label or verb.
 */
import { isWordOf } from "./clauses";
import type { Lexicon } from "./lexicon";
import { findPerson, type Person } from "./people";
import { holdsName } from "./names";
import type { NotePhrase, PersonPhrase, Phrase, WordPhrase } from "./phrases";
import type { Reading } from "./tokens";
import type { BookableType } from "../inventory/intent";

/** What people are looked up with. */
interface Book {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
}

/** What the labels themselves say: 领用人 and 领用数量 speak of a take-out. */
export interface Labelled {
  readonly phrases: readonly Phrase[];
  readonly hint: BookableType | undefined;
}

const labels = [
  "requester-label",
  "department-label",
  "note-label",
  "phone-label",
  "item-label",
  "amount-label",
  "spec-label",
] as const;

const hints: readonly (readonly [string, BookableType])[] = [
  ["领", "issue"],
  ["借用", "issue"],
  ["入库", "receipt"],
  ["归还", "return"],
  ["退", "return"],
];

/** Replaces labels and their values by what they say; item, quantity and spec labels only fall away. */
export function readLabels(
  written: readonly Phrase[],
  reading: Reading,
  lexicon: Lexicon,
): Labelled {
  const bracketed = written.some(({ kind }) => kind === "bracket");
  const phrases = bracketed ? written.flatMap(unwrapped) : written;
  const read: Phrase[] = [];
  let hint: BookableType | undefined;
  for (let i = 0; i < phrases.length;) {
    const phrase = phrases[i];
    if (phrase === undefined) break;
    const follows = read.at(-1)?.end === phrase.start && isLabelled(read.at(-1));
    const acts = isWordOf(phrase, ...labels) && (follows || actsAsLabel(phrases, i));
    if (phrase.kind !== "word" || !acts) {
      read.push(phrase);
      i += 1;
      continue;
    }
    hint ??= hints.find(([start]) => phrase.word.text.startsWith(start))?.[1];
    const labelled = readLabel(
      phrase,
      valueOf(phrase, phrases, i, { reading, lexicon }),
      reading,
      lexicon,
    );
    if (labelled.phrase !== undefined) read.push(labelled.phrase);
    i = labelled.next;
  }
  return { phrases: joinDepartment(read), hint };
}

/** （领用人：小林） speaks as if it stood without brackets. */
function unwrapped(phrase: Phrase): readonly Phrase[] {
  if (phrase.kind !== "bracket" || !isWordOf(phrase.inner[0], ...labels)) return [phrase];
  if (!actsAsLabel(phrase.inner, 0)) return [phrase];
  const { start, end } = phrase;
  const comma = { kind: "break", strength: "clause", mark: "," } as const;
  return [{ ...comma, start, end: start + 1 }, ...phrase.inner, { ...comma, start: end - 1, end }];
}

function valueOf(label: WordPhrase, phrases: readonly Phrase[], index: number, book: Book): Value {
  const runsOn = isWordOf(label, "note-label") && runningNotes.has(label.word.text);
  return runsOn ? lineAfter(phrases, index) : valueAfter(phrases, index, book);
}

function readLabel(
  label: WordPhrase,
  value: Value,
  reading: Reading,
  lexicon: Lexicon,
): { readonly phrase: PersonPhrase | NotePhrase | undefined; readonly next: number } {
  const { start } = label;
  if (isWordOf(label, "requester-label")) {
    const { person, next, end } = personIn(value, reading, lexicon);
    return { phrase: { kind: "person", person, labelled: true, start, end }, next };
  }
  if (isWordOf(label, "department-label")) {
    const department = reading.shown.slice(value.start, value.end).trim();
    const fits = department.length > 0 && department.length <= 14;
    const person = fits
      ? ({ kind: "person", requester: { name: "", department } } as const)
      : undefined;
    return {
      phrase: { kind: "person", person, labelled: true, start, end: value.end },
      next: value.next,
    };
  }
  return isWordOf(label, "note-label", "phone-label")
    ? { phrase: { kind: "note", start, end: value.end }, next: value.next }
    : { phrase: undefined, next: value.from };
}

/** 领用人小李部门市场部 */
function isLabelled(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "person" && phrase.labelled;
}

/** A label stands before a colon; 领用人, 备注 and telephone labels also before their bare value. */
function actsAsLabel(phrases: readonly Phrase[], index: number): boolean {
  const [label, ...behind] = phrases.slice(index, index + 3);
  if (label?.kind !== "word" || behind.length === 0) return false;
  const [next, after] = behind;
  const blank = next?.kind === "break" && next.mark === " ";
  const colon = blank ? after : next;
  if (colon?.kind === "break" && colon.mark === ":") return true;
  const value = blank ? after : next;
  if (isWordOf(label, "phone-label")) return value?.kind === "figure" || value?.kind === "amount";
  if (isWordOf(label, "requester-label", "department-label")) {
    const named = value?.kind === "name" && !holdsName(value.tokens);
    return label.word.text.length > 2 ? value?.kind !== "break" : blank && named;
  }
  return bareLabels.has(label.word.text);
}

const bareLabels = new Set("备注 领用数量 领取数量 入库数量 归还数量 领用物品 领用物资".split(" "));

interface Value {
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

/** Who the value names. */
function personIn(
  value: Value,
  reading: Reading,
  lexicon: Lexicon,
): { readonly person: Person | undefined; readonly next: number; readonly end: number } {
  const person = personBetween(value.start, value.end, reading, lexicon);
  return { person, next: value.next, end: value.end };
}

function personBetween(
  start: number,
  end: number,
  reading: Reading,
  lexicon: Lexicon,
): Person | undefined {
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

/** 部门：市场部，姓名：小李 is one person. */
function joinDepartment(read: readonly Phrase[]): readonly Phrase[] {
  const people = read.filter((phrase) => phrase.kind === "person");
  const [first, second] = people;
  if (
    people.length !== 2 ||
    first?.person?.kind !== "person" ||
    second?.person?.kind !== "person"
  ) {
    return read;
  }
  const { requester: left } = first.person;
  const { requester: right } = second.person;
  const [name, department] = left.name === "" ? [right, left] : [left, right];
  if (department.name !== "" || name.name === "") return read;
  const requester = { name: name.name, department: department.department };
  const joined: PersonPhrase = { ...first, person: { kind: "person", requester } };
  return read.flatMap((phrase) => {
    if (phrase === first) return [joined];
    return phrase === second ? [] : [phrase];
  });
}
