/**
 * Opens a blind stocktake by itself on 盲盘日, at a minute of that day that every relay draws alike, and ends one that was
 * forgotten. Whether one is due is read from the sheet, so a restart and a second relay change nothing.
 */
import { TZDate } from "@date-fns/tz";
import { getDaysInMonth } from "date-fns/getDaysInMonth";
import { endSession } from "../../inventory/decide/sessions/end-session";
import { decideBlindOpening } from "../../inventory/decide/sessions/open-session";
import { digestTargets } from "../../inventory/policy";
import { countsFrom } from "../../inventory/stocktake/last-counts";
import { createRandom, seedOf } from "../../inventory/stocktake/draw";
import { isBlindSession, openSession, type Session } from "../../inventory/stocktake/session";
import { blindDayKey, blindEndKey } from "../../language/sheet-words/stocktake-words";
import { dayText } from "../../language/text/calendar";
import type { Snapshot, Stockroom } from "../../sheet/stockroom";
import { announcementsOf, unpromptedBooking, unpromptedContext } from "./unprompted";

/** Minutes of the day between which one opens. */
const hours = { from: 9 * 60, to: 17 * 60 };
/** After so long the figures of its items are told again. */
const longestMs = 24 * 60 * 60_000;

const idOf = (day: string): string => `blind:${day}`;

/** The minute of a day at which a blind stocktake opens, from 0; the same on every relay of a spreadsheet. */
export function openingMinute(url: string, day: string): number {
  return hours.from + createRandom(seedOf(`${url} ${day}`))(hours.to - hours.from);
}

/** yyyy-mm-dd of today where one is to be opened now; undefined where none is. */
export function blindDayDue(
  { policy, stocktake = [], timeZone, url }: Snapshot,
  now: Date,
): string | undefined {
  if (policy.blindDay === null || digestTargets(policy).length === 0) return undefined;
  const local = new TZDate(now.getTime(), timeZone);
  if (local.getDate() !== Math.min(policy.blindDay, getDaysInMonth(local))) return undefined;
  const day = dayText(now, timeZone);
  const minute = local.getHours() * 60 + local.getMinutes();
  const isTime = minute >= openingMinute(url, day) && minute < hours.to;
  const isOpened = stocktake.some(({ messageId }) => messageId === idOf(day));
  return isTime && !isOpened && openSession(stocktake) === undefined ? day : undefined;
}

/** A blind session that has been open for too long. */
export function blindSessionToEnd(
  { stocktake }: Pick<Snapshot, "stocktake">,
  now: Date,
): Session | undefined {
  const session = openSession(stocktake);
  if (session === undefined || !isBlindSession(session)) return undefined;
  return now.getTime() - session.startedAt.getTime() >= longestMs ? session : undefined;
}

/** To be called every minute; costs nothing where nothing is due. */
export async function keepBlindDays({
  stockroom,
  now,
}: {
  readonly stockroom: Pick<Stockroom, "latest" | "movements" | "book">;
  readonly now: () => Date;
}): Promise<void> {
  const snapshot = stockroom.latest();
  const at = now();
  if (snapshot === undefined) return;
  const forgotten = blindSessionToEnd(snapshot, at);
  if (forgotten !== undefined) await end(forgotten, snapshot, at, stockroom);
  const day = blindDayDue(snapshot, at);
  if (day !== undefined) await open(day, snapshot, at, stockroom);
}

async function open(
  day: string,
  snapshot: Snapshot,
  at: Date,
  stockroom: Pick<Stockroom, "movements" | "book">,
): Promise<void> {
  const recentSince = countsFrom(at);
  const recent = await stockroom.movements({ from: recentSince, to: at });
  const message = { id: idOf(day), text: "", at };
  const context = { ...unpromptedContext(message, snapshot), recent, recentSince };
  const decision = decideBlindOpening(undefined, context);
  if ((decision.stocktake?.rows.length ?? 0) === 0) return;
  const told = announcementsOf(decision.replyParts, snapshot, (group) => blindDayKey(day, group));
  await stockroom.book(unpromptedBooking(decision, context, told));
}

async function end(
  session: Session,
  snapshot: Snapshot,
  at: Date,
  stockroom: Pick<Stockroom, "book">,
): Promise<void> {
  const context = unpromptedContext({ id: `blind-end:${session.number}`, text: "", at }, snapshot);
  const decision = endSession(session, false, context);
  const told = announcementsOf(decision.replyParts, snapshot, (group) =>
    blindEndKey(session.number, group),
  );
  await stockroom.book(unpromptedBooking(decision, context, told));
}
