/** Figures beside an act: numbers of papers and places, shares of its own figure, prices, what is counted besides. */
import { sum } from "../../inventory/items/quantity";
import { holdsName } from "../names/item-names";
import { isWordOf } from "../phrases/clauses";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import { isClients, type Beside } from "./beside";

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
      tellsOfPart(phrase, phrases, beside.total)
    );
  const { text } = beside.reading;
  // 宝马x3, a6
  const coded = /^[a-z]|[a-z]$/.test(
    text.slice(phrase.start, phrase.end) + text.slice(0, phrase.start),
  );
  if (phrase.value === undefined || coded || sharesOut(phrases, beside)) return true;
  return phrase.sign === "" && numbersPaper(phrases, index, beside);
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

/** 客户两台, 推车坏了两辆: what is counted is no thing of the store. */
function countsOthers(phrases: readonly Phrase[], index: number, beside: Beside): boolean {
  if (phrases.some((other) => other.kind === "name" && holdsName(other.tokens))) return false;
  return (
    isClients(phrases[index], beside) || phrases.some((other) => isWordOf(other, "circumstance"))
  );
}

/** 一条废了 of 2条: what became of a part. */
function tellsOfPart(
  { value, unit, more }: AmountPhrase,
  phrases: readonly Phrase[],
  total: AmountPhrase | undefined,
): boolean {
  const isLeft = isWordOf(phrases[0], "surplus", "left");
  const [first, second] = isLeft ? phrases.slice(1) : phrases;
  const last = phrases.findLast((phrase) => !isWordOf(phrase, "particle"));
  const told =
    isWordOf(last, "aspect", "circumstance") && second?.kind !== "break" && second !== last;
  const becomes = told || isWordOf(second, "circumstance", "reason", "for-use");
  if (first?.kind !== "amount" || more !== undefined || !(becomes || isLeft)) return false;
  if (total?.value === undefined || value === undefined) return false;
  // 用剩3片 of 两盒
  return unit === total.unit ? value < total.value : isLeft;
}

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
