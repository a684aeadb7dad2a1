/**
 * What is said and asked about stock without moving it: 报缺, 查询, 记录. Nothing here books; a message is read
 * generously where the catalogue is named, and is silence where it is not.
 */
import type { Amount, Intent, ItemMatch, ShortageIntent } from "../inventory/intent";
import { amountOf, type AmountPhrase } from "./amounts";
import { amountsIn, asks, has, isWordOf, meant, wordsOf, type Clause } from "./clauses";
import type { Message } from "./movement";
import { holdsName, matchTokens, withClosest } from "./names";
import { periodIn } from "./periods";
import type { NamePhrase } from "./phrases";

const longestUnknown = 12;
const mostAnswers = 20;
const longestGroup = 12;

/** The items that a clause names; unknown text is left out where something known stands beside it. */
function matchesIn(clause: Clause, { reading, lexicon }: Message): readonly ItemMatch[] {
  const groups: NamePhrase[][] = [];
  let open = false;
  for (const phrase of clause.phrases) {
    const list =
      (phrase.kind === "break" && phrase.strength === "list") || isWordOf(phrase, "connect");
    if (phrase.kind === "bracket") {
      const names = phrase.inner.filter((inner) => inner.kind === "name");
      if (open) groups.at(-1)?.push(...names);
    } else if (phrase.kind === "name") {
      const last = groups.at(-1);
      const whole = last?.some(({ tokens }) => holdsName(tokens)) ?? false;
      const full = last !== undefined && last.length >= longestGroup;
      if (last === undefined || !open || full || (whole && holdsName(phrase.tokens)))
        groups.push([phrase]);
      else last.push(phrase);
      open = true;
    }
    if (list) open = false;
  }
  const matches = groups.map((group) =>
    matchTokens(
      group.flatMap(({ tokens }) => tokens),
      reading,
      lexicon,
    ),
  );
  const known = matches.filter(({ kind }) => kind !== "none");
  return known.length > 0 ? known : matches;
}

function isKnown({ kind }: ItemMatch): boolean {
  return kind !== "none";
}

/** 谁领了A4纸, A4纸领用记录, A4纸上周领了多少. */
export function readHistory(message: Message): Intent | undefined {
  for (const clause of message.clauses) {
    if (!tellsHistory(clause)) continue;
    const match = matchesIn(clause, message).find(isKnown);
    if (match !== undefined) {
      return { kind: "history", match, period: periodIn(message.clauses) };
    }
  }
  return undefined;
}

function tellsHistory(clause: Clause): boolean {
  const unfit = ["negation", "cancel", "future", "wish", "price", "order", "passed"] as const;
  if (has(clause, ...unfit)) return false;
  if (
    wordsOf(clause).some(
      ({ classes, text }) =>
        classes.has("question") && !classes.has("vague") && !text.includes("问"),
    )
  )
    return false;
  const moved = wordsOf(clause).some(({ verb }) => verb !== undefined && verb.type !== "stocktake");
  if (has(clause, "who")) return moved;
  if (has(clause, "record")) return amountsIn(clause).length === 0;
  if (!moved) return false;
  const vague = amountsIn(clause).some(({ value }) => value === undefined);
  return (
    has(clause, "how-many") ||
    (vague && clause.mark === "?") ||
    (vague && periodIn([clause]) !== undefined)
  );
}

/** 查询 A4纸, A4纸还有吗, 库存 便利贴. */
export function readQuery(message: Message): Intent | undefined {
  const matches = message.clauses.flatMap((clause) => queriesOf(clause, message));
  if (matches.length === 0) return undefined;
  const told = matches.slice(0, mostAnswers).map((match) => withClosest(match, message.lexicon));
  return { kind: "query", matches: told };
}

