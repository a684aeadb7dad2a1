/**
 * Date-time cells ⇄ instants. A cell holds days since 1899-12-30 on the wall clock of the relay's zone; what people typed
 * as text is read too. Nothing here reads the clock.
 * @see https://developers.google.com/workspace/sheets/api/guides/formats#about_date_time_values
 */
import { tzOffset } from "@date-fns/tz";
import { offsetMs, serialZero, wallTextOf } from "../../inventory/wall-clock";
import { shownValue, type CellValue } from "./cells";

const dayMs = 86_400_000;

/** Whether clocks of two zones show another time, now or half a year on. @param left IANA names, as `right` */
function isOtherTime(left: string, right: string, now: Date): boolean {
  const halfYearMs = 182 * dayMs;
  return [0, halfYearMs].some(
    (ms) => offsetMs(left, now.getTime() + ms) !== offsetMs(right, now.getTime() + ms),
  );
}

/**
 * What is wrong where TIMEZONE and the spreadsheet's zone show different times, and how to mend it; undefined: nothing.
 *
 * @param spreadsheet the zone as Google names it
 */
export function zoneFault(
  configured: string | undefined,
  spreadsheet: string | undefined,
  now: Date,
): string | undefined {
  const [own, others] = [knownZone(configured), knownZone(spreadsheet)];
  if (own === undefined || others === undefined || !isOtherTime(own, others, now)) return undefined;
  return `TIMEZONE is ${own}, but the spreadsheet's time zone is ${others}: people and formulas take the times in it for other ones. Set File → Settings → Time zone of the spreadsheet to ${own}, or TIMEZONE to ${others}`;
}

/**
 * A number that a cell shows as a date or a time, as people see it.
 *
 * @example shownSerial(46354) // "2026-11-28"
 * @example shownSerial(0.3541666666666667) // "08:30"
 */
export function shownSerial(serial: number): string {
  const wall = new Date(Math.round(serial * dayMs) + serialZero);
  if (Number.isNaN(wall.getTime())) return String(serial);
  const [day, time] = [wall.toISOString().slice(0, 10), wall.toISOString().slice(11, 16)];
  if (serial < 1) return time;
  return Number.isInteger(serial) ? day : `${day} ${time}`;
}

/** The instant of a serial number; a wall-clock time that daylight saving skips is taken one step later. */
export function fromSerial(serial: number, timeZone: string): Date {
  return fromWall(Math.round(serial * dayMs) + serialZero, timeZone);
}

function fromWall(wall: number, timeZone: string): Date {
  const before = wall - offsetMs(timeZone, wall - dayMs);
  if (before + offsetMs(timeZone, before) === wall) return new Date(before);
  const after = wall - offsetMs(timeZone, wall + dayMs);
  return new Date(after + offsetMs(timeZone, after) === wall ? after : before);
}

const wallText =
  /^\s*(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?(?:[\sT]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?\s*$/;

/**
 * The instant that a cell names; undefined for an empty cell and for what is no time.
 *
 * @example readTime("2023/10/27 10:00", "UTC") // 2023-10-27T10:00:00.000Z
 */
export function readTime(value: CellValue, timeZone: string): Date | undefined {
  const shown = shownValue(value);
  if (typeof shown === "number") {
    return shown > 0 && shown < 2_958_466 ? fromSerial(shown, timeZone) : undefined;
  }
  if (typeof shown !== "string") return undefined;
  const wall = wallOf(shown.normalize("NFKC"));
  return wall === undefined ? undefined : fromWall(wall, timeZone);
}

/** Milliseconds of a wall clock that a text names; undefined for a day or an hour that there is not. */
function wallOf(text: string): number | undefined {
  const found = wallText.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part || 0));
  const milliseconds = Number((found[7] ?? "").padEnd(3, "0"));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const date = new Date(wall);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24;
  return exists ? wall : undefined;
}

/** The serial number of a day, `yyyy-MM-dd`; undefined for anything else. */
export function daySerial(day: string): number | undefined {
  const wall = wallOf(day);
  return wall === undefined ? undefined : (wall - serialZero) / dayMs;
}

/** The day that a cell names, as `yyyy-MM-dd`; "" where it names none. */
export function dayOfCell(value: CellValue, timeZone: string): string {
  const at = readTime(value, timeZone);
  return at === undefined ? "" : wallTextOf(at, timeZone).slice(0, 10);
}

/** A zone that can be computed with, or undefined. */
export function knownZone(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined || timeZone === "") return undefined;
  return Number.isFinite(tzOffset(timeZone, new Date(0))) ? timeZone : undefined;
}
