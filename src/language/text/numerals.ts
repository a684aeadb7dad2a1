/**
 * Numerals at a position of a folded text: Arabic with thousands and decimals, Chinese in plain and formal characters,
 * mixtures (1万), and what only looks like a figure (几, 三四, 十几), which is vague. Units are not read here.
 */
import { multiply } from "../../inventory/items/quantity";

export interface Numeral {
  readonly end: number;
  /** undefined: vague. */
  readonly value: number | undefined;
}

/** What a Chinese character is in a numeral: a digit, 廿 and 卅, or what the digit before it is multiplied by. */
interface Sign {
  readonly kind: "digit" | "tens" | "scale" | "big";
  readonly value: number;
}

const signs = new Map<number, Sign>(
  [..."零一二三四五六七八九"].map((char, value) => [char.charCodeAt(0), { kind: "digit", value }]),
);
const furtherSigns: Readonly<Record<Sign["kind"], Readonly<Record<string, number>>>> = {
  digit: {
    〇: 0,
    两: 2,
    俩: 2,
    仨: 3,
    壹: 1,
    贰: 2,
    叁: 3,
    肆: 4,
    伍: 5,
    陆: 6,
    柒: 7,
    捌: 8,
    玖: 9,
  },
  tens: { 廿: 20, 卅: 30 },
  scale: { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 },
  big: { 万: 10_000, 亿: 100_000_000 },
};
for (const [kind, chars] of Object.entries(furtherSigns)) {
  for (const [char, value] of Object.entries(chars)) {
    signs.set(char.charCodeAt(0), { kind: kind as Sign["kind"], value });
  }
}

const signAt = (text: string, index: number): Sign | undefined => signs.get(text.charCodeAt(index));

const digitAt = (text: string, index: number): number | undefined => {
  const sign = signAt(text, index);
  return sign?.kind === "digit" ? sign.value : undefined;
};

const scaleAt = (text: string, index: number): number | undefined => {
  const sign = signAt(text, index);
  return sign?.kind === "scale" || sign?.kind === "big" ? sign.value : undefined;
};

const longestFigure = 24;

/** The longest numeral that begins at `start`, if one does. */
export function readNumeral(text: string, start: number): Numeral | undefined {
  const code = text.charCodeAt(start);
  const arabic = (code >= 48 && code <= 57) || (code === 46 && isDigit(text, start + 1));
  const read = arabic ? readArabic(text, start) : readChinese(text, start);
  if (read === undefined) return undefined;
  return vagueTail(text, read);
}

/** Whether one of 0 to 9 stands there. */
export function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

const arabicShape = /(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,25})?(?:\.\d{1,12})?/y;

function readArabic(text: string, start: number): Numeral | undefined {
  arabicShape.lastIndex = start;
  const end = arabicShape.test(text) ? arabicShape.lastIndex : start;
  const figure = text.slice(start, end);
  if (figure.length > longestFigure || isDigit(text, end)) return { end, value: undefined };
  const plain = Number(figure.replaceAll(",", ""));
  const scale = scaleAt(text, end);
  if (scale === undefined || scale === 10) return { end, value: plain };
  // 1万5, 3千二: who writes so means more than one thing
  if (digitAt(text, end + 1) !== undefined || isDigit(text, end + 1))
    return { end: end + 2, value: undefined };
  return { end: end + 1, value: multiply(plain, scale) };
}

interface Sum {
  /** Sections of 万 and 亿 that are closed. */
  total: number;
  section: number;
  digit: number | undefined;
  /** The scale that the last digit would fall under where none is named (一百二). */
  under: number;
  zero: boolean;
  plain: number;
}

function readChinese(text: string, start: number): Numeral | undefined {
  if (signAt(text, start) === undefined) return undefined;
  const sum: Sum = { total: 0, section: 0, digit: undefined, under: 1, zero: false, plain: 0 };
  let end = start;
  while (end < text.length && end - start < longestFigure) {
    const sign = signAt(text, end);
    if (sign === undefined || !take(sign, sum)) break;
    end += 1;
  }
  if (end === start) return undefined;
  const point = readPoint(text, end, sum);
  if (point !== undefined) return point;
  if (sum.plain > 1) return { end, value: undefined };
  return { end, value: valueOf(sum) };
}

/** Adds one character; false when the numeral ends before it. */
function take({ kind, value }: Sign, sum: Sum): boolean {
  switch (kind) {
    case "digit":
      return takeDigit(value, sum);
    case "tens":
      if (sum.digit !== undefined) return false;
      sum.section += value;
      sum.under = 1;
      return true;
    case "scale":
      if (sum.digit === undefined && (value !== 10 || sum.section % 100 !== 0)) return false;
      sum.section += (sum.digit ?? 1) * value;
      closeSection(sum, value / 10);
      return true;
    case "big":
      if (sum.section + (sum.digit ?? 0) === 0) return false;
      sum.total = (sum.total + sum.section + (sum.digit ?? 0)) * value;
      sum.section = 0;
      closeSection(sum, value / 10);
      return true;
  }
}

function closeSection(sum: Sum, under: number): void {
  sum.digit = undefined;
  sum.under = under;
  sum.zero = false;
  sum.plain = 0;
}

function takeDigit(digit: number, sum: Sum): boolean {
  if (digit === 0 && sum.digit === undefined && (sum.section > 0 || sum.total > 0)) {
    sum.zero = true;
    return true;
  }
  sum.plain += sum.digit === undefined ? 1 : 2;
  sum.digit = digit;
  return true;
}

function valueOf(sum: Sum): number {
  const last = sum.digit ?? 0;
  return sum.total + sum.section + (sum.zero ? last : last * Math.max(1, sum.under));
}

/** 一点五, where at least one digit follows. */
function readPoint(text: string, at: number, sum: Sum): Numeral | undefined {
  if (text[at] !== "点" || sum.digit === undefined || sum.plain > 1) return undefined;
  let end = at + 1;
  let decimals = "";
  while (end < text.length && decimals.length < 6) {
    const digit = digitAt(text, end);
    if (digit === undefined) break;
    decimals += String(digit);
    end += 1;
  }
  if (decimals === "" || signAt(text, end)?.kind === "scale") return undefined;
  return { end, value: Number(`${valueOf(sum)}.${decimals}`) };
}

/** 十几, 20多, 二十来: a figure that only gives a size. */
function vagueTail(text: string, read: Numeral): Numeral {
  const next = text[read.end] ?? "";
  if ("几多余来".includes(next) && next !== "") {
    const isMore = next !== "多" || !"少".includes(text[read.end + 1] ?? " ");
    if (isMore) return { end: read.end + 1, value: undefined };
  }
  return read;
}
