/** What a draft is pursued for: the message it is about, and what was asked and written for it before. */
import { silence, type Decision, type Message, type OpenQuestion, type Scene } from "./decision";
import type { PendingClose } from "../movements/pending";

export interface Course {
  readonly scene: Scene;
  /** The message the draft was read from: the scene's own, or the one that was asked about. */
  readonly about: Message;
  /** 编号 of the entry that was written for it, closed once it is booked. */
  readonly pendingNumber: number | undefined;
  /** 编号 of the entry of a question that the message answers by saying its whole form again. */
  readonly resentFor: number | undefined;
  /** true: nobody said that it is a booking; asked first, and no entry unless nobody answers. */
  readonly maybe: boolean;
}

/** The closes of a booking that settles what an entry waits for. */
export function closesOf({ scene, pendingNumber, resentFor }: Course): readonly PendingClose[] {
  return [pendingNumber, resentFor].flatMap((number) =>
    number === undefined
      ? []
      : [{ number, status: "confirmed", handledBy: scene.sender.name } as const],
  );
}

/** For 备注: what is left of the message, and which message an answer was about. */
export function remarkOf(remark: string, { scene, about }: Course): string {
  if (about.id === scene.message.id) return remark;
  const answered = scene.wording.answered(about.originalId);
  return remark === "" ? answered : `${remark} ${answered}`;
}

/** 编号 of the open entry that was written when the question was asked. */
export function entryOf(
  { pendingNumber, message }: OpenQuestion,
  { pending }: Pick<Scene, "pending">,
): number | undefined {
  const entry = pending.find(
    ({ status, messageId }) => status === "open" && messageId === message.id,
  );
  return pendingNumber ?? entry?.number;
}

/** 算了: nothing is booked, and the entry of the question is closed. */
export function dropQuestion(question: OpenQuestion, scene: Scene): Decision {
  const number = entryOf(question, scene);
  const handledBy = scene.sender.name;
  return {
    ...silence,
    closes: number === undefined ? [] : [{ number, status: "rejected", handledBy }],
    sayings: [{ kind: "dropped", number }],
    dropsQuestion: true,
  };
}
