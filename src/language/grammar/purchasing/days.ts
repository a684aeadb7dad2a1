/** 明天, 周四, 下周一, 12月3日: a day that is to come, counted from the day on which it is said. */
const dayMs = 86_400_000;
const weekdays = "日一二三四五六";

/** Any word for a day, without groups. */
export const dayWords =
  "(?:今天|今日|明天|明日|后天|大后天|(?:下下|下个|下|这个|这|本)?(?:周|星期|礼拜)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}[日号]|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}-\\d{1,2})";

const near: Readonly<Record<string, number>> = {
  ...{ 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3 },
};

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * The day as `yyyy-MM-dd`; "" for what is no day. A weekday is the next one, today among them; a date that is past is next
 * year's. `today`: `yyyy-MM-dd`.
 *
 * @example readDay("周四", "2026-11-24") // "2026-11-26"
 * @example readDay("下周一", "2026-11-24") // "2026-11-30"
 */
export function readDay(word: string, today: string): string {
  const now = Date.parse(`${today}T00:00:00Z`);
  if (Number.isNaN(now)) return "";
  const steps = near[word];
  if (steps !== undefined) return iso(now + steps * dayMs);
  const [, which = "", name = ""] = /^(.*?)(?:周|星期|礼拜)([一二三四五六日天])$/u.exec(word) ?? [];
  if (name !== "") return weekdayFrom(now, which, weekdays.indexOf(name === "天" ? "日" : name));
  const [, year, month, day] = /^(?:(\d{4})-)?(\d{1,2})[月-](\d{1,2})[日号]?$/u.exec(word) ?? [];
  if (month !== undefined && day !== undefined)
    return dateFrom(now, { year, month: Number(month), day: Number(day) });
  const only = /^(\d{1,2})[日号]$/u.exec(word)?.[1];
  return only === undefined ? "" : dayOfMonthFrom(now, Number(only));
}

function weekdayFrom(now: number, which: string, weekday: number): string {
  const today = new Date(now).getUTCDay();
  if (which === "") return iso(now + ((weekday - today + 7) % 7) * dayMs);
  const monday = now - ((today + 6) % 7) * dayMs;
  const weeks = which === "下下" ? 2 : which.startsWith("下") ? 1 : 0;
  return iso(monday + (weeks * 7 + ((weekday + 6) % 7)) * dayMs);
}

function dateFrom(
  now: number,
  {
    year,
    month,
    day,
  }: { readonly year: string | undefined; readonly month: number; readonly day: number },
): string {
  const own = year === undefined ? new Date(now).getUTCFullYear() : Number(year);
  const time = Date.UTC(own, month - 1, day);
  if (new Date(time).getUTCDate() !== day || month > 12) return "";
  return year === undefined && time < now ? iso(Date.UTC(own + 1, month - 1, day)) : iso(time);
}

function dayOfMonthFrom(now: number, day: number): string {
  const date = new Date(now);
  for (const months of [0, 1, 2]) {
    const time = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, day);
    if (time >= now && new Date(time).getUTCDate() === day) return iso(time);
  }
  return "";
}
