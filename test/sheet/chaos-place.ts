/** A process with its journal on the sheet of a chaos, that can be killed and started again at any moment. */
import type { BookingOutcome } from "../../src/inventory/movements/outcome";
import { createSheetsClient, type SheetsClient } from "../../src/sheet/api/client";
import type { Booking, Stockroom } from "../../src/sheet/stockroom";
import type { Rig } from "./rig";

/** What was not answered is delivered again after a kill. */
export interface Place {
  open(): Promise<void>;
  deliver(message: Booking): Promise<BookingOutcome>;
  kill(): Promise<void>;
  /** Looks at the sheet until nothing is left to do. */
  settle(): Promise<void>;
}

/** It was decided before a count that stands by now: as a relay does, it is decided again, and its sender says 之后. */
const isOutdated = (outcome: BookingOutcome): boolean =>
  outcome.kind === "impossible" && !outcome.written && outcome.obstacles.length === 0;

export function createPlace(rig: Rig): Place {
  const notes = new Map<string, unknown>();
  const waiting = new Map<Booking, (outcome: BookingOutcome) => void>();
  let room: Stockroom | undefined;
  let life = 0;
  const hand = (message: Booking): void => {
    const now = life;
    room?.book(message).then(
      (outcome) => {
        if (now !== life) return;
        const answer = waiting.get(message);
        waiting.delete(message);
        if (!isOutdated(outcome) || answer === undefined) return answer?.(outcome);
        const again = { ...message, sentAt: new Date() };
        waiting.set(again, answer);
        hand(again);
      },
      () => undefined,
    );
  };
  const place = {
    async open() {
      life += 1;
      const now = life;
      const notebook = {
        record: (topic: string, note: unknown) => {
          if (now === life) notes.set(topic, note);
          return Promise.resolve();
        },
        notes: new Map(notes),
      };
      room = rig.open({ client: mortal(rig, () => now === life), notebook });
      const started = room.start();
      if (now === 1) await started;
      for (const message of waiting.keys()) hand(message);
    },
    deliver(message: Booking): Promise<BookingOutcome> {
      const answer = new Promise<BookingOutcome>((resolve) => {
        const same = [...waiting.keys()].find(({ messageId }) => messageId === message.messageId);
        const before = same && waiting.get(same);
        waiting.set(same ?? message, (outcome) => {
          before?.(outcome);
          resolve(outcome);
        });
      });
      hand([...waiting.keys()].find(({ messageId }) => messageId === message.messageId) ?? message);
      return answer;
    },
    async kill() {
      life += 1;
      void room?.stop().catch(() => undefined);
      await place.open();
    },
    async settle() {
      // Longer than figures are held back for a booking that may come.
      await new Promise((resolve) => setTimeout(resolve, 130));
      for (let looks = 0; looks < 2;) {
        try {
          await room?.read();
          looks += 1;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
  };
  return place;
}

/** A client whose process may be dead: nothing comes back to it any more, and it sends nothing. */
function mortal(rig: Rig, alive: () => boolean): SheetsClient {
  const client = createSheetsClient({
    rootUrl: rig.url,
    credentialsFile: undefined,
    timeoutMs: 5_000,
    fetch,
  });
  const guarded = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    if (!alive()) throw new Error("dead");
    const answer = await call();
    if (!alive()) throw new Error("dead");
    return answer;
  };
  return {
    account: undefined,
    fetchSpreadsheet: (id, query) => guarded(() => client.fetchSpreadsheet(id, query)),
    fetchValues: (id, ranges) => guarded(() => client.fetchValues(id, ranges)),
    applyBatch: (id, batch) => guarded(() => client.applyBatch(id, batch)),
  };
}
