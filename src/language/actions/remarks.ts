/**
 * Words beside a complete act become notes for 备注: a clause of their own, what stands behind the act after a blank, or a
 * place or a paper in front of it. In and out: clauses.
 */
import {
  amountsIn,
  clauseOf,
  isWordOf,
  namesAnItem,
  namesIn,
  type Clause,
} from "../phrases/clauses";
import type { Item } from "../../inventory/items/item";
import { holdsName, matchTokens } from "../names/item-names";
import { isPlaceOnly } from "../names/places";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import { isHarmless, isPlace, textOf, type Beside } from "./harmless";

/** The clauses with what is said beside their acts as notes. */
export function withRemarks(clauses: readonly Clause[], beside: Beside): readonly Clause[] {
  const acting = clauses.map(isComplete);
  const bare = clauses.findIndex(isBareLine);
  const complete = acting.includes(true) ? acting : clauses.map((_, index) => index === bare);
  const first = complete.indexOf(true);
  // a count beside which a place is told may be of that place alone
  const counts = clauses.some(({ words }) => words.some(({ verb }) => verb?.type === "stocktake"));
  if (first < 0 || counts) return clauses;
  const last = complete.lastIndexOf(true);
  const acts = clauses.filter((_, index) => complete[index]);
  const lines = new Set(acts.map(({ line }) => line));
  const taken = new Set(acts.flatMap((act) => itemsOf(act, beside)));
  const figures = acts.flatMap(amountsIn);
  const total = figures.length === 1 ? figures[0] : undefined;
  return clauses.map((clause, index) => {
    if (complete[index] === true) return withEnds(clause, beside);
    if (!lines.has(clause.line) || clause.mark === "?") return clause;
    if (leavesOther(clause, taken, beside)) return noted(clause, [clause.phrases]);
    const place = index < first ? "before" : index > last ? "behind" : "between";
    if (place === "behind" && sharesEach(clause, total)) return noted(clause, [clause.phrases]);
    return asNote(clause, place, place === "behind" ? { ...beside, total } : beside);
  });
}

/** An item, its figure, and a verb or a sign. */
export function isComplete(clause: Clause): boolean {
  const figures = amountsIn(clause).filter(({ value }) => value !== undefined);
  const acts =
    clause.words.some(({ verb }) => verb !== undefined) || figures.some(({ sign }) => sign !== "");
  return acts && figures.length > 0 && namesAnItem(clause) && clause.mark !== "?";
}

/** 硫酸纸 20张: an item and its figure at the head of a message without a verb; what follows may be a remark. */
function isBareLine(clause: Clause, index: number, clauses: readonly Clause[]): boolean {
  const [first] = clause.phrases;
  const whole = amountsIn(clause).some(({ value, unit }) => value !== undefined && unit !== "");
  const acts = clauses.some(({ words }) => words.some(({ verb }) => verb !== undefined));
  return index === 0 && !acts && whole && first?.kind === "name" && holdsName(first.tokens);
}

/** 3诊、5诊、7诊各一 of 3个 */
function sharesEach(clause: Clause, total: AmountPhrase | undefined): boolean {
  const [each, more] = amountsIn(clause);
  if (!clause.classes.has("each") || each?.value === undefined || more !== undefined) return false;
  const names = namesIn(clause).filter(({ tokens }) => !holdsName(tokens));
  const plain = clause.phrases.every(
    (phrase) =>
      phrase.kind === "name" ||
      phrase === each ||
      phrase.kind === "break" ||
      isWordOf(phrase, "each", "connect"),
  );
  const same = each.unit === "" || each.unit === total?.unit;
  return plain && same && names.length > 1 && total?.value === names.length * each.value;
}

/** A clause without an act of its own, as a note where it can't change the meaning of the others. */
function asNote(clause: Clause, place: "before" | "behind" | "between", beside: Beside): Clause {
  const { phrases } = clause;
  if (!isHarmless(phrases, beside)) return clause;
  const text = textOf(phrases, beside);
  if (place === "before" && bearsOnNext(clause, text)) return clause;
  const told = place === "before" ? isStatement(phrases, text) : place === "behind";
  return told || isPlace(text) ? noted(clause, [phrases]) : clause;
}

/** 老师说, 昨天开会, 没有布展: what may reach over to the act behind it. */
function bearsOnNext({ phrases, classes }: Clause, text: string): boolean {
  if (classes.has("past") || classes.has("moment") || /[说讲问写发叫让]$/.test(text)) return true;
  return isWordOf(
    phrases.find(({ kind }) => kind !== "break"),
    "negation",
  );
}

