/** 播报: a row an entry of the outbox; 状态 holds the word and, for a failure, its reason behind it. */
import type { Broadcast } from "../../inventory/movements/broadcast";
import {
  broadcastStatuses,
  broadcastTypes,
  keyOfWord,
  tabs,
} from "../../language/sheet-words/headings";
import { readTime } from "../api/times";
import { toSerial } from "../../inventory/wall-clock";
import { declareTab } from "./declare";
import { storedText } from "./stored-text";

const statusWithReason = /^(\S+?)[\uff1a:]\s*([\s\S]*)$/;

export const broadcastsTab = declareTab<Broadcast, keyof typeof tabs.broadcasts.columns>(
  tabs.broadcasts,
  {
    name: "broadcasts",
    kinds: { at: "time", type: Object.values(broadcastTypes) },
    needed: ["at", "type", "key"],
    key: ["key"],
    extent: { kind: "ends", first: 300, last: 1_000 },
    parse({ cell, text, rawText }, timeZone) {
      const key = text("key");
      const type = keyOfWord(broadcastTypes, text("type"));
      const at = readTime(cell("at"), timeZone);
      if (key === "" || type === undefined || at === undefined) return undefined;
      const written = text("status");
      const [, word = written, reason = ""] = statusWithReason.exec(written) ?? [];
      const status = keyOfWord(broadcastStatuses, word) ?? "failed";
      return { at, type, group: text("group"), text: rawText("text"), status, reason, key };
    },
    format: (broadcast, timeZone) => ({
      at: toSerial(broadcast.at, timeZone),
      type: broadcastTypes[broadcast.type],
      group: storedText(broadcast.group),
      text: storedText(broadcast.text),
      status: broadcastStatus(broadcast),
      key: broadcast.key,
    }),
  },
);

/** What stands in 状态. */
export function broadcastStatus({ status, reason }: Pick<Broadcast, "status" | "reason">): string {
  return reason === "" ? broadcastStatuses[status] : `${broadcastStatuses[status]}\uff1a${reason}`;
}
