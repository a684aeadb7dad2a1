/**
 * The generic channel's JSON, field by field. In: a signed body. Out: its message, or a sentence that names
 * the field and what it should be. Nothing is guessed: who posts here is a program that can be repaired.
 */
import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";
import { z } from "zod";
import type { WebhookReading } from "../channel";
import { nameOf, parseObject } from "../transport/json";
import { rejected } from "../transport/webhook-reading";

const should = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }): string =>
    `${input === undefined ? "is missing; it " : ""}should be ${what}`,
});

/** 1 to 200 characters, of which half a surrogate pair is none. */
const idForm = /^[^\p{Cc}\p{Cs}]{1,200}$/u;
const mentionsRead = 100;
const offsetTime = /^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

const types = ["message", "edited", "deleted"] as const;
const beType = should(`one of ${types.join(", ")}`);
const beFlag = should("true or false");
const beId = should("a text of 1 to 200 characters, none of them a control character");
const beIds = should(`a list of at most ${mentionsRead} ids`);
const beTime = should("a time with its offset, such as 2026-11-22T09:30:00+08:00");

/** A sheet does not keep blanks around it. */
const anId = z.string(beId).regex(idForm, beId).trim().min(1, beId);
const aText = z.string(should("a text")).transform((text) => text.replace(/\p{Cs}/gu, "\ufffd"));
const aTime = z
  .string(beTime)
  .regex(offsetTime, beTime)
  .transform((time) => parseISO(time))
  .refine(isValid, beTime);

const said = z.object({
  type: z.enum(types, beType),
  tapped: z.boolean(beFlag).default(false),
  addressed: z.boolean(beFlag).default(false),
  // Checked as the contract has it; nothing is read from it.
  mentions: z
    .array(z.string(beIds).regex(idForm, beIds), beIds)
    .max(mentionsRead, beIds)
    .optional(),
  messageId: anId,
  groupId: anId.optional(),
  senderId: anId,
  senderName: aText,
  text: aText,
  sentAt: aTime,
  quotedMessageId: anId.optional(),
});
const deleted = said.extend({ senderName: aText.default(""), text: aText.default("") });

export function readGeneric(body: Buffer): WebhookReading {
  const text = utf8(body);
  if (text === undefined) return rejected(400, "body: should be UTF-8");
  const given = parseObject(text);
  if (given === undefined) return rejected(400, "body: should be one JSON object");
  // Low-code bridges send null for what they leave out.
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const shape = fields["type"] === "deleted" ? deleted : said;
  const isTap = fields["tapped"] === true;
  const { data, error } = (isTap ? shape.extend({ quotedMessageId: anId }) : shape).safeParse(
    fields,
  );
  if (error !== undefined) {
    const [mistake] = error.issues;
    return rejected(400, `${String(mistake?.path[0])}: ${mistake?.message ?? ""}`);
  }
  const { type, messageId, groupId, senderId, senderName, sentAt, quotedMessageId } = data;
  const message = {
    ...{ type, platform: "generic", messageId, groupId, senderId, sentAt, quotedMessageId },
    senderName: nameOf(senderName),
    text: data.text,
    ...(data.addressed && { isAddressed: true as const }),
    ...(data.tapped && { tap: {} }),
  };
  return { kind: "messages", messages: [message] };
}

function utf8(body: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
