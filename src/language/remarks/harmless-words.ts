/** Words beside an act: which say nothing of it, and which could change it. */
import { isWordOf } from "../phrases/clauses";
import type { Phrase, WordPhrase } from "../phrases/phrase";
import type { WordClass } from "../vocabulary/vocabulary";
import { isOtherSpec, type Beside } from "./beside";
import { sharesOut } from "./harmless-figures";

/** Words of these kinds say nothing by themselves. */
export const light: readonly WordClass[] = [
  ...(["polite", "filler", "particle", "aspect", "of", "deictic", "again", "connect"] as const),
  ...([
    "self",
    "be",
    "range",
    "done",
    "fresh",
    "moment",
    "past",
    "register",
    "late",
    "talk-unit",
  ] as const),
];

/** Words of these kinds tell something, but nothing of the act. */
export const telling: readonly WordClass[] = [
  ...(["topic", "circumstance", "accepted", "for-use", "reason", "note-label"] as const),
  ...(["people-count", "restock", "order", "passed"] as const),
];

/** Whether a word beside an act leaves its meaning as it is. */
export function isHarmlessWord(
  word: WordPhrase,
  phrases: readonly Phrase[],
  index: number,
  beside: Beside,
): boolean {
  if (isWordOf(word, "negation")) return deniesOther(phrases, index, beside);
  if (isPartOfText(word, phrases, index)) return true;
  if (isWordOf(word, "surplus", "left")) return phrases[index + 1]?.kind === "amount";
  if (isWordOf(word, "third")) return isToldOf(phrases, index, beside);
  if (isWordOf(word, "who", "question", "cancel")) return false;
  if (word.word.verb !== undefined && word.word.verb.asked !== true)
    return isWordOf(word, "accepted") || fillsPlace(word, index, beside);
  if (beside.isDone === true && leavesDone(word)) return true;
  return (
    isWordOf(word, ...light, ...telling) ||
    sharesOut(phrases, beside) ||
    tellsOther(word, phrases, index) ||
    isIdle(word, beside)
  );
}

/** Of what stands behind a whole act, only words of these kinds could still change it. */
const reaching: readonly WordClass[] = [
  ...(["verb", "cancel", "undo", "correct", "misread", "confirm", "reject", "help"] as const),
  ...([
    "third",
    "behalf",
    "total",
    "each",
    "per-head",
    "untouched",
    "book-figure",
    "more",
    "fewer",
  ] as const),
  ...(["future", "wish", "request", "agrees", "price", "query", "record", "suggest"] as const),
];

const isIdle = (word: WordPhrase, { receipt, isBehind }: Beside): boolean =>
  isBehind === true &&
  !isWordOf(word, ...reaching) &&
  (receipt || !bearsOnAct.test(word.word.text));

/** 多领, 没拿, 退货, 报损: talk that may be of the act itself. */
const bearsOnAct = /[等审批多少错没未不领拿取借还退盘扣减加赠损丢坏扔]|[最至]|计$|均$/;

/** What is meant or wished for, and talk of other things, don't change what was done. */
const leavesDone = (word: WordPhrase): boolean =>
  isWordOf(word, "future", "wish", "request") ||
  (isWordOf(word, "talk") && !bearsOnAct.test(word.word.text));

/** 发卡台补货: what a take-out is for. */
const fillsPlace = ({ word }: WordPhrase, index: number, { receipt }: Beside): boolean =>
  index > 0 && !receipt && word.text === "补货";

/** 发给新人: somebody who got what was taken, whatever his name; or who brought what came. */
function isToldOf(phrases: readonly Phrase[], index: number, beside: Beside): boolean {
  if (beside.receipt) return true;
  const before = phrases[index - 1];
  const isGiven = before?.kind === "word" && before.word.verb?.asked === true;
  return isGiven || beside.onBehalf === true || isHome(phrases[index + 1], beside);
}

/** 刘阿姨家 is a place. */
function isHome(behind: Phrase | undefined, { reading }: Beside): boolean {
  return behind?.kind === "name" && /^家/.test(reading.text.slice(behind.start, behind.end));
}

/** Words that ask, observe or wait for something by themselves, and only tell of it beside other words. */
function tellsOther(word: WordPhrase, phrases: readonly Phrase[], index: number): boolean {
  const [before, behind] = [phrases[index - 1], phrases[index + 1]];
  // 换下来
  if (isWordOf(word, "request")) return /来$/.test(word.word.text) && isWordOf(before, "topic");
  if (isWordOf(word, "behalf")) return behind?.kind === "name" || isWordOf(behind, "event");
  if (isWordOf(word, "low")) return behind !== undefined;
  // 左右都换了
  if (isWordOf(word, "approx")) return before === undefined && behind?.kind === "word";
  return isWordOf(word, "gone") && before?.kind === "name";
}

/** 展会, 让利, 旁边: a character with unknown text against it is part of that text. */
function isPartOfText(word: Phrase, phrases: readonly Phrase[], index: number): boolean {
  if (word.kind !== "word" || word.word.text.length > 1) return false;
  if (isWordOf(word, "negation", "who", "question", "ask", "cancel", "third")) return false;
  const [before, behind] = [phrases[index - 1], phrases[index + 1]];
  return (
    (before?.kind === "name" && before.end === word.start) ||
    (behind?.kind === "name" && behind.start === word.end)
  );
}

/** 别, 未, 不要 forbid or put off. */
const tellingNegations = new Set("不 没 没有 还没 冇 唔".split(" "));

/** What is denied of an act: 没到, 没发, 不给. */
const actingHeads = /^[到发给来去成够收见做行全齐送批动对是好记登算报]/;

/** 门锁不上, 没带伞 deny something else than what was done. */
function deniesOther(phrases: readonly Phrase[], index: number, beside: Beside): boolean {
  const { reading } = beside;
  const [before, word, behind] = [phrases[index - 1], phrases[index], phrases[index + 1]];
  if (isOtherSpec(phrases, index + 1)) return true;
  if (word?.kind !== "word" || !tellingNegations.has(word.word.text)) return false;
  // 送洗的还没回来
  const told = before?.kind === "name" && before.end >= word.start - 1;
  if (beside.late) return !isWordOf(behind, "verb");
  if (behind?.kind === "name")
    return behind.start === word.end && !actingHeads.test(reading.text.slice(behind.start));
  return told && behind !== undefined && !isWordOf(behind, "verb", "wish", "have", "be");
}
