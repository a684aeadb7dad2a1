/**
 * What becomes of questions that wait for an answer: which are over, which a message answers by being written again, and
 * which are put aside because their person has gone on to something else. Pure.
 */
import type { Line, MovementIntent } from "../intent";
import { itemKey } from "../items/item";
import type { Decision, DecisionContext, OpenQuestion } from "./decision";

/**
 * Whether a question can't be answered any more, as the sheet tells: its answer is booked, or its entry was closed. So an
 * answer that was booked right before a crash is never booked again.
 */
export function isOver(
  { message, openedAt, pendingNumber }: OpenQuestion,
  { recent, pending }: Pick<DecisionContext, "recent" | "pending">,
): boolean {
  const isAnswered = recent.some(
    ({ answers, sentAt }) =>
      answers === message.originalId && (message.type === "message" || sentAt >= openedAt),
  );
  if (isAnswered || pendingNumber === undefined) return isAnswered;
  return !pending.some(({ number, status }) => number === pendingNumber && status === "open");
}

/** Whether a message that answers no question puts those that wait aside: it was booked, or handed on to a keeper. */
export function putsAside({ lines, pending, question }: Decision): boolean {
  return question === undefined && lines.length + pending.length > 0;
}

/** The question of the sender's that a booking answers by being written again, whole. */
export function questionSaidAgain(
  intent: MovementIntent,
  { questions }: Pick<DecisionContext, "questions">,
): OpenQuestion | undefined {
  return questions.findLast(
    ({ draft }) =>
      draft.kind === "movement" &&
      draft.type === intent.type &&
      draft.lines.length === intent.lines.length &&
      draft.lines.every((line) => intent.lines.some((now) => canMean(line, now))),
  );
}

/** Whether a clear line can be what an unclear one of the same message meant. */
function canMean({ match, amount }: Line, now: Line): boolean {
  if (now.match.kind !== "one") return false;
  const key = itemKey(now.match.item);
  switch (match.kind) {
    case "one":
    case "fragment":
      return itemKey(match.item) === key;
    case "several":
      return match.items.some((item) => itemKey(item) === key);
    case "none":
      return (
        amount.kind === "given" &&
        now.amount.kind === "given" &&
        amount.quantity === now.amount.quantity
      );
  }
}
