/**
 * A clause → an act: verbs, names, amounts, people, separators. Every phrase is accounted for: it is an atom, harmless, a
 * guard that turns the clause into talk, or odd.
 */
import { readName, settleBehalf } from "./action-names";
import { readWord } from "./action-words";
import { plainBesides, put, type Act, type ActState, type Context } from "./atoms";
import { readBracket } from "./brackets";
import { amountsIn, asks, has, namesAnItem, type Clause } from "../phrases/clauses";
import type { FigurePhrase, PersonPhrase, Phrase } from "../phrases/phrase";
import { endingOf } from "../phrases/reasons";

/** A clause that says nothing but words for 备注. */
export function remarkAct(clause: Clause, remark: string): Act {
  return { atoms: [], verbs: [], besides: { ...plainBesides(), remarks: [remark] }, clause };
}

/** Reads one clause. */
export function readAct(clause: Clause, { reading, lexicon, underway }: Context): Act {
  const besides = plainBesides();
  const { phrases } = clause;
  const named = namesAnItem(clause);
  const state: ActState = {
    reading,
    lexicon,
    underway,
    clause,
    ending: endingOf(phrases),
    named,
    complete: named && amountsIn(clause).length > 0,
    atoms: [],
    besides,
    content: false,
    verb: false,
    person: false,
    approx: false,
    behalf: false,
  };
  let next = 0;
  while (next < phrases.length) next = readPhrase(phrases, next, state);
  if (state.approx || state.behalf) besides.odd = true;
  if (asks(clause)) besides.guards.add("question");
  // 每人领2包 is a rule, unless it is said who they are
  if (has(clause, "per-head") && !state.person) besides.guards.add("talk");
  const { atoms } = state;
  const verbs = atoms.flatMap((atom) => (atom.kind === "verb" ? [atom.verb] : []));
  return { atoms, verbs, besides, clause };
}

/** Reads the phrase at an index; answers the index behind it. */
function readPhrase(phrases: readonly Phrase[], index: number, state: ActState): number {
  const phrase = phrases[index];
  switch (phrase?.kind) {
    case undefined:
      return index + 1;
    case "name":
      return readName(phrase, phrases, index, state);
    case "word":
      return readWord(phrase, phrases, index, state);
    case "amount":
      put(state, { kind: "amount", phrase, approx: state.approx });
      state.approx = false;
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
      state.besides.remarks.push(state.reading.shown.slice(phrase.start, phrase.end).trim());
      break;
    case "figure":
      readFigure(phrase, state);
      break;
  }
  return index + 1;
}

function readPerson({ person, labelled }: PersonPhrase, state: ActState): void {
  put(state, { kind: "person", person, labelled, behalf: !labelled && state.behalf });
  if (!labelled) settleBehalf(state);
}

function readFigure({ figure, value }: FigurePhrase, state: ActState): void {
  const { besides } = state;
  if (figure === "time") besides.moment = true;
  else if (figure === "date") besides.past = true;
  else if (figure === "kinds") put(state, { kind: "kinds", value });
  else if (figure !== "phone") besides.odd = true;
}