/** A没动: another item, of which nothing was taken. */
function leavesOther(clause: Clause, taken: ReadonlySet<Item>, beside: Beside): boolean {
  if (!clause.classes.has("untouched") || amountsIn(clause).length > 0) return false;
  const plain = clause.phrases.every(
    (phrase) =>
      phrase.kind === "name" ||
      phrase.kind === "break" ||
      isWordOf(phrase, "untouched", "particle", "aspect", "filler", "self"),
  );
  const left = itemsOf(clause, beside);
  return plain && left.length > 0 && !left.some((item) => taken.has(item));
}

function itemsOf(clause: Clause, { reading, lexicon }: Beside): readonly Item[] {
  return namesIn(clause).flatMap(({ tokens }) => {
    const match = matchTokens(tokens, reading, lexicon);
    if (match.kind === "several") return match.items;
    return match.kind === "none" ? [] : [match.item];
  });
}

/** What stands before the first part of an act and behind its last, where blanks or a colon set it apart. */
function withEnds(clause: Clause, beside: Beside): Clause {
  const { phrases } = clause;
  const from = phrases.findIndex(isPart);
  const head = phrases.slice(0, phrases.slice(0, from).findLastIndex(isGap) + 1);
  const named = isPlace(textOf(head, beside)) && isHarmless(head, beside);
  const isLastPart = (phrase: Phrase): boolean => isPart(phrase) && !isLoosePlace(phrase, beside);
  const tails = [wholeAt(phrases), phrases.findLastIndex(isLastPart) + 1].map((to) => {
    const blank = phrases.slice(to).findIndex(isGap);
    return blank < 0 ? [] : phrases.slice(to + blank + 1);
  });
  const tail = tails.find((each) => isHarmless(each, beside)) ?? [];
  const [total, another] = amountsIn(clause);
  const shares =
    another === undefined ? phrases.filter((phrase) => tellsShares(phrase, total, beside)) : [];
  return noted(clause, [named ? head : [], ...shares.map((phrase) => [phrase]), tail]);
}

/** Behind the phrase with which an act has its verb, its item and its figure. */
function wholeAt(phrases: readonly Phrase[]): number {
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

/** 领4个（走廊3个，大堂1个） */
function tellsShares(phrase: Phrase, total: AmountPhrase | undefined, beside: Beside): boolean {
  if (phrase.kind !== "bracket") return false;
  const figured = phrase.inner.filter(({ kind }) => kind === "amount").length > 1;
  return figured && isHarmless(phrase.inner, { ...beside, total });
}

function isGap(phrase: Phrase): boolean {
  return phrase.kind === "break" && (phrase.mark === " " || phrase.mark === ":");
}

/** What an act is made of. */
function isPart(phrase: Phrase): boolean {
  if (phrase.kind === "amount") return phrase.unit !== "" || phrase.sign !== "";
  if (phrase.kind === "name") return holdsName(phrase.tokens);
  return phrase.kind === "person" || (phrase.kind === "word" && phrase.word.verb !== undefined);
}

function isLoosePlace(phrase: Phrase, { lexicon }: Beside): boolean {
  return phrase.kind === "person" && !phrase.labelled && isPlaceOnly(phrase.person, lexicon.people);
}

/** The clause with stretches of it as notes; late words stay what they are. */
function noted(clause: Clause, stretches: readonly (readonly Phrase[])[]): Clause {
  const said = stretches.filter((stretch) => stretch.some(({ kind }) => kind !== "break"));
  if (said.length === 0) return clause;
  const gone = new Set(said.flat());
  const notes = said.flatMap((stretch): readonly Phrase[] => [
    noteOf(stretch),
    ...stretch.filter((phrase) => isWordOf(phrase, "late")),
  ]);
  const kept = clause.phrases.filter((phrase) => !gone.has(phrase));
  return clauseOf([...kept, ...notes], clause.line, clause.mark);
}

function noteOf(stretch: readonly Phrase[]): Phrase {
  const [first, last] = [stretch[0], stretch.at(-1)];
  const bracket = first?.kind === "bracket" && first === last ? 1 : 0;
  return { kind: "note", start: (first?.start ?? 0) + bracket, end: (last?.end ?? 0) - bracket };
}

const shortestStatement = 4;

/** 客人发烧, 下雨了: a short word alone may be somebody's name. */
function isStatement(phrases: readonly Phrase[], text: string): boolean {
  return text.length >= shortestStatement || phrases.some(({ kind }) => kind === "word");
}
