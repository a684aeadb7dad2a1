/**
 * ERPNext's webhook of Purchase Receipt (on_submit, on_cancel): signed bytes → an event → its action. The body is the template
 * of the README.
 *
 * @see https://docs.frappe.io/framework/user/en/guides/integration/webhooks
 */
import { createHmac } from "node:crypto";
import { z } from "zod";
import type { RawRequest } from "../../channels/channel";
import { parseObject } from "../../channels/transport/json";
import { sameSecret } from "../../channels/transport/secrets";
import { jsonAnswer, rejected } from "../../channels/transport/webhook-reading";
import { receiptOf, type ErpAction, type PushAdapter, type PushReading } from "../adapter";

export interface ErpnextSettings {
  readonly webhookSecret: string;
}

const text = z.union([z.string(), z.number()]).transform(String);
const flag = z.union([z.literal([0, 1, 2]), z.literal(["0", "1", "2"])]);
const quantity = z.union([z.number(), z.string().regex(/^-?\d{1,12}(?:\.\d{1,9})?$/)]);
const shape = z.object({
  doctype: z.literal("Purchase Receipt"),
  name: z.string().min(1).max(140),
  /** 1 submitted, 2 cancelled. */
  docstatus: flag.transform(Number),
  is_return: flag.transform(Number).optional(),
  modified_by: z.string().optional(),
  items: z
    .array(
      z.object({
        item_code: text,
        item_name: text.optional(),
        qty: quantity.transform(Number),
        uom: text.optional(),
      }),
    )
    .max(1_000)
    .optional(),
});
type PurchaseReceipt = z.infer<typeof shape>;

function readWebhook(
  { method, headers, body }: RawRequest,
  { webhookSecret }: ErpnextSettings,
): PushReading {
  if (method !== "POST") return rejected(405, "method_not_allowed");
  const given = headers["x-frappe-webhook-signature"];
  if (given === undefined) return rejected(401, "missing_signature");
  const expected = createHmac("sha256", webhookSecret).update(body).digest("base64");
  if (!sameSecret(given, expected)) return rejected(401, "bad_signature");
  const read = shape.safeParse(parseObject(body));
  if (!read.success) return rejected(422, "the body is not the template of the README");
  const paper = read.data;
  const answer = jsonAnswer({ status: "accepted" });
  if (paper.docstatus === 0) return { kind: "ignored", reason: "not_submitted", answer };
  const { name, docstatus: rank } = paper;
  return { kind: "event", event: { id: name, rank, content: paper }, answer };
}

/** A cancelled document stays cancelled, so that its name is its id. */
function actionOf(paper: PurchaseReceipt): ErpAction {
  const {
    name: number,
    docstatus,
    is_return = 0,
    modified_by: approvedBy = "",
    items = [],
  } = paper;
  const externalId = erpnextId(number);
  if (docstatus === 2) return { kind: "void", externalId };
  if (is_return !== 0) return { kind: "report", externalId, number, why: "returned" };
  const lines = items.map(({ item_code: code, item_name: name = "", qty: quantity, uom = "" }) => {
    return { code, name, quantity, unit: uom };
  });
  // A user's id is an address: what stands before its @ is enough of a name.
  return receiptOf(externalId, { number, approvedBy: approvedBy.replace(/@.*$/, "") }, lines);
}

/** A naming series may hold what an id may not; each such sign has a code of its own. */
function erpnextId(name: string): string {
  const id = name.replace(/[^\p{L}\p{N}_/-]/gu, (sign) =>
    sign === "." ? "." : `..${(sign.codePointAt(0) ?? 0).toString(16)}.`,
  );
  return (/^[\p{L}\p{N}]/u.test(id) ? id : `0${id}`).slice(0, 120);
}

export function createErpnext(settings: ErpnextSettings): PushAdapter {
  return {
    name: "erpnext",
    read: (request) => readWebhook(request, settings),
    actions: ({ content }) => Promise.resolve([actionOf(content as PurchaseReceipt)]),
  };
}
