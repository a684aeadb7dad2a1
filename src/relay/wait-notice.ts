/**
 * Waits for a sheet that can't be reached, and tells each conversation once that what comes is safe and will be booked.
 */
import { isSheetUnavailable } from "../errors";
import type { WaitReason } from "../inventory/reply-parts";
import type { Snapshot, Stockroom } from "../sheet/stockroom";

/** A sender hears nothing of a wait that is shorter; a sheet that somebody has to mend is back later than that. */
const noticeAfterMs = 8_000;
const brokenAfterMs = 2_000;
const retryReadMs = 5_000;

export interface WaitNotice {
  /** Resolves with `work`; tells the sender when that takes long because the sheet is away or not whole. */
  during<Result>(work: Promise<Result>): Promise<Result>;
  /** The newest snapshot there is; where there is none yet, the first one, however long that takes. */
  latest(): Promise<Snapshot>;
  /** A fresh snapshot, however long that takes. */
  readAtLast(): Promise<Snapshot>;
  /** Why it is waited for; the keepers are told of what is broken once in a place. */
  reason(): WaitReason;
}

/** What people must mend in a sheet that can be reached; undefined where it is whole, or away. */
function brokenPart({ stockroom }: WaitNoticeNeeds): string | undefined {
  const { sheet, degraded, reason } = stockroom.state();
  return sheet === "ok" && degraded ? reason : undefined;
}

/** The notices of all conversations; `noticeFor`: of one message in the conversation. */
export function createWaitNotices(needs: WaitNoticeNeeds): {
  noticeFor(
    where: { readonly conversation: string; readonly place: string },
    sendNotice: (reason: WaitReason) => Promise<void>,
  ): WaitNotice;
} {
  const { stockroom } = needs;
  const told = new Set<string>();
  const places = new Set<string>();
  stockroom.onChange(() => {
    if (stockroom.state().degraded) return;
    told.clear();
    places.clear();
  });
  const reasonIn = (place: string): WaitReason => {
    const broken = brokenPart(needs);
    const tellsKeepers = broken !== undefined && !places.has(place);
    if (tellsKeepers) places.add(place);
    return { broken, tellsKeepers };
  };
  return {
    noticeFor: ({ conversation, place }, sendNotice) => ({
      ...createWaitNotice(needs, async () => {
        if (told.has(conversation) || !stockroom.state().degraded) return;
        told.add(conversation);
        await sendNotice(reasonIn(place));
      }),
      reason: () => reasonIn(place),
    }),
  };
}

interface WaitNoticeNeeds {
  readonly stockroom: Stockroom;
  readonly pause: (ms: number) => Promise<void>;
}

function createWaitNotice(
  needs: WaitNoticeNeeds,
  sendOnce: () => Promise<void>,
): Omit<WaitNotice, "reason"> {
  const { stockroom, pause } = needs;

  async function during<Result>(work: Promise<Result>): Promise<Result> {
    let settled = false;
    const done = work.finally(() => (settled = true));
    // Whoever stops meanwhile is told by the work itself.
    void pause(brokenPart(needs) === undefined ? noticeAfterMs : brokenAfterMs)
      .then(() => (settled ? undefined : sendOnce()))
      .catch(() => undefined);
    return done;
  }

  async function readAtLast(): Promise<Snapshot> {
    for (;;) {
      try {
        return await stockroom.read();
      } catch (error) {
        if (!isSheetUnavailable(error)) throw error;
        await sendOnce();
        await pause(retryReadMs);
      }
    }
  }

  return {
    during,
    latest: async () => stockroom.latest() ?? (await readAtLast()),
    readAtLast,
  };
}
