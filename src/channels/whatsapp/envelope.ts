/**
 * The envelope in which Meta (and 360dialog, unchanged) posts what happened: up to 1000 updates of many people in one
 * POST. Messages, edits and revocations come out, and what could not be delivered; echoes of the own number and group
 * settings don't.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/group
 */
import type { IgnoredAbout, InboundMessage, WebhookReading } from "../channel";
import {
  fieldsOf,
  idOf,
  itemsOf,
  momentOf,
  nameOf,
  parseObject,
  textOf,
  type Fields,
} from "../transport/json";
import { spaceLeft } from "../transport/own-mention";
import {
  gather,
  ignoredEvent,
  malformedBody,
  messageEvent,
  timed,
  type ReadEvent,
} from "../transport/webhook-reading";
import { readStatus } from "./status";
import { readTap } from "./tap";

export interface EnvelopeContext {
  /** `whatsapp` or `360dialog`. */
  readonly platform: string;
  /** Set: what was sent to the account's other numbers is not ours. */
  readonly phoneNumberId?: string | undefined;
  readonly arrivedAt: Date;
}

export function readEnvelope(body: Buffer, context: EnvelopeContext): WebhookReading {
  const envelope = parseObject(body);
  if (envelope === undefined) return malformedBody;
  const changes = itemsOf(envelope["entry"]).flatMap((entry) =>
    itemsOf(fieldsOf(entry)["changes"]),
  );
  return gather(changes.flatMap((change) => readChange(fieldsOf(change), context)));
}

function readChange(change: Fields, context: EnvelopeContext): readonly ReadEvent[] {
  const value = fieldsOf(change["value"]);
  if (change["field"] === "smb_message_echoes") return [ignoredEvent("own_message")];
  if (change["field"] !== "messages") return [ignoredEvent("not_a_message", groupIn(value))];
  const number = fieldsOf(value["metadata"])["phone_number_id"];
  if (context.phoneNumberId !== undefined && number !== context.phoneNumberId) {
    return [ignoredEvent("other_number")];
  }
  const messages = itemsOf(value["messages"]).map((message) =>
    readMessage(fieldsOf(message), value, context),
  );
  const statuses = itemsOf(value["statuses"]).map((status) =>
    readStatus(fieldsOf(status), context.platform),
  );
  const events = [...messages, ...statuses];
  return events.length > 0 ? events : [ignoredEvent("not_a_message")];
}

/** The group whose members or settings changed. */
function groupIn(value: Fields): IgnoredAbout {
  const group = fieldsOf(itemsOf(value["groups"])[0]);
  const groupId = idOf(group["group_id"]);
  const sentAt = momentOf(group["timestamp"], 1);
  return { ...(groupId !== undefined && { groupId }), ...(sentAt !== undefined && { sentAt }) };
}

function readMessage(message: Fields, value: Fields, context: EnvelopeContext): ReadEvent {
  const messageId = idOf(message["id"]);
  const contact = contactOf(message, value);
  const profile = fieldsOf(contact["profile"]);
  const senderId = senderOf(message, contact);
  if (messageId === undefined || senderId === undefined) return ignoredEvent("not_a_message");
  const said = fieldsOf(message["context"]);
  const isForwarded = said["forwarded"] === true || said["frequently_forwarded"] === true;
  const read: InboundMessage = {
    type: "message",
    platform: context.platform,
    messageId,
    groupId: idOf(message["group_id"]),
    senderId,
    senderName: nameOf(profile["name"]) || nameOf(profile["username"]),
    text: "",
    ...timed(momentOf(message["timestamp"], 1), context.arrivedAt),
    quotedMessageId: idOf(said["id"]),
    ...(isForwarded && { isForwarded: true as const }),
  };
  const ownNumber = digitsOf(fieldsOf(value["metadata"])["display_phone_number"]);
  if (ownNumber !== "" && digitsOf(message["from"]) === ownNumber)
    return ignoredEvent("own_message", read);
  const event = eventOf(message, read);
  if (event.kind !== "message") return event;
  const answersBot = ownNumber !== "" && digitsOf(said["from"]) === ownNumber;
  return withoutAddress(event.message, ownNumber, answersBot);
}

/** Meta writes the own number with or without its punctuation. */
function digitsOf(number: unknown): string {
  return textOf(number).replace(/\D/g, "");
}

/** A mention of the own number only says to whom this is. */
function withoutAddress(
  message: InboundMessage,
  ownNumber: string,
  answersBot: boolean,
): ReadEvent {
  if (ownNumber === "") return messageEvent(message);
  const { text } = message;
  let isAddressed = answersBot;
  const address = new RegExp(`@${ownNumber}(?!\\d)([ \u00a0]?)`, "gu");
  const without = text.replace(address, (_, space: string, at: number) => {
    isAddressed = true;
    return spaceLeft(text.slice(0, at), space);
  });
  return messageEvent({ ...message, text: without, ...(isAddressed && { isAddressed }) });
}

/** People who hide their number have only an id of the business's own. */
function senderOf(message: Fields, contact: Fields): string | undefined {
  const ids = [message["from_user_id"], message["from"], contact["user_id"], contact["wa_id"]];
  return ids.map(idOf).find((id) => id !== undefined);
}

function eventOf(message: Fields, read: InboundMessage): ReadEvent {
  const type = textOf(message["type"]);
  switch (type) {
    case "edit":
    case "revoke": {
      const { original_message_id, message: edited } = fieldsOf(message[type]);
      const original = idOf(original_message_id);
      if (original === undefined) return ignoredEvent("not_a_message", read);
      const event = { ...read, messageId: original, eventId: read.messageId };
      return type === "revoke"
        ? messageEvent({ ...event, type: "deleted" })
        : messageEvent({ ...event, type: "edited", text: contentOf(fieldsOf(edited)) });
    }
    case "interactive":
      return readTap(message, read) ?? messageEvent({ ...read, text: contentOf(message) });
    case "reaction":
    case "system":
    case "unsupported":
    case "unknown":
    case "errors":
      return ignoredEvent(type === "reaction" ? "reaction" : "not_a_message", read);
    default:
      return messageEvent({ ...read, text: contentOf(message) });
  }
}

/** What a person wrote: a text, a caption, or the button that they tapped. */
function contentOf(message: Fields): string {
  const type = textOf(message["type"]);
  const content = fieldsOf(message[type]);
  switch (type) {
    case "text":
      return textOf(content["body"]);
    case "button":
      return textOf(content["text"]);
    case "interactive": {
      const chosen = fieldsOf(content["button_reply"] ?? content["list_reply"]);
      return textOf(chosen["title"]);
    }
    case "image":
    case "video":
    case "document":
      return textOf(content["caption"]);
    default:
      return "";
  }
}

/** The contact that the message belongs to; a single one also without a match. */
function contactOf(message: Fields, value: Fields): Fields {
  const contacts = itemsOf(value["contacts"]).map(fieldsOf);
  const own = contacts.find(
    ({ user_id, wa_id }) =>
      (user_id !== undefined && user_id === message["from_user_id"]) ||
      (wa_id !== undefined && wa_id === message["from"]),
  );
  return own ?? (contacts.length === 1 ? fieldsOf(contacts[0]) : {});
}
