/** What a draft, or a plan, is decided in: the message it is about, and what was asked and written for it before. */
import type { PendingClose } from "../movements/pending";
import type { Action } from "../reply-parts";
import {
  silence,
  type Decision,
  type DecisionContext,
  type Message,
  type OpenQuestion,
  type Settled,
} from "./decision";

export interface DraftContext {
  readonly context: DecisionContext;
  /** The message the draft was read from: the context's own, or the one that was asked about. */
  readonly about: Message;
  /** When its figures were said; absent: with the message. */
  readonly saidAt?: Date | undefined;
  /** 编号 of the entry that was written for it, closed once it is booked. */
  readonly pendingNumber: number | undefined;
  /** 编号 of the entry of a question that the message answers by writing its whole form again. */
  readonly resentFor: number | undefined;
  /** true: nobody said that it is a booking; asked first, and no entry unless nobody answers. */
  readonly maybe: boolean;
}

/** What a plan is decided for. */
export interface PlanContext {
  readonly context: DecisionContext;
  /** The message that 待处理 rows are about: the one that was asked about, or the context's own. */
  readonly about: Message;
  /** The message that asked for what is booked, where `about` is not that one: a keeper's 确认. */
  readonly answers?: string;
  readonly action: Action;
  readonly remark: string;
  /** Entries that the booking, or a newer entry for the same message, closes. */
  readonly closes: readonly PendingClose[];
  /** true: a keeper has agreed, so nothing waits for one, and no further entry is written. */
  readonly agreed: boolean;
  /** The time that the movements belong to; absent: that of `about`. */
  readonly saidAt?: Date | undefined;
  /** What was answered about the counts beside it. */
  readonly settled?: Settled;
}

/** The closes of a booking that settles what an entry waits for. */
export function closesOf({
  context,
  pendingNumber,
  resentFor,
}: DraftContext): readonly PendingClose[] {
  return [pendingNumber, resentFor].flatMap((number) =>
    number === undefined
      ? []
      : [{ number, status: "confirmed", handledBy: context.sender.name } as const],
  );
}

/** For 备注: what is left of the message, and which message an answer was about. */
export function remarkOf(remark: string, { context, about }: DraftContext): string {
  if (about.id === context.message.id) return remark;
  const answered = context.wording.answered(about.originalId);
  return remark === "" ? answered : `${remark} ${answered}`;
}

/** 编号 of the open entry that was written when the question was asked. */
export function entryOf(
  { pendingNumber, message }: OpenQuestion,
  { pending }: Pick<DecisionContext, "pending">,
): number | undefined {
  const entry = pending.find(
    ({ status, messageId }) => status === "open" && messageId === message.id,
  );
  return pendingNumber ?? entry?.number;
}

/** What the drafts of questions would have done; where they differ, booked. */
function whatOf(questions: readonly OpenQuestion[]): Action["kind"] {
  const kinds = new Set(
    questions.map(({ draft }): Action["kind"] => {
      if (draft.kind === "plan") return draft.action.kind;
      return draft.kind === "correct" ? "correction" : "booking";
    }),
  );
  const [only = "booking"] = kinds;
  return kinds.size === 1 ? only : "booking";
}

/** 算了: nothing is booked, and the entries of the questions are closed. */
export function dropQuestions(
  questions: readonly OpenQuestion[],
  context: DecisionContext,
): Decision {
  const numbers = questions.flatMap((question) => entryOf(question, context) ?? []);
  const handledBy = context.sender.name;
  return {
    ...silence,
    closes: numbers.map((number) => ({ number, status: "rejected", handledBy })),
    replyParts: [{ kind: "dropped", what: whatOf(questions), numbers }],
    settles: questions.map(({ message }) => message.id),
  };
}
