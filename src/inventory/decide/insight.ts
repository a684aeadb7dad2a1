/** Questions about what will run out and how things move: who may ask, about which items; and what is no longer told of. */
import type { InsightIntent, InsightTopic, Intent } from "../intent";
import { labelOf, readable } from "../items/label";
import { isKeeper, isSuspended, mayBook } from "../people/rights";
import { freshReply, look, reply, silence, type Decision, type DecisionContext } from "./decision";
import { itemsOf, unknownItem, unknownOf } from "./query";
import { refuseToOthers } from "./refuse";

const keepersOnly: readonly InsightTopic[] = ["unrecorded", "silent-departments"];
/** More are no answer to read. */
const mostItems = 10;

export function decideInsight(
  { topic, match, against, period }: InsightIntent,
  context: DecisionContext,
): Decision {
  if (keepersOnly.includes(topic) && !isKeeper(context.sender))
    return refuseToOthers("discipline", context);
  const items = match === undefined ? [] : itemsOf([match], context.items).slice(0, mostItems);
  if (match !== undefined && items.length === 0)
    return freshReply(...unknownOf([match], context.items));
  return look({ kind: "insight", topic, against, period, items });
}

type IgnoreIntent = Extract<Intent, { readonly kind: "ignore-run-out" }>;

/** A row of 缺货预测 an item; the list leaves it out until its stock rises. */
export function ignoreRunOut({ match, reason }: IgnoreIntent, context: DecisionContext): Decision {
  const { sender, message, items } = context;
  if (isSuspended(sender)) return silence;
  if (!mayBook(sender, "receipt")) return refuseToOthers("ignore", context);
  const item = match.kind === "several" ? undefined : itemsOf([match], items)[0];
  if (item === undefined) return unknownItem(match, items);
  const nothing = undefined;
  const { name, spec, unit } = item;
  return {
    ...reply({ kind: "ignored", label: labelOf(item, items), reason }),
    forecasts: [
      {
        ...{ at: message.sentAt, itemName: name, spec, unit, stock: readable(item.stock) },
        ...{ onOrder: nothing, probability: nothing, from: nothing, to: nothing },
        ...{ daysLeft: nothing, reason: "", suggested: nothing, supplier: "", result: nothing },
        ...{ ignored: true, messageId: message.id },
        handling: reason === "" ? sender.name : `${sender.name}：${reason}`,
      },
    ],
  };
}
