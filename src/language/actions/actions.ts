/**
 * A clause → an action: verbs, names, amounts, people, separators. Every phrase is accounted for: it is a part, harmless, a
 * guard that turns the clause into talk, or odd.
 */
import { isPlaceOnly } from "../names/places";
import { amountsIn, asks, has, namesAnItem, type Clause } from "../phrases/clauses";
import type { FigurePhrase, PersonPhrase, Phrase } from "../phrases/phrase";
import { endingOf, tellsTaken } from "../phrases/reasons";
import { readName, applyBehalf } from "./action-names";
import { isThanked, readWord } from "./action-words";
import {
  noExtras,
  put,
  type StockAction,
  type ActionState,
  type ActionContext,
} from "./stock-action";
import { verbs } from "../vocabulary/stock-words";
import { readBracket } from "./brackets";

/** A clause that says nothing but words for 备注; 拿去地库了 tells by the way that it was taken. */
export function remarkAction(clause: Clause, remark: string): StockAction {
  const done = tellsTaken(clause.phrases) && taken !== undefined ? [taken] : [];
  const parts = done.map((verb) => ({ kind: "verb", verb, colon: false }) as const);
  return { parts, verbs: done, extras: { ...noExtras(), remarks: [remark] }, clause };
}

const allOf = new Set(["都", "全", "全都", "全部", "全部都", "通通"]);

const taken = verbs.find(({ text }) => text === "拿去了");

export function readAction(
  clause: Clause,
  { reading, lexicon, underway }: ActionContext,
): StockAction {
  const extras = noExtras();
  const { phrases } = clause;
  const named = namesAnItem(clause);
  const state: ActionState = {
    reading,
    lexicon,
    underway,
    clause,
    ending: endingOf(phrases),
    named,
    complete: named && amountsIn(clause).length > 0,
    parts: [],
    extras,
    content: false,
    verb: false,
    person: false,
    approx: undefined,
    onBehalf: false,
  };
  let next = 0;
  while (next < phrases.length) next = readPhrase(phrases, next, state);
  if (state.approx !== undefined || state.onBehalf) extras.unexplained = true;
  if (asks(clause)) extras.guards.add("question");
  // 都领了: how much that was is not said
  if (amountsIn(clause).length === 0)
    extras.unread ||= clause.words.some(({ text }) => allOf.has(text));
  // 每人领2包 is a rule, unless it is said who they are
  if (has(clause, "per-head") && !state.person) extras.guards.add("talk");
  const { parts } = state;
  const said = parts.filter((part) => part.kind === "verb").map(({ verb }) => verb);
  return { parts, verbs: said, extras, clause };
}

/** 大概2包 as written; "" of an exact figure. */
const approximately = ({ end }: Phrase, { approx, reading }: ActionState): string =>
  approx === undefined ? "" : reading.shown.slice(approx, end);

/** Reads the phrase at an index; answers the index behind it. */
function readPhrase(phrases: readonly Phrase[], index: number, state: ActionState): number {
  const phrase = phrases[index];
  if (isThanked(phrases, index)) return index + 1;
  switch (phrase?.kind) {
    case undefined:
      return index + 1;
    case "name":
      return readName(phrase, phrases, index, state);
    case "word":
      return readWord(phrase, phrases, index, state);
    case "amount":
      put(state, { kind: "amount", phrase, approx: approximately(phrase, state) });
      state.approx = undefined;
      break;
    case "break":
      put(state, { kind: phrase.strength === "soft" ? "gap" : "next" });
      break;
    case "bracket":
      readBracket(phrase, state);
      break;
    case "person":
      readPerson(phrase, state);
      break;
    case "note":
      state.extras.remarks.push(state.reading.shown.slice(phrase.start, phrase.end).trim());
      break;
    case "figure":
      readFigure(phrase, state);
      break;
  }
  return index + 1;
}

function readPerson(phrase: PersonPhrase, state: ActionState): void {
  const { person, labelled, start, end } = phrase;
  if (!labelled && state.content && state.complete && isPlaceOnly(person, state.lexicon.people)) {
    state.extras.remarks.push(state.reading.shown.slice(start, end));
    return;
  }
  put(state, { kind: "person", person, labelled, onBehalf: !labelled && state.onBehalf });
  if (!labelled) applyBehalf(state);
}

function readFigure({ figure, value }: FigurePhrase, state: ActionState): void {
  const { extras } = state;
  extras.unread ||= figure === "pair" || figure === "measure" || isBehindName(figure, state);
  if (figure === "time") extras.moment = true;
  else if (figure === "date") extras.past = true;
  else if (figure === "kinds") put(state, { kind: "kinds", value });
  else if (figure !== "phone") extras.unexplained = true;
}

/** A4纸 1/2: behind a name a date is hardly one. */
function isBehindName(figure: FigurePhrase["figure"], { parts }: ActionState): boolean {
  const last = parts.findLast(({ kind }) => kind !== "gap");
  return figure === "date" && last?.kind === "name";
}
