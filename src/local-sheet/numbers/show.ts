/**
 * How a number looks in its cell: number and date patterns become text. Covers sections, digits, thousands, percent,
 * exponent, quoted text and dates; colours, conditions and fill characters are passed over. Pure, English names.
 * @see https://developers.google.com/workspace/sheets/api/guides/formats
 */
import type { NumberFormat } from "../workbook/style-book";
import { roundDecimal } from "./decimal";
import { patternFor, type Piece } from "./pattern";
import { showMoment } from "./show-moment";

const patternsByType: Readonly<Record<string, string>> = {
  NUMBER: "#,##0.00",
  PERCENT: "0.00%",
  CURRENCY: '"$"#,##0.00',
  DATE: "m/d/yyyy",
  TIME: "h:mm:ss am/pm",
  DATE_TIME: "m/d/yyyy h:mm:ss",
  SCIENTIFIC: "0.00E+00",
  TEXT: "@",
};

const longestPattern = 500;

/** Whether a format shows a date or a time of day. */
export function isMomentFormat(format: NumberFormat | undefined): boolean {
  const pattern = patternOf(format);
  return pattern !== undefined && patternFor(pattern).sections[0]?.some(isMomentPiece) === true;
}

/** A number as its cell shows it. */
export function showNumber(value: number, format: NumberFormat | undefined): string {
  const pattern = patternOf(format);
  if (pattern === undefined || /^general$/iu.test(pattern)) return showPlain(value);
  const { sections } = patternFor(pattern);
  const [positive = [], negative, zero] = sections;
  const hasOwnSign = value < 0 && negative !== undefined;
  const section = hasOwnSign ? negative : value === 0 && zero !== undefined ? zero : positive;
  if (section.some(isMomentPiece)) return showMoment(value, section);
  return showDigits(hasOwnSign ? -value : value, section);
}

function patternOf(format: NumberFormat | undefined): string | undefined {
  const { type, pattern } = format ?? {};
  if (pattern === undefined || pattern === "") return patternsByType[type ?? ""];
  return pattern.slice(0, longestPattern);
}

/** A number without a format: up to ten decimals, large and tiny ones with an exponent. */
export function showPlain(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-9)) {
    const [mantissa = "", exponent = ""] = value.toExponential().split("e");
    const short = String(Number(Number(mantissa).toFixed(5)));
    return `${short}E${exponent.startsWith("-") ? "-" : "+"}${exponent.slice(1).padStart(2, "0")}`;
  }
  return String(Number(Number(value.toPrecision(15)).toFixed(10)));
}

function isMomentPiece({ kind, text }: Piece): boolean {
  return kind === "code" && /^(am\/pm|a\/p|\[?[ymdhs])/iu.test(text);
}

function showDigits(value: number, section: readonly Piece[]): string {
  const percents = section.filter(({ kind, text }) => kind === "code" && text === "%").length;
  const digits = section.filter(isDigits);
  const [mask = ""] = digits.map(({ text }) => text);
  const hasExponent = section.some(({ kind, text }) => kind === "code" && /^e/iu.test(text));
  const scaled = Math.abs(value) * 100 ** percents;
  const [mantissa, exponent] = hasExponent ? splitExponent(scaled) : [scaled, 0];
  const number = digits.length === 0 ? "" : showMask(mantissa, mask);
  let shown = 0;
  const text = section.map((piece) => {
    if (piece.kind === "literal" || piece.text === "%") return piece.text;
    if (piece.text === "@") return showPlain(Math.abs(value));
    if (/^e/iu.test(piece.text)) return `E${exponent < 0 ? "-" : "+"}`;
    shown += 1;
    if (shown === 1) return number;
    return String(Math.abs(exponent)).padStart(piece.text.length, "0");
  });
  const isVisible = /[1-9@]/u.test(number) || section.some(({ text: t }) => t === "@");
  return `${value < 0 && isVisible ? "-" : ""}${text.join("")}`;
}

const isDigits = ({ kind, text }: Piece): boolean => kind === "code" && /^[0#?.]/u.test(text);

function splitExponent(value: number): readonly [number, number] {
  const [mantissa = "0", exponent = "0"] = value.toExponential().split("e");
  return [Number(mantissa), Number(exponent)];
}

interface Mask {
  readonly wholeDigits: number;
  readonly mostDecimals: number;
  readonly fewestDecimals: number;
  readonly isGrouped: boolean;
  /** How often the number is divided by a thousand: commas at the end. */
  readonly thousandths: number;
}

function readMask(mask: string): Mask {
  const [whole = "", decimals = ""] = mask.split(".");
  const count = (text: string, marks: RegExp): number => text.match(marks)?.length ?? 0;
  return {
    wholeDigits: count(whole, /[0?]/gu),
    mostDecimals: Math.min(count(decimals, /[0#?]/gu), 20),
    fewestDecimals: count(decimals, /[0?]/gu),
    isGrouped: /[0#?],+[0#?]/u.test(whole),
    thousandths: /,+$/u.exec(decimals === "" ? whole : decimals)?.[0].length ?? 0,
  };
}

function showMask(value: number, text: string): string {
  const mask = readMask(text);
  const rounded = roundDecimal(value / 1000 ** mask.thousandths, mask.mostDecimals);
  const [integer = "0", fraction = ""] = rounded.toFixed(mask.mostDecimals).split(".");
  const bare =
    integer === "0" && mask.wholeDigits === 0 ? "" : integer.padStart(mask.wholeDigits, "0");
  const whole = mask.isGrouped ? bare.replace(/\B(?=(\d{3})+$)/gu, ",") : bare;
  let decimals = fraction;
  while (decimals.length > mask.fewestDecimals && decimals.endsWith("0")) {
    decimals = decimals.slice(0, -1);
  }
  return decimals === "" ? whole : `${whole}.${decimals}`;
}
