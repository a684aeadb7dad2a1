/** Runs of text in an action: names of the catalogue, people, a person in front of a name, or the reason at the end. */
import type { Person } from "../names/people";
import { isPlaceOnly } from "../names/places";
import { has, isWordOf } from "../phrases/clauses";
import { personOfText } from "../phrases/label-values";
import { put, type ActionState, type ActionContext } from "./stock-action";
import { holdsName, isUnknownText } from "../names/item-names";
import type { NamePhrase, Phrase } from "../phrases/phrase";
import { isReasonFrom } from "../phrases/reasons";
import { isWord, type Token } from "../tokens/tokens";

/** Reads a run into the action; answers the index behind it. */
export function readName(
  { tokens }: NamePhrase,
  phrases: readonly Phrase[],
  index: number,
  state: ActionState,
): number {
  const { onBehalf } = state;
  if (saysNothing(phrases, index, tokens, state)) return index + 1;
  const name = tokens.findIndex((token) => token.kind === "name");
  if (name < 0) {
    const before = phrases[index - 1];
    const quoted = before?.kind === "break" && before.mark === "“";
    // 《雷雨》 is nobody
    const person = quoted ? undefined : personAmong(tokens, state);
    if (state.content && state.complete && isPlaceOnly(person, state.lexicon.people)) {
      const [first, last] = [tokens[0], tokens.at(-1)];
      state.extras.remarks.push(state.reading.shown.slice(first?.start, last?.end).trim());
      return index + 1;
    }
    if (person !== undefined) {
      put(state, { kind: "person", person, labelled: false, onBehalf });
      applyBehalf(state);
      return index + 1;
    }
    if (state.content && isReasonFrom(phrases, index, state.ending)) {
      return restAsRemark(phrases, index, state);
    }
  } else if (onBehalf || !(state.content || state.verb)) {
    const front = personBefore(tokens, name, state);
    if (front !== undefined) {
      put(state, { kind: "person", person: front.person, labelled: false, onBehalf });
      state.onBehalf = false;
      put(state, { kind: "name", tokens: tokens.slice(front.length) });
      return index + 1;
    }
  }
  put(state, { kind: "name", tokens });
  return index + 1;
}

/** Where it went, when it was, what it was left of (演出剩下的10根), or 那个. */
const saysNothing = (
  phrases: readonly Phrase[],
  index: number,
  tokens: readonly Token[],
  state: ActionState,
): boolean =>
  isWhereTo(tokens, state) ||
  isWhen(phrases, index, state) ||
  (isWordOf(phrases[index + 1], "surplus") && isUnknownText(tokens)) ||
  (state.named && tokens.every((token) => isWord(token, "deictic", "of")));

/** 打烊前, 会议中: against an event, when it was. */
function isWhen(phrases: readonly Phrase[], index: number, { reading }: ActionState): boolean {
  const [before, name] = [phrases[index - 1], phrases[index]];
  if (name === undefined || before?.end !== name.start || !isWordOf(before, "topic")) return false;
  return /^[前后时中里间](?:面|候)?$/.test(reading.text.slice(name.start, name.end));
}

const places = /(?:[库仓柜][房里中内子]?|仓库|库房|[室间架处]|原处|原位|前台)$/;

/** 放回库房: where a thing went back to names nobody. */
function isWhereTo(tokens: readonly Token[], { parts, complete, reading }: ActionState): boolean {
  const verb = parts.at(-1);
  if (!complete || verb?.kind !== "verb" || verb.colon || verb.verb.type !== "return") return false;
  if (holdsName(tokens)) return false;
  return places.test(reading.text.slice(tokens[0]?.start, tokens.at(-1)?.end));
}

/** 帮小王领了 is clear; what is taken and then given to somebody may be either's. */
export function applyBehalf(state: ActionState): void {
  const clear = has(state.clause, "verb") && !state.content;
  if (state.onBehalf && (state.content || state.underway) && !clear)
    state.extras.unexplained = true;
  state.onBehalf = false;
}

/** Who a run of tokens names, if it names somebody. */
export function personAmong(
  tokens: readonly Token[],
  { reading, lexicon }: Pick<ActionContext, "reading" | "lexicon">,
): Person | undefined {
  if (tokens.every(isDescription)) return undefined;
  // 那个王工
  const start = tokens.find((token) => !isWord(token, "deictic"))?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  const text = reading.text.slice(start, end);
  return personOfText(text, reading.shown.slice(start, end), lexicon, false);
}

function isDescription(token: Token | undefined): boolean {
  return token?.kind === "spec" || token?.kind === "brand";
}

/** The person before a name and its specs, and how many tokens he takes. */
function personBefore(
  tokens: readonly Token[],
  name: number,
  context: ActionContext,
): { readonly person: Person; readonly length: number } | undefined {
  for (let length = name; length > 0; length -= 1) {
    const person = personAmong(tokens.slice(0, length), context);
    if (person !== undefined) return { person, length };
    if (!isDescription(tokens[length - 1])) return undefined;
  }
  return undefined;
}

/** The rest of the clause goes into 备注. */
export function restAsRemark(
  phrases: readonly Phrase[],
  index: number,
  state: ActionState,
): number {
  const start = phrases[index]?.start ?? 0;
  const end = phrases.at(-1)?.end ?? start;
  state.extras.remarks.push(state.reading.shown.slice(start, end).trim());
  return phrases.length;
}
