/** What the relay decides and books of itself, without a message: in the keeper's name, under an id that every relay gives it. */
import { recentMs } from "../../inventory/movements/pending";
import type { Decision, DecisionContext } from "../../inventory/decide/decision";
import { accountOf, type Member } from "../../inventory/people/member";
import { isKeeper } from "../../inventory/people/rights";
import type { BroadcastDraft } from "../../inventory/movements/broadcast";
import { digestTargets } from "../../inventory/policy";
import type { ReplyPart } from "../../inventory/reply-parts";
import { wording } from "../../language/replies/wording";
import { typedBy } from "../../language/sheet-words/stocktake-words";
import { bookingWith, type Booking, type Snapshot } from "../../sheet/stockroom";
import { furtherTabs, replyText } from "../booking";

const source = "sheet";

export function unpromptedContext(
  { id, text, at }: { readonly id: string; readonly text: string; readonly at: Date },
  snapshot: Snapshot,
): DecisionContext {
  const { items, members, policy, pending, recent, readAt, stocktake } = snapshot;
  const nobody: Member = {
    ...{ name: typedBy, department: "", role: "keeper", platform: source, account: "" },
  };
  return {
    message: { id, originalId: id, quotedId: undefined, type: "message", text, sentAt: at },
    sender: members.find(isKeeper) ?? nobody,
    ...{ items, members, policy, pending, recent, stocktake, wording },
    recentSince: new Date(readAt.getTime() - recentMs),
    question: undefined,
    questions: [],
  };
}

export function unpromptedBooking(
  decision: Decision,
  { message: { id, text, sentAt }, sender }: DecisionContext,
  broadcasts: readonly BroadcastDraft[] = [],
): Booking {
  const { lines, pending, closes } = decision;
  const head = { messageId: id, sentAt, text, operator: sender.name };
  const caused = { ...head, account: accountOf(sender), source };
  return bookingWith({
    ...{ ...caused, lines, pending, closes, broadcasts },
    ...furtherTabs(decision, head),
  });
}

/** What a decision says, for every group that gets the digest; `keyOf`: 去重键 in a group. */
export function announcementsOf(
  replyParts: readonly ReplyPart[],
  { policy, timeZone }: Pick<Snapshot, "policy" | "timeZone">,
  keyOf: (group: string) => string,
): readonly BroadcastDraft[] {
  const text = replyText(replyParts, timeZone);
  return digestTargets(policy).map((group) => ({ type: "notice", group, text, key: keyOf(group) }));
}
