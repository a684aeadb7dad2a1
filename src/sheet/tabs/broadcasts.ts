/** 播报: a row an entry of the outbox; 状态 holds the word and, for a failure, its reason behind it. */
import type { Broadcast } from "../../inventory/movements/broadcast";
import {
  broadcastStatuses,
  broadcastTypes,
  keyOfWord,
  tabs,
} from "../../language/sheet-words/headings";
import { exactText, text, time, wordOf } from "./codecs";
import { declareTab } from "./declare";

const statusWithReason = /^(\S+?)[\uff1a:]\s*([\s\S]*)$/;

export const broadcastsTab = declareTab(tabs.broadcasts, {
  name: "broadcasts",
  columns: {
    at: time,
    type: wordOf(broadcastTypes),
    group: text,
    text: exactText,
    status: text,
    key: text,
  },
  needed: ["at", "type", "key"],
  key: ["key"],
  extent: { kind: "ends", first: 300, last: 1_000 },
  entry({ status: written, ...row }): Broadcast {
    const [, word = written, reason = ""] = statusWithReason.exec(written) ?? [];
    return { ...row, status: keyOfWord(broadcastStatuses, word) ?? "failed", reason };
  },
  values: (row) => ({ ...row, status: broadcastStatus(row) }),
});

/** What stands in 状态. */
export function broadcastStatus({ status, reason }: Pick<Broadcast, "status" | "reason">): string {
  return reason === "" ? broadcastStatuses[status] : `${broadcastStatuses[status]}\uff1a${reason}`;
}
