/**
 * A reading as one flat object, the way `npm run read-webhook` prints it. Edits and deletions, which the relay acts on,
 * show as `ignored` with a lifecycle: they are no messages of their own; a bare call to the relay has no text to show.
 */
import type { IgnoredAbout, InboundMessage, WebhookReading } from "../channel";

/** The fields of the printed object, in their order. `undefined` ones are left out. */
export interface Shown {
  readonly kind: "message" | "handshake" | "ignored" | "rejected";
  readonly messageId: string | null;
  readonly groupId: string | null;
  readonly senderId: string | null;
  readonly senderName: string | null;
  readonly text: string | null;
  /** Milliseconds. */
  readonly timestamp: number | null;
  readonly reason?: string | undefined;
  readonly messages?: readonly Omit<Shown, "kind">[] | undefined;
  readonly response?:
    { readonly status: number; readonly body?: string; readonly bodyJson?: unknown } | undefined;
  readonly lifecycle?: Lifecycle | undefined;
  readonly replyTo?: string | undefined;
  readonly threadId?: string | undefined;
  readonly quotedText?: string | undefined;
  readonly forwarded?: true | undefined;
  readonly tapped?: true | undefined;
  readonly mentionsBot?: true | undefined;
}

interface Lifecycle {
  readonly type: "edit" | "revoke" | "migrate";
  readonly targetMessageId?: string;
  readonly newText?: string;
  readonly toGroupId?: string;
}

export function showReading(reading: WebhookReading): Shown {
  switch (reading.kind) {
    case "messages":
      return showMessages(reading.messages);
    case "handshake": {
      const { status, contentType, body } = reading.answer;
      const said = contentType.startsWith("application/json")
        ? { bodyJson: JSON.parse(body) as unknown }
        : { body };
      return { kind: "handshake", ...nothing, response: { status, ...said } };
    }
    case "rejected":
      return {
        kind: "rejected",
        ...nothing,
        reason: reading.reason,
        response: { status: reading.status },
      };
    case "ignored": {
      const toGroupId = reading.about?.movedToGroupId;
      return {
        kind: "ignored",
        ...showAbout(reading.about ?? {}),
        reason: reading.reason,
        ...(toGroupId !== undefined && { lifecycle: { type: "migrate", toGroupId } }),
      };
    }
  }
}

const nothing = {
  messageId: null,
  groupId: null,
  senderId: null,
  senderName: null,
  text: null,
  timestamp: null,
} as const;

function showMessages(all: readonly InboundMessage[]): Shown {
  const written = all.filter(({ type, text }) => type === "message" && text !== "");
  const messages = written.map(showMessage);
  const [first] = messages;
  if (first !== undefined)
    return { kind: "message", ...first, ...(messages.length > 1 && { messages }) };
  const [event] = all;
  if (event === undefined) return { kind: "ignored", ...nothing, reason: "not_a_message" };
  if (event.type === "message")
    return { kind: "ignored", ...showMessage(event), reason: "no_text" };
  const isEdit = event.type === "edited";
  return {
    kind: "ignored",
    ...showMessage(event),
    messageId: event.eventId ?? event.messageId,
    reason: isEdit ? "edited" : "revoked",
    lifecycle: {
      type: isEdit ? "edit" : "revoke",
      targetMessageId: event.messageId,
      ...(isEdit && { newText: event.text }),
    },
  };
}

function showMessage(message: InboundMessage): Omit<Shown, "kind"> {
  const { text, quotedText, isForwarded, tap, isAddressed } = message;
  return {
    ...showAbout(message),
    text: text || null,
    ...(quotedText !== undefined && { quotedText }),
    ...(isForwarded === true && { forwarded: true }),
    ...(tap !== undefined && { tapped: true }),
    ...(isAddressed === true && { mentionsBot: true }),
  };
}

function showAbout(about: IgnoredAbout & { readonly timeIsArrival?: true }): Omit<Shown, "kind"> {
  const { messageId, groupId, senderId, senderName, sentAt, threadId, timeIsArrival } = about;
  const replyTo = about.quotedMessageId ?? threadId;
  return {
    messageId: messageId ?? null,
    groupId: groupId ?? null,
    senderId: senderId || null,
    senderName: senderName || null,
    text: null,
    timestamp: sentAt === undefined || timeIsArrival === true ? null : sentAt.getTime(),
    ...(replyTo !== undefined && { replyTo }),
    ...(threadId !== undefined && { threadId }),
  };
}
