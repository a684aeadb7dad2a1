/**
 * The values of the 设置 tab, one reader per form: times, weekdays, days of the month, figures, groups. A text goes in,
 * the value or undefined comes out; what a value is for is policy.ts's.
 */
import type { TimeOfDay, Weekday } from "../../inventory/policy";

/** Half-width, without white space and zero-width characters, one form for dashes and colons. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\u200b-\u200d\ufeff]+/gu, "")
    .replace(/[-‐‑–—―~～〜至到]+/gu, "-")
    .toLowerCase();
}

/**
 * Whether a value says that something is off.
 *
 * @example readsAsOff("关闭") // true
 */
export function readsAsOff(text: string): boolean {
  return /^(?:关|关闭|关掉|關|關閉|无|無|否|不|不发|不限|停|停用|off|no|none|-)$/u.test(
    plain(text),
  );
}

const halves: Readonly<Record<string, "morning" | "afternoon">> = {
  凌晨: "morning",
  早上: "morning",
  早晨: "morning",
  上午: "morning",
  am: "morning",
  中午: "afternoon",
  下午: "afternoon",
  傍晚: "afternoon",
  晚上: "afternoon",
  晚: "afternoon",
  pm: "afternoon",
};

const timePattern =
  /^(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|am|pm)?(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?|[点點时時](?:(半|整)|(\d{1,2})分?)?)?(am|pm)?$/u;

const fractionOfDay = (fraction: number): TimeOfDay => {
  const minutes = Math.round(fraction * 1440) % 1440;
  return { hour: Math.floor(minutes / 60), minute: minutes % 60 };
};

/**
 * A time of day: `16:00`, `１６：００`, `16:00:00`, `下午4点半`, `4pm`, or the fraction of a day that a time cell holds,
 * which is 0 at midnight.
 *
 * @example readTime("下午4点半") // { hour: 16, minute: 30 }
 * @example readTime("0.6666666667") // { hour: 16, minute: 0 }
 */
export function readTime(text: string): TimeOfDay | undefined {
  const value = plain(text);
  if (/^(?:0|0?\.\d{1,17})$/u.test(value)) return fractionOfDay(Number(value));
  const found = timePattern.exec(value);
  if (!found) return undefined;
  const [, before, hourText, minuteText, half, minuteWord, after] = found;
  const part = before ?? after;
  if (/^\d+$/u.test(value)) return undefined;
  const minute = half === "半" ? 30 : Number(minuteText ?? minuteWord ?? 0);
  const hour = hourOfDay(Number(hourText), part === undefined ? undefined : halves[part]);
  return hour > 23 || minute > 59 ? undefined : { hour, minute };
}

function hourOfDay(hour: number, half: "morning" | "afternoon" | undefined): number {
  if (half === "morning") return hour === 12 ? 0 : hour;
  if (half === "afternoon") return hour < 11 ? hour + 12 : hour === 11 ? 11 : hour;
  return hour;
}

/**
 * A span within a day, over midnight where it must be; undefined when both ends are the same.
 *
 * @example readTimeSpan("22:00-8:00") // { from: { hour: 22, minute: 0 }, to: { hour: 8, minute: 0 } }
 */
export function readTimeSpan(
  text: string,
): { readonly from: TimeOfDay; readonly to: TimeOfDay } | undefined {
  const [left, right, ...more] = plain(text).split("-");
  if (left === undefined || right === undefined || more.length > 0) return undefined;
  const from = readTime(left);
  const to = readTime(right);
  if (!from || !to) return undefined;
  return from.hour === to.hour && from.minute === to.minute ? undefined : { from, to };
}

const weekdays: Readonly<Record<string, Weekday>> = {
  日: 0,
  天: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
};
const weekdayWord = "(?:每?周|每?週|每?星期|每?礼拜|每?禮拜)";

const readWeekday = (text: string): Weekday | undefined => {
  const found = new RegExp(`^${weekdayWord}?([日天一二三四五六])$`, "u").exec(text)?.[1];
  return found === undefined ? undefined : weekdays[found];
};

function readWeekdayPart(part: string): readonly Weekday[] | undefined {
  if (/^(?:每天|每日|天天|全部|全周)$/u.test(part)) return [0, 1, 2, 3, 4, 5, 6];
  if (/^(?:工作日|平日)$/u.test(part)) return [1, 2, 3, 4, 5];
  if (/^(?:周末|週末)$/u.test(part)) return [6, 0];
  const several = new RegExp(`^${weekdayWord}([日天一二三四五六]{2,7})$`, "u").exec(part)?.[1];
  if (several !== undefined) return Array.from(several).flatMap((day) => weekdays[day] ?? []);
  const [first, last, ...more] = part.split("-").map(readWeekday);
  if (first === undefined || more.length > 0) return undefined;
  if (!part.includes("-")) return [first];
  if (last === undefined) return undefined;
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, step) => ((first + step) % 7) as Weekday);
}

