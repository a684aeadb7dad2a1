/**
 * The inbox as its drivers provide it: a spool that keeps what was taken until it is done. Not a database: of finished
 * messages it keeps ids only, for 8 days.
 */
import type { Notebook } from "./notebook";

/** For so long a repeat of a finished message is recognised. */
export const idsKeptMs = 8 * 24 * 60 * 60_000;

interface Finishing {
  /** true: what was kept of the message is to leave the disk within a second or two. */
  readonly erase: boolean;
}

/** What the inbox keeps. `Message` must survive JSON. */
export interface Inbox<Message> extends Notebook {
  /**
   * Takes a message under its key and resolves once it is safe on disk (group fsync), or says that it was taken before.
   * @throws InboxClosedError when it is full (10,000 unfinished) or the disk refuses
   */
  take(key: string, message: Message): Promise<"taken" | "duplicate">;
  /** Whether a message was taken under this key in the last 8 days, finished or not. */
  has(key: string): boolean;
  /** Marks a message done, without waiting for the disk: if the mark is lost, the answer is sent twice, but nothing is booked twice. */
  finish(key: string, how?: Finishing): void;
  /** Gives up on a message for now: without a disk the platform may post it again, on disk it is tried again at the next start. */
  release(key: string): void;
  /** What was taken and not finished when the process ended, oldest first. Read once, at start. */
  readonly unfinished: readonly { readonly key: string; readonly message: Message }[];
  /** Told of what other processes take into the same inbox from now on, oldest first; where none can, never. Returns how to stop. */
  onArrival(
    listener: (taken: { readonly key: string; readonly message: Message }) => void,
  ): () => void;
  /** Taken and not finished. */
  backlog(): number;
  /** Whether messages can be taken now; else why not, as a sentence. */
  trouble(): string | undefined;
  close(): Promise<void>;
}
