/** Words in an action: each is a part, a mark on what was said besides, harmless, a guard, or odd. */
import { holdsName, isOutsideCatalogue } from "../names/item-names";
import { has, isWordOf } from "../phrases/clauses";
import type { Phrase, WordPhrase } from "../phrases/phrase";
import { isReasonFrom } from "../phrases/reasons";
import { isPlace } from "../remarks/beside";
import type { WordClass } from "../vocabulary/vocabulary";
import { personAmong, restAsRemark } from "./action-names";
import { readVerb, verbHere } from "./action-verbs";
import { put, type ActionState, type Extras } from "./stock-action";

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

/** Each of these makes talk of the clause. */
const guards = [
  "cancel",
  "help",
  "undo",
  "confirm",
  "reject",
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

type Reader = (state: ActionState, phrase: WordPhrase) => void;

const self = {
  kind: "person",
  person: { kind: "self" },
  labelled: false,
  onBehalf: false,
} as const;

/** The first row that a word belongs to decides; `said` rows also go into 备注. */
const readers: readonly (readonly [WordClass, Reader])[] = [
  ["late", remember("late")],
  ["surplus", remember("surplus")],
  ["each", (state) => put(state, { kind: "each" })],
  ["total", (state) => put(state, { kind: "total" })],
  ["book-figure", (state) => put(state, { kind: "book-figure" })],
  ["self", (state) => put(state, self)],
  ["approx", readApprox],
  ["past", remember("past")],
  ["fresh", ({ extras }) => void (extras.fresh = true)],
  ["moment", ({ extras }) => void (extras.moment = true)],
  ["done", ({ extras }) => void (extras.done = true)],
  ["behalf", (state) => void (state.onBehalf = true)],
];

/** Marks what was said, and keeps the words for 备注. */
function remember(what: "late" | "surplus" | "past"): Reader {
  return ({ extras, reading }, { start, end }) => {
    extras[what] = true;
    extras.remarks.push(reading.shown.slice(start, end));
  };
}

/** Reads a word into the action; answers the index behind what was read. */
export function readWord(
  phrase: WordPhrase,
  phrases: readonly Phrase[],
  index: number,
  state: ActionState,
): number {
  const verb = verbHere(phrases, index, state);
  if (verb !== undefined) return readVerb(verb, phrases, index, state);
  if (endsInReason(phrases, index, state)) return restAsRemark(phrases, index, state);
  const reader = readers.find(([name]) => phrase.word.classes.includes(name))?.[1];
  if (asksOthers(phrases, index) && !isThanked(phrases, index + 1)) state.extras.third = true;
  if (
    isWordOf(phrase, "of") &&
    state.verb &&
    phrases[index - 1]?.kind === "amount" &&
    isWordOf(phrases[index + 1], "polite")
  )
    state.extras.guards.add("relative");
  const joining = isWordOf(phrase, "connect") && joins(phrases, index, state);
  if (joining && !isWordOf(phrase, "late")) put(state, { kind: "next" });
  else if (reader !== undefined) reader(state, phrase);
  else if (isSaidAnew(phrases, index, state)) return index + 1;
  else if (isWordOf(phrase, "reason") && !state.content) {
    return readReasonBefore(phrases, index, state);
  } else if (isWordOf(phrase, "third") && state.content && !tellsWho(phrases, index, state))
    state.extras.guards.add("relative");
  else if (isReportedEvent(phrase, state)) {
    state.extras.remarks.push(state.reading.shown.slice(phrase.start, phrase.end));
  } else readTalk(phrase, state.extras);
  return index + 1;
}

/** 消毒水再来两瓶 我拿走了, 剩3对护耳套还回来了: what the verb of the clause says is meant, not what is to come or is left. */
function isSaidAnew(
  phrases: readonly Phrase[],
  index: number,
  { clause: { words }, extras }: ActionState,
): boolean {
  const word = phrases[index];
  if (isOwnTake(phrases, index)) return true;
  if (phrases[index + 1]?.kind !== "amount" || word?.kind !== "word") return false;
  if (word.word.text === "再来") return words.some(({ verb }) => verb?.done === true);
  const back = words.some(({ verb }) => verb?.type === "return" && verb.text.length > 1);
  if (back && isWordOf(word, "left")) extras.surplus = true;
  return extras.surplus && isWordOf(word, "left");
}

/** 手术领2盒, 昨天送货拿了2盒忘记登记: in front of the verb an event tells what for, and in a late report anything when. */
function isReportedEvent(phrase: WordPhrase, { clause, verb, content }: ActionState): boolean {
  if (verb || !has(clause, "verb") || isWordOf(phrase, "third")) return false;
  const told = has(clause, "late") || isPlace(phrase.word.text);
  return told ? isWordOf(phrase, "topic") : isWordOf(phrase, "event") && !content;
}

/** 两卷 保洁阿姨拿的 asks for a name, while 领用2瓶的同事 and 我拿了2包他说 are talk. */
function tellsWho(
  phrases: readonly Phrase[],
  index: number,
  { complete, verb }: ActionState,
): boolean {
  return complete && !verb && isWordOf(phrases[index + 1], "verb");
}

/** 谢谢梅姐: who is thanked took nothing. */
export function isThanked(phrases: readonly Phrase[], index: number): boolean {
  const [before, who] = [phrases[index - 1], phrases[index]];
  if (before?.kind !== "word" || !/谢|辛苦|拜托|唔该/.test(before.word.text)) return false;
  const named = who?.kind === "name" && isOutsideCatalogue(who.tokens);
  return (named || who?.kind === "person") && phrases[index + 1]?.kind !== "word";
}

/** 请小李领…, 请归还…: said to somebody, or with courtesy of what was done. */
function asksOthers(phrases: readonly Phrase[], index: number): boolean {
  const [word, next] = [phrases[index], phrases[index + 1]];
  if (word?.kind !== "word" || !/^(?:请|麻烦|劳烦|劳驾|辛苦|拜托)/.test(word.word.text))
    return false;
  if (next?.kind === "person" || (next?.kind === "name" && !holdsName(next.tokens))) return true;
  return next?.kind === "word" && next.word.verb?.type === "return";
}

/** 都是我拿的: who took it, behind all that was taken. */
const isOwnTake = (phrases: readonly Phrase[], index: number): boolean =>
  isWordOf(phrases[index], "be") &&
  isWordOf(phrases[index + 1], "self") &&
  isWordOf(phrases[index + 2], "verb");

function endsInReason(phrases: readonly Phrase[], index: number, state: ActionState): boolean {
  const opens = isWordOf(phrases[index], "reason", "for-use", "topic", "behalf");
  return state.content && opens && isReasonFrom(phrases, index, state.ending);
}

function readTalk(phrase: WordPhrase, extras: Extras): void {
  if (isWordOf(phrase, "gone", "low", "left", "only-left", "restock", "have", "stock")) {
    extras.observed = true;
  } else if (isWordOf(phrase, "be", "agrees")) extras.equates = true;
  else if (isWordOf(phrase, ...harmless)) return;
  else if (isWordOf(phrase, "third")) extras.third = true;
  else {
    const guard = guards.find((name) => phrase.word.classes.includes(name));
    if (guard === undefined) extras.unexplained = true;
    else extras.guards.add(guard);
  }
}

/** 和, 还有 between things of a list; A4纸还有5箱 tells what is left. */
function joins(phrases: readonly Phrase[], index: number, state: ActionState): boolean {
  // 还有刀片也拿一盒
  if (index === 0 && state.complete && has(state.clause, "verb")) return true;
  const said = state.underway || state.verb;
  const tells = isWordOf(phrases[index], "have") && phrases[index + 1]?.kind === "amount";
  if (tells && !said && state.parts.at(-1)?.kind === "name") return false;
  return said || state.content || state.person;
}

/** 大概2包, 2包左右: neither is a quantity. */
function readApprox(state: ActionState, { start, end }: WordPhrase): void {
  const last = state.parts.at(-1);
  if (last?.kind === "amount") {
    const approx = state.reading.shown.slice(last.phrase.start, end);
    state.parts.splice(-1, 1, { ...last, approx });
  } else state.approx = start;
}

/** 因会议需要领用…: the reason stands in front of the verb. Behind it, it describes what is taken. */
function readReasonBefore(phrases: readonly Phrase[], index: number, state: ActionState): number {
  if (state.verb) {
    state.extras.unexplained = true;
    return index + 1;
  }
  let next = index + 1;
  while (next < phrases.length && continuesReason(phrases, next, state)) next += 1;
  const start = phrases[index]?.start ?? 0;
  const end = phrases[next - 1]?.end ?? start;
  state.extras.remarks.push(state.reading.shown.slice(start, end));
  return next;
}

function continuesReason(phrases: readonly Phrase[], index: number, state: ActionState): boolean {
  const phrase = phrases[index];
  if (isWordOf(phrase, "topic", "reason", "for-use", "fresh")) return true;
  if (isWordOf(phrase, "wish")) return isWordOf(phrases[index + 1], "verb");
  if (phrase?.kind !== "name" || holdsName(phrase.tokens)) return false;
  return personAmong(phrase.tokens, state) === undefined;
}
