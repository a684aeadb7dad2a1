/** 撤销, 确认 12, 汇总, 缺货, 看板, 帮助: words that are commands only when nothing else is said. */
import type { Intent, NumberRange } from "../../inventory/intent";
import { matchTokens } from "../names/item-names";
import { isWordOf, type Clause } from "../phrases/clauses";
import type { Phrase } from "../phrases/phrase";
import type { WordClass } from "../vocabulary/vocabulary";
import type { Message } from "./movement";

const simple: readonly (readonly [WordClass, Intent])[] = [
  ["undo", { kind: "undo" }],
  ["report-day", { kind: "report", span: "day" }],
  ["report-week", { kind: "report", span: "week" }],
  ["report-month", { kind: "report", span: "month" }],
  ["low-stock", { kind: "low-stock" }],
  ["board", { kind: "board" }],
  ["help", { kind: "help" }],
];

/** The command that a whole message is. */
export function readCommand({ clauses, reading, lexicon }: Message): Intent | undefined {
  const asked = clauses.some(({ mark }) => mark === "?");
  if (!asked && undoes(clauses)) return { kind: "undo" };
  const [first, second, third] = firstSaid(clauses);
  if (first?.kind !== "word") return undefined;
  if (asked && isWordOf(first, "undo", "confirm", "reject")) return undefined;
  if (isWordOf(first, "confirm", "reject")) {
    const about = reading.text.slice(first.end, endOfSaid(clauses));
    return readConfirmation(isWordOf(first, "confirm") ? "confirm" : "reject", about);
  }
  if (third !== undefined) return undefined;
  if (second === undefined) return simple.find(([name]) => isWordOf(first, name))?.[1];
  if (!isWordOf(first, "undo") || second.kind !== "name") return undefined;
  const match = matchTokens(second.tokens, reading, lexicon);
  return match.kind === "one" || match.kind === "several" ? { kind: "undo", match } : undefined;
}

/** Longer lists of numbers are not read. */
const longestList = 200;

function readConfirmation(verb: "confirm" | "reject", about: string): Intent | undefined {
  if (about.length > longestList) return undefined;
  const written = about.replace(/^[\s:,，。、]+/, "").trimEnd();
  // 1,200 may be one number or two.
  if (written === "" || /^\d{1,3}(,\d{3})+$/.test(written))
    return { kind: verb, number: undefined };
  const ranges = readRanges(written);
  const [first] = ranges ?? [];
  if (ranges === undefined || first === undefined) return undefined;
  if (ranges.length === 1 && first.from === first.to) return { kind: verb, number: first.from };
  return { kind: "several-entries", verb, ranges };
}

/** @example readRanges("3-5、8") // [{ from: 3, to: 5 }, { from: 8, to: 8 }] */
function readRanges(written: string): readonly NumberRange[] | undefined {
  const joined = written.replace(/\s*(?:[-~]+|到|至)\s*/g, "-");
  const list = joined.includes("-") || joined.startsWith("第") ? joined.replace(/条$/, "") : joined;
  const parts = list.split(/[\s、,，;；+和及与]+/).map(readRange);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function readRange(part: string): NumberRange | undefined {
  const ends = /^[第#]?(\d{1,9})[号#]?(?:-[第#]?(\d{1,9})[号#]?)?$/.exec(part);
  if (ends === null) return undefined;
  const [one, other] = [Number(ends[1]), Number(ends[2] ?? ends[1])];
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** Where the last phrase ends that says something. */
function endOfSaid(clauses: readonly Clause[]): number {
  const last = clauses.findLast(({ phrases }) => phrases.some(isSaid));
  return last?.phrases.findLast(isSaid)?.end ?? 0;
}

/** 刚才登记错了，撤销 */
function undoes(clauses: readonly Clause[]): boolean {
  if (clauses.length > 3 || !clauses.some(({ classes }) => classes.has("undo"))) return false;
  return clauses.every((clause) => clause.phrases.every(isAboutUndoing));
}

function isAboutUndoing(phrase: Phrase): boolean {
  if (phrase.kind === "break") return true;
  return isWordOf(
    phrase,
    ...(["undo", "misread", "fresh", "register", "self", "suggest"] as const),
    ...(["polite", "particle", "aspect", "filler", "of"] as const),
  );
}

/** The first phrases that say something, one more than a command has. */
function firstSaid(clauses: readonly Clause[]): readonly Phrase[] {
  const said: Phrase[] = [];
  for (const { phrases } of clauses) {
    for (const phrase of phrases) {
      if (isSaid(phrase)) said.push(phrase);
      if (said.length > 2) return said;
    }
  }
  return said;
}

function isSaid(phrase: Phrase): boolean {
  if (phrase.kind === "break") return false;
  if (phrase.kind === "figure" && phrase.figure === "odd") return false;
  if (isWordOf(phrase, "undo", "confirm", "reject", "help", "low-stock", "board")) return true;
  return !isWordOf(phrase, "polite", "particle", "aspect", "filler", "of");
}
