/** How many messages, and how many bytes of them, may wait. Beyond that the sender is told to post again. */
import { InboxClosedError } from "../errors";

export interface Capacity {
  /** @throws InboxClosedError when nothing more may come in */
  check(): void;
  enter(bytes: number): void;
  leave(bytes: number): void;
  trouble(): string | undefined;
}

const bytesLimit = 64 * 1024 * 1024;
const retryAfterSeconds = 30;

export function createCapacity(limit = 10_000): Capacity {
  let count = 0;
  let bytes = 0;
  const trouble = (): string | undefined =>
    count < limit && bytes < bytesLimit
      ? undefined
      : `${count} messages wait to be booked; no more are taken until the sheet has caught up`;
  return {
    check() {
      const full = trouble();
      if (full !== undefined) throw new InboxClosedError(full, retryAfterSeconds);
    },
    enter(length) {
      count += 1;
      bytes += length;
    },
    leave(length) {
      count -= 1;
      bytes -= length;
    },
    trouble,
  };
}
