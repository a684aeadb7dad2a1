/**
 * What a text becomes when a person types it (USER_ENTERED, locale en_US): number, date, truth value, formula or text, and
 * the number format that typing gives the cell. Pure; the year of a date typed without one is an argument.
 */
import type { NumberFormat } from "../workbook/style-book";

export type Typed =
  | {
      readonly kind: "value";
      readonly value: number | string | boolean;
      readonly format?: NumberFormat;
    }
  | { readonly kind: "formula"; readonly text: string };

const number = /^([-+]?)(\$?)((?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?)(%?)$/u;
const scientific = /^[-+]?(?:\d+\.?\d*|\.\d+)[eE][-+]?\d{1,3}$/u;
const yearFirst = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/u;
const yearLast = /^(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}))?$/u;
const clock = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d(?:\.\d{1,3})?))?(?: ?([AaPp])[Mm])?$/u;

/** @example readTyped("2020-01-01", 2026) // { kind: "value", value: 43831, format: { type: "DATE", pattern: "yyyy-mm-dd" } } */
export function readTyped(text: string, year: number): Typed {
  if (text.startsWith("'")) return { kind: "value", value: text.slice(1) };
  if (text.startsWith("=") && text.length > 1) return { kind: "formula", text };
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  if (upper === "TRUE" || upper === "FALSE") return { kind: "value", value: upper === "TRUE" };
  const found =
    trimmed.length > 60 ? undefined : (readNumber(trimmed) ?? readMoment(trimmed, year));
  return found === undefined ? { kind: "value", value: text } : { kind: "value", ...found };
}

interface Found {
  readonly value: number;
  readonly format?: NumberFormat;
}

function readNumber(text: string): Found | undefined {
  if (scientific.test(text)) {
    const value = Number(text);
    if (!Number.isFinite(value)) return undefined;
    return { value, format: { type: "SCIENTIFIC", pattern: "0.00E+00" } };
  }
  const [, sign, dollar = "", digits = "", percent = ""] = number.exec(text) ?? [];
  if (!/\d/u.test(digits)) return undefined;
  const size = Number(digits.replaceAll(",", ""));
  const value = (sign === "-" ? -size : size) / (percent === "" ? 1 : 100);
  const format = typedFormat(digits, dollar, percent);
  return format === undefined ? { value } : { value, format };
}

function typedFormat(digits: string, dollar: string, percent: string): NumberFormat | undefined {
  const decimals = digits.includes(".") ? ".00" : "";
  if (percent !== "") return { type: "PERCENT", pattern: `0${decimals}%` };
  if (dollar !== "") return { type: "CURRENCY", pattern: `"$"#,##0${decimals}` };
  return digits.includes(",") ? { type: "NUMBER", pattern: `#,##0${decimals}` } : undefined;
}

function readMoment(text: string, year: number): Found | undefined {
  const time = readClock(text);
  if (time !== undefined)
    return { value: time.value, format: { type: "TIME", pattern: time.pattern } };
  const [dateText = "", ...rest] = text.split(/[ T]+/u);
  const date = readDate(dateText, year);
  if (date === undefined) return undefined;
  if (rest.length === 0)
    return { value: date.value, format: { type: "DATE", pattern: date.pattern } };
  const clockTime = readClock(rest.join(" "));
  if (clockTime === undefined) return undefined;
  const pattern = `${date.pattern} ${clockTime.pattern}`;
  return { value: date.value + clockTime.value, format: { type: "DATE_TIME", pattern } };
}

interface Part {
  readonly value: number;
  readonly pattern: string;
}

function readDate(text: string, thisYear: number): Part | undefined {
  const first = yearFirst.exec(text);
  if (first !== null) {
    const [, y, mark = "-", m, d] = first;
    const value = serialOf(Number(y), Number(m), Number(d));
    return value === undefined ? undefined : { value, pattern: ["yyyy", "mm", "dd"].join(mark) };
  }
  const last = yearLast.exec(text);
  if (last === null) return undefined;
  const [, m, mark = "/", d, y] = last;
  const value = serialOf(Number(y ?? thisYear), Number(m), Number(d));
  const pattern = (y === undefined ? ["m", "d"] : ["m", "d", "yyyy"]).join(mark);
  return value === undefined ? undefined : { value, pattern };
}

function readClock(text: string): Part | undefined {
  const match = clock.exec(text);
  if (match === null) return undefined;
  const [, hourText, minute, second, half] = match;
  const hour = Number(hourText);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  if (hour > 23) return undefined;
  const isAfternoon = half?.toLowerCase() === "p";
  const hours = half === undefined ? hour : (hour % 12) + (isAfternoon ? 12 : 0);
  const value = (hours * 3600 + Number(minute) * 60 + Number(second ?? 0)) / 86_400;
  const seconds = second === undefined ? "" : ":ss";
  return { value, pattern: `h:mm${seconds}${half === undefined ? "" : " am/pm"}` };
}

const epoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/**
 * The serial of a date: days since 30 December 1899. undefined when there is no such day.
 * @see https://developers.google.com/workspace/sheets/api/guides/formats
 */
function serialOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1000 ? (date.getTime() - epoch) / dayMs : undefined;
}
