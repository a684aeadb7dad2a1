/**
 * Whether words beside a complete act could change its meaning: an item with a quantity, a person, a negation, a question, a
 * future or a condition could; rooms, machines, papers, events and circumstances can't.
 */
import { sum } from "../../inventory/items/quantity";
import { holdsName, matchTokens, onlyDescribes } from "../names/item-names";
import { foldKey, type Lexicon } from "../names/lexicon";
import type { Person } from "../names/people";
import { isPlaceOnly } from "../names/places";
import { personOfText } from "../phrases/label-values";
import type { AmountPhrase, NamePhrase, Phrase, WordPhrase } from "../phrases/phrase";
import { asks, clauseOf, isWordOf } from "../phrases/clauses";
import { personAmong } from "./action-names";
import type { Reading, Token } from "../tokens/tokens";
import type { WordClass } from "../vocabulary/vocabulary";

/** What the words stand beside. */
export interface Beside {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
  /** Beside a receipt a price is a remark. */
  readonly receipt: boolean;
  /** The act is reported late, and why is told (走得急没发). */
  readonly late: boolean;
  /** The one figure of the act; figures that add up to it say where it goes. */
  readonly total?: AmountPhrase | undefined;
}

/** Words of these kinds say nothing about the act. */
const harmless: readonly WordClass[] = [
  ...(["topic", "circumstance", "for-use", "reason", "polite", "filler", "particle"] as const),
  ...(["aspect", "of", "deictic", "again", "done", "fresh", "moment", "past"] as const),
  ...(["self", "connect", "be", "register", "late", "accepted", "note-label"] as const),
  "people-count",
];

/** Longer stretches are looked at no further, so that reading stays linear. */
const longestStretch = 40;

/** Whether the phrases say something besides the act, and nothing that could change it. */
export function isHarmless(phrases: readonly Phrase[], beside: Beside): boolean {
  if (phrases.length > longestStretch || asks(clauseOf(phrases, 0, ""))) return false;
  const told = phrases.some(
    (phrase) =>
      phrase.kind === "name" ||
      isWordOf(phrase, "topic", "circumstance", "accepted") ||
      (phrase.kind === "figure" &&
        phrase.figure === "measure" &&
        isPlace(textOf([phrase], beside))),
  );
  const priced = beside.receipt && tellsPrice(phrases, beside);
  return (
    (told || priced) &&
    phrases.every((phrase, index) => {
      if (priced && (phrase.kind === "amount" || isWordOf(phrase, "price"))) return true;
      return isHarmlessAt(phrases, index, beside);
    })
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
      return (
        (phrase.unit === "" && phrase.sign === "" && numbersPaper(phrases, index, beside)) ||
        (phrase.unit === "" && phrase.value === undefined) ||
        sharesOut(phrases, beside.total)
      );
    case "bracket":
      return isHarmless(phrase.inner, beside);
    case "person":
      return (
        !phrase.labelled &&
        !isWordOf(phrases[index - 1], "behalf") &&
        (isPlaceOnly(phrase.person, beside.lexicon.people) || isClients(phrases[index - 1], beside))
      );
    default:
      return true;
  }
}

/** Text that names nobody and nothing of the catalogue; an item may be spoken of, but not asked for. */
function isText(
  { tokens, start, end }: NamePhrase,
  phrases: readonly Phrase[],
  index: number,
  beside: Beside,
): boolean {
  const { reading, lexicon } = beside;
  const denied = isWordOf(phrases[index + 1], "negation");
  const text = reading.text.slice(start, end);
  const client = clients.test(text) || isClients(phrases[index - 1], beside);
  const onBehalf = isWordOf(phrases[index - 1], "behalf");
  if (!client && namesSomebody(tokens, { denied, onBehalf }, beside)) return false;
  if (isOtherSpec(phrases, index)) return true;
  if (/^[a-z .]+$/.test(text) || /^(.)\1$/u.test(text)) return false;
  if (phrases.some((other) => isWordOf(other, "circumstance"))) return true;
  const plain = tokens.some(({ kind }) => kind === "unknown" || kind === "unit");
  if (!plain || holdsName(tokens)) return false;
  if (isWordOf(phrases[index - 1], "negation") || startsInside(tokens)) return true;
  // 2205房换灯, 3号话筒: a piece of a name may be spoken of where a number or an event stands
  const spoken = phrases.some((other) => isWordOf(other, "topic") || other.kind === "figure");
  return spoken || /\d/.test(text) || matchTokens(tokens, reading, lexicon).kind === "none";
}

/** 不是A3: what it was not, told beside what it was. */
function isOtherSpec(phrases: readonly Phrase[], index: number): boolean {
  const [before, name] = [phrases[index - 1], phrases[index]];
  if (before?.kind !== "word" || !notThis.has(before.word.text)) return false;
  return name?.kind === "name" && onlyDescribes(name.tokens);
}

const notThis = new Set(["不是", "唔系", "唔要", "不要"]);

/** 病人张女士, 客户王总: somebody of whom it is told, and who takes nothing. */
const clients =
  /^(?:客户|客人|病人|患者|顾客|业主|家长|学员|学生|供应商|厂家|租户|住户|会员|嘉宾|访客|甲方|乙方)/;

