/**
 * A clause → atoms of an act: verbs, names, amounts, people, separators, and everything that was said besides. Every
 * phrase is accounted for: it is an atom, harmless, a guard that turns the clause into talk, or odd.
 */
import { asks, isWordOf, meant, namesAnItem, amountsIn, type Clause } from "./clauses";
import { readBracket } from "./brackets";
import { personOfText } from "./labels";
import type { Lexicon } from "./lexicon";
import { holdsName } from "./names";
import type { AmountPhrase } from "./amounts";
import type { Person } from "./people";
import type { NamePhrase, Phrase, WordPhrase } from "./phrases";
import { isReasonTail } from "./reasons";
import type { Reading, Token } from "./tokens";
import type { Verb, WordClass } from "./vocabulary";

export type Atom =
  | { readonly kind: "name"; readonly tokens: readonly Token[] }
  | { readonly kind: "amount"; readonly phrase: AmountPhrase; readonly approx: boolean }
  /** What a bracket adds to the name before it. */
  | { readonly kind: "beside"; readonly tokens: readonly Token[] }
  | { readonly kind: "gap" | "next" | "each" | "total" | "book-figure" }
  | { readonly kind: "kinds"; readonly value: number | undefined }
  | { readonly kind: "verb"; readonly verb: Verb; readonly colon: boolean }
  | {
      readonly kind: "person";
      readonly person: Person | undefined;
      readonly labelled: boolean;
      /** Behind 帮, 替, 代: it counts, whoever else is named. */
      readonly behalf: boolean;
    };

/** What was said besides. `odd`: something that could change the meaning. */
export interface Besides {
  odd: boolean;
  late: boolean;
  past: boolean;
  fresh: boolean;
  moment: boolean;
  done: boolean;
  /** Somebody who can't be named: 他, 老板. */
  third: boolean;
  /** Speaks of what is left, or that nothing is. */
  observed: boolean;
  /** 没用完, 多领了: why something comes back. */
  surplus: boolean;
  /** 是, 为, 有 between a name and a figure. */
  equates: boolean;
  readonly guards: Set<WordClass | "relative">;
  readonly remarks: string[];
}

export interface Act {
  readonly atoms: readonly Atom[];
  readonly besides: Besides;
  readonly clause: Clause;
}

/** What a clause is read with. */
export interface Context {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
  /** true: a verb stood before, so that 还 is no verb and 还有 joins. */
  readonly underway: boolean;
}

function plainBesides(): Besides {
  return {
    odd: false,
    late: false,
    past: false,
    fresh: false,
    moment: false,
    done: false,
    third: false,
    observed: false,
    surplus: false,
    equates: false,
    guards: new Set(),
    remarks: [],
  };
}

/** A clause that says nothing but words for 备注. */
export function remarkAct(clause: Clause, remark: string): Act {
  return { atoms: [], besides: { ...plainBesides(), remarks: [remark] }, clause };
}

interface State extends Context {
  readonly clause: Clause;
  readonly atoms: Atom[];
  readonly besides: Besides;
  approx: boolean;
  behalf: boolean;
}

/** Reads one clause. */
export function readAct(clause: Clause, context: Context): Act {
  const besides = plainBesides();
  const state: State = { ...context, clause, atoms: [], besides, approx: false, behalf: false };
  const { phrases } = clause;
  for (let i = 0; i < phrases.length;) i = readPhrase(phrases, i, state);
  if (state.approx) besides.odd = true;
  if (asks(clause)) besides.guards.add("question");
  return { atoms: state.atoms, besides, clause };
}

function readPhrase(phrases: readonly Phrase[], index: number, state: State): number {
  const phrase = phrases[index];
  const { atoms, besides, reading } = state;
  switch (phrase?.kind) {
    case undefined:
      return index + 1;
    case "amount":
      atoms.push({ kind: "amount", phrase, approx: state.approx });
      state.approx = false;
      return index + 1;
    case "name":
      return readName(phrase, phrases, index, state);
    case "break":
      atoms.push({ kind: phrase.strength === "soft" ? "gap" : "next" });
      return index + 1;
    case "bracket":
      readBracket(phrase, state);
      return index + 1;
    case "person":
      atoms.push({ kind: "person", person: phrase.person, labelled: true, behalf: false });
      return index + 1;
    case "note":
      besides.remarks.push(reading.shown.slice(phrase.start, phrase.end).trim());
      return index + 1;
    case "figure":
      readFigure(phrase.figure, phrase.value, state);
      return index + 1;
    case "word":
      return readWord(phrase, phrases, index, state);
  }
}

