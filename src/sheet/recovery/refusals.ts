/**
 * What a refused batch leads to. A refusal names its request, and so a tab: that tab takes nothing for a minute, the bookings
 * that need it wait in 待处理 and their senders are told. Where it names none, the batch is halved until the one booking is
 * found that the sheet won't take.
 */
import type { SheetRefusedError } from "../../errors";
import { planOfLines } from "../../inventory/movements/plan";
import { refusedReason, tabRefused } from "../../language/sheet-words/sheet-sentences";
import type { Batch } from "../commit/batch";
import type { Log } from "../log";
import type { CommitQueue, Waiting } from "../commit/queue";
import { bookingWith, type Booking } from "../stockroom";

export type DeadLetters = (booking: Booking, reason: string) => Promise<void>;

export interface Refusals {
  /** How much of what waits the next commit may take. */
  mostWaiting(): number;
  /** Whether a tab takes no rows and no cells for now. */
  readonly isHeld: (tab: string) => boolean;
  /** Lets a tab take nothing for a minute. */
  hold(tab: string, reason: string): void;
  /** The tab was mended. */
  release(tab: string): void;
  /** Puts an entry for the keepers in the place of every booking that needs a tab which takes nothing. */
  refuseHeld(): Promise<void>;
  /** A batch of these was refused. */
  refused(
    taken: readonly Waiting[],
    refusal: { error: SheetRefusedError; batch: Batch },
  ): Promise<void>;
  /** The hidden tab was not laid, or a tab that bookings need. */
  layingRefused(error: SheetRefusedError, tab?: string): void;
  /** A batch was applied that writes to these tabs. */
  applied(tabs: readonly string[]): void;
  /** How many batches were refused since the last that was applied. */
  inARow(): number;
  /** Why the sheet takes nothing, as a sentence for people. */
  reason(): string | undefined;
  /** The tabs that took nothing when they were last written to, as a sentence for people. */
  heldTabs(): string | undefined;
}

const mostBookings = 200;
const holdMs = 60_000;
const staleView =
  /exceeds grid limits|no grid with id|no sheet with id|unable to parse range|must be less than|beyond the last/i;

/** Whether a batch was refused because somebody else wrote first. */
export const isFenceRefusal = (message: string): boolean => /named ?range/i.test(message);

export function createRefusals(options: {
  readonly queue: CommitQueue;
  /** The title of a tab, by its name. */
  readonly titleOf: (tab: string) => string;
  readonly now: () => Date;
  readonly deadLetters: DeadLetters;
  /** Whether the workbook has a 待处理. */
  readonly takesEntries: boolean;
  readonly log: Log;
}): Refusals {
  const { queue, now, log } = options;
  const held = new Map<string, { readonly until: number; readonly reason: string }>();
  let limit = mostBookings;
  let inARow = 0;
  let last: string | undefined;

  const heldReason = (tab: string): string | undefined => {
    const hold = held.get(tab);
    return hold && now().getTime() < hold.until ? hold.reason : undefined;
  };
  const isHeld = (tab: string): boolean => heldReason(tab) !== undefined;
  const hold = (tab: string, reason: string): void => {
    held.set(tab, { until: now().getTime() + holdMs, reason });
    log({ event: "tab-held", tab, reason });
  };

  const setAside = async (waiting: Waiting, why: string): Promise<void> => {
    if (waiting.isOwn) {
      queue.done(waiting);
      waiting.reject(new Error(why));
    } else if (waiting.refusal === undefined && options.takesEntries && !isHeld("pending"))
      becomeRefusal(waiting, why);
    else await bury(waiting, why);
  };
  const bury = async (waiting: Waiting, why: string): Promise<void> => {
    await options.deadLetters(waiting.booking, why);
    log({ event: "dead-letter", message: waiting.booking.messageId });
    queue.done(waiting);
    waiting.resolve({ kind: "refused", reason: refusedReason(why), pending: [] }, []);
  };

  return {
    mostWaiting: () => limit,
    isHeld,
    hold,
    release: (tab) => void held.delete(tab),
    async refuseHeld() {
      if (held.size === 0) return;
      for (const waiting of queue.first(Infinity)) {
        const why = neededTabs(waiting)
          .map(heldReason)
          .find((reason) => reason !== undefined);
        if (why !== undefined) await setAside(waiting, why);
      }
    },
    async refused(taken, { error: { message }, batch }) {
      inARow += 1;
      last = message;
      log({ event: "refused", reason: message, waiting: taken.length });
      if (isFenceRefusal(message) || (staleView.test(message) && inARow < 3) || inARow < 2) return;
      const tab = tabOf(message, batch);
      if (tab !== undefined && tab !== "") hold(tab, message);
      else if (taken.length > 1) limit = Math.ceil(taken.length / 2);
      else if (taken[0]) await setAside(taken[0], message);
    },
    layingRefused({ message }, tab) {
      inARow += 1;
      if (tab !== undefined && inARow > 1) hold(tab, message);
      last = message;
      log({ event: "refused", reason: message, waiting: queue.length });
    },
    applied(tabs) {
      for (const tab of tabs) held.delete(tab);
      inARow = 0;
      last = undefined;
      limit = Math.min(mostBookings, limit * 2);
    },
    inARow: () => inARow,
    reason: () => last,
    heldTabs() {
      const all = [...held].map(([tab, { reason }]) => tabRefused(options.titleOf(tab), reason));
      return all.length > 0 ? all.join("\n") : undefined;
    },
  };
}

/** The tab of the request that Google's sentence names: `Invalid requests[3].updateCells: …`. */
function tabOf(message: string, { tabs }: Batch): string | undefined {
  const index = /requests\[(\d+)\]/.exec(message)?.[1];
  return index === undefined ? undefined : tabs[Number(index)];
}

/** The tabs without which something can't be done. Changes beside lines may be left out, unless all is to be as decided. */
function neededTabs({ booking, cells }: Waiting): readonly string[] {
  const { lines, pending, broadcasts, rows, exactly } = booking;
  const changes = lines.length > 0 && exactly === undefined ? [] : booking.changes;
  return [
    ...(broadcasts.length > 0 ? ["broadcasts"] : []),
    ...(lines.length > 0 ? ["ledger", "stock"] : []),
    ...(pending.length > 0 ? ["pending"] : []),
    ...(rows ?? []).map(({ tab }) => tab),
    ...[...(changes ?? []), ...cells].map(({ tab }) => tab),
  ];
}

/** What 确认 books. What was to close an entry is confirmed by that entry, which stays open. */
export const planOf = (
  lines: Booking["lines"],
  closes: Booking["closes"],
): ReturnType<typeof planOfLines> | undefined =>
  lines.length === 0 || closes.length > 0 ? undefined : planOfLines(lines);

/** Puts an entry for the keepers in a booking's place. */
function becomeRefusal(waiting: Waiting, why: string): void {
  const { booking } = waiting;
  const { text, operator, account, messageId, sentAt, source, lines, closes } = booking;
  const reason = refusedReason(why);
  waiting.refusal = reason;
  waiting.booking = bookingWith({
    ...{ messageId, sentAt, text, operator, account, source },
    pending: [{ kind: "refused", text, operator, account, reason, plan: planOf(lines, closes) }],
  });
}
