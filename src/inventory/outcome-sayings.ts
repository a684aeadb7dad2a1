/** What is said of a booking once the sheet has answered: receipts from the rows as they stand, refusals from what stood in the way. */
import type { Decision, OpenQuestion, Scene } from "./decision";
import type { BookingOutcome } from "./outcome";
import type { PendingDraft } from "./pending";
import type { Saying } from "./saying";

/** `outcome` undefined: there was nothing to book, so the decision's own sayings. */
export function sayOutcome(
  decision: Decision,
  _outcome: BookingOutcome | undefined,
  _scene: Scene,
): readonly Saying[] {
  return decision.sayings;
}

/** The entry for a question that nobody answered in time; undefined where one was written when it was asked. */
export function expired(question: OpenQuestion): PendingDraft | undefined {
  return question.pendingNumber === undefined ? question.unanswered : undefined;
}
