/**
 * What is not taken on although it could be decided: one more entry of a person who has many open, and a message so old
 * that nobody can tell whether it was dealt with before.
 */
import { causedEntry, isOwn } from "../../people/ownership";
import { reply, writes, type Decision, type DecisionContext } from "../decision";

/** Open entries that one person may have. */
export const mostOpenEntries = 20;

/**
 * Writes no entry where the sender has as many open as a person may, and says so. What was asked can still be answered.
 *
 * @param underWay messages of the sender's whose entries are being written
 */
export function limitEntries(
  decision: Decision,
  context: DecisionContext,
  underWay: ReadonlySet<string>,
): Decision {
  const { pending, question, replyParts } = decision;
  const added = Math.max(pending.length, question?.unanswered === undefined ? 0 : 1);
  if (added === 0) return decision;
  const own = context.pending.filter(
    (entry) => entry.status === "open" && isOwn(causedEntry(entry), context),
  );
  const closed = own.filter(({ number }) => decision.closes.some((one) => one.number === number));
  const change = added - closed.length;
  const unseen = [...underWay].filter((id) => !own.some(({ messageId }) => messageId === id));
  if (change <= 0 || own.length + unseen.length + change <= mostOpenEntries) return decision;
  const notKept = { kind: "not-kept", limit: mostOpenEntries } as const;
  // A count that waits for a second person stands in 盘点.
  if (question === undefined && decision.stocktake !== undefined)
    return { ...decision, pending: [] };
  if (question === undefined) {
    const warnings = replyParts.filter((part) => part.kind === "shortage" && part.warns);
    return reply(...warnings, { ...notKept, isAsked: false });
  }
  return {
    ...decision,
    pending: [],
    replyParts: [...replyParts, { ...notKept, isAsked: true }],
    question: { ...question, unanswered: undefined },
  };
}

/** Writes and asks nothing for a message that is too old to tell whether it was dealt with; answers are given. */
export function refuseOld(
  decision: Decision,
  { message }: Pick<DecisionContext, "message">,
): Decision {
  if (!writes(decision) && decision.question === undefined) return decision;
  return reply({ kind: "too-old", sentAt: message.sentAt });
}