function readFigure(
  figure: Extract<Phrase, { kind: "figure" }>["figure"],
  value: number | undefined,
  { atoms, besides }: State,
): void {
  if (figure === "time") besides.moment = true;
  else if (figure === "date") besides.past = true;
  else if (figure === "kinds") atoms.push({ kind: "kinds", value });
  else if (figure === "phone") return;
  else besides.odd = true;
}

/** A run without a name of the catalogue may be a person; one that begins with a person is cut behind him. */
function readName(
  phrase: NamePhrase,
  phrases: readonly Phrase[],
  index: number,
  state: State,
): number {
  const { atoms, reading, lexicon } = state;
  const behalf = state.behalf;
  const name = phrase.tokens.findIndex((token) => token.kind === "name");
  if (name < 0) {
    const person = personAmong(phrase.tokens, reading, lexicon);
    if (person !== undefined) {
      atoms.push({ kind: "person", person, labelled: false, behalf });
      state.behalf = false;
      return index + 1;
    }
    if (hasContent(atoms) && isReasonTail(phrases.slice(index)))
      return restAsRemark(phrases, index, state);
  } else if (
    !atoms.some(({ kind }) => kind === "name" || kind === "amount" || kind === "verb") ||
    behalf
  ) {
    const cut = personBefore(phrase.tokens, name, reading, lexicon);
    if (cut !== undefined) {
      atoms.push({ kind: "person", person: cut.person, labelled: false, behalf });
      state.behalf = false;
      atoms.push({ kind: "name", tokens: phrase.tokens.slice(cut.length) });
      return index + 1;
    }
  }
  atoms.push({ kind: "name", tokens: phrase.tokens });
  return index + 1;
}

function hasContent(atoms: readonly Atom[]): boolean {
  return atoms.some(({ kind }) => kind === "name" || kind === "amount");
}

function personAmong(
  tokens: readonly Token[],
  reading: Reading,
  lexicon: Lexicon,
): Person | undefined {
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  const onlySpecs = tokens.every((token) => token.kind === "spec" || token.kind === "brand");
  if (onlySpecs) return undefined;
  return personOfText(
    reading.text.slice(start, end),
    reading.shown.slice(start, end),
    lexicon,
    false,
  );
}

/** The person before a name and its specs, and how many tokens he takes. */
function personBefore(
  tokens: readonly Token[],
  name: number,
  reading: Reading,
  lexicon: Lexicon,
): { readonly person: Person; readonly length: number } | undefined {
  for (let length = name; length > 0; length -= 1) {
    const person = personAmong(tokens.slice(0, length), reading, lexicon);
    if (person !== undefined) return { person, length };
    if (tokens[length - 1]?.kind !== "spec" && tokens[length - 1]?.kind !== "brand")
      return undefined;
  }
  return undefined;
}

function restAsRemark(phrases: readonly Phrase[], index: number, state: State): number {
  const start = phrases[index]?.start ?? 0;
  const end = phrases.at(-1)?.end ?? start;
  state.besides.remarks.push(state.reading.shown.slice(start, end).trim());
  return phrases.length;
}

const harmless = [
  "polite",
  "filler",
  "again",
  "particle",
  "aspect",
  "of",
  "deictic",
  "register",
  "i-am",
  "item-label",
  "amount-label",
  "spec-label",
] as const;

const guards = [
  "cancel",
  "negation",
  "question",
  "who",
  "how-many",
  "ask-have",
  "future",
  "request",
  "wish",
  "talk",
  "price",
  "order",
  "suggest",
  "passed",
] as const;

function readWord(
  phrase: WordPhrase,
  phrases: readonly Phrase[],
  index: number,
  state: State,
): number {
  const { atoms, besides, reading } = state;
  const is = (...classes: readonly WordClass[]): boolean => isWordOf(phrase, ...classes);
  const said = (): void => void besides.remarks.push(reading.shown.slice(phrase.start, phrase.end));
  const verb = verbHere(phrases, index, state);
  if (verb !== undefined) return readVerb(verb, phrases, index, state);
  if (
    hasContent(atoms) &&
    is("reason", "for-use", "topic", "behalf") &&
    isReasonTail(phrases.slice(index))
  ) {
    return restAsRemark(phrases, index, state);
  }
  if (is("late", "surplus")) {
    if (is("late")) besides.late = true;
    else besides.surplus = true;
    said();
  } else if (is("connect") && (state.underway || hasContent(atoms) || hasPerson(atoms)))
    atoms.push({ kind: "next" });
  else if (is("each")) atoms.push({ kind: "each" });
  else if (is("total")) atoms.push({ kind: "total" });
  else if (is("book-figure")) atoms.push({ kind: "book-figure" });
  else if (is("self"))
    atoms.push({ kind: "person", person: { kind: "self" }, labelled: false, behalf: false });
  else if (is("approx")) readApprox(state);
  else if (is("past")) {
    besides.past = true;
    said();
  } else if (is("fresh")) besides.fresh = true;
  else if (is("moment")) besides.moment = true;
  else if (is("done")) besides.done = true;
  else if (is("behalf")) state.behalf = true;
  else if (is("reason") && !hasContent(atoms)) return readReasonBefore(phrases, index, state);
  else readTalk(is, besides);
  return index + 1;
}

