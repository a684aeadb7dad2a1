/**
 * Words beside a complete act become notes for 备注: a clause of their own, what stands behind the act after a blank, or a
 * place or a paper in front of it. In and out: clauses.
 */
import { holdsName, isOutsideCatalogue } from "../names/item-names";
import { amountsIn, clauseOf, has, isWordOf, namesIn, type Clause } from "../phrases/clauses";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import { stretchesOf, withEnds } from "./act-ends";
import {
  actingClauses,
  besideVerb,
  isGap,
  isPart,
  splitBehindAct,
  splitBehindSight,
  withItems,
} from "./acting-clauses";
import { isPlace, tellsUse, textOf, type Beside } from "./beside";
import { isHarmless } from "./harmless";
import { addUp, tellsPrice } from "./harmless-figures";
import { itemsOf, tellsOfItems } from "./other-items";
import { noteAll, noted } from "./notes";
import { withHeadsNoted, withPlacesCounted } from "./per-head";
import { tellsTaken } from "../phrases/reasons";
import { couldAddUp, namesKind, withPlacesNoted, withShares } from "./shares";

/** The clauses with what is said beside their acts as notes. */
export function withRemarks(written: readonly Clause[], message: Beside): readonly Clause[] {
  if (!(message.receipt || written.some(({ phrases }) => phrases.some(isBesideAct))))
    return written;
  // a count beside which a place is told may be of that place alone
  if (written.some(({ words }) => words.some(({ verb }) => verb?.type === "stocktake")))
    return written;
  const told = withHeadsNoted(couldAddUp(written) ? withPlacesNoted(written, message) : written);
  const clauses = withItems(joined(joined(told.map(splitBehindSight)).map(splitBehindAct))).map(
    (clause) => withPlacesCounted(withoutPlace(clause, message), message),
  );
  const acting = actingClauses(clauses, message);
  const first = acting.indexOf(true);
  if (first < 0) return clauses;
  const last = acting.lastIndexOf(true);
  const acts = clauses.filter((_, index) => acting[index]);
  // 领2盒 前台补货: what the take-out is for
  const isDone = acts.some(isSettled);
  const beside = { ...message, receipt: message.receipt && acts.some(receives), isDone };
  const lines = new Set(acts.map(({ line }) => line));
  const taken = new Set(joined(acts.map((act) => itemsOf(act, beside))));
  const figures = joined(acts.map(amountsIn));
  const total = figures.length === 1 ? figures[0] : undefined;
  const divided = withShares(clauses, first === last ? first : -1, total, beside);
  const onBehalf = acts.some((act) => has(act, "behalf"));
  const shared = sharesOver(clauses.slice(last + 1), total);
  const behind = { ...beside, total, onBehalf, shared, isBehind: true };
  const read = clauses.map((clause, index): Clause | readonly Clause[] => {
    const now = divided.get(index);
    if (now !== undefined) return now.map((each) => withEnds(each, beside));
    if (acting[index] === true) return ofAct(clause, { ...beside, isDone: isSettled(clause) });
    if (clause.mark === "?") return clause;
    if (!lines.has(clause.line)) return isLabelledNote(clause, beside) ? noteAll(clause) : clause;
    if (tellsOfItems(clause, taken, beside)) return noteAll(clause);
    const place = index < first ? "before" : index > last ? "behind" : "between";
    if (place === "behind" && sharesEach(clause, total, beside)) return noteAll(clause);
    const again = place === "behind" ? takenElsewhere(clause, acts, beside) : undefined;
    if (again !== undefined) return again;
    return asNote(withoutPrice(clause, beside), place, place === "behind" ? behind : beside);
  });
  return joined(read);
}

/** As flatMap, which is several times as slow here. */
const joined = <Each>(lists: readonly (Each | readonly Each[])[]): readonly Each[] =>
  new Array<Each>().concat(...lists);

