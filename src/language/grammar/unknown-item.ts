/**
 * A clear form around a name that nobody has heard of (领用：晚会灯 2个, 取样勺 -5, 查询 安全绳): whatever words that name is
 * made of, it is answered. Looked at only where nothing else was understood, so that it never books a thing.
 */
import type { Amount, BookableType, Intent, Line, Requester } from "../../inventory/intent";
import { holdsName, withClosest } from "../names/item-names";
import { amountOf } from "../phrases/amounts";
import { asks, isWordOf, type Clause } from "../phrases/clauses";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import type { Message } from "./movement";

const longestName = 12;
/** Characters of which sentences are made, and hardly a name. */
const speaking = /[请在要来去会让把被得的了这那真太]/;

/** What a message in such a form asks for; undefined for every other. */
export function readUnknown(message: Message): Intent | undefined {
  const [clause, ...others] = message.clauses;
  if (clause === undefined || asks(clause) || !others.every(saysWho)) return undefined;
  const phrases = clause.phrases.filter((phrase) => !isCourtesy(phrase));
  const people = [...phrases, ...others.flatMap((other) => other.phrases)].filter(isPerson);
  if (people.length > 1) return undefined;
  const [person] = people;
  const requester = person?.person?.kind === "person" ? person.person.requester : undefined;
  const said = trimmed(phrases.filter((phrase) => !isPerson(phrase)));
  return readForm(said, requester, message) ?? readQuestion(said, message);
}

type PersonPhrase = Extract<Phrase, { readonly kind: "person" }>;

function isPerson(phrase: Phrase): phrase is PersonPhrase {
  return phrase.kind === "person";
}

/** 领用人：小李, 谢谢 */
function saysWho({ phrases }: Clause): boolean {
  return phrases.every((phrase) => isPerson(phrase) || isSoft(phrase) || isCourtesy(phrase));
}

function isCourtesy(phrase: Phrase): boolean {
  if (phrase.kind === "note") return true;
  return isWordOf(phrase, "polite", "particle", "register", "self") && !isWordOf(phrase, "verb");
}

function isSoft(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "break" && phrase.strength === "soft";
}

function trimmed(phrases: readonly Phrase[]): readonly Phrase[] {
  const from = phrases.findIndex((phrase) => !isSoft(phrase));
  return phrases.slice(Math.max(0, from), phrases.findLastIndex((phrase) => !isSoft(phrase)) + 1);
}

/** Verb, name and quantity in this order, or the quantity before the name; without a verb the sign tells. */
function readForm(
  said: readonly Phrase[],
  requester: Requester | undefined,
  message: Message,
): Intent | undefined {
  const [head] = said;
  const last = said.at(-1);
  const verb = head?.kind === "word" ? head.word.verb : undefined;
  if (verb?.everyday === false) {
    const rest = trimmed(said.slice(isWordOf(said[1], "aspect") ? 2 : 1));
    const [first] = rest;
    if (last?.kind === "amount") return unknown(verb.type, rest.slice(0, -1), last);
    if (first?.kind === "amount") return unknown(verb.type, rest.slice(1), first);
    return unknown(verb.type, rest, verb.impliesOne ? "implied" : "missing");
  }
  if (last?.kind !== "amount" || last.sign === "") return undefined;
  const { sign } = last;
  return unknown(sign === "-" ? "issue" : "receipt", said.slice(0, -1), { ...last, sign: "" });

  function unknown(
    type: BookableType,
    name: readonly Phrase[],
    amount: AmountPhrase | "implied" | "missing",
  ): Intent | undefined {
    const written = nameAmong(name, message, typeof amount !== "string");
    if (written === undefined) return undefined;
    const figure: Amount =
      typeof amount === "string" ? { kind: amount } : amountOf(amount, type === "stocktake");
    const match = withClosest({ kind: "none", closest: [], written }, message.lexicon);
    const line: Line = { match, amount: figure, requester, written };
    return { kind: "movement", type, lines: [line], remark: "" };
  }
}

/** 查询 安全绳 */
function readQuestion([head, ...rest]: readonly Phrase[], message: Message): Intent | undefined {
  if (head?.kind !== "word" || !isWordOf(head, "query", "stock")) return undefined;
  if (!/^查|^库存$/.test(head.word.text)) return undefined;
  const asked = trimmed(rest);
  const written = figureAlone(asked) ?? nameAmong(asked, message, false);
  if (written === undefined) return undefined;
  const match = withClosest({ kind: "none", closest: [], written }, message.lexicon);
  return { kind: "query", matches: [match] };
}

/** 查询 803, 查询 2箱 */
function figureAlone([figure, more]: readonly Phrase[]): string | undefined {
  const bare = figure?.kind === "amount" && figure.sign === "";
  return bare && more === undefined ? figure.written : undefined;
}

/** The text of phrases that could be a name: in one piece, with nothing of the catalogue and nothing of a sentence in it. */
function nameAmong(
  phrases: readonly Phrase[],
  { reading }: Message,
  counted: boolean,
): string | undefined {
  const said = trimmed(phrases);
  const start = said[0]?.start ?? 0;
  const end = said.at(-1)?.end ?? start;
  const plain = said.some(({ kind }) => kind === "name");
  if (!plain || end - start > longestName || isSentence(said, counted)) return undefined;
  const written = reading.shown.slice(start, end).trim();
  return counted || !speaking.test(written) ? written : undefined;
}

/** What is counted is a thing, whatever words it is called by; without a figure only a few kinds of words make a name. */
function isSentence(said: readonly Phrase[], counted: boolean): boolean {
  if (isWordOf(said[0], "negation", "wish", "request", "future", "ask")) return true;
  return said.some((phrase, index) => {
    if (phrase.kind === "name") return holdsName(phrase.tokens);
    if (phrase.kind === "amount") return index === said.length - 1;
    if (phrase.kind === "figure") return phrase.figure !== "measure" && phrase.figure !== "kinds";
    if (phrase.kind !== "word") return true;
    const short = phrase.word.text.length === 1;
    if (counted) return !short && isWordOf(phrase, ...telling);
    return !isWordOf(phrase, ...(short ? shortInNames : inNames));
  });
}

/** Words of two characters and more that make a sentence also of what is counted. */
const telling = [
  ...(["question", "who", "ask-have", "how-many", "cancel", "undo", "correct"] as const),
  ...(["misread", "gone", "low", "restock", "left", "only-left", "surplus"] as const),
];
const inNames = ["topic", "order", "talk-unit", "for-use", "filler"] as const;
const shortInNames = [
  ...inNames,
  ...(["verb", "half", "passed", "price", "reason", "negation", "vague"] as const),
];
