/** The ERPs' part of `npm run doctor`: whether each adapter that is set up is let in, and whether its address reaches the relay. */
import type { Checkup } from "../../src/channels/channel";
import { checkupOf } from "../../src/channels/transport/checkup";
import type { ErpSettings } from "../../src/erp/configuration";
import { createBillQuery } from "../../src/erp/kingdee/query";
import { headFields } from "../../src/erp/kingdee/receipts";
import { createYonbipApi } from "../../src/erp/yonbip/api";
import { checkWebhook, type WebhookToCheck } from "./channels";

interface ErpsToCheck extends WebhookToCheck {
  readonly erp: ErpSettings;
}

export async function checkErps({ erp, ...where }: ErpsToCheck): Promise<readonly Checkup[]> {
  const { kingdee, yonbip, erpnext } = erp;
  const needs = { fetch: where.fetch, now: () => new Date() };
  const found: Checkup[] = [];
  if (kingdee !== undefined) {
    const query = createBillQuery(kingdee, needs);
    const none = { fields: headFields, filter: "FID=0", order: "FID", limit: 1 };
    const good = "kingdee: the receipts can be looked at";
    const fix = "see the KINGDEE_ variables, and that the user may look at purchase receipts";
    found.push(...(await checkupOf({ good, fix }, () => query(none))));
  }
  if (yonbip !== undefined) {
    const api = createYonbipApi(yonbip, needs);
    const good = "yonbip: the app's key is taken";
    const fix = "see the YONBIP_ variables, and that the app is authorised";
    found.push(
      ...(yonbip.url === undefined
        ? [{ ok: true, sentence: "yonbip: configured; its key is tried with the first event" }]
        : await checkupOf({ good, fix }, () => api.signIn(""))),
      ...(await checkWebhook("yonbip", where)),
    );
  }
  if (erpnext !== undefined) {
    const configured = { ok: true, sentence: "erpnext: configured" };
    found.push(configured, ...(await checkWebhook("erpnext", where)));
  }
  return found;
}
