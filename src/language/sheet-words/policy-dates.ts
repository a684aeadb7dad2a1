/** Dates and shares of the 设置 tab: 放假 and 补班 as lists of days, 备货水平 as a percentage. */

const day = String.raw`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?`;
const oneDay = new RegExp(`^${day}$`, "u");
const span = new RegExp(
  `^${day}(?:至|到|~|～|—|–|--)(?:(\\d{4})[-/.年])?(?:(\\d{1,2})[-/.月])?(\\d{1,2})[日号]?$`,
  "u",
);
const dayMs = 86_400_000;
/** A longer holiday is a mistake. */
const longestDays = 62;
const serialOrigin = Date.UTC(1899, 11, 30);

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function momentOf(year: string, month: string, date: string): number | undefined {
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(date));
  return new Date(ms).getUTCDate() === Number(date) ? ms : undefined;
}

/** undefined: the piece is no day and no span of days. */
function daysOfPiece(piece: string): readonly string[] | undefined {
  // A single day that was typed into the cell is a date there, and is read as its number.
  if (/^[2-9]\d{4}$/u.test(piece)) return [dateOf(serialOrigin + Number(piece) * dayMs)];
  const single = oneDay.exec(piece);
  const [, year = "", month = "", date = "", lastYear, lastMonth, last] =
    single ?? span.exec(piece) ?? [];
  const from = year === "" ? undefined : momentOf(year, month, date);
  if (from === undefined) return undefined;
  if (last === undefined) return [dateOf(from)];
  const to = momentOf(lastYear ?? year, lastMonth ?? month, last);
  const length = to === undefined ? 0 : (to - from) / dayMs + 1;
  if (length < 1 || length > longestDays) return undefined;
  return Array.from({ length }, (_, index) => dateOf(from + index * dayMs));
}

/**
 * Days as yyyy-MM-dd, each once; pieces that are none come back as `unread`.
 *
 * @example readDates("2026-10-01至10-03，2027/1/1") // { dates: ["2026-10-01", "2026-10-02", "2026-10-03", "2027-01-01"], unread: [] }
 */
export function readDates(text: string): {
  readonly dates: readonly string[];
  readonly unread: readonly string[];
} {
  const pieces = text
    .normalize("NFKC")
    .split(/[,，、;；\n\r]+/u)
    .map((piece) => piece.replace(/\s+/gu, ""))
    .filter((piece) => piece !== "");
  const dates = new Set<string>();
  const unread: string[] = [];
  for (const piece of pieces) {
    const days = daysOfPiece(piece);
    if (days === undefined) unread.push(piece);
    else for (const one of days) dates.add(one);
  }
  return { dates: [...dates].sort(), unread };
}

/**
 * A share between two bounds, as a percentage or a decimal.
 *
 * @example readShare("95%") // 0.95
 */
export function readShare(text: string): number | undefined {
  const [, figure = "", sign] =
    /^(\d{1,3}(?:\.\d+)?)\s*(%)?$/u.exec(text.normalize("NFKC").trim()) ?? [];
  if (figure === "") return undefined;
  const share = sign === "%" || Number(figure) > 1 ? Number(figure) / 100 : Number(figure);
  return Math.round(share * 1e6) / 1e6;
}
