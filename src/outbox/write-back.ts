/**
 * Writes back what became of broadcasts. One write at a time, and what comes meanwhile shares the next; a sheet that is
 * away is tried again, or the entries would be sent once more at the next start.
 */
import type { BroadcastSettlement, Stockroom } from "../sheet/stockroom";

const firstPauseMs = 2_000;
const longestPauseMs = 60_000;

export function createWriteBack(
  stockroom: Pick<Stockroom, "settle">,
  onError: (error: unknown) => void,
  onWritten: (changes: readonly BroadcastSettlement[]) => void,
): {
  settle(changes: readonly BroadcastSettlement[]): void;
  /** Whether all that was told is written. */
  isDone(): boolean;
} {
  let waiting: readonly BroadcastSettlement[] = [];
  let isWriting = false;
  let pauseMs = firstPauseMs;

  async function write(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await stockroom.settle(batch);
        onWritten(batch);
        pauseMs = firstPauseMs;
      } catch (error) {
        onError(error);
        waiting = [...batch, ...waiting];
        // It may wait for a sheet that never comes; that must not keep a process from ending.
        await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    }
    isWriting = false;
  }

  return {
    settle(changes) {
      waiting = [...waiting, ...changes];
      if (!isWriting) void write();
    },
    isDone: () => !isWriting,
  };
}
