/** Refusals for want of a right, before any question. Nothing is written for them: no row, no entry. */
import type { BookableType } from "../intent";
import { bookersOf, isSuspended, keepersOf, mayBook } from "../people/rights";
import { freshReply, type Decision, type DecisionContext } from "./decision";

/** One reply for a suspended member who wants to book, undo or confirm; undefined for everybody else. */
export function refuseSuspended({ sender }: Pick<DecisionContext, "sender">): Decision | undefined {
  return isSuspended(sender) ? freshReply({ kind: "suspended" }) : undefined;
}

/** Why the sender may not book a type; undefined when they may. */
export function refuseBooking(
  type: BookableType,
  context: Pick<DecisionContext, "sender" | "members">,
): Decision | undefined {
  const suspended = refuseSuspended(context);
  if (suspended !== undefined) return suspended;
  if (mayBook(context.sender, type)) return undefined;
  return freshReply({ kind: "no-right", what: type, who: bookersOf(type, context.members) });
}

/** Only keepers may do this; they are named. */
export function refuseToOthers(
  what: "undo-other" | "confirm" | "session" | "ignore" | "discipline" | "person",
  { members }: Pick<DecisionContext, "members">,
): Decision {
  return freshReply({ kind: "no-right", what, who: keepersOf(members) });
}
