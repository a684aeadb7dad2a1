/**
 * Events of an ERP, safe on disk before they are answered and worked off one after the other of each document. What fails is
 * tried again for a day, also after a restart.
 */
import type { Notebook } from "../inbox/notebook";
import type { ErpEvent } from "./adapter";

export interface KeptEvents {
  /** Resolves when it is safe. @throws EventsFullError, and whatever the disk says */
  take(event: ErpEvent): Promise<void>;
  /** Takes up what was there when the process ended. */
  resume(): void;
  stop(): void;
}

/** So many events wait that no more are taken. */
export class EventsFullError extends Error {
  override readonly name = "EventsFullError";
}

interface Kept {
  readonly event: ErpEvent;
  /** ms since 1970. */
  readonly since: number;
}

interface KeptEventNeeds {
  /** The adapter's name. */
  readonly name: string;
  readonly notebook: Notebook;
  /** `later`: to be tried again, as after a failure. */
  readonly work: (event: ErpEvent, since: Date) => Promise<"done" | "later">;
  readonly pause: (ms: number) => Promise<void>;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

const mostKept = 1_000;
const firstPauseMs = 5_000;
const longestPauseMs = 5 * 60_000;
const triedForMs = 24 * 60 * 60_000;

export function createKeptEvents(needs: KeptEventNeeds): KeptEvents {
  const { name, notebook, pause, now, onError } = needs;
  const kept = new Map<string, Kept>();
  const underWay = new Set<string>();
  let isStopped = false;
  const topicOf = (id: string): string => `erp:${name}:${id}`;

  async function workOff(id: string): Promise<void> {
    let pauseMs = firstPauseMs;
    for (let one = kept.get(id); one !== undefined && !isStopped; one = kept.get(id)) {
      const over = await isOver(one, needs);
      // A newer event came meanwhile: that one is to be done.
      if (kept.get(id) !== one) continue;
      if (over) {
        kept.delete(id);
        await notebook.record(topicOf(id), undefined);
      } else {
        await pause(pauseMs);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    }
  }

  function begin(id: string): void {
    if (underWay.has(id)) return;
    underWay.add(id);
    void workOff(id)
      .catch(onError)
      .finally(() => underWay.delete(id));
  }

  return {
    async take(event) {
      const { id } = event;
      const before = kept.get(id);
      if (before === undefined && kept.size >= mostKept)
        throw new EventsFullError("too many events wait");
      if (before === undefined || before.event.rank <= event.rank) {
        const one = { event, since: now().getTime() };
        // Seen at once, so that the end of an older one does not forget it on disk.
        kept.set(id, one);
        try {
          await notebook.record(topicOf(id), one);
        } catch (error) {
          if (kept.get(id) === one) kept.delete(id);
          throw error;
        }
      }
      begin(id);
    },
    resume() {
      const start = topicOf("");
      for (const [topic, note] of notebook.notes) {
        if (!topic.startsWith(start) || note === undefined) continue;
        const id = topic.slice(start.length);
        kept.set(id, note as Kept);
        begin(id);
      }
    },
    stop() {
      isStopped = true;
    },
  };
}

/** Whether it is done, or was tried for a day. */
async function isOver(
  { event, since }: Kept,
  { work, now, onError }: KeptEventNeeds,
): Promise<boolean> {
  const isLast = now().getTime() - since >= triedForMs;
  try {
    return (await work(event, new Date(since))) === "done" || isLast;
  } catch (error) {
    onError(error);
    return isLast;
  }
}