/** 入库, 安全帽+5 */
export const receives = (clause: Clause): boolean =>
  clause.words.some(({ verb }) => verb?.type === "receipt") ||
  (!clause.classes.includes("verb") && amountsIn(clause).some(({ sign }) => sign === "+"));

/** 拿走, 领了: what was done. */
const isSettled = ({ words, classes }: Clause): boolean =>
  words.some(({ verb }) => verb?.done === true) ||
  (classes.includes("verb") && classes.includes("aspect"));

/** What is neither an item nor its figure, nor says that it was taken and by whom: without it nothing is a remark. */
function isBesideAct(phrase: Phrase): boolean {
  switch (phrase.kind) {
    case "amount":
    case "break":
      return false;
    case "name":
      return !phrase.tokens.every(({ kind }) => kind === "name");
    case "person":
      return !phrase.labelled;
    case "word":
      return !isWordOf(phrase, "verb", "self");
    default:
      return true;
  }
}

function ofAct(clause: Clause, beside: Beside): Clause {
  const isAside = isVerbOnly(clause) && !tellsTaken(clause.phrases);
  return isAside ? noted(clause, [besideVerb(clause.phrases)]) : withEnds(clause, beside);
}

/** 302刘阿姨家 领 */
const isVerbOnly = (clause: Clause): boolean =>
  amountsIn(clause).length === 0 && !namesIn(clause).some(({ tokens }) => holdsName(tokens));

/** 白20轴 12块一轴, 单价 22: beside what came, its price. */
function withoutPrice(clause: Clause, beside: Beside): Clause {
  if (!beside.receipt) return clause;
  const isBare = amountsIn(clause).every(({ unit }) => unit === "");
  const isWhole = isBare && has(clause, "price") && isHarmless(clause.phrases, beside);
  const stretches = isWhole ? [clause.phrases] : stretchesOf(clause.phrases);
  const priced = stretches.filter(
    (stretch) => tellsPrice(stretch, beside) && isHarmless(stretch, beside),
  );
  return noted(clause, priced);
}

/** 诊室1：…, 内科诊室2 领…: a numbered place in front of items or of the verb. */
function withoutPlace(clause: Clause, beside: Beside): Clause {
  const gap = clause.phrases.findIndex(isGap);
  const head = clause.phrases.slice(0, Math.max(gap, 0));
  if (head.some(isPart) || !numberedPlace.test(textOf(head, beside))) return clause;
  return isHarmless(head, beside) ? noted(clause, [head]) : clause;
}

const numberedPlace = /[室房厅桌床位柜库区线站仓店间栋层楼台诊口]\s*\d{1,4}$/;

/** 车牌：苏E2X58M, 三楼：: a line of a form that tells something else than an item. */
function isLabelledNote({ phrases }: Clause, beside: Beside): boolean {
  const [label, colon, ...value] = phrases;
  if (label?.kind !== "name" || colon?.kind !== "break" || colon.mark !== ":") return false;
  if (value.length === 0) return isHarmless([label], beside);
  return isOutsideCatalogue(label.tokens) && isHarmless(value, beside);
}

/** 揉面那边一盒，切片一盒 of 两盒: the figures of the clauses behind an act add up to its own. */
function sharesOver(clauses: readonly Clause[], total: AmountPhrase | undefined): boolean {
  const shares = clauses.flatMap(amountsIn);
  return shares.length > 1 && !clauses.some(namesKind) && addUp(shares, total);
}

/** 3诊、5诊、7诊各一 of 3个, 一层到四层各1把 of 4把 */
function sharesEach(clause: Clause, total: AmountPhrase | undefined, beside: Beside): boolean {
  const ranges = amountsIn(clause).filter(isFloors);
  const [each, more] = amountsIn(clause).filter((figure) => !isFloors(figure));
  if (!clause.classes.includes("each") || each?.value === undefined || more !== undefined)
    return false;
  const names = namesIn(clause).filter(({ tokens }) => !holdsName(tokens));
  const plain = clause.phrases.every((phrase) => phrase === each || isHolder(phrase));
  const same = each.unit === "" || each.unit === total?.unit;
  const holders = (total?.value ?? 0) / each.value;
  const inOne = names.length === 1 && holdersAt.test(textOf(names, beside));
  const isWhole = ranges.length > 0 || inOne ? Number.isInteger(holders) : holders === names.length;
  return plain && same && holders > 1 && isWhole;
}

