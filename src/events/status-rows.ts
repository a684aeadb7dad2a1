/**
 * 上次成功, 失败次数, 最近错误 and 停用 of 推送, as far as they are the relay's to fill in: what changed of all addresses in one
 * commit, a minute after the last one at the soonest. Of a row that a person edits meanwhile nothing is written. Pure but for
 * what it remembers.
 */
import type { Subscription } from "../inventory/changes/subscription";
import { bookingWith, type Booking } from "../sheet/stockroom";
import type { Cursor } from "./cursor";
import { troubleShown } from "./refused";

type Status = Pick<Subscription, "deliveredAt" | "failures" | "error" | "isStopped">;

/** What is to be written of one address. */
interface StatusChange {
  readonly row: Subscription;
  readonly to: Partial<Status>;
}

const betweenMs = 60_000;
/** While all is well, 上次成功 is this much behind at most. */
const successBehindMs = 60 * 60_000;

export interface StatusRows {
  /** What is due now; undefined: nothing. */
  due(
    rows: readonly { readonly row: Subscription; readonly cursor: Cursor }[],
    now: Date,
  ): Booking | undefined;
}

export function createStatusRows(relayName: string): StatusRows {
  /** What was last wanted of each address: of several relays none writes over and over what another one wrote. */
  const wanted = new Map<string, string>();
  let writtenAt = -Infinity;

  return {
    due(rows, now) {
      if (now.getTime() - writtenAt < betweenMs) return undefined;
      const changes = rows.flatMap(({ row, cursor }) => changeOf(row, cursor));
      const news = changes.filter(
        ({ row, to }) => to.isStopped === true || wanted.get(row.address) !== JSON.stringify(to),
      );
      if (news.length === 0) return undefined;
      writtenAt = now.getTime();
      for (const { row, to } of news) wanted.set(row.address, JSON.stringify(to));
      return {
        ...plainBooking(`${relayName}:${now.getTime()}`, now),
        changes: news.map((change) => ({ tab: "subscriptions", ...change })),
      };
    },
  };
}

/** What the relay itself notes in 推送: no rows of the ledger. */
export const plainBooking = (id: string, at: Date): Booking =>
  bookingWith({ messageId: `events:${id}`, sentAt: at, source: "events" });

function changeOf(row: Subscription, cursor: Cursor): readonly StatusChange[] {
  const { deliveredAt, stoppedAt } = cursor;
  const { failures, error } = troubleShown(cursor);
  const isStopped = stoppedAt !== undefined;
  const isOther = row.failures !== failures || row.error !== error || isStopped;
  const shownAt = row.deliveredAt?.getTime() ?? -Infinity;
  const isBehind = deliveredAt !== undefined && deliveredAt - shownAt >= successBehindMs;
  if (!isOther && !isBehind) return [];
  return [
    {
      row,
      to: {
        ...{ failures, error },
        ...(deliveredAt !== undefined && { deliveredAt: new Date(deliveredAt) }),
        ...(isStopped && { isStopped }),
      },
    },
  ];
}
