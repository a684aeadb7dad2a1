/** What a draft is pursued for: the message it is about, and what was asked and written for it before. */
import type { Message, Scene } from "./decision";
import type { PendingClose } from "./pending";

export interface Course {
  readonly scene: Scene;
  /** The message the draft was read from: the scene's own, or the one that was asked about. */
  readonly about: Message;
  /** 编号 of the entry that was written for it, closed once it is booked. */
  readonly pendingNumber: number | undefined;
  /** true: nobody said that it is a booking; asked first, and no entry unless nobody answers. */
  readonly maybe: boolean;
}

/** The closes of a booking that settles what an entry waits for. */
export function closesOf({ scene, pendingNumber }: Course): readonly PendingClose[] {
  return pendingNumber === undefined
    ? []
    : [{ number: pendingNumber, status: "confirmed", handledBy: scene.sender.name }];
}

/** For 备注: what is left of the message, and which message an answer was about. */
export function remarkOf(remark: string, { scene, about }: Course): string {
  if (about.id === scene.message.id) return remark;
  const answered = scene.wording.answered(about.originalId);
  return remark === "" ? answered : `${remark} ${answered}`;
}
