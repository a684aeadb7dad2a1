/** An entry of the 播报 tab, the outbox that survives a restart: what the group is told unasked, exactly once. */

export type BroadcastType = "digest" | "weekly" | "monthly" | "discipline" | "alert" | "notice";
export type BroadcastStatus = "waiting" | "sent" | "failed";

export interface BroadcastDraft {
  readonly type: BroadcastType;
  /** `platform:groupId`, or `platform:@account` of one person. */
  readonly group: string;
  readonly text: string;
  /** 去重键: an entry with a key that stands in the tab already is not added again. */
  readonly key: string;
  /** What stands in 时间: of a digest the end of its window, to the millisecond. Left out: the time of the commit. */
  readonly at?: Date;
}

export interface Broadcast extends BroadcastDraft {
  readonly at: Date;
  readonly status: BroadcastStatus;
  /** Why it failed, or who sends it while it waits; else "". */
  readonly reason: string;
  /** Not written by the relay of this STATE_DIR, as far as it knows. */
  readonly byAnother?: true;
}
