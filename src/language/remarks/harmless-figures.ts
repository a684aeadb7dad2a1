/** Figures beside an act: numbers of papers and places, shares of its own figure, prices, what is counted besides. */
import { sum } from "../../inventory/items/quantity";
import { holdsName, isUnknownText } from "../names/item-names";
import { isWordOf } from "../phrases/clauses";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import { isClients, isPlace, textOf, type Beside } from "./beside";

/** A figure that numbers or shares, or of which something is told. */
export function isHarmlessFigure(
  phrase: AmountPhrase,
  phrases: readonly Phrase[],
  index: number,
  beside: Beside,
): boolean {
  if (phrase.unit !== "")
    return (
      tellsFloor(phrase, beside) ||
      beside.shared === true ||
      sharesOut(phrases, beside) ||
      countsOthers(phrases, index, beside) ||
      tellsLeft(phrases, beside) ||
      countsPlaces(phrase, phrases[index + 1], beside) ||
      tellsOfPart(phrase, phrases, beside)
    );
  const { text } = beside.reading;
  // 宝马x3, a6
  const coded = /^[a-z]|[a-z]$/.test(
    text.slice(phrase.start, phrase.end) + text.slice(0, phrase.start),
  );
  if (phrase.value === undefined || coded || sharesOut(phrases, beside)) return true;
  return phrase.sign === "" && (numbersPaper(phrases, index, beside) || tellsDay(phrases, index));
}

/** 陈府婚宴12.6: against text, a month and a day. */
function tellsDay(phrases: readonly Phrase[], index: number): boolean {
  const [before, figure] = [phrases[index - 1], phrases[index]];
  const day = /^(?:1[0-2]|[1-9])\.(?:[12]\d|3[01]|[1-9])$/;
  return figure?.kind === "amount" && before?.kind === "name" && day.test(figure.written);
}

/** A paper or a place, with figures of a list behind it perhaps. */
const endsAsNumbered =
  /(?:[单号码票函据证#口门台楼室房厅桌床位柜库区线机站仓店间栋层度点]\s*|\d、)$/;

/** 0317, 送货单98812, 检票口1、2: the number of a paper or a place, never a quantity. */
function numbersPaper(phrases: readonly Phrase[], index: number, { reading }: Beside): boolean {
  const phrase = phrases[index];
  if (phrase?.kind !== "amount") return false;
  if (/^0\d/.test(phrase.written) || namesRoom(phrase, phrases[index + 1])) return true;
  return endsAsNumbered.test(reading.text.slice(phrases[0]?.start, phrase.start));
}

/** 1202漏水, 520配送: a number of three digits or more against what happened or went on there. */
function namesRoom({ written, end }: AmountPhrase, behind: Phrase | undefined): boolean {
  return (
    /^\d{3,5}$/.test(written) && behind?.start === end && isWordOf(behind, "circumstance", "topic")
  );
}

/** 二层砌墙: a floor, where nothing is counted in 层. */
const tellsFloor = ({ unit, value, sign }: AmountPhrase, { total }: Beside): boolean =>
  unit === "层" &&
  sign === "" &&
  Number.isInteger(value) &&
  total !== undefined &&
  total.unit !== unit;

/** 日报1本、交接1本 of 2本: where the figure of the act goes. */
export function sharesOut(phrases: readonly Phrase[], { total }: Beside): boolean {
  return addUp(
    phrases.filter(({ kind }) => kind === "amount"),
    total,
  );
}

/** 走廊3个，大堂1个 of 4个 */
export function addUp(shares: readonly Phrase[], total: AmountPhrase | undefined): boolean {
  if (total?.value === undefined || total.more !== undefined || shares.length < 2) return false;
  const unitless = shares.every((share) => share.kind === "amount" && share.unit === "");
  const values = shares.flatMap((share) =>
    share.kind === "amount" &&
    share.value !== undefined &&
    (unitless || share.unit === total.unit) &&
    share.more === undefined
      ? [share.value]
      : [],
  );
  return values.length === shares.length && sum(values) === total.value;
}

/** 三个考场: so many places. */
const countsPlaces = (
  { unit }: AmountPhrase,
  behind: Phrase | undefined,
  beside: Beside,
): boolean =>
  /^[个间处]$/.test(unit) &&
  behind?.kind === "name" &&
  isUnknownText(behind.tokens) &&
  isPlace(textOf([behind], beside));

/** 客户两台, 推车坏了两辆: what is counted is no thing of the store. */
function countsOthers(phrases: readonly Phrase[], index: number, beside: Beside): boolean {
  if (phrases.some((other) => other.kind === "name" && holdsName(other.tokens))) return false;
  return (
    isClients(phrases[index], beside) || phrases.some((other) => isWordOf(other, "circumstance"))
  );
}

/** 一条废了 of 2条, 其中2个样衣用, 有一支落在码头: what became of a part. */
function tellsOfPart(
  { value, unit, more }: AmountPhrase,
  phrases: readonly Phrase[],
  beside: Beside,
): boolean {
  const { total, reading } = beside;
  const isLeft = isWordOf(phrases[0], "surplus", "left");
  const isOfAll = opensPart.test(reading.text.slice(phrases[0]?.start, phrases[0]?.end));
  const said = isLeft || isOfAll ? phrases.slice(1) : phrases;
  if (said[0]?.kind !== "amount" || more !== undefined) return false;
  if (!isLeft && !(isOfAll && said.length > 1) && !tellsWhatBecame(said)) return false;
  if (total === undefined) return false;
  // 用剩3片 of 两盒
  return unit === total.unit ? isLess(value, total.value) : isLeft && value !== undefined;
}

const isLess = (part: number | undefined, whole: number | undefined): boolean =>
  part !== undefined && whole !== undefined && part < whole;

/** 一条废了, 一个备用 */
function tellsWhatBecame(phrases: readonly Phrase[]): boolean {
  const behind = phrases[1];
  const last = phrases.findLast((phrase) => !isWordOf(phrase, "particle"));
  const told = isWordOf(last, "aspect", "circumstance") && behind !== last;
  return (
    (told && behind?.kind !== "break") || isWordOf(behind, "circumstance", "reason", "for-use")
  );
}

/** 只剩2瓶了, 还有2双在洗: what there is besides, behind an act. */
function tellsLeft(phrases: readonly Phrase[], { isBehind, reading }: Beside): boolean {
  const [first, figure, behind] = phrases;
  if (isBehind !== true || figure?.kind !== "amount") return false;
  if (isWordOf(first, "only-left"))
    return behind === undefined || isWordOf(behind, "aspect", "particle");
  return isWordOf(first, "have") && /^[在没未]/.test(reading.text.slice(figure.end));
}

const opensPart = /^(?:其中|当中|里面|里头|有)$/;

/** 单价6元, 一箱90块 */
export function tellsPrice(phrases: readonly Phrase[], { reading }: Beside): boolean {
  return phrases.some((phrase, index) => {
    if (phrase.kind === "figure")
      return /[元毛角分蚊]$/.test(reading.text.slice(phrase.start, phrase.end));
    if (isWordOf(phrase, "price")) return true;
    const beside = [phrases[index - 1], phrases[index + 1]];
    const each = beside.some((other) => other?.kind === "amount" && other.value === 1);
    return each && phrase.kind === "amount" && phrase.unit === "块";
  });
}