function isClients(before: Phrase | undefined, { reading }: Beside): boolean {
  return before !== undefined && clients.test(reading.text.slice(before.start, before.end));
}

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

/** The 大 of 大堂 tells no size. */
function startsInside([first, second]: readonly Token[]): boolean {
  const short = first?.kind === "spec" && first.end - first.start === 1;
  return short && second?.kind === "unknown" && second.start === first.end;
}

function isHarmlessWord(
  word: WordPhrase,
  phrases: readonly Phrase[],
  index: number,
  beside: Beside,
): boolean {
  if (isWordOf(word, "negation")) return deniesOther(phrases, index, beside);
  if (isWordOf(word, "who", "question", "cancel", "third")) return false;
  if (word.word.text.length === 1 && isGlued(phrases, index)) return true;
  if (word.word.verb !== undefined) return isWordOf(word, "accepted");
  if (isWordOf(word, ...harmless)) return true;
  const [before, behind] = [phrases[index - 1], phrases[index + 1]];
  // 换下来
  if (isWordOf(word, "request")) return /来$/.test(word.word.text) && isWordOf(before, "topic");
  if (isWordOf(word, "wish")) return behind?.kind === "name" || isWordOf(behind, "topic");
  if (isWordOf(word, "low")) return behind !== undefined;
  return isWordOf(word, "gone") && before?.kind === "name";
}

/** 展会, 让利: a character with unknown text against it is part of that text. */
function isGlued(phrases: readonly Phrase[], index: number): boolean {
  const [before, word, behind] = [phrases[index - 1], phrases[index], phrases[index + 1]];
  return (
    (before?.kind === "name" && before.end === word?.start) ||
    (behind?.kind === "name" && behind.start === word?.end)
  );
}

/** 别, 未, 不要 forbid or put off. */
const tellingNegations = new Set("不 没 没有 冇 唔".split(" "));

/** What is denied of an act: 没到, 没发, 不给. */
const actingHeads = /^[到发给来去成够收见做行全齐送批动对是好记登算报]/;

/** 门锁不上, 没带伞 deny something else than what was done. */
function deniesOther(phrases: readonly Phrase[], index: number, beside: Beside): boolean {
  const { reading } = beside;
  const [before, word, behind] = [phrases[index - 1], phrases[index], phrases[index + 1]];
  if (isOtherSpec(phrases, index + 1)) return true;
  if (word?.kind !== "word" || !tellingNegations.has(word.word.text)) return false;
  const told = before?.kind === "name" && before.end === word.start;
  if (beside.late) return !isWordOf(behind, "verb");
  if (behind?.kind === "name")
    return behind.start === word.end && !actingHeads.test(reading.text.slice(behind.start));
  return told && behind !== undefined && !isWordOf(behind, "verb", "wish", "have", "be");
}

/** A paper or a place, with figures of a list behind it perhaps. */
const endsAsNumbered = /(?:[单号码票函据证#口门台楼]\s*|\d、)$/;

/** 0317, 送货单98812, 检票口1、2: the number of a paper or a place, never a quantity. */
function numbersPaper(phrases: readonly Phrase[], index: number, { reading }: Beside): boolean {
  const phrase = phrases[index];
  if (phrase?.kind !== "amount") return false;
  if (/^0\d/.test(phrase.written)) return true;
  return endsAsNumbered.test(reading.text.slice(phrases[0]?.start, phrase.start));
}

/** 走廊3个，大堂1个 of 4个 */
function sharesOut(phrases: readonly Phrase[], total: AmountPhrase | undefined): boolean {
  const shares = phrases.filter((phrase) => phrase.kind === "amount");
  if (total?.value === undefined || total.more !== undefined || shares.length < 2) return false;
  const values = shares.flatMap(({ value, unit, more }) =>
    value !== undefined && unit === total.unit && more === undefined ? [value] : [],
  );
  return values.length === shares.length && sum(values) === total.value;
}

const endsAsPlace = /[间室厅房楼区台处口门站柜库层梯场馆园院路线栋单]$/;

/** 五楼茶水间, 工单 WB-2031 */
export function isPlace(text: string): boolean {
  return /\d/.test(text) ? !/^[\d.]+(?:元|块|毛|角|蚊|%)?$/.test(text) : endsAsPlace.test(text);
}

export function textOf(phrases: readonly Phrase[], { reading }: Pick<Beside, "reading">): string {
  const [start, end] = [phrases[0]?.start ?? 0, phrases.at(-1)?.end ?? 0];
  return reading.text.slice(start, end).replace(/[\s:]+$/, "");
}

/** 单价6元, 一箱90块 */
function tellsPrice(phrases: readonly Phrase[], { reading }: Beside): boolean {
  return phrases.some((phrase, index) => {
    if (phrase.kind === "figure")
      return /[元毛角分蚊]$/.test(reading.text.slice(phrase.start, phrase.end));
    if (isWordOf(phrase, "price")) return true;
    const each = phrases[index - 1]?.kind === "amount";
    return each && phrase.kind === "amount" && phrase.unit === "块";
  });
}
