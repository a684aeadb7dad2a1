/** What a draft, or a plan, is decided in: the message it is about, and what was asked and written for it before. */
import type { PendingClose } from "../movements/pending";
import type { Action } from "../reply-parts";
import {
  reply,
  type Decision,
  type DecisionContext,
  type Message,
  type OpenQuestion,
  type PlanTerms,
} from "./decision";

export interface DraftContext {
  readonly context: DecisionContext;
  /** The message the draft was read from: the context's own, or the one that was asked about. */
  readonly about: Message;
  /** When its figures were said; absent: with the message. */
  readonly saidAt?: Date | undefined;
  /** 编号 of the entry that was written for it, closed once it is booked. */
  readonly pendingNumber?: number | undefined;
  /** 编号 of the entry of a question that the message answers by writing its whole form again. */
  readonly resentFor?: number | undefined;
  /** true: nobody said that it is a booking; asked first, and no entry unless nobody answers. */
  readonly maybe?: boolean;
}

/** What a plan is decided for. */
export interface PlanContext extends PlanTerms {
  readonly context: DecisionContext;
  /** The message that 待处理 rows are about: the one that was asked about, or the context's own. */
  readonly about: Message;
}

/** For a plan of the context's own message, about which nothing was asked or written before. */
export const planContextOf = (context: DecisionContext): PlanContext => ({
  ...{ context, about: context.message, action: { kind: "booking" } },
  ...{ remark: "", closes: [], agreed: false },
});

/** For a plan of a draft: the entry that was written for it is closed by it. */
export const draftedPlanContext = (draft: DraftContext, remark = ""): PlanContext => ({
  ...planContextOf(draft.context),
  about: draft.about,
  remark: remarkOf(remark, draft),
  closes: closesOf(draft),
});

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
function remarkOf(remark: string, { context, about }: DraftContext): string {
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
    ...reply({ kind: "dropped", what: whatOf(questions), numbers }),
    closes: numbers.map((number) => ({ number, status: "rejected", handledBy })),
    settles: questions.map(({ message }) => message.id),
  };
}
