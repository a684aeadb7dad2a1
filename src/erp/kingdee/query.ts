/**
 * One ExecuteBillQuery: rows out, or an error that names what 金蝶 said. Only reads: nothing is ever saved or audited there.
 *
 * @see https://openapi.open.kingdee.com/
 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { createApiClient, refusal } from "../../channels/transport/api-call";
import { fieldsOf, itemsOf, textOf } from "../../channels/transport/json";
import { signedHeaders, type KingdeeCredentials } from "./signature";

export interface KingdeeSettings extends KingdeeCredentials {
  /** Of the server, without /K3Cloud. */
  readonly url: string;
  readonly everySeconds: number;
}

export type Cell = string | number | boolean | null;

interface BillQuery {
  readonly fields: readonly string[];
  readonly filter: string;
  readonly order: string;
  readonly limit: number;
}

/** @throws DeliveryError */
export type QueryBills = (query: BillQuery) => Promise<readonly (readonly Cell[])[]>;

const service =
  "/K3Cloud/Kingdee.BOS.WebApi.ServicesStub.DynamicFormService.ExecuteBillQuery.common.kdsvc";
const rows = z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])));

export function createBillQuery(
  settings: KingdeeSettings,
  { fetch, now }: { readonly fetch: typeof globalThis.fetch; readonly now: () => Date },
): QueryBills {
  const call = createApiClient("kingdee", fetch);
  return async ({ fields, filter, order, limit }) => {
    const seconds = Math.floor(now().getTime() / 1000);
    const answer = await call(`${settings.url}${service}`, {
      headers: signedHeaders(service, settings, { now: seconds, nonce: randomUUID() }),
      json: {
        data: {
          FormId: "STK_InStock",
          FieldKeys: fields.join(","),
          FilterString: filter,
          OrderString: order,
          TopRowCount: 0,
          StartRow: 0,
          Limit: limit,
          SubSystemId: "",
        },
      },
    });
    const read = rows.safeParse(answer.list);
    if (answer.status === 200 && answer.list !== undefined && read.success) return read.data;
    throw refusal("kingdee", { code: answer.status, words: complaintOf(answer), retryable: true });
  };
}

/** 金蝶 tells a lost session, a missing right and a wrong field by 200 and a sentence inside the rows. */
function complaintOf({
  json,
  list,
}: {
  json: object;
  list?: readonly unknown[] | undefined;
}): string {
  const [row] = list ?? [];
  const [cell = row] = itemsOf(row);
  const result = fieldsOf(fieldsOf(cell ?? json)["Result"]);
  const [error] = itemsOf(fieldsOf(result["ResponseStatus"])["Errors"]);
  const words = textOf(fieldsOf(error)["Message"]) || textOf(fieldsOf(json)["Message"]);
  return words || "no rows";
}
