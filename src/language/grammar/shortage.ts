/** 报缺: what somebody saw on the shelf. Never moves stock; without an item of the catalogue it is silence. */
import type { Amount, ShortageIntent } from "../../inventory/intent";
import { matchTokens } from "../names/item-names";
import { amountOf } from "../phrases/amounts";
import { asks, has, isWordOf, type Clause } from "../phrases/clauses";
import type { AmountPhrase, BracketPhrase } from "../phrases/phrase";
import { isKnown, matchesIn } from "./mentioned-items";
import type { Message } from "./movement";

/** A4纸用完了, 便利贴只剩2包, 没有便利贴了, [荧光笔][黄色][3支][20支]. */
export function readShortage(message: Message): ShortageIntent | undefined {
  const form = readShortageForm(message);
  if (form !== undefined) return form;
  const counting = message.clauses.some((clause) =>
    clause.words.some(({ verb }) => verb?.type === "stocktake"),
  );
  if (counting) return undefined;
  const reports: Pick<ShortageIntent, "match" | "remaining">[] = [];
  message.clauses.forEach((clause, index) => {
    const remaining = remainingIn(clause);
    if (remaining === undefined) return;
    const before = message.clauses[index - 1];
    const hasVerb = clause.words.some(({ verb }) => verb !== undefined);
    const own = matchesIn(clause, message)
      .filter(isKnown)
      // 领用完请放回原位: beside an action a piece of a name is hardly one
      .filter(({ kind }) => !hasVerb || kind !== "fragment");
    const named =
      own.length > 0 || before === undefined ? own : matchesIn(before, message).filter(isKnown);
    const known = named.filter(
      (match) => !reports.some((report) => report.match.written === match.written),
    );
    for (const match of known) reports.push({ match, remaining: remaining.amount });
  });
  const [first, ...others] = reports;
  if (first === undefined) return undefined;
  const report: ShortageIntent = { kind: "shortage", ...first, note: "" };
  return others.length > 0 ? { ...report, others } : report;
}

/** What a clause says is left; `amount` undefined: little, without a figure. */
function remainingIn(clause: Clause): { readonly amount: Amount | undefined } | undefined {
  const { phrases } = clause;
  const asked = asks(clause) && !has(clause, "restock");
  if (asked || has(clause, "future", "cancel", "passed", "who") || hasRelative(clause))
    return undefined;
  const gone = phrases.findIndex((phrase) => isWordOf(phrase, "gone"));
  if (gone >= 0) return isWordOf(phrases[gone - 1], "negation") ? undefined : { amount: nothing };
  const left = phrases.findIndex(
    (phrase) => isWordOf(phrase, "left", "only-left") || isStill(phrase),
  );
  if (left >= 0) return leftAfter(clause, left);
  const none = phrases.findIndex((phrase) => isWordOf(phrase, "negation"));
  if (none >= 0) return saysNone(clause, none) ? { amount: nothing } : undefined;
  const scarce = has(clause, "low", "restock") && !has(clause, "verb");
  return scarce ? { amount: undefined } : undefined;
}

const nothing: Amount = { kind: "given", quantity: 0, unit: "", written: "" };

function isStill(phrase: Clause["phrases"][number]): boolean {
  return phrase.kind === "word" && ["还有", "仲有", "尚有"].includes(phrase.word.text);
}

function leftAfter(
  clause: Clause,
  left: number,
): { readonly amount: Amount | undefined } | undefined {
  const figures = clause.phrases
    .slice(left + 1)
    .filter((phrase): phrase is AmountPhrase => phrase.kind === "amount");
  const [figure, another] = figures;
  const named = clause.phrases.slice(0, left).some((phrase) => phrase.kind === "name");
  if (figure === undefined || another !== undefined) return undefined;
  if (isStill(clause.phrases[left] ?? figure) && (!named || joins(clause, figure)))
    return undefined;
  const asked = figure.value === undefined && !isWordOf(clause.phrases[left], "only-left");
  if (asked) return undefined;
  const amount = amountOf(figure, true);
  return { amount: amount.kind === "unusable" ? undefined : amount };
}

/** 2支签字笔还有一个订书机: what is counted stands behind the figure, so the word joins two things. */
function joins({ phrases }: Clause, figure: AmountPhrase): boolean {
  return phrases
    .slice(phrases.indexOf(figure) + 1)
    .some((phrase) => phrase.kind === "name" && phrase.tokens.some(({ kind }) => kind === "name"));
}

/** 没有便利贴了: the word stands right before the item or at the end, and no action is denied. */
function saysNone(clause: Clause, none: number): boolean {
  const word = clause.phrases[none];
  const there =
    word?.kind === "word" && ["没有", "没", "冇", "冇有", "无"].includes(word.word.text);
  const hasVerb = clause.words.some(({ verb }) => verb !== undefined);
  const other = has(clause, "wish", "request", "question", "passed", "talk", "topic", "late");
  const said = clause.phrases.slice(none + 1).filter((phrase) => phrase.kind !== "break");
  const behind = said.every(
    (phrase) =>
      phrase.kind === "name" || isWordOf(phrase, "aspect", "particle", "filler", "polite"),
  );
  return there && !hasVerb && !other && behind;
}

/** 我领的A4纸用完了 speaks of what was taken. */
function hasRelative({ phrases }: Clause): boolean {
  return phrases.some(
    (phrase, index) =>
      phrase.kind === "word" &&
      phrase.word.verb !== undefined &&
      isWordOf(phrases[index + 1], "of"),
  );
}

/** [荧光笔][黄色][3支][20支]: name, spec, what is left, what to buy. */
function readShortageForm({ clauses, reading, lexicon }: Message): ShortageIntent | undefined {
  const brackets: BracketPhrase[] = [];
  for (const { phrases } of clauses) {
    for (const phrase of phrases) {
      if (phrase.kind === "bracket") brackets.push(phrase);
      else if (phrase.kind !== "break") return undefined;
    }
  }
  if (brackets.length < 3) return undefined;
  const inner = brackets.flatMap((bracket) => bracket.inner);
  const tokens = inner.flatMap((phrase) => (phrase.kind === "name" ? phrase.tokens : []));
  const [remaining, wanted] = inner.filter((phrase) => phrase.kind === "amount");
  const match = matchTokens(tokens, reading, lexicon);
  if (remaining === undefined || match.kind === "none") return undefined;
  const amount = amountOf(remaining, true);
  return {
    kind: "shortage",
    match,
    remaining: amount.kind === "unusable" ? undefined : amount,
    note: wanted?.written ?? "",
  };
}
