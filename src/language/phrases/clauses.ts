/** Phrases → clauses: what stands between commas, full stops and line breaks, with the words that colour it. */
import { holdsName } from "../names/item-names";
import type { Word, WordClass } from "../vocabulary/vocabulary";
import type { AmountPhrase, NamePhrase, Phrase } from "./phrase";

export interface Clause {
  readonly phrases: readonly Phrase[];
  /** Number of its line, from 0. */
  readonly line: number;
  /** The mark it ends with, "" at the end of the text. */
  readonly mark: string;
  readonly words: readonly Word[];
  readonly classes: readonly WordClass[];
}

/** A clause of these phrases. */
export function clauseOf(phrases: readonly Phrase[], line: number, mark: string): Clause {
  const words: Word[] = [];
  const classes: WordClass[] = [];
  for (const phrase of phrases) {
    if (phrase.kind !== "word") continue;
    words.push(phrase.word);
    for (const name of phrase.word.classes) classes.push(name);
  }
  return { phrases, line, mark, words, classes };
}

/** Cuts at clause and line breaks; empty clauses are left out. */
export function splitClauses(phrases: readonly Phrase[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let current: Phrase[] = [];
  let line = 0;
  for (const phrase of phrases) {
    if (phrase.kind === "break" && (phrase.strength === "clause" || phrase.strength === "line")) {
      close(clauses, current, line, phrase.mark);
      current = [];
      if (phrase.strength === "line") line += 1;
    } else current.push(phrase);
  }
  close(clauses, current, line, "");
  return clauses;
}

function close(clauses: Clause[], phrases: readonly Phrase[], line: number, mark: string): void {
  const previous = clauses.at(-1);
  if (phrases.some(({ kind }) => kind !== "break")) clauses.push(clauseOf(phrases, line, mark));
  else if (previous !== undefined && mark === "?") clauses.splice(-1, 1, { ...previous, mark });
}

export function isWordOf(phrase: Phrase | undefined, ...classes: readonly WordClass[]): boolean {
  if (phrase?.kind !== "word") return false;
  for (const name of phrase.word.classes) if (classes.includes(name)) return true;
  return false;
}

export function has(clause: Clause, ...classes: readonly WordClass[]): boolean {
  for (const name of clause.classes) if (classes.includes(name)) return true;
  return false;
}

export function namesIn(clause: Clause): readonly NamePhrase[] {
  return clause.phrases.filter((phrase) => phrase.kind === "name");
}

export function amountsIn(clause: Clause): readonly AmountPhrase[] {
  return clause.phrases.filter((phrase) => phrase.kind === "amount");
}

/** Whether a whole name of the catalogue stands in it. */
export function namesAnItem(clause: Clause): boolean {
  return namesIn(clause).some(({ tokens }) => holdsName(tokens));
}

/** The phrases that are no breaks. */
export function meant(clause: Clause): readonly Phrase[] {
  return clause.phrases.filter((phrase) => phrase.kind !== "break");
}

/** Whether it is put as a question: by its mark, a question word, or a particle at its end. */
export function asks(clause: Clause): boolean {
  if (clause.mark === "?" || has(clause, "question", "who", "how-many", "ask-have")) return true;
  const last = meant(clause).findLast((phrase) => !isWordOf(phrase, "particle", "polite"));
  if (last?.kind !== "word" || !isWordOf(last, "ask")) return false;
  // 剪刀呢 asks, 领剪刀2把呢 does not
  const bare = !has(clause, "verb") && amountsIn(clause).length === 0;
  return !isWordOf(last, "filler") || (bare && last.word.text === "呢");
}
