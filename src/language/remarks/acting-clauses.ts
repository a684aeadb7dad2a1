/** Which clauses of a message act, where an act is whole, and the parts that it is made of. */
import { holdsName, onlyDescribes } from "../names/item-names";
import {
  amountsIn,
  clauseOf,
  has,
  isWordOf,
  namesAnItem,
  namesIn,
  type Clause,
} from "../phrases/clauses";
import type { Phrase } from "../phrases/phrase";
import { tellsTaken } from "../phrases/reasons";
import type { Beside } from "./beside";
import { isHarmless } from "./harmless";
import { noteAll } from "./notes";

/** Which clauses act: whole ones, else the items with their figures and the verb that stands apart, else a bare item. */
export function actingClauses(clauses: readonly Clause[], beside: Beside): readonly boolean[] {
  const whole = clauses.map(isComplete);
  const first = whole.indexOf(true);
  if (first >= 0)
    return clauses.map(
      (clause, index) => whole[index] === true || (index > first && goesOnWith(clause)),
    );
  const verbs = clauses.map((clause) => isVerbAlone(clause, beside));
  if (verbs.includes(true)) {
    const parts = clauses.map((clause, index) => verbs[index] === true || isCounted(clause));
    if (clauses.some(isCounted)) return parts;
  }
  const bare = clauses.findIndex(isBareLine);
  return clauses.map((_, index) => index === bare);
}

/** 领A4纸1箱，抽纸2包放前台: more of a list. */
const goesOnWith = (clause: Clause): boolean => {
  const [head] = clause.phrases;
  return (
    head?.kind === "name" && holdsName(head.tokens) && clause.mark !== "?" && isCounted(clause)
  );
};

/** An item, its figure, and a verb or a sign. */
export function isComplete(clause: Clause): boolean {
  const figures = amountsIn(clause).filter(({ value }) => value !== undefined);
  const acts =
    clause.words.some(({ verb }) => verb !== undefined) || figures.some(({ sign }) => sign !== "");
  return acts && figures.length > 0 && namesAnItem(clause) && clause.mark !== "?";
}

/** 我拿了, 阿明领, 领用：, 302刘阿姨家 领 */
function isVerbAlone({ phrases }: Clause, beside: Beside): boolean {
  if (tellsTaken(phrases)) return true;
  if (!phrases.some((phrase) => isWordOf(phrase, "verb"))) return false;
  const rest = besideVerb(phrases);
  return rest.length === 0 || isHarmless(rest, beside);
}

/** What stands beside a verb and who did it. */
export const besideVerb = (phrases: readonly Phrase[]): readonly Phrase[] =>
  phrases.filter((phrase) => !isVerbOrWho(phrase));

function isVerbOrWho(phrase: Phrase): boolean {
  return (
    phrase.kind === "break" ||
    phrase.kind === "person" ||
    (phrase.kind === "name" &&
      phrase.tokens.every(({ kind }) => kind === "member" || kind === "department")) ||
    isWordOf(phrase, "verb", "self", "aspect", "particle", "polite", "done", "filler")
  );
}

function isCounted(clause: Clause): boolean {
  return namesAnItem(clause) && amountsIn(clause).some(({ value }) => value !== undefined);
}

/** 硫酸纸 20张: an item and its figure at the head of a message without a verb; what follows may be a remark. */
function isBareLine(clause: Clause, index: number, clauses: readonly Clause[]): boolean {
  const [first] = clause.phrases;
  const whole = amountsIn(clause).some(({ value, unit }) => value !== undefined && unit !== "");
  const acts = clauses.some(({ words }) => words.some(({ verb }) => verb !== undefined));
  return index === 0 && !acts && whole && first?.kind === "name" && holdsName(first.tokens);
}

