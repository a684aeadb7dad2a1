/** 待处理: a row an entry that waits for a keeper or for an answer. */
import { formatDocument, parseDocument } from "../../inventory/documents/document-cell";
import type { PendingEntry } from "../../inventory/movements/pending";
import { formatPlan, parsePlan } from "../../inventory/movements/plan-cell";
import {
  keyOfWord,
  pendingKinds,
  pendingStatuses,
  tabs,
} from "../../language/sheet-words/headings";
import { wholeNumberOf } from "../api/cells";
import { readTime } from "../api/times";
import { toSerial } from "../../inventory/wall-clock";
import { declareTab } from "./declare";
import { storedText } from "./stored-text";

export const pendingTab = declareTab<PendingEntry, keyof typeof tabs.pending.columns>(
  tabs.pending,
  {
    name: "pending",
    kinds: {
      number: "whole number",
      at: "time",
      handledAt: "time",
      status: Object.values(pendingStatuses),
    },
    needed: ["number"],
    laidByRelay: ["account", "plan"],
    key: ["number"],
    numbered: "number",
    cause: "messageId",
    extent: { kind: "whole" },
    parse({ cell, text, rawText }, timeZone) {
      const number = wholeNumberOf(cell("number"));
      if (number === undefined) return undefined;
      const kind = keyOfWord(pendingKinds, text("kind")) ?? "unclear";
      const messageId = text("messageId");
      return {
        number,
        at: readTime(cell("at"), timeZone) ?? new Date(0),
        kind,
        account: text("account"),
        text: rawText("text"),
        operator: text("operator"),
        reason: text("reason"),
        status: statusOf(text("status")),
        handledBy: text("handledBy"),
        handledAt: readTime(cell("handledAt"), timeZone),
        messageId,
        plan: parsePlan(text("plan"), { kind, messageId }),
        ...(kind === "code" && { document: parseDocument(text("plan"), messageId) }),
      };
    },
    format: (entry, timeZone) => ({
      number: entry.number,
      at: toSerial(entry.at, timeZone),
      kind: pendingKinds[entry.kind],
      text: storedText(entry.text),
      operator: storedText(entry.operator),
      reason: storedText(entry.reason),
      status: pendingStatuses[entry.status],
      handledBy: storedText(entry.handledBy),
      handledAt: entry.handledAt && toSerial(entry.handledAt, timeZone),
      messageId: storedText(entry.messageId),
      account: storedText(entry.account),
      plan: storedText(
        (entry.document && formatDocument(entry.document)) ?? formatPlan(entry.plan, entry),
      ),
    }),
  },
);

/** Anything but 待处理 that a person wrote closes the entry; an empty cell leaves it open. */
function statusOf(text: string): PendingEntry["status"] {
  if (text === "") return "open";
  return keyOfWord(pendingStatuses, text) ?? "confirmed";
}
