/** The adapters of ERPs that are on, over one way to the ledger: events pushed to us, and 金蝶 asked every minute. */
import type { Router } from "express";
import type { PushAdapter } from "./adapter";
import { bookAction } from "./book-actions";
import type { ErpSettings } from "./configuration";
import { createErpnext } from "./erpnext/webhook";
import { createKeptEvents, type KeptEvents } from "./kept-events";
import { createPolling, type PollingNeeds } from "./kingdee/polling";
import { createKnownDocuments, type KnownDocuments } from "./known-documents";
import { createErpRoutes, type PushDoor } from "./routes";
import { createYonbip, yonbipName } from "./yonbip/yonbip";

export interface Erp {
  /** To be mounted at /webhooks, before whatever answers that there is no such channel. */
  readonly router: Router;
  /** Takes up what was unfinished, and begins to ask; answers how to stop. */
  start(): () => void;
}

export interface ErpNeeds extends PollingNeeds {
  readonly log: Parameters<typeof createErpRoutes>[0]["log"];
  readonly onError: (error: unknown) => void;
}

/** What is to be taken back and is not there yet may come within the hour, behind its cancellation. */
const mayComeMs = 60 * 60_000;

export function createErp(settings: ErpSettings, needs: ErpNeeds): Erp {
  const { now, log } = needs;
  const doors: ReturnType<typeof doorOf>[] = [];
  if (settings.yonbip !== undefined) {
    const known = createKnownDocuments(yonbipName, needs);
    doors.push(doorOf(createYonbip(settings.yonbip, { ...needs, known }), known, needs));
  }
  if (settings.erpnext !== undefined) {
    const adapter = createErpnext(settings.erpnext);
    doors.push(doorOf(adapter, createKnownDocuments(adapter.name, needs), needs));
  }
  const polling = settings.kingdee && createPolling(settings.kingdee, needs);
  return {
    router: createErpRoutes({ doors, now, log }),
    start() {
      for (const { events } of doors) events.resume();
      polling?.start();
      return () => {
        for (const { events } of doors) events.stop();
        polling?.stop();
      };
    },
  };
}

function doorOf(
  adapter: PushAdapter,
  known: KnownDocuments,
  needs: ErpNeeds,
): PushDoor & { readonly events: KeptEvents } {
  const { name } = adapter;
  const events = createKeptEvents({
    ...needs,
    name,
    async work(event, since) {
      let isLate = false;
      for (const action of await adapter.actions(event)) {
        const done = await bookAction(name, action, { ...needs, known });
        isLate ||= done === "unknown";
      }
      return isLate && needs.now().getTime() - since.getTime() < mayComeMs ? "later" : "done";
    },
  });
  return { adapter, events };
}