const isHolder = (phrase: Phrase): boolean =>
  phrase.kind === "name" ||
  phrase.kind === "break" ||
  (phrase.kind === "amount" && isFloors(phrase)) ||
  isWordOf(phrase, "each", "connect");

/** 三楼男女卫各一: places that are said in one run. */
const holdersAt = /[卫厕室间台区组班店门厅房楼边处人]$/;

/** 一层到四层 */
const isFloors = ({ value, unit }: AmountPhrase): boolean => value === undefined && unit === "层";

/** 1号机领洗衣粉2袋，3号机1袋: more of the same at another numbered place. */
function takenElsewhere(
  { phrases, line, mark }: Clause,
  [act, more]: readonly Clause[],
  beside: Beside,
): Clause | undefined {
  const [place, figure, rest] = phrases;
  const item = act?.phrases.find((phrase) => phrase.kind === "name" && holdsName(phrase.tokens));
  const [before] = act === undefined ? [] : amountsIn(act);
  if (place?.kind !== "name" || figure?.kind !== "amount" || rest !== undefined) return undefined;
  const same = figure.unit === before?.unit && isOutsideCatalogue(place.tokens);
  const numbered =
    /^\d+[号楼层]|[号楼层室房机]$/.test(textOf([place], beside)) &&
    /\d/.test(textOf([place], beside));
  if (!same || !numbered || item === undefined || more !== undefined) return undefined;
  const note: Phrase = { kind: "note", start: place.start, end: place.end };
  return clauseOf([item, figure, note], line, mark);
}

/** A clause without an act of its own, as a note where it can't change the meaning of the others. */
function asNote(clause: Clause, place: "before" | "behind" | "between", beside: Beside): Clause {
  const { phrases } = clause;
  const text = textOf(phrases, beside);
  if (place === "behind" && promisesReturn.test(text)) return noted(clause, [phrases]);
  if (!isHarmless(phrases, beside)) return clause;
  if (place === "before" && bearsOnNext(clause, text, beside)) return clause;
  const told = place === "behind" || isStatement(phrases, text, place) || tellsUse(text);
  return told || isPlace(text) ? noted(clause, [phrases]) : clause;
}

/** 明早补回, 用完就还: what was taken is meant to come back. */
const promisesReturn =
  /^(?:\p{Script=Han}{0,4}(?=用完|结束|完[了事]))?(?:要|会|等[下会]儿?|待会儿?|稍后|回头|改天|今晚|下午|晚上|下班|用完|明[天早晚日]|后天|[周月年][末底]|下?周[一二三四五六日])(?:就|再|会|后|前|之前|之后)*(?:归还|还|补|放|送)[回上]?(?:来|去)?$/u;

/** 老师说, 昨天开会, 没有布展: what may reach over to the act behind it. */
function bearsOnNext({ phrases, classes }: Clause, text: string, { isDone }: Beside): boolean {
  if (
    classes.includes("past") ||
    (classes.includes("moment") && isDone !== true) ||
    /[说讲问写发叫让]$/.test(text)
  )
    return true;
  return isWordOf(
    phrases.find(({ kind }) => kind !== "break"),
    "negation",
  );
}

const shortestStatement = 4;

/** 客人发烧, 下雨了: a short word alone may be somebody's name, and between acts a thing. */
function isStatement(
  phrases: readonly Phrase[],
  text: string,
  place: "before" | "between",
): boolean {
  const said = phrases.some((phrase) => phrase.kind === "word" && !isWordOf(phrase, "connect"));
  return said || (place === "before" && text.length >= shortestStatement);
}
