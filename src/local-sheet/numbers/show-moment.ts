/**
 * How a date or time of day looks in its cell: the pieces of a date pattern, filled from a serial. Pure, English names.
 */
import type { Piece } from "./pattern";
import { serialParts, type DateParts } from "./serial";

const months =
  "January February March April May June July August September October November December".split(
    " ",
  );
const days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const latest = 2_958_466;

/** Fills a section that holds date codes; a serial outside the calendar shows as Google shows it. */
export function showMoment(serial: number, section: readonly Piece[]): string {
  if (!(Math.abs(serial) < latest)) return String(serial);
  const parts = serialParts(serial);
  const isHalfDay = section.some(({ kind, text }) => kind === "code" && /^a/iu.test(text));
  return section
    .map((piece, i) =>
      piece.kind === "literal"
        ? piece.text
        : showCode(piece.text.toLowerCase(), { serial, parts, isHalfDay, section, i }),
    )
    .join("");
}

interface Moment {
  readonly serial: number;
  readonly parts: DateParts;
  readonly isHalfDay: boolean;
  readonly section: readonly Piece[];
  readonly i: number;
}

const padded = (number: number, code: string): string =>
  String(number).padStart(Math.min(code.length, 2), "0");

function showCode(code: string, moment: Moment): string {
  const { parts, isHalfDay } = moment;
  switch (code.charAt(0)) {
    case "y":
      return code.length > 2
        ? String(parts.year).padStart(4, "0")
        : String(parts.year % 100).padStart(2, "0");
    case "d":
      return showDay(code, parts);
    case "m":
      return isMinute(moment) ? padded(parts.minute, code) : showMonth(code, parts.month);
    case "h":
      return padded(isHalfDay ? parts.hour % 12 || 12 : parts.hour, code);
    case "s":
      return showSecond(code, parts);
    case "a":
      return showHalf(code, parts.hour);
    case "[":
      return showElapsed(code, moment.serial);
    default:
      return fraction(code, parts.millisecond);
  }
}

function showDay(code: string, { day, weekday }: DateParts): string {
  if (code.length < 3) return padded(day, code);
  const name = days[weekday] ?? "";
  return code.length === 3 ? name.slice(0, 3) : name;
}

function showMonth(code: string, month: number): string {
  const name = months[month - 1] ?? "";
  if (code.length === 5) return name.slice(0, 1);
  if (code.length >= 4) return name;
  return code.length === 3 ? name.slice(0, 3) : padded(month, code);
}

function showSecond(code: string, { second, millisecond }: DateParts): string {
  const [whole = "", decimals] = code.split(".");
  const seconds = padded(second, whole);
  return decimals === undefined ? seconds : seconds + fraction(`.${decimals}`, millisecond);
}

/** Codes such as `.000`, alone or after seconds. */
function fraction(code: string, millisecond: number): string {
  const places = code.replace(/[^0]/gu, "").length;
  return `.${String(millisecond).padStart(3, "0").padEnd(places, "0").slice(0, places)}`;
}

function showHalf(code: string, hour: number): string {
  const half = hour < 12 ? "AM" : "PM";
  return code === "a/p" ? half.charAt(0) : half;
}

function showElapsed(code: string, serial: number): string {
  const unit = code.charAt(1) === "h" ? 24 : code.charAt(1) === "m" ? 1440 : 86_400;
  const count = Math.floor(Number((serial * unit).toFixed(6)));
  return String(count).padStart(code.length - 2, "0");
}

/** An `m` is a minute after an hour or before a second. */
function isMinute({ section, i }: Moment): boolean {
  const codeAt = (from: number, step: 1 | -1): string => {
    for (let j = from; j >= 0 && j < section.length; j += step) {
      const piece = section[j];
      if (piece?.kind === "code") return piece.text.toLowerCase();
    }
    return "";
  };
  const isLong = (section[i]?.text.length ?? 0) > 2;
  return !isLong && (/^\[?h/u.test(codeAt(i - 1, -1)) || codeAt(i + 1, 1).startsWith("s"));
}
