/** 采纳 A4纸: what the forecast suggests becomes a request, for who buys to order. Nothing is ordered by itself. */
import type { Intent } from "../../intent";
import { itemKey, itemKeyOf } from "../../items/item";
import { labelOf } from "../../items/label";
import { lineOf } from "../../purchasing/lines";
import { isRequested } from "../../purchasing/row";
import { isWithheld } from "../../stocktake/withheld";
import { freshReply, reply, silence, type Decision, type DecisionContext } from "../decision";
import { itemsOf, unknownItem } from "../query";
import { refuseSuspended } from "../refuse";
import { purchasingOf, suggestIn } from "./purchase-context";
import { requestRow, wantedItem, withRequests } from "./request";

type AdoptIntent = Extract<Intent, { readonly kind: "adopt-suggestion" }>;

export function adoptSuggestion({ match }: AdoptIntent, context: DecisionContext): Decision {
  const suspended = refuseSuspended(context);
  if (suspended !== undefined) return suspended;
  const { items, sender } = context;
  const [item, another] = itemsOf([match], items);
  if (item === undefined || another !== undefined) return unknownItem(match, items);
  const label = labelOf(item, items);
  const asked = purchasingOf(context).rows.filter(
    (row) => isRequested(row) && itemKeyOf(row) === itemKey(item),
  );
  if (asked.length > 0)
    return reply({ kind: "under-way", lines: asked.map((row) => lineOf(row, context)) });
  if (isWithheld(item, context)) return reply({ kind: "not-told", label });
  const { quantity, isForecast } = suggestIn(context)(item);
  if (quantity === undefined || !isForecast) return freshReply({ kind: "no-suggestion", label });
  const who = { name: sender.name, department: sender.department, source: "manual" } as const;
  const row = requestRow(wantedItem(item, quantity), who, 0, context);
  return withRequests(silence, [row], { isAutomatic: false, unknown: [] }, context);
}
