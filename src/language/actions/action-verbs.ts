/** Verbs in an action: where a word is one, and what the words behind it make of it. */
import { holdsName } from "../names/item-names";
import { has, isWordOf } from "../phrases/clauses";
import type { Phrase } from "../phrases/phrase";
import { verbs } from "../vocabulary/stock-words";
import type { Verb, Word } from "../vocabulary/vocabulary";
import { isWord, type Reading } from "../tokens/tokens";
import { put, type ActionState } from "./stock-action";

/** Whether a word is the verb here: 还 and 退 only in front, single characters never inside other words. */
export function verbHere(
  phrases: readonly Phrase[],
  index: number,
  state: ActionState,
): Verb | undefined {
  const phrase = phrases[index];
  if (arrives(phrases, index, state)) return arrived;
  if (isCounted(phrases, index, state)) return counted;
  if (phrase?.kind !== "word" || phrase.word.verb === undefined) return undefined;
  const { verb } = phrase.word;
  if (verb.asked === true && state.clause.words.some(isSure)) return undefined;
  // 收到 alone is courtesy
  if (isWordOf(phrase, "polite") && !state.complete) return undefined;
  if (verb.text === "还" || verb.text === "退")
    return isReturnHere(verb, phrases, index, state) ? verb : undefined;
  return verb.text.length > 1 || standsFree(phrases, index, state) ? verb : undefined;
}

const isSure = ({ verb }: Word): boolean => verb !== undefined && verb.asked !== true;

const [arrived, counted] = ["到了", "实际数"].map((text) =>
  verbs.find((verb) => verb.text === text),
);

/** 水带实际18盘: against the figure it is what was counted. */
function isCounted(phrases: readonly Phrase[], index: number, state: ActionState): boolean {
  const [word, behind] = [phrases[index], phrases[index + 1]];
  if (word?.kind !== "word" || word.word.text !== "实际" || behind?.kind !== "amount") return false;
  return state.parts.at(-1)?.kind === "name" && behind.unit !== "" && !has(state.clause, "verb");
}

/** 手套到20包, 各到5包: what came, and how much of it. */
function arrives(phrases: readonly Phrase[], index: number, state: ActionState): boolean {
  const [before, word, behind] = [phrases[index - 1], phrases[index], phrases[index + 1]];
  if (word?.kind !== "word" || word.word.text !== "到") return false;
  const named = before?.kind === "name" || before?.kind === "bracket" || isWordOf(before, "each");
  const figure = behind?.kind === "amount" && behind.value !== undefined && behind.unit !== "";
  return named && figure && state.named && !state.verb && !state.underway;
}

/** 还 and 退 are verbs in front of what comes back; behind a bracket, and where more follows, it is asked about. */
function isReturnHere(
  { text }: Verb,
  phrases: readonly Phrase[],
  index: number,
  state: ActionState,
): boolean {
  if (isReturnBehind(phrases, index, state)) {
    const plain = phrases[index - 1]?.kind === "name" && endsBehind(phrases, index + 1);
    if (!plain && !comesBack(state)) state.extras.unexplained = true;
    return true;
  }
  const inFront = !state.verb && !state.content && !(text === "还" && state.underway);
  return inFront && isObject(phrases[index + 1]);
}

/** 取模托盘（大）还1个, 冰盒还5个 may be a return as well as what is left. */
function isReturnBehind(phrases: readonly Phrase[], index: number, state: ActionState): boolean {
  const [before, behind] = [phrases[index - 1], phrases[index + 1]];
  const item = before?.kind === "bracket" || before?.kind === "name";
  return state.named && !state.verb && item && behind?.kind === "amount";
}

/** 对讲机还5台: nothing is said behind the figure. */
const endsBehind = (phrases: readonly Phrase[], figure: number): boolean =>
  phrases
    .slice(figure + 1)
    .every((phrase) => phrase.kind === "note" || isWordOf(phrase, "aspect", "particle", "polite"));

/** 没用完的: why something comes back. */
function comesBack({ reading }: ActionState): boolean {
  const known =
    surplusTold.get(reading) ?? reading.tokens.some((token) => isWord(token, "surplus"));
  surplusTold.set(reading, known);
  return known;
}

/** What was looked for in a message already. */
const surplusTold = new WeakMap<Reading, boolean>();

function isObject(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "name" || phrase?.kind === "amount" || phrase?.kind === "break";
}

/** A single character behind unknown text is part of a word, unless an item or a quantity follows it. */
function standsFree(phrases: readonly Phrase[], index: number, { parts }: ActionState): boolean {
  const before = phrases[index - 1];
  const after = phrases[index + 1];
  const glued = before?.kind === "name" && before.end === phrases[index]?.start;
  if (!glued || parts.at(-1)?.kind !== "name") return true;
  if (holdsName(before.tokens) || before.tokens.at(-1)?.kind !== "unknown") return true;
  return (
    after === undefined ||
    after.kind === "amount" ||
    (after.kind === "name" && holdsName(after.tokens))
  );
}

const relatives = new Set("的嘅之");

/** Puts a verb; 领的…, with more behind it, speaks of what was taken. */
export function readVerb(
  verb: Verb,
  phrases: readonly Phrase[],
  index: number,
  state: ActionState,
): number {
  const { extras } = state;
  const next = phrases[index + 1];
  // 昨天借的计算器还回来了: which one comes back
  if (isWordOf(next, "of") && phrases.slice(index + 2).some(comesBackHere)) return index + 2;
  if (next?.kind === "word" && relatives.has(next.word.text))
    readRelative(phrases, index + 2, state);
  if (verb.done || isWordOf(next, "aspect", "done")) extras.done = true;
  if (verb.asked === true) extras.unexplained = true;
  const colon = next?.kind === "break" && next.mark === ":";
  put(state, { kind: "verb", verb, colon });
  return index + 1;
}

/** What stands behind 领的. */
function readRelative(phrases: readonly Phrase[], behind: number, state: ActionState): void {
  const { extras } = state;
  const more = saysMore(phrases, behind);
  const own = isOwn(state) && (state.content || !(state.named || more));
  if (isColon(phrases[behind]) || own) extras.done = true;
  else if (more) extras.guards.add("relative");
  else extras.unexplained = true;
}

const comesBackHere = (phrase: Phrase): boolean =>
  phrase.kind === "word" && phrase.word.verb?.type === "return" && phrase.word.text.length > 1;

const isColon = (phrase: Phrase | undefined): boolean =>
  phrase?.kind === "break" && phrase.mark === ":";

/** 剪刀是我拿的, 酵母2包 小李拿的: who took it, behind what was taken. */
function isOwn({ parts }: ActionState): boolean {
  const last = parts.findLast(({ kind }) => kind !== "gap");
  return last?.kind === "person" && !last.onBehalf;
}

function saysMore(phrases: readonly Phrase[], from: number): boolean {
  for (let i = from; i < phrases.length; i += 1) {
    if (phrases[i]?.kind !== "break" && !isWordOf(phrases[i], "particle")) return true;
  }
  return false;
}
