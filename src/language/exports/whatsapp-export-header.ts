/**
 * The head of an exported line: date and clock. Which of day, month and year comes first depends on the phone, so it is
 * found from all of the file's dates together: none may be impossible, and time goes forward.
 */
import { afternoonWords, clockJoints, morningWords } from "./whatsapp-export-words";

export interface Header {
  /** The date's three numbers as they stand. */
  readonly numbers: readonly [string, string, string];
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
  /** 0 where the phone writes none. */
  readonly second: number;
  readonly clock: "24" | "english" | "chinese";
  /** Android ends its head with a dash, iOS puts it in brackets. A file is all in one style. */
  readonly style: Style;
}

/** Android: a dash; iOS: brackets, and a colon years ago. */
export type Style = "dash" | "bracket" | "colon";

interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface DateOrder {
  readonly name: "year-month-day" | "day-month-year" | "month-day-year";
  readonly read: (numbers: Header["numbers"]) => CalendarDate;
}

const halves = [...afternoonWords, ...morningWords]
  .map((word) => word.replaceAll(".", "\\."))
  .join("|");
const date = String.raw`(?<first>\d{1,4})(?:[/.\-]|[年년.] ?)(?<second>\d{1,2})(?:[/.\-]|[月월.] ?)(?<third>\d{1,4})[日일.]?`;
const clock = String.raw`(?:(?<before>${halves})\s?)?(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<seconds>\d{2}))?(?:\s?(?<after>${halves}))?`;
const joint = String.raw`,?\s(?:(?:${clockJoints.join("|")}) )?`;
/** Android: `date, clock - `, in Korea `date clock, `; iOS: `[date, clock] `, years ago `date, clock: `. */
const heads: readonly (readonly [Style, RegExp])[] = [
  ["dash", new RegExp(`^${date}${joint}${clock}(?: [-–] |, (?=[^\\d]))`, "iu")],
  ["bracket", new RegExp(`^\\[${date}${joint}${clock}\\] `, "iu")],
  ["colon", new RegExp(`^${date}${joint}${clock}: (?=[^\\n]*:)`, "iu")],
];
const looksLikeHead = new RegExp(
  String.raw`^\[?${date},?\s(?:\S{1,8} ){0,2}\d{1,2}[:.]\d{2}[^\n]{0,15}?(?: [-–] |\] )`,
  "iu",
);

/** The style of a line that has a header's shape, though it may be no time of day (24:05); undefined: it has none. */
export function shapeOf(line: string): Style | undefined {
  if (!looksLikeHead.test(plain(line))) return undefined;
  return line.startsWith("[") ? "bracket" : "dash";
}

const marks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** No header is longer. */
const longestHead = 80;

