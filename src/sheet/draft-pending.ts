/** Entries of 待处理 in a commit in the making: new ones, numbered, and open ones that a booking closes. Pure. */
import type { PendingEntry } from "../inventory/movements/pending";
import { pendingStatuses } from "../language/sheet-words/headings";
import type { CommitHead, RowInsert, RowWrite } from "./commit";
import { pendingFields } from "./entries";
import type { Ground } from "./ground";
import { openEntry, rowWrite, topInsert } from "./row-writes";
import type { Booking } from "./stockroom";
import { toSerial } from "./times";

interface PendingRows {
  readonly closes: CommitHead["closes"];
  enter(booking: Booking): readonly PendingEntry[];
  /** Closes what the booking closes, the entries that are open still. */
  close(booking: Booking): void;
  insert(): RowInsert | undefined;
  writes(): readonly RowWrite[];
}

export function createPendingRows({
  workbook,
  lastNumber,
  timeZone,
  now,
}: Pick<Ground, "workbook" | "lastNumber" | "timeZone" | "now">): PendingRows {
  const { pending: grid } = workbook.grids;
  const entries: PendingEntry[] = [];
  const closes: CommitHead["closes"][number][] = [];
  const writes = new Map<number, RowWrite>();
  let last = lastNumber;

  return {
    closes,
    enter({ pending, messageId }) {
      const entered = pending.map((one): PendingEntry => {
        last += 1;
        return {
          ...one,
          number: last,
          at: now,
          status: "open",
          handledBy: "",
          handledAt: undefined,
          messageId,
        };
      });
      entries.push(...entered);
      return entered;
    },
    close({ closes: wanted, messageId }) {
      for (const { number, status, handledBy } of wanted) {
        const found = openEntry(grid, number, timeZone);
        if (!found || writes.has(number)) continue;
        const after = {
          status: pendingStatuses[status],
          handledBy,
          handledAt: toSerial(now, timeZone),
        };
        writes.set(number, rowWrite(found.grid, found, { number }, after, ["status"]));
        closes.push({ number, message: messageId });
      }
    },
    insert: () =>
      topInsert(
        grid,
        entries.map((entry) => pendingFields(entry, timeZone)),
      ),
    writes: () => [...writes.values()],
  };
}
