/**
 * Whether words beside a complete act could change its meaning: an item with a quantity, a person, a negation, a question, a
 * future or a condition could; rooms, machines, papers, events and circumstances can't.
 */
import { holdsName, isUnknownText, matchTokens } from "../names/item-names";
import { foldKey } from "../names/lexicon";
import type { Person } from "../names/people";
import { isPlaceOnly } from "../names/places";
import { asks, clauseOf, isWordOf } from "../phrases/clauses";
import { personOfText } from "../phrases/label-values";
import type { NamePhrase, Phrase } from "../phrases/phrase";
import type { Token } from "../tokens/tokens";
import { personAmong } from "../actions/action-names";
import { clients, isClients, isOtherSpec, isPlace, textOf, type Beside } from "./beside";
import { isHarmlessFigure, tellsPrice } from "./harmless-figures";
import { isHarmlessWord, light, telling } from "./harmless-words";

/** Longer stretches are looked at no further, so that reading stays linear. */
const longestStretch = 40;

/** Whether the phrases say something besides the act, and nothing that could change it. */
export function isHarmless(phrases: readonly Phrase[], beside: Beside): boolean {
  if (phrases.length > longestStretch || asks(clauseOf(phrases, 0, ""))) return false;
  const priced = beside.receipt && tellsPrice(phrases, beside);
  return (
    (priced || phrases.some((phrase) => tells(phrase, beside))) &&
    phrases.every((phrase, index) => {
      if (priced && (phrase.kind === "amount" || isWordOf(phrase, "price"))) return true;
      return isHarmlessAt(phrases, index, beside);
    })
  );
}

function tells(phrase: Phrase, beside: Beside): boolean {
  if (phrase.kind === "figure")
    return phrase.figure === "measure" && isPlace(textOf([phrase], beside));
  return phrase.kind === "name" || isWordOf(phrase, ...telling);
}

/** 打印机又缺纸了: says something of what it names; names alone may be a list. */
function isStatement(phrases: readonly Phrase[]): boolean {
  return phrases.some(
    (phrase, index) =>
      isWordOf(phrase, "have") ||
      (isWordOf(phrase, "aspect") && phrases[index - 1]?.kind === "name") ||
      (phrase.kind === "word" && !isWordOf(phrase, ...light)),
  );
}

function isHarmlessAt(phrases: readonly Phrase[], index: number, beside: Beside): boolean {
  const phrase = phrases[index];
  switch (phrase?.kind) {
    case "name":
      return isText(phrase, phrases, index, beside);
    case "word":
      return isHarmlessWord(phrase, phrases, index, beside);
    case "amount":
      return isHarmlessFigure(phrase, phrases, index, beside);
    case "bracket":
      return isHarmless(phrase.inner, beside);
    case "person":
      return (
        !phrase.labelled &&
        !isWordOf(phrases[index - 1], "behalf") &&
        (tellsReceiver(phrases[index - 1], beside) ||
          isPlaceOnly(phrase.person, beside.lexicon.people) ||
          isClients(phrase, beside))
      );
    default:
      return true;
  }
}

/** Text that names nobody and nothing of the catalogue; an item may be spoken of, but not asked for. */
function isText(
  name: NamePhrase,
  phrases: readonly Phrase[],
  index: number,
  beside: Beside,
): boolean {
  const { tokens, start, end } = name;
  const [before, behind] = [phrases[index - 1], phrases[index + 1]];
  const text = beside.reading.text.slice(start, end);
  if (goesOn(name, behind) || tellsReceiver(before, beside)) return true;
  const client = clients.test(text) || isClients(name, beside);
  const where = { denied: isWordOf(behind, "negation"), onBehalf: isWordOf(before, "behalf") };
  if (!client && namesSomebody(tokens, where, beside)) return false;
  const inText = text.length === 1 && before?.end === start && isUnknownText(tokens);
  if (inText || isOtherSpec(phrases, index) || isInside(name, behind, beside)) return true;
  if (/^[a-z .]+$/.test(text) || /^(.)\1$/u.test(text)) return false;
  return (
    phrases.some((other) => isWordOf(other, "circumstance")) || isNoItem(name, phrases, beside)
  );
}

/** 换到DI盒里, 加到链锯上, 头灯换电: an item into which it went, or for which. */
function isInside(
  { tokens, end }: NamePhrase,
  behind: Phrase | undefined,
  { reading }: Beside,
): boolean {
  if (!holdsName(tokens)) return false;
  const inside =
    tokens.at(-1)?.kind === "unknown" && "里上中内下旁边".includes(reading.text[end - 1] ?? "-");
  return (
    inside ||
    (isWordOf(behind, "topic") &&
      behind?.start === end &&
      /^[换修装补充加]/.test(reading.text.slice(end)))
  );
}

/** 收货人阿芬: beside what came, who took it in. */
const tellsReceiver = (before: Phrase | undefined, { receipt }: Beside): boolean =>
  receipt && before?.kind === "word" && /[收货]人$/.test(before.word.text);

/** A piece of a name may be spoken of where something is told of it, or a number or an event stands (2205房换灯, 3号话筒). */
function isNoItem(
  { tokens, start, end }: NamePhrase,
  phrases: readonly Phrase[],
  { reading, lexicon }: Beside,
): boolean {
  const plain = tokens.some(({ kind }) => ["unknown", "unit", "brand"].includes(kind));
  if (!plain || holdsName(tokens)) return false;
  if (isStatement(phrases)) return true;
  const spoken = phrases.some((other) => isWordOf(other, "topic") || other.kind === "figure");
  const numbered = /\d/.test(reading.text.slice(start, end));
  return spoken || numbered || matchTokens(tokens, reading, lexicon).kind === "none";
}

/** 前台打印机, 小票机: what goes on in the text behind it names neither a department nor a size. */
function goesOn({ tokens, end }: NamePhrase, behind: Phrase | undefined): boolean {
  if (behind?.start !== end || isWordOf(behind, "verb", "behalf", "negation")) return false;
  return tokens.every(onlyBegins);
}

const onlyBegins = ({ kind, start, end }: Token): boolean =>
  kind === "department" || (kind === "spec" && end - start === 1);

/** 仓库门锁 in front of 不上了 is no 门锁 of the store, while 小李 in front of 不来了 is somebody. */
function namesSomebody(
  tokens: readonly Token[],
  { denied, onBehalf }: { readonly denied: boolean; readonly onBehalf: boolean },
  beside: Beside,
): boolean {
  if (tokens.some(({ kind }) => kind === "member") || endsInName(tokens, beside)) return true;
  const person = personAmong(tokens, beside);
  if (!onBehalf && isPlaceOnly(person, beside.lexicon.people)) return false;
  if (person?.kind !== "person" || !denied) return person !== undefined;
  const { name } = person.requester;
  return name !== "" && personOfText(foldKey(name), name, beside.lexicon, false) !== undefined;
}

/** 三楼小李 */
function endsInName(tokens: readonly Token[], { reading, lexicon }: Beside): boolean {
  const text = reading.text.slice(tokens[0]?.start, tokens.at(-1)?.end);
  return [2, 3].some((length) => {
    const end = text.slice(-length);
    return text.length > length && namesOne(personOfText(end, end, lexicon, false));
  });
}

const namesOne = (person: Person | undefined): boolean =>
  person?.kind === "person" && person.requester.name !== "";
