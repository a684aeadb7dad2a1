/**
 * Instants as the clock on a zone's wall shows them. Zones are IANA names. Nothing here reads the clock.
 */
import { tzOffset } from "@date-fns/tz";

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Day 0 of a spreadsheet's calendar. */
export const serialZero = Date.UTC(1899, 11, 30);

/** A ledger has many rows and few days; of a day (UTC) in which a zone changes its offset nothing is kept. */
const mostDays = 50_000;
const offsets = new Map<string, Map<number, number>>();

/** How far a zone is ahead of UTC. @param instant milliseconds */
export function offsetMs(timeZone: string, instant: number): number {
  const known = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, known);
  const day = Math.floor(instant / dayMs);
  const cached = known.get(day);
  if (cached !== undefined) return cached;
  const at = (moment: number): number =>
    Math.round(tzOffset(timeZone, new Date(moment)) * minuteMs);
  const [first, last] = [at(day * dayMs), at((day + 1) * dayMs)];
  if (first !== last) return at(instant);
  if (known.size >= mostDays) known.clear();
  known.set(day, first);
  return first;
}

/** The serial number that a cell holds of an instant, to the millisecond: days since 1899-12-30. */
export function toSerial(instant: Date, timeZone: string): number {
  const time = instant.getTime();
  return (time + offsetMs(timeZone, time) - serialZero) / dayMs;
}

/**
 * Wall-clock text of an instant, to the second.
 *
 * @example wallTextOf(new Date("2026-11-22T06:30:00Z"), "Asia/Shanghai") // "2026-11-22 14:30:00"
 */
export function wallTextOf(instant: Date, timeZone: string): string {
  const time = instant.getTime();
  const wall = new Date(time + offsetMs(timeZone, time)).toISOString();
  return `${wall.slice(0, 10)} ${wall.slice(11, 19)}`;
}
