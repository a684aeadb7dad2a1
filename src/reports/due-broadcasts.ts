/**
 * What to do now about waiting entries of 播报: reports go out at once, warnings as 预警方式 and 免打扰时段 say, each by
 * itself or one message for all that had to wait. Pure; sending is the outbox's.
 */
import { TZDate } from "@date-fns/tz";
import { startOfHour } from "date-fns/startOfHour";
import { grouped } from "../inventory/figures/grouped";
import { isLow } from "../inventory/figures/warnings";
import type { Item } from "../inventory/items/item";
import { readable } from "../inventory/items/label";
import type { Broadcast } from "../inventory/movements/broadcast";
import type { Policy, TimeOfDay } from "../inventory/policy";
import { dropReasons } from "../language/sheet-words/drop-reasons";
import type { BroadcastPlan, Posting } from "../outbox/posting";

interface AlertContext {
  readonly policy: Policy;
  /** The item an entry is about; undefined where it can't be told any more. */
  readonly itemOf: (entry: Broadcast) => Item | undefined;
  /** A warning that had to wait, as it reads now. */
  readonly textOf: (entry: Broadcast) => string;
  readonly now: Date;
  readonly timeZone: string;
}

/** A report that waited longer helps nobody; the next one tells its window again. */
const reportForMs = 6 * 3600_000;
/** A warning that waited no longer than this is sent as it stands. */
const freshForMs = 10 * 60_000;

/** What to post and what to drop of entries that wait. */
export function broadcastPlan(waiting: readonly Broadcast[], context: AlertContext): BroadcastPlan {
  const alerts = waiting.filter(({ type }) => type === "alert");
  const others = waiting.filter(({ type }) => type !== "alert");
  const isStale = ({ at }: Broadcast): boolean =>
    context.now.getTime() - at.getTime() > reportForMs;
  const plan = dueAlerts(alerts, context);
  return {
    post: [...plan.post, ...others.filter((entry) => !isStale(entry)).map(alone)],
    drop: [
      ...plan.drop,
      ...others.filter(isStale).map(({ key }) => ({ key, reason: dropReasons.late })),
    ],
  };
}

const alone = ({ key, type, group, text }: Broadcast): Posting => ({
  keys: [key],
  type,
  group,
  text,
});

/**
 * Warnings at once, each a message of its own; those that had to wait (for the full hour, or for quiet hours to end)
 * in one message a group. An item that has recovered before anybody was told needs no more warning.
 */
export function dueAlerts(waiting: readonly Broadcast[], context: AlertContext): BroadcastPlan {
  const { policy, now, timeZone } = context;
  if (policy.warnings === "digest-only") {
    return { post: [], drop: waiting.map(({ key }) => ({ key, reason: dropReasons.digestOnly })) };
  }
  if (isQuiet(policy, now, timeZone)) return { post: [], drop: [] };
  const due = waiting.filter(({ at }) => isDue(at, context));
  const gone = due.filter((entry) => hasRecovered(entry, context));
  const low = due.filter((entry) => !gone.includes(entry));
  const held = low.filter(({ at }) => wasHeld(at, context));
  return {
    post: [
      ...[...grouped(held, ({ group }) => group).values()].map((some) => together(some, context)),
      ...low
        .filter((entry) => !held.includes(entry))
        .map((entry) => alone(presentable(entry, context))),
    ],
    drop: gone.map(({ key }) => ({ key, reason: dropReasons.recovered })),
  };
}

/** As it was written in its commit, unless its figure may not be told. */
const presentable = (entry: Broadcast, { itemOf, textOf }: AlertContext): Broadcast =>
  itemOf(entry)?.stock.kind === "withheld" ? { ...entry, text: textOf(entry) } : entry;

function isDue(at: Date, { policy, now, timeZone }: AlertContext): boolean {
  if (policy.warnings === "immediate") return true;
  return at < startOfHour(new TZDate(now.getTime(), timeZone));
}

/** Whether it could not be sent in the moment it arose. */
function wasHeld(at: Date, { policy, now, timeZone }: AlertContext): boolean {
  if (policy.warnings === "hourly" || isQuiet(policy, at, timeZone)) return true;
  return now.getTime() - at.getTime() > freshForMs;
}

function hasRecovered(entry: Broadcast, { itemOf, policy }: AlertContext): boolean {
  const item = itemOf(entry);
  const stock = item === undefined ? undefined : readable(item.stock);
  return item !== undefined && stock !== undefined && !isLow(stock, item.safetyStock, policy);
}

/** One message for all, oldest first, each item once as it stands now. */
function together(
  entries: readonly [Broadcast, ...Broadcast[]],
  { itemOf, textOf }: AlertContext,
): Posting {
  const [first] = entries;
  const sorted = entries.toSorted((left, right) => left.at.getTime() - right.at.getTime());
  const newest = new Map<unknown, string>();
  for (const entry of sorted) newest.set(itemOf(entry) ?? entry.key, textOf(entry));
  return {
    keys: sorted.map(({ key }) => key),
    type: first.type,
    group: first.group,
    text: [...newest.values()].join("\n"),
  };
}

const minutesOf = ({ hour, minute }: TimeOfDay): number => hour * 60 + minute;

/** Whether a moment lies in 免打扰时段, which may reach over midnight. */
export function isQuiet({ quietHours }: Policy, at: Date, timeZone: string): boolean {
  if (quietHours === null) return false;
  const local = new TZDate(at.getTime(), timeZone);
  const minute = local.getHours() * 60 + local.getMinutes();
  const from = minutesOf(quietHours.from);
  const to = minutesOf(quietHours.to);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
