/**
 * An exported message as the relay would have had it from a webhook: an id that every export of the chat agrees on, its
 * sender's row of 成员, and what it means. Pure.
 */
import { createHash } from "node:crypto";
import type { InboundMessage } from "../../channels/channel";
import { importSource } from "../../inventory/figures/digest";
import type { Intent } from "../../inventory/intent";
import { cleanName, type Member } from "../../inventory/people/member";
import type { ChatExport } from "../../language/exports/whatsapp-export";
import type { Lexicon } from "../../language/names/lexicon";
import { undistinguishedName } from "../../language/names/namesakes";
import { nothingWaiting } from "../questions/answered-question";
import { readMessage } from "../understand";

export type ExportedMessage = ChatExport["messages"][number];

/** An exported message as the relay would have had it, and what it means. */
export interface ReadEntry {
  readonly message: ExportedMessage;
  readonly inbound: InboundMessage;
  readonly sender: Member;
  readonly intent: Intent;
}

export const isIssue = (intent: Intent): boolean =>
  intent.kind === "movement" && intent.type === "issue";

/** Without any conversation: nothing in an export answers the bot. */
export function readExported(
  message: ExportedMessage,
  members: readonly Member[],
  lexicon: Lexicon,
): ReadEntry {
  const inbound: InboundMessage = {
    type: "message",
    platform: importSource,
    messageId: importId(message),
    groupId: undefined,
    senderId: message.sender,
    senderName: message.sender,
    text: message.text,
    sentAt: message.sentAt,
    quotedMessageId: undefined,
  };
  const reading = readMessage(inbound, nothingWaiting, lexicon);
  const intent: Intent = reading.kind === "intent" ? reading.intent : { kind: "chatter" };
  return { message, inbound, sender: senderOf(message.sender, members), intent };
}

/** The same for every export of a chat: Android writes minutes only, so the seconds of iOS are left out. */
function importId({ sentAt, sender, text, placeInMinute }: ExportedMessage): string {
  const minute = Math.floor(sentAt.getTime() / 60_000);
  const seed = JSON.stringify([minute, sender, text, placeInMinute]);
  return createHash("sha256").update(seed).digest("hex").slice(0, 32);
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** The member whom the exporting phone names, by name or by number; else a person without department. */
function senderOf(written: string, members: readonly Member[]): Member {
  const number = /^\+?[\d\s()-]{7,}$/.test(written) ? digitsOf(written) : undefined;
  const shown = cleanName(written) || written;
  // A member bears the cleaned name, and a number behind it where somebody had that name already.
  const found = members.filter(({ name, account }) =>
    number === undefined
      ? name === written || undistinguishedName(name) === shown
      : digitsOf(account) === number,
  );
  const named = found.find(({ role }) => role !== "suspended") ?? found[0];
  const departments = new Set(found.map(({ department }) => department));
  return {
    name: named?.name ?? shown,
    department: departments.size === 1 ? (named?.department ?? "") : "",
    role: named?.role ?? "staff",
    platform: importSource,
    account: written,
  };
}
