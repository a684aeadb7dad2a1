/**
 * 共6包，市场部2行政部4; 对讲机3台，门岗2塔吊1: figures behind an act that add up to its own say who took them, which makes a
 * line for each, or where they went, which is a remark.
 */
import { canonicalUnit } from "../../inventory/items/units";
import { sum } from "../../inventory/items/quantity";
import { findPerson, type Person } from "../names/people";
import { isPlaceOnly } from "../names/places";
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
import type { AmountPhrase, Phrase, Place } from "../phrases/phrase";
import { isDigit, readNumeral } from "../text/numerals";
import { unitWords } from "../vocabulary/units";
import type { Beside } from "./beside";
import { noteAll, noted } from "./notes";

/** Who or where, and how much of it. */
interface Share {
  readonly holder: Place;
  readonly figure: Place & { readonly value: number };
}

/** By their places: what the one act, and the clauses behind it whose shares add up, are to be read as. */
export function withShares(
  clauses: readonly Clause[],
  at: number,
  total: AmountPhrase | undefined,
  beside: Beside,
): ReadonlyMap<number, readonly Clause[]> {
  const act = clauses[at];
  if (act === undefined || !isPlain(total)) return new Map();
  const behind = clauses.slice(at + 1);
  const end = behind.findIndex((clause) => !couldShare(clause, act));
  for (let used = end < 0 ? behind.length : end; used > 0; used -= 1) {
    const told = behind.slice(0, used);
    const shares = sharesIn(placeOf(told), total, beside);
    if (shares === undefined) continue;
    const people = shares.map(({ holder }) => personOf(holder, beside));
    const split = splitAmong(act, total, { shares, people }, beside);
    const rest = told.map(
      (clause, index) => [at + 1 + index, split ? [] : [noteAll(clause)]] as const,
    );
    return new Map([[at, split ?? [act]], ...rest]);
  }
  return new Map();
}

/** Whether two shares and their total could stand there. */
export const couldAddUp = (clauses: readonly Clause[]): boolean =>
  clauses.reduce((count, clause) => count + amountsIn(clause).length, 0) > 2;

/** 3楼1个 5楼2个 共3个, 3包：男厕1包、女厕2包: places with their shares, before a total or behind one, of the only item of a line. */
export function withPlacesNoted(clauses: readonly Clause[], beside: Beside): readonly Clause[] {
  const phrases = clauses.flatMap((clause) => clause.phrases);
  const isItem = (phrase: Phrase): boolean => phrase.kind === "name" && holdsName(phrase.tokens);
  const name = phrases.find(isItem);
  const isOne = name !== undefined && phrases.filter(isItem).length === 1;
  const line = clauses.find((clause) => name !== undefined && clause.phrases.includes(name));
  if (!isOne || line === undefined) return clauses;
  const at = phrases.findIndex((phrase) => isWordOf(phrase, "total"));
  const { total, ...range } =
    at < 0
      ? { total: amountsIn(line)[0], start: undefined, end: placeOf([line]).end }
      : { total: phrases[at + 1], start: name.end, end: phrases[at]?.start ?? 0 };
  if (!isPlain(total)) return clauses;
  const { start = total.end, end } = range;
  const isTold = (phrase: Phrase): boolean => phrase.start >= start && phrase.end <= end;
  if (namesKind(clauseOf(phrases.filter(isTold), 0, ""))) return clauses;
  const shares = start < end ? sharesIn({ start, end }, total, beside) : undefined;
  if (shares?.some(({ holder }) => personOf(holder, beside) === undefined) !== true) return clauses;
  return clauses.map((clause) => noted(clause, [clause.phrases.filter(isTold)]));
}

const isPlain = (total: Phrase | undefined): total is AmountPhrase =>
  total?.kind === "amount" && total.value !== undefined && total.more === undefined;

/** Words that tell of something else than who or where. */
function couldShare(clause: Clause, act: Clause): boolean {
  const other = ["verb", "negation", "cancel", "future", "wish", "question", "price"] as const;
  const left = ["gone", "low", "only-left", "left", "have", "each", "vague"] as const;
  if (clause.line !== act.line || clause.mark === "?") return false;
  return !has(clause, ...other, ...left) && !namesKind(clause);
}

/** Whether an item, or nothing but a spec of one, is named: its figure is of that. */
export const namesKind = (clause: Clause): boolean =>
  namesAnItem(clause) || namesIn(clause).some(({ tokens }) => onlyDescribes(tokens));

function placeOf(clauses: readonly Clause[]): Place {
  const end = clauses.at(-1)?.phrases.at(-1)?.end ?? 0;
  return { start: clauses[0]?.phrases[0]?.start ?? end, end };
}

/** Two or more that add up and that nothing else stands beside. */
function sharesIn(
  { start, end: to }: Place,
  total: AmountPhrase,
  { reading: { text } }: Beside,
): readonly Share[] | undefined {
  const shares: Share[] = [];
  let at = start;
  while (at < to) {
    if (isMark(text[at])) {
      at += 1;
      continue;
    }
    const share = shareAt(text, at, total);
    if (share === undefined) return undefined;
    shares.push(share);
    at = share.figure.end;
  }
  const isWhole = sum(shares.map(({ figure }) => figure.value)) === total.value;
  return shares.length > 1 && isWhole ? shares : undefined;
}

const isMark = (char: string | undefined): boolean =>
  char !== undefined && "，,、;；。. \n:：和".includes(char);

const longestHolder = 12;

/** A holder and its figure, in the unit of the whole or, written as digits, without one. */
function shareAt(text: string, start: number, { unit }: AmountPhrase): Share | undefined {
  for (let at = start + 1; at <= start + longestHolder && !isMark(text[at - 1]); at += 1) {
    if (isDigit(text, at - 1)) continue;
    const numeral = readNumeral(text, at);
    if (numeral?.value === undefined) continue;
    const length = [2, 1].find(
      (most) => canonicalUnit(text.slice(numeral.end, numeral.end + most), unitWords) === unit,
    );
    if (length === undefined && !isDigit(text, at)) continue;
    const end = numeral.end + (length ?? 0);
    return { holder: { start, end: at }, figure: { start: at, end, value: numeral.value } };
  }
  return undefined;
}

/** Somebody, a department, or the sender. */
function personOf({ start, end }: Place, { reading, lexicon }: Beside): Person | undefined {
  const [folded, shown] = [reading.text.slice(start, end), reading.shown.slice(start, end)];
  const person = findPerson({ folded, shown }, lexicon.people, false);
  return isPlaceOnly(person, lexicon.people) ? undefined : person;
}

/** A clause for each share, where all are somebody's and the act names nobody. */
function splitAmong(
  act: Clause,
  total: AmountPhrase,
  {
    shares,
    people,
  }: { readonly shares: readonly Share[]; readonly people: readonly (Person | undefined)[] },
  { reading: { shown } }: Beside,
): readonly Clause[] | undefined {
  if (people.includes(undefined) || act.phrases.some(({ kind }) => kind === "person"))
    return undefined;
  return shares.map(({ holder, figure: { start, end, value } }, index) => {
    const written = shown.slice(start, end);
    const part: Phrase = { ...total, start, end, value, written };
    const person: Phrase = { kind: "person", person: people[index], labelled: false, ...holder };
    const said = act.phrases.flatMap((phrase): readonly Phrase[] => {
      if (phrase === total) return [part, person];
      const isOnce = phrase.kind === "word" && (index > 0 || isWordOf(phrase, "total"));
      return isOnce ? [] : [phrase];
    });
    return clauseOf(said, act.line, "，");
  });
}
