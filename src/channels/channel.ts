/**
 * The port that every chat platform's driver fills: raw request in, messages out; message in, delivery out.
 * Transport only. A driver verifies the raw bytes first, then parses, and never throws at a stranger's shape.
 */
import type { PieceLimit } from "./transport/split-text";

/** A webhook request as it came, before anything was parsed. Header names in lower case. */
export interface RawRequest {
  readonly method: string;
  /** Path with query, as the platform called it. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One message that a person sent, edited or deleted. */
export interface InboundMessage {
  readonly type: "message" | "edited" | "deleted";
  /** The driver's name. */
  readonly platform: string;
  /** The platform's own id; for `edited` and `deleted` the original's. */
  readonly messageId: string;
  /** undefined: a direct message. */
  readonly groupId: string | undefined;
  readonly senderId: string;
  /** "" where the platform doesn't tell. */
  readonly senderName: string;
  readonly text: string;
  /** The message's own time; for `edited` and `deleted` the event's. */
  readonly sentAt: Date;
  readonly quotedMessageId: string | undefined;
  /** The quoted words, where the platform gives them without an id; "" where what is quoted has none. */
  readonly quotedText?: string;
  /** The id of the first message of the thread it was written in: a place, no quotation. */
  readonly threadId?: string;
  /** Somebody else's words, passed on. */
  readonly isForwarded?: true;
  /** The platform tells that it is said to the relay: by its mention, or as an answer to it. A direct message always is. */
  readonly isAddressed?: true;
  /**
   * Set: a button of the relay's message `quotedMessageId` (its `OutboundMessage.id`) was tapped; `text` is the choice's
   * value, `messageId` the tap's own id.
   */
  readonly tap?: Tap;
  /** When the original of an `edited` was sent, where the platform tells. */
  readonly originalSentAt?: Date;
  /** The event's own id where an `edited` or `deleted` has one beside the original's. */
  readonly eventId?: string;
  /** The platform tells no time: `sentAt` is the moment it came in. */
  readonly timeIsArrival?: true;
}

interface Tap {
  /** The platform's id of what the answer hangs on, where a tap is no message in the chat; undefined: on the tap itself. */
  readonly answerTo?: string;
}

/** What could be read of something that is not for the relay; shown by `npm run read-webhook` only. */
export interface IgnoredAbout extends Partial<
  Pick<
    InboundMessage,
    "messageId" | "groupId" | "senderId" | "senderName" | "sentAt" | "quotedMessageId" | "threadId"
  >
> {
  /** The group's new id, where the platform says that it has moved. */
  readonly movedToGroupId?: string;
}

/** Told later of something that the platform had taken: it did not arrive. */
export interface LateFailure {
  /** The platform's id of what was sent. */
  readonly messageId: string;
  /** As the 播报 tab shows it. */
  readonly reason: string;
}

/** What a request holds, once verified. */
export type WebhookReading =
  | {
      readonly kind: "messages";
      readonly messages: readonly InboundMessage[];
      readonly failures?: readonly LateFailure[];
    }
  | { readonly kind: "handshake"; readonly answer: HttpAnswer }
  | {
      readonly kind: "ignored";
      readonly reason: string;
      readonly about?: IgnoredAbout;
      readonly failures?: readonly LateFailure[];
    }
  /** `status` 400, 401, 403 …, or 200 for what is signed and senseless; `reason` goes to the caller, so no secrets. */
  | { readonly kind: "rejected"; readonly status: number; readonly reason: string };

/** What became of a message that was read, for the driver's answer. */
export type Acceptance = "accepted" | "duplicate" | "forbidden-group";

export interface Picture {
  readonly png: Buffer;
  /** What it shows, for those who don't see it. */
  readonly alt: string;
}

/** One of the answers that a message offers, as a button where the platform has them. */
export interface Choice {
  /** What a person would write to answer so. */
  readonly value: string;
  readonly label: string;
}

export type OutboundKind = "reply" | "confirmation" | "alert" | "digest" | "notice";

/** One message to people. */
export interface OutboundMessage {
  /** Stays the same on every retry, and after a restart. */
  readonly id: string;
  readonly kind: OutboundKind;
  /** One of the two is set: a group, or a person's direct chat. */
  readonly groupId: string | undefined;
  readonly recipientId: string | undefined;
  readonly text: string;
  /** Platform ids of the messages that caused it, oldest first; empty for what nobody asked for. */
  readonly inReplyTo: readonly string[];
  /** Accounts. */
  readonly mentions: readonly string[];
  readonly picture: Picture | undefined;
  /** The emoji to put on the message instead of sending `text`, where the platform has reactions. */
  readonly reaction: string | undefined;
  /** Answers that the text names too, so that nothing is lost where there are no buttons. Left out: none. */
  readonly choices?: readonly Choice[];
}

export interface Delivery {
  /** The platform's id of what was sent, so that people can quote it; undefined where it doesn't tell. */
  readonly messageId: string | undefined;
}

/** How fast a target (one group or person) may be sent to. */
export interface SendLimit {
  readonly messages: number;
  readonly perMs: number;
}

/** One line of `npm run doctor`. */
export interface Checkup {
  readonly ok: boolean;
  readonly sentence: string;
}

export interface Channel {
  /** Its name in paths (`/webhooks/<name>`), ids and the 成员 tab. */
  readonly platform: string;
  readonly sendLimit: SendLimit | undefined;
  /** What one message holds; longer texts are sent in pieces. Left out: anything. */
  readonly textLimit?: PieceLimit;
  /** Largest body that is read, bytes. */
  readonly maxBodyBytes: number;
  /** Verifies, then reads. Pure but for its secrets; `now` for replay windows. */
  read(request: RawRequest, now: Date): WebhookReading;
  /** The answer once all messages of a reading are safe; `messages`: those that were taken. */
  answer(acceptances: readonly Acceptance[], messages?: readonly InboundMessage[]): HttpAnswer;
  /** Sends one message. @throws DeliveryError */
  send(message: OutboundMessage): Promise<Delivery>;
  /** The display name of a sender where the payload has none; undefined where it can't be found. */
  fetchName?(senderId: string): Promise<string | undefined>;
  /** For doctor: token accepted. */
  check?(): Promise<readonly Checkup[]>;
  /** For doctor: whether this group is known to the platform and has the bot in it, where the platform can tell. */
  checkGroup?(groupId: string): Promise<readonly Checkup[]>;
}
