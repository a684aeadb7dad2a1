/** YonBIP: an event says which document changed; the document is asked for, and the ledger brought to what it says. */
import type { ErpAction, PushAdapter } from "../adapter";
import type { KnownDocuments } from "../known-documents";
import { createYonbipApi } from "./api";
import { readEvent, type YonbipEvent, type YonbipSettings } from "./event";
import { receiptOfDetail } from "./receipt";

export const yonbipName = "yonbip";

interface YonbipNeeds {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  readonly known: KnownDocuments;
}

export function createYonbip(settings: YonbipSettings, needs: YonbipNeeds): PushAdapter {
  const api = createYonbipApi(settings, needs);
  const { known } = needs;
  return {
    name: yonbipName,
    read: (request, now) => readEvent(request, settings, now),
    async actions({ content }) {
      const { id, tenantId } = content as YonbipEvent;
      const data = await api.detail(id, tenantId);
      const wanted = data && receiptOfDetail(data);
      const before = (await known.all()).filter((one) => one.id === id);
      const over = before.filter(({ externalId }) => externalId !== wanted?.externalId);
      return [
        ...over.map(({ externalId }): ErpAction => ({ kind: "void", externalId })),
        ...(wanted === undefined ? [] : [wanted]),
      ];
    },
  };
}
