/** Questions about what will run out and how things move: who may ask, about which items; and what is no longer told of. */
import type { InsightIntent, InsightTopic, Intent } from "../intent";
import { labelOf, readable } from "../items/label";
import { isKeeper, isSuspended, keepersOf, mayBook } from "../people/rights";
import { silence, type Decision, type DecisionContext } from "./decision";
import { itemsOf, unknownOf } from "./query";

const keepersOnly: readonly InsightTopic[] = ["unrecorded", "silent-departments"];
/** More are no answer to read. */
const mostItems = 10;

export function decideInsight(
  { topic, match, against, period }: InsightIntent,
  context: DecisionContext,
): Decision {
  if (keepersOnly.includes(topic) && !isKeeper(context.sender))
    return refuse("discipline", context);
  const items = match === undefined ? [] : itemsOf([match], context.items).slice(0, mostItems);
  if (match !== undefined && items.length === 0)
    return { ...silence, replyParts: unknownOf([match], context.items), wantsFresh: true };
  return { ...silence, lookup: { kind: "insight", topic, against, period, items } };
}

type IgnoreIntent = Extract<Intent, { readonly kind: "ignore-run-out" }>;

/** A row of 缺货预测 an item; the list leaves it out until its stock rises. */
export function ignoreRunOut({ match, reason }: IgnoreIntent, context: DecisionContext): Decision {
  const { sender, message, items } = context;
  if (isSuspended(sender)) return silence;
  if (!mayBook(sender, "receipt")) return refuse("ignore", context);
  const meant = match.kind === "one" || match.kind === "fragment" ? itemsOf([match], items) : [];
  const [item] = meant;
  if (item === undefined) {
    const closest = itemsOf([match], items).map((one) => labelOf(one, items));
    const unknown = { kind: "unknown-item", written: match.written, closest } as const;
    return {
      ...silence,
      replyParts: match.kind === "none" ? unknownOf([match], items) : [unknown],
      wantsFresh: true,
    };
  }
  const nothing = undefined;
  const { name, spec, unit } = item;
  return {
    ...silence,
    replyParts: [{ kind: "ignored", label: labelOf(item, items), reason }],
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

const refuse = (what: "ignore" | "discipline", { members }: DecisionContext): Decision => ({
  ...silence,
  replyParts: [{ kind: "no-right", what, who: keepersOf(members) }],
});
