/**
 * What stands beside the actions of a message: clauses that are talk, people who can't be named, words that could change
 * the meaning. Decides which actions count, and whether they can be booked without asking.
 */
import type { BookableType } from "../../inventory/intent";
import { holdsName, isOutsideCatalogue } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import { has, isWordOf, type Clause } from "../phrases/clauses";
import { isReason } from "../phrases/reasons";
import { isWord, type Reading } from "../tokens/tokens";
import { readAction, remarkAction } from "./actions";
import { isPlace, purposes } from "../remarks/beside";
import { light, telling } from "../remarks/harmless-words";
import type { WordClass } from "../vocabulary/vocabulary";
import type { StockAction, ActionPart } from "./stock-action";

type NamePart = Extract<ActionPart, { readonly kind: "name" }>;

/** Reads all clauses; a clause that only gives a reason is a remark. */
export function readActions(
  clauses: readonly Clause[],
  reading: Reading,
  lexicon: Lexicon,
): readonly StockAction[] {
  const actions: StockAction[] = [];
  let underway = false;
  for (const clause of clauses) {
    const action: StockAction = isReason(clause)
      ? remarkAction(clause, textOf(clause, reading))
      : withoutUnnamedPerson(readAction(clause, { reading, lexicon, underway }), reading);
    underway ||= action.parts.some(({ kind }) => kind === "verb");
    actions.push(action);
  }
  const last = actions.findLastIndex(isWhole);
  const receipt = actions[last]?.verbs.some(({ type }) => type === "receipt") === true;
  return actions.map((action, index) =>
    last >= 0 && index > last && onlyTells(action, receipt)
      ? remarkAction(action.clause, textOf(action.clause, reading))
      : action,
  );
}

/** An item, its figure, and a verb. */
const isWhole = ({ parts, verbs }: StockAction): boolean =>
  verbs.length > 0 && ["name", "amount"].every((kind) => parts.some((part) => part.kind === kind));

/** Words that put off nothing by themselves. */
const idle: readonly WordClass[] = [...light, ...telling, "suggest"];
const idleBesideReceipt: readonly WordClass[] = [...idle, "price", "each"];

/** 修好了, 上午到的, beside what came 均价11.8: no item, no quantity, nobody who took it, so it tells of something else. */
function onlyTells({ parts, verbs, extras, clause }: StockAction, receipt: boolean): boolean {
  const { guards, unexplained, moment, late, past } = extras;
  if (guards.size === 0 && !unexplained && !moment) return false;
  if (verbs.length > 0 || late || past || clause.mark === "?") return false;
  const words = receipt ? idleBesideReceipt : idle;
  const priced = receipt && has(clause, "price");
  return (
    clause.words.length > 0 &&
    clause.words.every((word) => words.some((each) => word.classes.includes(each))) &&
    parts.every(({ kind }) => kind === "gap" || (priced && (kind === "amount" || kind === "each")))
  );
}

function textOf({ phrases }: Clause, { shown }: Reading): string {
  const start = phrases[0]?.start ?? 0;
  return shown.slice(start, phrases.at(-1)?.end ?? start).trim();
}

/** Somebody in front of the verb who is no member and has no name of a person: it is asked whether it is meant. */
function withoutUnnamedPerson(action: StockAction, reading: Reading): StockAction {
  const { parts } = action;
  const verb = parts.findIndex(({ kind }) => kind === "verb");
  const back = action.verbs.length > 0 && action.verbs.every(({ type }) => type === "return");
  const strangers = back ? parts.filter((part) => isText(part) && isVisitor(part, reading)) : [];
  if (strangers.length > 0)
    return { ...action, parts: parts.filter((part) => !strangers.includes(part)) };
  const index = parts.findIndex((part) => part.kind === "name");
  const part = parts[index];
  if (verb < 0 || index > verb || part?.kind !== "name" || !isText(part)) return action;
  const amountBetween = parts.slice(index, verb).some(({ kind }) => kind === "amount");
  const named = parts.slice(verb).some((other) => other.kind === "name" && holdsName(other.tokens));
  if (amountBetween || !named) return action;
  tellUnnamed(part, index + 1 === verb, action, reading);
  return { ...action, parts: parts.filter((other) => other !== part) };
}

/** 煮茶用了四包 tells an occasion; 阿强拿了 somebody, unless it is a place. */
function tellUnnamed(
  part: NamePart,
  actsNext: boolean,
  { extras }: StockAction,
  reading: Reading,
): void {
  const { tokens } = part;
  const shown = reading.shown.slice(tokens[0]?.start, tokens.at(-1)?.end);
  if (isOccasion(shown) || (actsNext && purposes.test(shown))) extras.remarks.push(shown);
  else if (!isWhere(part, reading) && !isTold(part, reading)) extras.third = true;
}

/** 破拆训练消耗…, 出车前拿了…: too long to be somebody's name, or a time; what ends as people are called may be somebody. */
const isOccasion = (shown: string): boolean =>
  (/^\p{Script=Han}{4,}$/u.test(shown) && !endsAsPeople.test(shown)) ||
  /^\p{Script=Han}{2,}(?:之?前|之?后|时|中|期间)$/u.test(shown);

const endsAsPeople =
  /[姐哥叔姨爷奶伯妈爸嫂总工师长任管事理计士机安洁员生人们手友客户家娃妹弟头主队组班部科司局院校所厂社团]$|小.$|老.$/;