/** The beginning of a line without marks of direction, its blanks, digits and commas as ours. */
function plain(line: string): string {
  return line
    .slice(0, longestHead)
    .replace(marks, "")
    .replace(/[\u00a0\u2009\u202f]/g, " ")
    .replace(/\u060c/g, ",")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** What follows so many characters that are no marks of direction. */
function behind(line: string, length: number): string {
  let at = 0;
  for (let left = length; left > 0; at += 1)
    if (!/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(line.charAt(at))) left -= 1;
  return line.slice(at);
}

/** The header of a line and what follows it; undefined: the line goes on with the message before. */
export function readHeader(
  line: string,
): { readonly header: Header; readonly rest: string } | undefined {
  const spaced = plain(line);
  const [style, match] = heads
    .map(([of, head]) => [of, head.exec(spaced)] as const)
    .find(([, found]) => found !== null) ?? ["dash", undefined];
  const part = (name: string): string => match?.groups?.[name] ?? "";
  const half = (part("before") || part("after")).toLowerCase();
  const [hour, minute, second] = [
    hourOf(Number(part("hour")), half),
    Number(part("minute")),
    Number(part("seconds")),
  ];
  if (match === undefined || match === null || hour === undefined || minute > 59 || second > 59)
    return undefined;
  const numbers = [part("first"), part("second"), part("third")] as const;
  return {
    header: { numbers, hour, minute, second, clock: clockOf(half), style },
    rest: behind(line, match[0].length),
  };
}

function clockOf(half: string): Header["clock"] {
  if (half === "") return "24";
  return /[a-z]/.test(half) ? "english" : "chinese";
}

function hourOf(hour: number, half: string): number | undefined {
  if (hour > 23) return undefined;
  if (half === "" || hour > 12) return hour;
  return (hour % 12) + (afternoonWords.includes(half) ? 12 : 0);
}

const order = (
  name: DateOrder["name"],
  [year, month, day]: readonly [0 | 2, 0 | 1, 0 | 1 | 2],
): DateOrder => ({
  name,
  read: (numbers) => ({
    // Two digits are this century's.
    year: Number(numbers[year]) + (numbers[year].length <= 2 ? 2000 : 0),
    month: Number(numbers[month]),
    day: Number(numbers[day]),
  }),
});
const yearMonthDay = order("year-month-day", [0, 1, 2]);
const dayMonthYear = order("day-month-year", [2, 1, 0]);
const monthDayYear = order("month-day-year", [2, 0, 1]);

/** By the names of `--dates`. */
export const dateOrders: ReadonlyMap<string, DateOrder> = new Map([
  ["dmy", dayMonthYear],
  ["mdy", monthDayYear],
  ["ymd", yearMonthDay],
]);

export interface FoundDates {
  readonly order: DateOrder;
  /** false: another order fits as well, or none does. */
  readonly isCertain: boolean;
  /** The orders that fit equally well. */
  readonly fitting: readonly DateOrder["name"][];
}

/**
 * The order that fits the file's own dates best: it reads the first and most of them, and fewest are impossible or step
 * back. A few that don't fit were pasted, or can't be read.
 */
export function findDateOrder(headers: readonly Header[]): FoundDates {
  const [first] = headers;
  if (first === undefined) return { order: yearMonthDay, isCertain: true, fitting: [] };
  const fits = preferred(headers)
    .map((each) => ({ order: each, faults: faultsIn(headers, each) }))
    .filter(({ order: each, faults }) => fitsOrder(first, each) && faults * 2 < headers.length);
  const least = Math.min(...fits.map(({ faults }) => faults));
  const best = fits.filter(({ faults }) => faults === least);
  const days = new Set(
    best.map((each) => JSON.stringify(headers.map(({ numbers }) => each.order.read(numbers)))),
  );
  const fitting = best.map(({ order: { name } }) => name);
  return { order: best[0]?.order ?? yearMonthDay, isCertain: days.size === 1, fitting };
}

/** Whether the header has a date at all when it is read in this order. */
export function fitsOrder({ numbers }: Header, { read }: DateOrder): boolean {
  return isPossible(numbers, read(numbers));
}

/** What phones in China, in English with a 12-hour clock, and elsewhere write. */
function preferred(headers: readonly Header[]): readonly DateOrder[] {
  const clocks = new Set(headers.map((header) => header.clock));
  if (clocks.has("english")) return [monthDayYear, dayMonthYear, yearMonthDay];
  if (clocks.has("chinese")) return [yearMonthDay, dayMonthYear, monthDayYear];
  return [dayMonthYear, yearMonthDay, monthDayYear];
}

function isPossible(numbers: Header["numbers"], { year, month, day }: CalendarDate): boolean {
  // A year of four digits is the year, whatever else could be.
  const long = numbers.find(({ length }) => length > 2);
  if (long !== undefined && Number(long) !== year) return false;
  return (
    year >= 2009 &&
    year <= 2099 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month)
  );
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** How many dates are impossible, or of a day before the one above them. */
function faultsIn(headers: readonly Header[], dateOrder: DateOrder): number {
  const possible = headers.filter((header) => fitsOrder(header, dateOrder));
  const days = possible.map(({ numbers }) => {
    const { year, month, day } = dateOrder.read(numbers);
    return Date.UTC(year, month - 1, day);
  });
  const back = days.filter((each, at) => each < (days[at - 1] ?? each)).length;
  return headers.length - possible.length + back;
}
