/** The way for other systems: documents by the API, and the adapters of ERPs over it. */
import type { Logger } from "pino";
import { createErp, type Erp } from "../erp/erp";
import type { Resources } from "../resources";
import type { BookingNeeds } from "../rest/documents/book-document";
import { createDocuments, type Documents } from "../rest/documents/documents";
import { watchWaitingDocuments } from "../rest/documents/waiting-documents";
import type { Settings } from "../settings";
import type { Stockroom } from "../sheet/stockroom";

export interface Systems {
  readonly documents: Documents;
  readonly erp: Erp;
  /** Takes up what was unfinished, and begins to ask ERPs; answers how to stop. */
  startSystems(): () => void;
}

export function connectSystems({
  settings,
  log,
  resources,
  stockroom,
  ...needs
}: {
  readonly settings: Settings;
  readonly log: Logger;
  readonly resources: Resources;
  readonly stockroom: Stockroom;
  readonly closest: BookingNeeds["closest"];
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
}): Systems {
  const { inbox: notebook, fetch } = resources;
  const onError = (error: unknown): void => log.error(describe(error));
  const shared = { ...needs, stockroom, notebook, onError };
  const documents = createDocuments(shared);
  const erp = createErp(settings.erp, {
    ...shared,
    fetch,
    documents,
    log: (line, error) =>
      error === undefined
        ? log.info(line, "erp")
        : log.error({ ...line, ...describe(error) }, "erp"),
    onPoll: (error) =>
      error === undefined
        ? log.info({ erp: "kingdee" }, "answers again")
        : log.warn({ erp: "kingdee", ...describe(error) }, "does not answer"),
  });
  return {
    documents,
    erp,
    startSystems() {
      documents.resume();
      const endings = [erp.start(), watchWaitingDocuments({ ...shared, documents })];
      return () => {
        for (const end of endings) end();
      };
    },
  };
}

/** An error as a log line may tell it: no stack, no body. */
export const describe = (error: unknown): { readonly reason: string } => ({
  reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});
