/** 订书机没找到: the row says so, and it is asked whether 0 is booked. */
import type { Intent } from "../../intent";
import { matchedItems } from "../../items/catalogue";
import { itemKey, type Item } from "../../items/item";
import { labelOf } from "../../items/label";
import { plannedOn } from "../../movements/plan";
import { rowOf, type Session } from "../../stocktake/session";
import { askPlan } from "../counts/moment-question";
import { planContextOf } from "../draft-context";
import { reply, type Decision, type DecisionContext } from "../decision";
import { refuseUnknown } from "../query";
import { itemNumbered, refuseNumber } from "./numbered-counts";

type Missing = Extract<Intent, { readonly kind: "stocktake"; readonly does: "missing" }>;

export function decideMissing(
  { named }: Missing,
  session: Session,
  context: DecisionContext,
): Decision {
  if (typeof named === "number") {
    const item = itemNumbered(named, session, context);
    return item === undefined ? refuseNumber(named, session) : noteMissing(item, session, context);
  }
  const unknown = refuseUnknown([named.match], context);
  if (unknown !== undefined) return unknown;
  const [item, ...others] = matchedItems(named.match);
  if (item === undefined || others.length > 0) {
    const labels = matchedItems(named.match).map((one) => labelOf(one, context.items));
    return reply({ kind: "which-item", labels });
  }
  return noteMissing(item, session, context);
}

function noteMissing(item: Item, session: Session, context: DecisionContext): Decision {
  const label = labelOf(item, context.items);
  const row = rowOf(session, itemKey(item));
  if (row === undefined) return reply({ kind: "not-counted", label, isInSession: false });
  const { message, sender } = context;
  const line = plannedOn(item, { type: "stocktake", quantity: 0, countedAt: message.sentAt });
  const plan = { undoes: [], lines: [line] };
  const part = { kind: "ask-missing", label, unit: item.unit } as const;
  const asked = askPlan(part, plan, planContextOf(context));
  if (row.status !== "open") return asked;
  const to = { status: "missing", counter: row.counter || sender.name } as const;
  return { ...asked, stocktake: { rows: [], changes: [{ row, to }] } };
}
