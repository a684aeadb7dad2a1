/** Counts in a session: of items, or of what the numbers of a blind session stand for. */
import type { Intent, Line, MovementIntent } from "../../intent";
import type { Item } from "../../items/item";
import { matchedItems } from "../../items/catalogue";
import { findItem, labelOf } from "../../items/label";
import type { Session } from "../../stocktake/session";
import { decideDraft } from "../decide-draft";
import { freshReply, type Decision, type DecisionContext } from "../decision";
import { entryOf } from "../draft-context";
import { questionSaidAgain } from "../open-question";

/** Counts that are said again after a question about them answer it. */
export function decideCounts(counts: MovementIntent, context: DecisionContext): Decision {
  const again = questionSaidAgain(counts, context);
  const resentFor = again && entryOf(again, context);
  const decision = decideDraft(counts, { context, about: context.message, resentFor });
  return again === undefined ? decision : { ...decision, settles: [again.message.id] };
}

type Numbered = Extract<
  Intent,
  { readonly kind: "stocktake"; readonly does: "count-numbered" }
>["counts"];

/** 3号 17 */
export function decideNumbered(
  counts: Numbered,
  session: Session,
  context: DecisionContext,
): Decision {
  const other = counts.find(({ ordinal, named }) => {
    const item = itemNumbered(ordinal, session, context);
    return item !== undefined && !named.every((match) => matchedItems(match).includes(item));
  });
  if (other !== undefined) return refuseOther(other, session, context);
  const lines = counts.map(({ ordinal, amount }): Line | undefined => {
    const item = itemNumbered(ordinal, session, context);
    if (item === undefined) return undefined;
    const match = { kind: "one", item, near: false, written: item.name } as const;
    return { match, amount, requester: undefined, written: item.name };
  });
  const known = lines.filter((line) => line !== undefined);
  if (known.length === counts.length)
    return decideCounts({ kind: "movement", type: "stocktake", lines: known, remark: "" }, context);
  return refuseNumber(counts[lines.indexOf(undefined)]?.ordinal ?? 0, session);
}

/** What a number of a session stands for. */
export function itemNumbered(
  ordinal: number,
  { rows }: Session,
  { items }: DecisionContext,
): Item | undefined {
  const row = rows.find((one) => one.ordinal === ordinal);
  return row && findItem(items, { name: row.itemName, spec: row.spec });
}

export function refuseNumber(ordinal: number, { rows }: Session): Decision {
  const part = { kind: "unknown-number", ordinal, most: rows.length } as const;
  return freshReply(part);
}

/** 割泥线13号24, where 13 is something else: which of the two was counted, nobody knows. */
function refuseOther(
  { ordinal, named }: Numbered[number],
  session: Session,
  context: DecisionContext,
): Decision {
  const item = itemNumbered(ordinal, session, context);
  if (item === undefined) return refuseNumber(ordinal, session);
  const written = named.map((match) => match.written).join(" ");
  const label = labelOf(item, context.items);
  return freshReply({ kind: "other-number", ordinal, label, written });
}
