/**
 * The generic channel's JSON, field by field. In: a signed body. Out: its message, or a sentence that names
 * the field and what it should be. Nothing is guessed: who posts here is a program that can be repaired.
 */
import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";
import type { InboundMessage, WebhookReading } from "../channel";
import { nameOf, parseObject } from "../transport/json";
import { rejected } from "../transport/webhook-reading";

/** What a field is, or what it should be. */
type Checked<Value> = { readonly value: Value } | { readonly should: string };

const types = ["message", "edited", "deleted"] as const;
const mentionsRead = 100;
const offsetTime = /^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

export function readGeneric(body: Buffer): WebhookReading {
  const text = utf8(body);
  if (text === undefined) return rejected(400, "body: should be UTF-8");
  const fields = parseObject(text);
  if (fields === undefined) return rejected(400, "body: should be one JSON object");
  const mistakes: string[] = [];
  const read = <Value>(
    name: string,
    check: (value: unknown) => Checked<Value>,
  ): Value | undefined => {
    // Low-code bridges send null for what they leave out.
    const checked = check(fields[name] ?? undefined);
    if ("value" in checked) return checked.value;
    mistakes.push(
      `${name}: ${fields[name] == null ? "is missing; it " : ""}should be ${checked.should}`,
    );
    return undefined;
  };
  const message = messageOf(read);
  const [mistake] = mistakes;
  return mistake === undefined ? { kind: "messages", messages: [message] } : rejected(400, mistake);
}

type Read = <Value>(name: string, check: (value: unknown) => Checked<Value>) => Value | undefined;

/** Whole only when nothing was noted as a mistake. */
function messageOf(read: Read): InboundMessage {
  const type = read("type", oneOfTypes) ?? "message";
  const isDeleted = type === "deleted";
  const tapped = read("tapped", optional(aFlag)) ?? false;
  const isAddressed = read("addressed", optional(aFlag)) ?? false;
  // Checked as the contract has it; nothing is read from it.
  read("mentions", optional(ids));
  return {
    type,
    platform: "generic",
    messageId: read("messageId", anId) ?? "",
    groupId: read("groupId", optional(anId)),
    senderId: read("senderId", anId) ?? "",
    senderName: nameOf(read("senderName", isDeleted ? optional(aText) : aText)),
    text: read("text", isDeleted ? optional(aText) : aText) ?? "",
    sentAt: read("sentAt", aTime) ?? new Date(NaN),
    quotedMessageId: read("quotedMessageId", tapped ? anId : optional(anId)),
    ...(isAddressed && { isAddressed }),
    ...(tapped && { tap: {} }),
  };
}

function oneOfTypes(value: unknown): Checked<InboundMessage["type"]> {
  const type = types.find((each) => each === value);
  return type === undefined ? { should: `one of ${types.join(", ")}` } : { value: type };
}

function aFlag(value: unknown): Checked<boolean> {
  return typeof value === "boolean" ? { value } : { should: "true or false" };
}

function optional<Value>(
  check: (value: unknown) => Checked<Value>,
): (value: unknown) => Checked<Value | undefined> {
  return (value) => (value === undefined ? { value: undefined } : check(value));
}

function anId(value: unknown): Checked<string> {
  if (typeof value === "string" && isId(value) && value.trim() !== "")
    return { value: value.trim() };
  return { should: "a text of 1 to 200 characters, none of them a control character" };
}

/** 1 to 200 characters, of which half a surrogate pair is none. A sheet does not keep blanks around it. */
const isId = (text: string): boolean => /^[^\p{Cc}\p{Cs}]{1,200}$/u.test(text);

function ids(value: unknown): Checked<readonly string[]> {
  const isList =
    Array.isArray(value) &&
    value.length <= mentionsRead &&
    value.every((each): each is string => typeof each === "string" && isId(each));
  return isList ? { value } : { should: `a list of at most ${mentionsRead} ids` };
}

function aText(value: unknown): Checked<string> {
  return typeof value === "string"
    ? { value: value.replace(/\p{Cs}/gu, "\ufffd") }
    : { should: "a text" };
}

function aTime(value: unknown): Checked<Date> {
  const isWhole = typeof value === "string" && offsetTime.test(value);
  const moment = isWhole ? parseISO(value) : undefined;
  return isValid(moment) && moment !== undefined
    ? { value: moment }
    : { should: "a time with its offset, such as 2026-11-22T09:30:00+08:00" };
}

function utf8(body: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