/**
 * Days of the week, each once, from Sunday on.
 *
 * @example readWeekdays("周一，周三") // [1, 3]
 * @example readWeekdays("周五至周一") // [0, 1, 5, 6]
 */
export function readWeekdays(text: string): readonly Weekday[] | undefined {
  const parts = text
    .split(/[,，、;；/／和及\n]+/u)
    .map(plain)
    .filter((part) => part !== "");
  const days = parts.map(readWeekdayPart);
  if (days.length === 0 || days.includes(undefined)) return undefined;
  return [...new Set(days.flatMap((some) => some ?? []))].sort((a, b) => a - b);
}

/**
 * One day of the week and a time.
 *
 * @example readWeeklyTime("周五 16:10") // { day: 5, time: { hour: 16, minute: 10 } }
 */
export function readWeeklyTime(
  text: string,
): { readonly day: Weekday; readonly time: TimeOfDay } | undefined {
  const found = new RegExp(`^(${weekdayWord}[日天一二三四五六])[,，]?(.+)$`, "u").exec(plain(text));
  const day = readWeekday(found?.[1] ?? "");
  const time = readTime(found?.[2] ?? "");
  return day === undefined || time === undefined ? undefined : { day, time };
}

/**
 * A day of the month and a time; the month's end is day 31.
 *
 * @example readMonthlyTime("每月1日 09:00") // { day: 1, time: { hour: 9, minute: 0 } }
 */
export function readMonthlyTime(
  text: string,
): { readonly day: number; readonly time: TimeOfDay } | undefined {
  const found = /^(?:每?个?月)?(?:(\d{1,2})[日号號]|(月?底|月?末|最后一[天日]))[,，]?(.+)$/u.exec(
    plain(text),
  );
  const time = readTime(found?.[3] ?? "");
  if (!found || !time) return undefined;
  const day = found[1] === undefined ? 31 : Number(found[1]);
  return day >= 1 && day <= 31 ? { day, time } : undefined;
}

/**
 * A day of the month; its end is day 31.
 *
 * @example readMonthDay("每月5日") // 5
 */
export function readMonthDay(text: string): number | undefined {
  return readMonthlyTime(`${text} 00:00`)?.day;
}

const percent = String.raw`(?<percent>\d{1,3}(?:\.\d{1,2})?)%`;
const units = String.raw`(?<units>\d{1,6}(?:\.\d{1,4})?)[^\d%.]{0,3}`;
const tolerance = new RegExp(`^(?:${percent})?[或,，/]?(?:${units})?$`, "u");

/**
 * How far off a figure may be: a share of it, a number of its unit, or both; what is not written is 0.
 *
 * @example readTolerance("10% 或 2") // { rate: 0.1, units: 2 }
 */
export function readTolerance(
  text: string,
): { readonly rate: number; readonly units: number } | undefined {
  const found = tolerance.exec(plain(text))?.groups;
  if (found?.["percent"] === undefined && found?.["units"] === undefined) return undefined;
  const rate = Number(found["percent"] ?? 0) / 100;
  return rate > 1 ? undefined : { rate, units: Number(found["units"] ?? 0) };
}

/**
 * A figure, with a unit behind it or not.
 *
 * @example readFigure("1,200 行") // 1200
 * @example readFigure("5万") // 50000
 */
export function readFigure(text: string): number | undefined {
  const found = /^(\d{1,9}(?:\.\d{1,6})?)(万|萬|千)?[^\d.+-]{0,3}$/u.exec(
    plain(text).replace(/(?<=\d),(?=\d{3}(?!\d))/gu, ""),
  );
  if (!found) return undefined;
  const factor = found[2] === undefined ? 1 : found[2] === "千" ? 1_000 : 10_000;
  return Number(found[1]) * factor;
}

/**
 * Groups as `platform:groupId`, each once; pieces that are not of that form come back as `unread`.
 *
 * @example readGroups("generic：g1，g2") // { groups: ["generic:g1"], unread: ["g2"] }
 */
export function readGroups(text: string): {
  readonly groups: readonly string[];
  readonly unread: readonly string[];
} {
  const pieces = text
    .split(/[,，、;；\n\r]+|\s+(?=[\w-]+[:：])/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  const groups = new Set<string>();
  const unread: string[] = [];
  for (const piece of pieces) {
    const found = /^([\w-]+|[０-９ａ-ｚＡ-Ｚ－]+)\s*[:：]\s*(\S.*)$/u.exec(piece);
    const [, platform, groupId] = found ?? [];
    if (platform === undefined || groupId === undefined) unread.push(piece);
    else groups.add(`${platform.normalize("NFKC").toLowerCase()}:${groupId}`);
  }
  return { groups: [...groups], unread };
}
