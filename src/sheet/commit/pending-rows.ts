/** New entries of 待处理 in a commit in the making, numbered. */
import type { PendingDraft, PendingEntry } from "../../inventory/movements/pending";
import { entriesOf, rowsCausedBy, type Grid } from "../tabs/grid";
import type { Draft } from "./draft";
import type { PlanningState } from "./state";

export interface PendingRows {
  /** By this commit so far. */
  readonly entered: readonly PendingEntry[];
  enter(draft: PendingDraft, messageId: string): PendingEntry;
  /** An entry of 类型 核对, for the keepers. */
  check(reason: string): void;
}

const nobody = { text: "", operator: "", account: "", plan: undefined };

export function createPendingRows({ now }: Pick<PlanningState, "now">, draft: Draft): PendingRows {
  const entered: PendingEntry[] = [];
  const enter: PendingRows["enter"] = (one, messageId) => {
    const entry: PendingEntry = {
      ...one,
      number: draft.nextNumber("pending"),
      at: now,
      status: "open",
      handledBy: "",
      handledAt: undefined,
      messageId,
    };
    draft.append("pending", entry);
    entered.push(entry);
    return entry;
  };
  return {
    entered,
    enter,
    check: (reason) => void enter({ ...nobody, kind: "check", reason }, ""),
  };
}

type Known = Pick<PlanningState, "clean" | "timeZone">;

const standing = ({ clean, timeZone }: Known) =>
  entriesOf(clean.get("pending") as Grid<PendingEntry> | undefined, timeZone);

/** The entries of 待处理 that stand. */
export const pendingEntries = (state: Known): readonly PendingEntry[] =>
  standing(state).map(({ entry }) => entry);

/** Those that a message caused. */
export const entriesOfMessage = (state: Known, messageId: string): readonly PendingEntry[] => {
  const rows = new Set(rowsCausedBy(state.clean.get("pending"), messageId));
  if (rows.size === 0) return [];
  return standing(state).flatMap(({ placed, entry }) => (rows.has(placed) ? [entry] : []));
};
