/** 撤销, 确认 12, 汇总, 缺货, 看板, 帮助: words that are commands only when nothing else is said. */
import type { Intent } from "../inventory/intent";
import { isWordOf, type Clause } from "./clauses";
import type { Message } from "./movement";
import { matchTokens } from "./names";
import type { Phrase } from "./phrases";
import type { WordClass } from "./vocabulary";

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
  if (first?.kind !== "word" || third !== undefined) return undefined;
  if (asked && isWordOf(first, "undo", "confirm", "reject")) return undefined;
  if (isWordOf(first, "confirm", "reject")) {
    return readVerdict(isWordOf(first, "confirm") ? "confirm" : "reject", second, reading.text);
  }
  if (second === undefined) return simple.find(([name]) => isWordOf(first, name))?.[1];
  if (!isWordOf(first, "undo") || second.kind !== "name") return undefined;
  const match = matchTokens(second.tokens, reading, lexicon);
  return match.kind === "one" || match.kind === "several" ? { kind: "undo", match } : undefined;
}

function readVerdict(
  kind: "confirm" | "reject",
  about: Phrase | undefined,
  text: string,
): Intent | undefined {
  if (about === undefined) return { kind, number: undefined };
  const written = text.slice(about.start, about.end);
  const [, digits] = /^(\d{1,9})[号#]?$/.exec(written) ?? [];
  return digits === undefined ? undefined : { kind, number: Number(digits) };
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
