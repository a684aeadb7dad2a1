/** Counts in a session: of items, or of what the numbers of a blind session stand for. */
import type { Intent, Line, MovementIntent } from "../../intent";
import { findItem } from "../../items/label";
import type { Session } from "../../stocktake/session";
import { decideDraft } from "../decide-draft";
import { silence, type Decision, type DecisionContext } from "../decision";

export function decideCounts(counts: MovementIntent, context: DecisionContext): Decision {
  const { message: about } = context;
  return decideDraft(counts, {
    ...{ context, about, pendingNumber: undefined, resentFor: undefined, maybe: false },
  });
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
  const lines = counts.map(({ ordinal, amount }): Line | undefined => {
    const row = session.rows.find((one) => one.ordinal === ordinal);
    const item = row && findItem(context.items, { name: row.itemName, spec: row.spec });
    if (item === undefined) return undefined;
    const match = { kind: "one", item, near: false, written: item.name } as const;
    return { match, amount, requester: undefined, written: item.name };
  });
  const known = lines.filter((line) => line !== undefined);
  if (known.length === counts.length)
    return decideCounts({ kind: "movement", type: "stocktake", lines: known, remark: "" }, context);
  const { ordinal = 0 } = counts[lines.indexOf(undefined)] ?? {};
  const part = { kind: "unknown-number", ordinal, most: session.rows.length } as const;
  return { ...silence, replyParts: [part], wantsFresh: true };
}
