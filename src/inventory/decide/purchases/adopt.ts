/** 采纳 A4纸: what the forecast suggests becomes a request, for who buys to order. Nothing is ordered by itself. */
import type { Intent } from "../../intent";
import { itemKey, itemKeyOf } from "../../items/item";
import { labelOf } from "../../items/label";
import { lineOf } from "../../purchasing/lines";
import { isRequested } from "../../purchasing/row";
import { isWithheld } from "../../stocktake/withheld";
import { silence, type Decision, type DecisionContext } from "../decision";
import { itemsOf, unknownOf } from "../query";
import { refuseSuspended } from "../refuse";
import { amountText, eventOn, purchasingOf, said, suggestIn, writing } from "./purchase-context";
import { requestRow } from "./request";

type AdoptIntent = Extract<Intent, { readonly kind: "adopt-suggestion" }>;

export function adoptSuggestion({ match }: AdoptIntent, context: DecisionContext): Decision {
  const suspended = refuseSuspended(context);
  if (suspended !== undefined) return suspended;
  const { items, sender } = context;
  const [item, another] = itemsOf([match], items);
  if (item === undefined)
    return { ...silence, replyParts: unknownOf([match], items), wantsFresh: true };
  const label = labelOf(item, items);
  if (another !== undefined) {
    const closest = itemsOf([match], items).map((one) => labelOf(one, items));
    const unclear = { kind: "unknown-item", written: match.written, closest } as const;
    return { ...silence, replyParts: [unclear], wantsFresh: true };
  }
  const asked = purchasingOf(context).rows.filter(
    (row) => isRequested(row) && itemKeyOf(row) === itemKey(item),
  );
  if (asked.length > 0) {
    const lines = asked.map((row) => lineOf(row, context));
    return said({ kind: "under-way", lines });
  }
  if (isWithheld(item, context)) return said({ kind: "not-told", label });
  const { quantity, isForecast } = suggestIn(context)(item);
  if (quantity === undefined || !isForecast)
    return { ...said({ kind: "no-suggestion", label }), wantsFresh: true };
  const { name: itemName, spec, unit } = item;
  const who = { name: sender.name, department: sender.department, source: "manual" } as const;
  const row = requestRow({ itemName, spec, unit, quantity, item }, who, 0, context);
  const lines = [lineOf(row, context)];
  return writing(said({ kind: "requested", lines, isAutomatic: false, unknown: [] }), {
    rows: [row],
    events: [eventOn(row, "requested", "", amountText(quantity, unit))],
  });
}
