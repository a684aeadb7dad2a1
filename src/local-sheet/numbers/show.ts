/**
 * How a number looks in its cell: a number, or a serial date, under a pattern. Pure, English names.
 * @see https://developers.google.com/workspace/sheets/api/guides/formats
 */
import { format as formatted, getFormatInfo } from "numfmt";
import type { NumberFormat } from "../workbook/style-book";
import { roundDecimal } from "./decimal";

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
const dayMs = 86_400_000;
/** Dates as Google counts them, and no throw at a pattern or a date that can't be shown. */
const options = {
  leap1900: false,
  dateSpanLarge: true,
  dateErrorThrows: false,
  dateErrorNumber: true,
  throws: false,
};

/** A number as its cell shows it. */
export function showNumber(value: number, format: NumberFormat | undefined): string {
  const pattern = patternOf(format) ?? "general";
  const { type, isDate, maxDecimals, scale } = getFormatInfo(pattern);
  if (type === "general" || type === "text" || type === "error") return showPlain(value);
  if (isDate) return formatted(pattern, Math.round(value * dayMs) / dayMs, options);
  const places = maxDecimals + Math.round(Math.log10(scale));
  const seen = type === "scientific" ? value : roundDecimal(value, places);
  const text = formatted(pattern, seen, options);
  // A decimal point behind which nothing need stand is left out with it.
  return /\.#/u.test(pattern) ? text.replace(/(?<=\d)\.(?!\d)/u, "") : text;
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
