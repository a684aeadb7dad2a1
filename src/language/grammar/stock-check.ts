/**
 * What somebody found on the shelf, told against the book: 盘点少了两包, 角落里还有一箱A4纸, 剪刀6把没错. The first two are
 * differences, never levels, and asked about.
 */
import type { Amount, Intent } from "../../inventory/intent";
import { amountOf } from "../phrases/amounts";
import { amountsIn, asks, clauseOf, has, isWordOf, type Clause } from "../phrases/clauses";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import { causeIn } from "../sheet-words/stocktake-words";
import type { Word } from "../vocabulary/vocabulary";
import { isKnown, matchesIn } from "./mentioned-items";
import type { Message } from "./movement";

/** The count that a message tells as a difference or as right; undefined for every other. */
export function readStockCheck(message: Message): Intent | undefined {
  const { clauses } = message;
  if (clauses.some(({ words }) => words.some(movesStock))) return undefined;
  const counting = clauses.some(({ words }) => words.some(({ verb }) => verb !== undefined));
  const checks = clauses.map((clause) => checkIn(clause, counting, message));
  const [check, more] = checks.filter((found) => found !== undefined);
  if (check === undefined || more !== undefined) return undefined;
  const { clause, amount, agrees, isFound } = check;
  const matches = matchesIn(ofItem(clause), message).filter(isKnown);
  const [match, other] = matches;
  if (match === undefined || other !== undefined) return undefined;
  const line = { match, amount, requester: undefined, written: match.written };
  const remark = agrees ? "" : causeIn(message.reading.text);
  const movement = { kind: "movement", type: "stocktake", lines: [line], remark } as const;
  return agrees && clauses.length === 1
    ? movement
    : { kind: "maybe-movement", why: isFound ? "found" : "unclear", movement };
}

const movesStock = ({ verb }: Word): boolean => verb !== undefined && verb.type !== "stocktake";

/** The part of a clause that names the item: what stands behind the figure, where something does. */
function ofItem(clause: Clause): Clause {
  const { phrases, line, mark } = clause;
  const behind = phrases.slice(phrases.findIndex(({ kind }) => kind === "amount") + 1);
  return behind[0]?.kind === "name" ? clauseOf(behind, line, mark) : clause;
}

interface Check {
  readonly clause: Clause;
  readonly amount: Amount;
  readonly agrees: boolean;
  /** 还有一箱A4纸: so much more of what is named behind the figure. */
  readonly isFound: boolean;
}

function checkIn(clause: Clause, counting: boolean, message: Message): Check | undefined {
  const [figure, another] = amountsIn(clause);
  if (figure === undefined || another !== undefined || isTalk(clause)) return undefined;
  const stated = amountOf(figure, false);
  const agrees = endsAgreeing(clause);
  const sign = agrees ? 1 : signOf(clause, figure, { counting, text: message.reading.text });
  const difference = sign && differenceBy(sign, stated);
  if (difference === undefined) return undefined;
  if (agrees) return { clause, amount: stated, agrees, isFound: false };
  const { phrases } = clause;
  const isFound = sign === 1 && phrases[phrases.indexOf(figure) + 1]?.kind === "name";
  return { clause, amount: difference, agrees, isFound };
}

/** So much more or fewer than the sheet has; undefined where no quantity is written. */
export function differenceBy(sign: 1 | -1, by: Amount): Amount | undefined {
  const isStated = by.kind === "given" || by.kind === "dozens" || by.kind === "pairs";
  return isStated ? { kind: "difference", sign, by, written: by.written } : undefined;
}

function isTalk(clause: Clause): boolean {
  return (
    asks(clause) ||
    has(clause, ...(["future", "wish", "request", "cancel", "passed", "order", "price"] as const))
  );
}

/** 6把没错: the name, its figure, and that it is right. */
function endsAgreeing({ phrases }: Clause): boolean {
  return (
    phrases.some((phrase) => isWordOf(phrase, "agrees")) &&
    phrases.every(
      (phrase) =>
        phrase.kind !== "word" || isWordOf(phrase, "agrees", "particle", "filler", "polite", "be"),
    )
  );
}

/** More or fewer than the book says; 少了 only of what was counted, as otherwise it tells that little is left. */
function signOf(
  { phrases }: Clause,
  figure: AmountPhrase,
  { counting, text }: { readonly counting: boolean; readonly text: string },
): 1 | -1 | undefined {
  const at = phrases.indexOf(figure);
  const before = phrases.slice(0, at).findLast((phrase) => !isAside(phrase));
  if (isWordOf(before, "more")) return 1;
  if (isWordOf(before, "fewer")) return counting ? -1 : undefined;
  if (!isWordOf(before, "have") || phrases[at + 1]?.kind !== "name") return undefined;
  return inPlace.test(text.slice(phrases[0]?.start, before?.start)) ? 1 : undefined;
}

/** 角落里, 仓库后面, 柜子上: where something was seen, with 居然, 也 behind it perhaps. */
const inPlace = /[里后面边角上下旁头底内](?:居然|竟然|其实|突然|好像|也|又|都|竟|咗)?$/;

function isAside(phrase: Phrase): boolean {
  return phrase.kind === "break" || isWordOf(phrase, "aspect", "filler", "particle");
}
