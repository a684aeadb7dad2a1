/**
 * Names that are not in the catalogue and hold words that mean something by themselves (充电器, 快递袋, 合同 2份), put
 * together where a quantity shows that they are things.
 */
import { holdsName } from "../names/item-names";
import type { Reading, Token } from "../tokens/tokens";
import { isWordOf } from "./clauses";
import type { NamePhrase, Phrase } from "./phrase";

const longestUnknownName = 12;

/** Joins runs of text and such words in front of a quantity with a unit. */
export function joinUnknownNames(phrases: readonly Phrase[], { text }: Reading): readonly Phrase[] {
  if (!phrases.some(couldStandInName)) return phrases;
  const joined: Phrase[] = [];
  for (let i = 0; i < phrases.length;) {
    const found = unknownNameEnd(phrases, i);
    const whole = found !== undefined && !actsInPlace(phrases.slice(i, found), text);
    const end = whole ? found : undefined;
    if (end === undefined) {
      const phrase = phrases[i];
      if (phrase !== undefined) joined.push(phrase);
      i += 1;
    } else {
      joined.push(join(phrases.slice(i, end)));
      i = end;
    }
  }
  return joined;
}

/** 305诊室领口杯: behind a place stands the verb of what is taken there. */
function actsInPlace(parts: readonly Phrase[], text: string): boolean {
  return parts.some(
    (part, index) =>
      index > 0 &&
      part.kind === "word" &&
      part.word.verb !== undefined &&
      /[间室厅房部组科店库]/.test(text[part.start - 1] ?? ""),
  );
}

/** Behind the unknown name that begins at an index, if one does. */
function unknownNameEnd(phrases: readonly Phrase[], from: number): number | undefined {
  if (!opens(phrases[from - 1])) return undefined;
  const asked = isAskedFor(phrases, from);
  let end = from;
  const start = phrases[from]?.start ?? 0;
  while (isPart(phrases, end, from) && (end === from || isGlued(phrases, end))) {
    if ((phrases[end]?.end ?? start) - start > longestUnknownName) return undefined;
    end += 1;
  }
  const parts = phrases.slice(from, end);
  if (!isText(parts)) return undefined;
  const next = isBlank(phrases[end]) ? phrases[end + 1] : phrases[end];
  if (next?.kind === "amount" && (next.unit !== "" || next.sign !== "" || asked)) return end;
  return asked && endsClause(next) && isThing(parts) ? end : undefined;
}

/** Words beside text, or words of the trade alone (合同); 换 alone is no thing. */
function isText(parts: readonly Phrase[]): boolean {
  if (!parts.some(({ kind }) => kind === "word")) return false;
  const isTrade = (part: Phrase): boolean =>
    isWordOf(part, "topic") && (part.end - part.start > 1 || parts.length > 1);
  return parts.some(({ kind }) => kind === "name") || parts.every(isTrade);
}

function isGlued(phrases: readonly Phrase[], index: number): boolean {
  return phrases[index]?.start === phrases[index - 1]?.end;
}

function isBlank(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "break" && phrase.strength === "soft";
}

/** 领用订书器, 查 订书器: the verb alone shows that it is a thing. */
function isAskedFor(phrases: readonly Phrase[], from: number): boolean {
  const before = isBlank(phrases[from - 1]) ? phrases[from - 2] : phrases[from - 1];
  if (before?.kind !== "word") return false;
  return isWordOf(before, "query") || before.word.verb?.everyday === false;
}

function endsClause(phrase: Phrase | undefined): boolean {
  if (phrase === undefined || isWordOf(phrase, "polite")) return true;
  return phrase.kind === "break" && phrase.strength !== "soft" && phrase.mark !== "?";
}

/** Without a quantity: what could be a sentence of its own (领用要审批, 领用什么) is no thing. */
function isThing(parts: readonly Phrase[]): boolean {
  const [first] = parts;
  if (isWordOf(first, "negation", "wish", "request", "future", "ask")) return false;
  if (!parts.some(({ kind }) => kind === "name")) return false;
  return parts.every(
    (part) =>
      part.kind === "name" ||
      isWordOf(part, "topic", "order", "talk-unit") ||
      (part.kind === "word" &&
        part.word.text.length === 1 &&
        !isWordOf(part, "who", "question", "wish", "request")),
  );
}

/** Where a name may begin: behind a verb, a separator, a quantity, or at the start. */
function opens(before: Phrase | undefined): boolean {
  if (before === undefined || before.kind === "break" || before.kind === "amount") return true;
  return isWordOf(before, "verb", "connect", "aspect", "query", "stock");
}

/** Words of these kinds change the meaning of what is said, but not of a name that they are in the middle of. */
const wordsInNames = [
  ...(["topic", "talk", "talk-unit", "order", "price", "passed", "wish", "question"] as const),
  ...([
    "negation",
    "half",
    "for-use",
    "reason",
    "past",
    "moment",
    "third",
    "who",
    "vague",
  ] as const),
];

function isPart(phrases: readonly Phrase[], index: number, from: number): boolean {
  const phrase = phrases[index];
  if (phrase?.kind === "name") return !holdsName(phrase.tokens);
  if (phrase?.kind !== "word" || !couldStandInName(phrase)) return false;
  return phrase.word.verb === undefined || isHeadOfName(phrases, index, from);
}

/** Without such a word all names are in one piece already. */
function couldStandInName(phrase: Phrase): boolean {
  if (phrase.kind !== "word" || isWordOf(phrase, "aspect", "particle", "surplus")) return false;
  const { text, verb } = phrase.word;
  // 推车坏了两辆
  if (isWordOf(phrase, "circumstance") && text.endsWith("了")) return false;
  return verb === undefined ? isWordOf(phrase, ...wordsInNames) : text.length === 1;
}

/** 领用取样管2支, 退热贴 -5: a verb of one character, with text against it, where another verb or a sign says what is done. */
function isHeadOfName(phrases: readonly Phrase[], index: number, from: number): boolean {
  const behind = phrases[index + 1];
  if (behind?.kind !== "name" || behind.start !== phrases[index]?.end) return false;
  if (index > from || isAskedFor(phrases, from)) return true;
  const figure = isBlank(phrases[index + 2]) ? phrases[index + 3] : phrases[index + 2];
  return figure?.kind === "amount" && figure.sign !== "";
}

function join(parts: readonly Phrase[]): NamePhrase {
  const tokens = parts.flatMap((part): readonly Token[] =>
    part.kind === "name" ? part.tokens : [{ kind: "unknown", start: part.start, end: part.end }],
  );
  const start = parts[0]?.start ?? 0;
  return { kind: "name", tokens, start, end: parts.at(-1)?.end ?? start };
}
