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
import { exactText, orElse, text, time, wholeNumber, wordOf, type Codec } from "./codecs";
import { declareTab } from "./declare";

/** Anything but 待处理 that a person wrote closes the entry; an empty cell leaves it open. */
const status: Codec<PendingEntry["status"]> = {
  ...orElse(wordOf(pendingStatuses), "confirmed"),
  read({ text: read }, field) {
    const word = read(field);
    return word === "" ? "open" : (keyOfWord(pendingStatuses, word) ?? "confirmed");
  },
};

export const pendingTab = declareTab(tabs.pending, {
  name: "pending",
  columns: {
    number: wholeNumber,
    at: orElse(time, new Date(0)),
    // The relay's own word, which nobody has to choose.
    kind: { ...orElse(wordOf(pendingKinds), "unclear"), kind: "text" },
    text: exactText,
    operator: text,
    reason: text,
    status,
    handledBy: text,
    handledAt: time,
    messageId: text,
    account: text,
    plan: text,
  },
  needed: ["number"],
  laidByRelay: ["account", "plan"],
  key: ["number"],
  numbered: "number",
  cause: "messageId",
  extent: { kind: "whole" },
  entry: (row): PendingEntry => ({
    ...row,
    plan: parsePlan(row.plan, row),
    ...(row.kind === "code" && { document: parseDocument(row.plan, row.messageId) }),
  }),
  values: (entry) => ({
    ...entry,
    plan: (entry.document && formatDocument(entry.document)) ?? formatPlan(entry.plan, entry),
  }),
});
