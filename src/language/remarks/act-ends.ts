/** What is told within a clause that acts: at its ends, between its parts, in brackets. */
import { holdsName, isUnknownText } from "../names/item-names";
import { amountsIn, clauseOf, isWordOf, type Clause } from "../phrases/clauses";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import { isGap, isPart, wholeAt } from "./acting-clauses";
import { endsAsThing, isPlace, purposes, tellsUse, textOf, type Beside } from "./beside";
import { isHarmless } from "./harmless";
import { noted } from "./notes";

/** What is told before the first part of an act, behind its last, and between them where blanks set it apart. */
export function withEnds(written: Clause, beside: Beside): Clause {
  const clause = withPurposeApart(written, beside);
  const { phrases } = clause;
  const from = phrases.findIndex(isPart);
  const gap = phrases.slice(0, from).findLastIndex(isGap);
  const atVerb = gap < 0 && isWordOf(phrases[from], "verb");
  const head = phrases.slice(0, atVerb && opensPlace(phrases, from, beside) ? from : gap + 1);
  const named = (isPlace(textOf(head, beside)) || tellsEvent(head)) && isHarmless(head, beside);
  const tails = [wholeAt(phrases), phrases.findLastIndex(isPart) + 1].map((to) => {
    const isWhen = isWordOf(phrases[to], "fresh") && phrases[to + 1]?.kind === "name";
    if (isWhen || opensPurpose(phrases[to], beside))
      return lengthensName(phrases, to, beside) ? [] : phrases.slice(to);
    if (phrases[to]?.kind === "bracket") return phrases.slice(to);
    const blank = phrases.slice(to).findIndex(isGap);
    return blank < 0 ? [] : phrases.slice(to + blank + 1);
  });
  const tail = tails.find((each) => isHarmless(each, { ...beside, isBehind: true })) ?? [];
  const inside = new Set([...head, ...tail]);
  const middles = stretchesOf(phrases.filter((phrase) => !inside.has(phrase))).filter(
    (stretch) =>
      (tellsEvent(stretch) || (!stretch.some(isPart) && tellsUse(textOf(stretch, beside)))) &&
      isHarmless(stretch, beside),
  );
  const [total, another] = amountsIn(clause);
  const shares = phrases.filter((phrase) =>
    tellsShares(phrase, another === undefined ? total : undefined, beside),
  );
  const brackets = shares.map((phrase) => [phrase]);
  return noted(clause, [named ? head : [], ...middles, ...brackets, tail]);
}

/** 给二楼展厅领, A12营位拿了: a place against the verb, and no department. */
function opensPlace(phrases: readonly Phrase[], verb: number, beside: Beside): boolean {
  const head = phrases.slice(0, verb);
  const text = textOf(head, beside);
  const names = head.flatMap((phrase) => (phrase.kind === "name" ? phrase.tokens : []));
  return (
    isPlace(text) && /^[给在]|\d/.test(text) && !names.some(({ kind }) => kind === "department")
  );
}

/** 拿了2包抽纸放前台: what is told against the name, where its figure stands before it; 收纳盒 may be part of a longer name. */
function withPurposeApart(clause: Clause, beside: Beside): Clause {
  const { phrases, line, mark } = clause;
  const at = phrases.findLastIndex((phrase) => phrase.kind === "name" && holdsName(phrase.tokens));
  const name = phrases[at];
  if (name?.kind !== "name" || at !== wholeAt(phrases) - 1) return clause;
  const to = name.tokens.findLastIndex(({ kind }) => kind === "name" || kind === "spec") + 1;
  const [first] = name.tokens.slice(to);
  const gap = phrases.slice(at + 1).findIndex(({ kind }) => kind === "break");
  const said = gap < 0 ? phrases.slice(at + 1) : phrases.slice(at + 1, at + 1 + gap);
  const told = beside.reading.text.slice(first?.start, said.at(-1)?.end ?? name.end);
  if (first === undefined || told.length < shortestPurpose) return clause;
  if (!whereTo.test(told) && (!purposes.test(told) || endsAsThing.test(told))) return clause;
  const tail: Phrase = { ...name, tokens: name.tokens.slice(to), start: first.start };
  if (!isHarmless([tail, ...said], beside)) return clause;
  const own = { ...name, tokens: name.tokens.slice(0, to), end: first.start };
  return clauseOf([...phrases.slice(0, at), own, tail, ...phrases.slice(at + 1)], line, mark);
}

const shortestPurpose = 3;
const whereTo = /^(?:[去到给]|放(?!大))/;

/** 扫码枪充电座: against a name, what ends as things do may be part of a longer one. */
function lengthensName(phrases: readonly Phrase[], at: number, beside: Beside): boolean {
  const [before, first] = [phrases[at - 1], phrases[at]];
  if (before?.kind !== "name" || before.end !== first?.start) return false;
  const text = textOf(phrases.slice(at), beside);
  return !whereTo.test(text) && endsAsThing.test(text);
}

/** What stands between blanks. */
export function stretchesOf(phrases: readonly Phrase[]): readonly (readonly Phrase[])[] {
  const stretches: Phrase[][] = [[]];
  for (const phrase of phrases) {
    if (isGap(phrase)) stretches.push([]);
    else stretches.at(-1)?.push(phrase);
  }
  return stretches;
}

/** 换门锁, 左右都换了: told between the parts of an act. */
function tellsEvent(stretch: readonly Phrase[]): boolean {
  return (
    stretch.some((phrase) => isWordOf(phrase, "topic", "circumstance")) && !stretch.some(isPart)
  );
}

/** 一包放前台抽屉, 1桶洗周转箱: against the figure, what it is for or where it went. */
function opensPurpose(phrase: Phrase | undefined, beside: Beside): boolean {
  if (isWordOf(phrase, "topic", "behalf", "circumstance")) return true;
  if (phrase?.kind === "word" && phrase.word.text === "到") return true;
  if (beside.receipt && isWordOf(phrase, "price")) return true;
  if (phrase?.kind !== "name") return false;
  const text = beside.reading.text.slice(phrase.start, phrase.end);
  const plain = isUnknownText(phrase.tokens) && /^\p{Script=Han}{3,}$/u.test(text);
  return plain || purposes.test(beside.reading.text.slice(phrase.start));
}

/** 领4个（走廊3个，大堂1个） */
function tellsShares(phrase: Phrase, total: AmountPhrase | undefined, beside: Beside): boolean {
  if (phrase.kind !== "bracket") return false;
  const figured = phrase.inner.some(({ kind }) => kind === "amount");
  if (figured && isHarmless(phrase.inner, { ...beside, total })) return true;
  // （0-9各一个）
  return (
    phrase.inner.some((inner) => isWordOf(inner, "each")) &&
    phrase.inner.every(
      (inner) => inner.kind === "figure" || inner.kind === "amount" || isWordOf(inner, "each"),
    )
  );
}