/** 从柜里, 在库房, 手术间那台: where from, or where it is used. */
function isWhere({ tokens }: NamePart, { text }: Reading): boolean {
  if (/^[从在由于去喺响]/.test(text.slice(tokens[0]?.start))) return true;
  const named = tokens.filter((token) => !isWord(token, "deictic", "of"));
  return isPlace(text.slice(named[0]?.start, named.at(-1)?.end));
}

/** 青竹的货到了 */
function isTold({ tokens }: NamePart, { text }: Reading): boolean {
  return text[(tokens.at(-1)?.end ?? 0) - 1] === "货";
}

/** 访客还回来了 */
const isVisitor = (part: ActionPart, { text }: Reading): boolean =>
  part.kind === "name" &&
  /^(?:客户|客人|访客|顾客|业主|家长|学员|会员|租户|住户)/.test(
    text.slice(part.tokens[0]?.start, part.tokens.at(-1)?.end),
  );

/** A name in which nothing of the catalogue stands. */
function isText(part: ActionPart): boolean {
  return part.kind === "name" && isOutsideCatalogue(part.tokens);
}

export function speaksOfStock({ parts }: StockAction): boolean {
  return parts.some(({ kind }) => kind === "verb" || kind === "name" || kind === "amount");
}

/** The actions that count: no guard turns them into talk, and they are not words beside actions of the same line. */
export function countedActions(actions: readonly StockAction[]): readonly StockAction[] {
  const inLine = new Map<number, number>();
  for (const { parts, clause } of actions) {
    const isAction = parts.some(({ kind }) => kind === "name" || kind === "verb");
    if (isAction) inLine.set(clause.line, (inLine.get(clause.line) ?? 0) + 1);
  }
  const late = actions.some(({ extras }) => extras.late);
  return actions.filter((action) => {
    const accompanied = (inLine.get(action.clause.line) ?? 0) > 1;
    return isUnguarded(action, late) && !(accompanied && isBareText(action));
  });
}

/** 前天领的抹布3条补登一下 tells what was taken, because it is reported late and whole; so may 领了1盒没写，补登. */
function isUnguarded({ parts, extras, verbs, clause }: StockAction, late: boolean): boolean {
  const { guards, done } = extras;
  if (guards.size === 0) return true;
  const whole = ["name", "amount"].every((kind) => parts.some((part) => part.kind === kind));
  if (!whole) return false;
  if (opensAsDone(clause) && [...guards].every((guard) => doubts.has(guard))) {
    extras.unexplained = true;
    return true;
  }
  if (guards.size > 1) return false;
  // 买了3瓶胶水入库
  if (guards.has("order")) return verbs.length > 0 && verbs.every(({ type }) => type === "receipt");
  // 大概拿了三四包吧 tells what was done
  // 领3包A4纸吧 may be what is being done
  const told = guards.has("suggest") ? done || verbs.length > 0 : late && guards.has("negation");
  if (told) extras.unexplained = true;
  return told || (late && guards.has("relative"));
}

/** What may be told of a take-out as well as make talk of it. */
const doubts: ReadonlySet<string> = new Set(["talk", "request", "wish", "future", "negation"]);

/** 拿了2包抽纸发给小王: what begins with what was done is asked about, never passed over. */
function opensAsDone({ phrases }: Clause): boolean {
  const first = phrases.find(
    (phrase) => phrase.kind !== "break" && !isWordOf(phrase, "self", "fresh", "polite"),
  );
  return first?.kind === "word" && first.word.verb?.done === true;
}

function isBareText({ parts }: StockAction): boolean {
  const named = parts.some(({ kind }) => kind === "name");
  return (
    named && parts.every((part) => isText(part) || part.kind === "gap" || part.kind === "person")
  );
}

/** 领用A4纸1箱，可以吗？ asks people, not the bot. */
export function asksLeave(actions: readonly StockAction[]): boolean {
  return actions.some((action) => action.extras.guards.has("question") && !speaksOfStock(action));
}

/** 病历本没了，先领一包: what was seen is why it is taken. */
function isTakenAfter(actions: readonly StockAction[], index: number): boolean {
  const seen = actions[index];
  if (seen === undefined || seen.verbs.length > 0 || !has(seen.clause, "gone", "low")) return false;
  if (seen.parts.some(({ kind }) => kind === "amount")) return false;
  const after = actions.slice(index + 1);
  return after.some(
    ({ verbs, parts }) => verbs.length > 0 && parts.some(({ kind }) => kind === "amount"),
  );
}

/** What a message is checked for ambiguity against. */
interface Expectation {
  readonly type: BookableType | undefined;
  /** A label says what it is (领用数量为2箱). */
  readonly hinted: boolean;
}

/** Whether something was said that could change what is meant. */
export function isAmbiguous(
  actions: readonly StockAction[],
  kept: readonly StockAction[],
  { type, hinted }: Expectation,
): boolean {
  const counted = new Set(kept);
  const settled = kept.some(
    ({ parts, extras }) =>
      extras.late ||
      extras.done ||
      // 今天上午：
      (extras.fresh && parts.every(({ kind }) => kind === "gap")) ||
      parts.some((part) => part.kind === "verb" && part.colon),
  );
  return actions.some((action, index) => {
    const { unexplained, third, equates, surplus, moment } = action.extras;
    if (!counted.has(action) || unexplained || third) return true;
    const observed = action.extras.observed && !isTakenAfter(actions, index);
    if (surplus && type !== "return") return true;
    if (moment && !settled) return true;
    if (type === "stocktake") return false;
    const books = action.parts.some((part) => part.kind === "book-figure");
    return books || observed || (equates && !hinted);
  });
}