function queriesOf(clause: Clause, message: Message): readonly ItemMatch[] {
  if (has(clause, "price", "order", "cancel", "future", "who", "passed", "suggest")) return [];
  const asked = asksForStock(clause);
  if ((!asked && !isPlainQuery(clause, message)) || wordsOf(clause).some(isAnswered)) return [];
  const matches = matchesIn(clause, message);
  const known = matches.every(isKnown);
  return (known ? asked : isPlainQuery(clause, message)) ? matches : [];
}

/** A question word that is about something else than how much there is. */
function isAnswered({ classes, verb, text }: ReturnType<typeof wordsOf>[number]): boolean {
  const counts =
    classes.has("vague") || classes.has("ask-have") || text === "请问" || text.includes("问");
  return (
    (classes.has("question") && !counts) ||
    (verb !== undefined && verb.text.length > 1 && verb.text !== "盘点")
  );
}

function asksForStock(clause: Clause): boolean {
  if (has(clause, "query", "stock", "ask-have")) return true;
  const there = has(clause, "have", "left", "only-left", "gone", "low");
  if (!there) return false;
  const vague = amountsIn(clause).some(({ value }) => value === undefined);
  return asks(clause) || (vague && has(clause, "left", "have") && !has(clause, "only-left"));
}

/** 查 投影仪: nothing but the word and a short name. */
function isPlainQuery(clause: Clause, { reading }: Message): boolean {
  const said = meant(clause).filter((phrase) => !isWordOf(phrase, "polite", "particle", "of"));
  const [head, name, more] = said;
  if (more !== undefined || name?.kind !== "name" || head?.kind !== "word") return false;
  const strong = /^查|^库存$/.test(head.word.text) && isWordOf(head, "query", "stock");
  return strong && reading.text.slice(name.start, name.end).length <= longestUnknown;
}

/** A4纸用完了, 便利贴只剩2包, 没有便利贴了, [荧光笔][黄色][3支][20支]. */
export function readShortage(message: Message): ShortageIntent | undefined {
  const form = readShortageForm(message);
  if (form !== undefined) return form;
  const counting = message.clauses.some((clause) =>
    wordsOf(clause).some(({ verb }) => verb?.type === "stocktake"),
  );
  if (counting) return undefined;
  const reports: Pick<ShortageIntent, "match" | "remaining">[] = [];
  message.clauses.forEach((clause, index) => {
    const remaining = remainingIn(clause);
    if (remaining === undefined) return;
    const before = message.clauses[index - 1];
    const own = matchesIn(clause, message).filter(isKnown);
    const spoken =
      own.length > 0 || before === undefined ? own : matchesIn(before, message).filter(isKnown);
    const known = spoken.filter(
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
  return has(clause, "low", "restock") ? { amount: undefined } : undefined;
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
  if (isStill(clause.phrases[left] ?? figure) && !named) return undefined;
  const asked = figure.value === undefined && !isWordOf(clause.phrases[left], "only-left");
  if (asked) return undefined;
  const amount = amountOf(figure, true);
  return { amount: amount.kind === "unusable" ? undefined : amount };
}

/** 没有便利贴了: the word stands right before the item or at the end, and no act is denied. */
function saysNone(clause: Clause, none: number): boolean {
  const word = clause.phrases[none];
  const there =
    word?.kind === "word" && ["没有", "没", "冇", "冇有", "无"].includes(word.word.text);
  const acts = wordsOf(clause).some(({ verb }) => verb !== undefined);
  const other = has(clause, "wish", "request", "question", "passed", "talk", "topic", "late");
  const said = clause.phrases.slice(none + 1).filter((phrase) => phrase.kind !== "break");
  const behind = said.every(
    (phrase) =>
      phrase.kind === "name" || isWordOf(phrase, "aspect", "particle", "filler", "polite"),
  );
  return there && !acts && !other && behind;
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
  const said = clauses.flatMap(({ phrases }) => phrases).filter(({ kind }) => kind !== "break");
  const brackets = said.filter((phrase) => phrase.kind === "bracket");
  if (brackets.length < 3 || brackets.length !== said.length) return undefined;
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