function readTalk(is: (...classes: readonly WordClass[]) => boolean, besides: Besides): void {
  if (is("gone", "low", "left", "only-left", "restock", "have", "stock")) besides.observed = true;
  else if (is("be")) besides.equates = true;
  else if (is(...harmless)) return;
  else if (is("third")) besides.third = true;
  else {
    const guard = guards.find((name) => is(name));
    if (guard !== undefined) besides.guards.add(guard);
    else besides.odd = true;
  }
}

function hasPerson(atoms: readonly Atom[]): boolean {
  return atoms.some(({ kind }) => kind === "person");
}

/** 大概2包, 2包左右: neither is a quantity. */
function readApprox(state: State): void {
  const last = state.atoms.at(-1);
  if (last?.kind === "amount") state.atoms.splice(-1, 1, { ...last, approx: true });
  else state.approx = true;
}

/** 因会议需要领用…: the reason stands in front of the verb. */
function readReasonBefore(phrases: readonly Phrase[], index: number, state: State): number {
  let next = index + 1;
  while (
    next < phrases.length &&
    (isWordOf(phrases[next], "topic", "reason", "for-use", "fresh") ||
      (isWordOf(phrases[next], "wish") && isWordOf(phrases[next + 1], "verb")) ||
      isPlainText(phrases[next]))
  ) {
    next += 1;
  }
  const start = phrases[index]?.start ?? 0;
  const end = phrases[next - 1]?.end ?? start;
  state.besides.remarks.push(state.reading.shown.slice(start, end));
  return next;
}

function isPlainText(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "name" && !holdsName(phrase.tokens);
}

function readVerb(
  verb: Verb,
  phrases: readonly Phrase[],
  index: number,
  { atoms, besides }: State,
): number {
  const next = phrases[index + 1];
  const relative = next?.kind === "word" && "的嘅之".includes(next.word.text);
  if (relative) {
    const rest = phrases
      .slice(index + 2)
      .some((phrase) => phrase.kind !== "break" && !isWordOf(phrase, "particle"));
    if (rest) besides.guards.add("relative");
    else besides.odd = true;
  }
  const aspect = isWordOf(next, "aspect") || isWordOf(next, "done");
  if (verb.done || aspect) besides.done = true;
  const colon = next?.kind === "break" && next.mark === ":";
  atoms.push({ kind: "verb", verb, colon });
  return index + 1;
}

/** Whether a word is the verb here: 还 and 退 only in front, single characters never inside other words. */
function verbHere(
  phrases: readonly Phrase[],
  index: number,
  { clause, atoms, underway }: State,
): Verb | undefined {
  const phrase = phrases[index];
  if (phrase?.kind !== "word" || phrase.word.verb === undefined) return undefined;
  const { verb } = phrase.word;
  const before = phrases[index - 1];
  const after = phrases[index + 1];
  if (isWordOf(phrase, "polite") && !(namesAnItem(clause) && amountsIn(clause).length > 0)) {
    return undefined;
  }
  if (verb.text === "还" || verb.text === "退") {
    const inFront = !atoms.some(
      ({ kind }) => kind === "verb" || kind === "name" || kind === "amount",
    );
    const object = after?.kind === "name" || after?.kind === "amount" || after?.kind === "break";
    return inFront && object && !(verb.text === "还" && underway) ? verb : undefined;
  }
  if (verb.text.length > 1) return verb;
  const glued =
    before?.kind === "name" && before.end === phrase.start && atoms.at(-1)?.kind === "name";
  const unknown = glued && !holdsName(before.tokens) && before.tokens.at(-1)?.kind === "unknown";
  const object =
    after === undefined ||
    after.kind === "amount" ||
    (after.kind === "name" && holdsName(after.tokens));
  return unknown && !object ? undefined : verb;
}

/** Nothing but politeness, greetings and particles. */
export function isCourtesy(clause: Clause): boolean {
  return meant(clause).every(
    (phrase) =>
      isWordOf(
        phrase,
        "polite",
        "particle",
        "filler",
        "aspect",
        "of",
        "register",
        "fresh",
        "moment",
      ) ||
      (phrase.kind === "figure" && phrase.figure === "time"),
  );
}