/** 美纹纸用完了我又拿了一卷: what was seen, and the act that came of it. */
export function splitBehindSight(clause: Clause): readonly Clause[] {
  if (!clause.classes.includes("gone") && !clause.classes.includes("low")) return [clause];
  const { phrases, line, mark } = clause;
  const at = phrases.findIndex((phrase) => isWordOf(phrase, "gone", "low")) + 1;
  if (!isWordOf(phrases[at], "self", "again")) return [clause];
  const act = clauseOf(phrases.slice(at), line, mark);
  const acts = act.words.some(({ verb }) => verb !== undefined);
  const isFigured = amountsIn(act).some(({ value }) => value !== undefined);
  return acts && isFigured ? [clauseOf(phrases.slice(0, at), line, "，"), act] : [clause];
}

/** What follows a whole act behind a blank or a colon speaks for itself, as behind a comma. */
export function splitBehindAct(clause: Clause): readonly Clause[] {
  if (!isComplete(clause)) return [clause];
  const { phrases, line, mark } = clause;
  const whole = wholeAt(phrases);
  const to = phrases.slice(whole).some(isItem) ? phrases.findLastIndex(isPart) + 1 : whole;
  const gap = phrases.slice(to).findIndex(isGap);
  if (gap < 0) return [clause];
  const tail = phrases.slice(to + gap + 1);
  const first = tail.find(({ kind }) => kind !== "break");
  const says = tail.some((phrase) => phrase.kind === "word" || phrase.kind === "amount");
  const refused = tail.some((phrase) => isWordOf(phrase, "untouched"));
  const described = first?.kind === "name" && onlyDescribes(first.tokens) && !refused;
  if (!says || described || isWordOf(first, "late", "connect")) return [clause];
  return [clauseOf(phrases.slice(0, to + gap), line, "，"), clauseOf(tail, line, mark)];
}

/** 弓丝拿错了，放回去5根: an act without an item is of the one that the clause before it complains of. */
export function withItems(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.map((clause, index) => {
    const behind = clauses[index + 1];
    if (behind !== undefined && lends(clause, behind)) return noteAll(clause);
    const before = clauses[index - 1];
    if (before === undefined || !lends(before, clause)) return clause;
    return clauseOf([...namesIn(before), ...clause.phrases], clause.line, clause.mark);
  });
}

function lends(clause: Clause, behind: Clause): boolean {
  const complains =
    has(clause, "circumstance") || clause.words.some(({ text }) => text.startsWith("拿错"));
  if (!complains || clause.line !== behind.line || namesIn(clause).length !== 1) return false;
  const names = namesIn(behind).flatMap(({ tokens }) => tokens);
  const acts = behind.words.some(({ verb }) => verb !== undefined);
  const named = names.some(({ kind }) => kind !== "word");
  return namesAnItem(clause) && acts && !named && amountsIn(behind).length === 1;
}

const isItem = (phrase: Phrase): boolean => phrase.kind === "name" && holdsName(phrase.tokens);

/** What an act is made of. */
export function isPart(phrase: Phrase): boolean {
  if (phrase.kind === "amount") return phrase.unit !== "" || phrase.sign !== "";
  if (phrase.kind === "name") return holdsName(phrase.tokens);
  return phrase.kind === "person" || (phrase.kind === "word" && phrase.word.verb !== undefined);
}

export function isGap(phrase: Phrase): boolean {
  return phrase.kind === "break" && " :~".includes(phrase.mark);
}

/** Behind the phrase with which an act has its verb, its item and its figure. */
export function wholeAt(phrases: readonly Phrase[]): number {
  const missing = new Set(["verb", "name", "amount"]);
  for (const [index, phrase] of phrases.entries()) {
    if (phrase.kind === "name" && holdsName(phrase.tokens)) missing.delete("name");
    if (phrase.kind === "word" && phrase.word.verb !== undefined) missing.delete("verb");
    if (phrase.kind === "amount") missing.delete("amount");
    if (phrase.kind === "amount" && phrase.sign !== "") missing.delete("verb");
    if (missing.size === 0) return index + 1;
  }
  return phrases.length;
}
