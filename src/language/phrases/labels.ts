/**
 * 领用人：…, 部门：…, 备注：… — labels with their values → phrases that say what they are. Whatever stands behind a label
 * is its value up to the next comma, line, label or verb.
 */
import type { BookableType } from "../../inventory/intent";
import { holdsName } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import type { Reading } from "../tokens/tokens";
import { isWordOf } from "./clauses";
import { labels, personIn, valueOf, type Book, type Value } from "./label-values";
import type { NotePhrase, PersonPhrase, Phrase, WordPhrase } from "./phrase";

/** What the labels themselves say: 领用人 and 领用数量 speak of a take-out. */
export interface Labelled {
  readonly phrases: readonly Phrase[];
  readonly hint: BookableType | undefined;
}

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
  const book = { reading, lexicon };
  const phrases = bracketed ? written.flatMap(unwrapped) : written;
  const read: Phrase[] = [];
  let hint: BookableType | undefined;
  for (let i = 0; i < phrases.length;) {
    const phrase = phrases[i];
    if (phrase === undefined) break;
    const follows = read.at(-1)?.end === phrase.start && isLabelled(read.at(-1));
    const isLabel = isWordOf(phrase, ...labels) && (follows || actsAsLabel(phrases, i));
    if (phrase.kind !== "word" || !isLabel) {
      read.push(phrase);
      i += 1;
      continue;
    }
    hint ??= hints.find(([start]) => phrase.word.text.startsWith(start))?.[1];
    const labelled = readLabel(phrase, valueOf(phrase, phrases, i, book), book);
    if (labelled.phrase !== undefined) read.push(labelled.phrase);
    i = labelled.next;
  }
  return { phrases: joinDepartment(read), hint };
}

/** （领用人：小林） speaks as if it stood without brackets. */
function unwrapped(phrase: Phrase): readonly Phrase[] {
  if (phrase.kind !== "bracket") return [phrase];
  const [only, more] = phrase.inner;
  // 扎带14包（盘点）
  if (only?.kind === "word" && only.word.verb?.everyday === false && more === undefined)
    return [
      { kind: "break", strength: "soft", mark: " ", start: phrase.start, end: only.start },
      only,
    ];
  if (!isWordOf(only, ...labels)) return [phrase];
  if (!actsAsLabel(phrase.inner, 0)) return [phrase];
  const { start, end } = phrase;
  const comma = { kind: "break", strength: "clause", mark: "," } as const;
  return [{ ...comma, start, end: start + 1 }, ...phrase.inner, { ...comma, start: end - 1, end }];
}

function readLabel(
  label: WordPhrase,
  value: Value,
  book: Book,
): { readonly phrase: PersonPhrase | NotePhrase | undefined; readonly next: number } {
  const { start } = label;
  if (isWordOf(label, "requester-label")) {
    const person = personIn(value, book);
    const { next, end } = value;
    return { phrase: { kind: "person", person, labelled: true, start, end }, next };
  }
  if (isWordOf(label, "department-label")) {
    const department = book.reading.shown.slice(value.start, value.end).trim();
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
