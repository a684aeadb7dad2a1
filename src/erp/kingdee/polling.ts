/** Asks 金蝶 every so many seconds, one look after the other; a look that fails is made again. */
import type { Notebook } from "../../inbox/notebook";
import type { Stockroom } from "../../sheet/stockroom";
import { stampOf } from "../adapter";
import { bookAction, type BookingNeeds } from "../book-actions";
import { createKnownDocuments } from "../known-documents";
import { createPoll, type Poll } from "./poll";
import { createBillQuery, type KingdeeSettings } from "./query";

export interface PollingNeeds {
  readonly fetch: typeof globalThis.fetch;
  readonly stockroom: Pick<Stockroom, "latest" | "read" | "movements">;
  readonly documents: BookingNeeds["documents"];
  readonly notebook: Notebook;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
  /** Told once when a look fails, and with undefined once when one succeeds again. */
  readonly onPoll: (error: unknown) => void;
}

export interface Polling {
  start(): void;
  stop(): void;
}

const kingdeeName = "kingdee";
const sinceTopic = "erp:kingdee-since";

export function createPolling(settings: KingdeeSettings, needs: PollingNeeds): Polling {
  const { stockroom, notebook, now, pause, onPoll } = needs;
  const known = createKnownDocuments(kingdeeName, needs);
  let isStopped = false;

  /** When the adapter was first on, in the sheet's zone: what was approved before is in the stock already. */
  async function firstOn(): Promise<string> {
    const noted = notebook.notes.get(sinceTopic);
    if (typeof noted === "string") return noted;
    const timeZone = (stockroom.latest() ?? (await stockroom.read())).timeZone;
    const local = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    const since = stampOf(local.format(now()));
    await notebook.record(sinceTopic, since);
    return since;
  }

  async function createFirst(): Promise<Poll> {
    return createPoll({
      query: createBillQuery(settings, needs),
      known,
      since: await firstOn(),
      org: settings.org,
      book: (action) => bookAction(kingdeeName, action, { ...needs, known }),
    });
  }

  async function run(): Promise<void> {
    let poll: Poll | undefined;
    let isWell = true;
    while (!isStopped) {
      try {
        poll ??= await createFirst();
        await poll.look();
        if (!isWell) onPoll(undefined);
        isWell = true;
      } catch (error) {
        if (isWell) onPoll(error);
        isWell = false;
      }
      await pause(settings.everySeconds * 1000);
    }
  }

  return {
    start(): void {
      void run();
    },
    stop(): void {
      isStopped = true;
    },
  };
}
