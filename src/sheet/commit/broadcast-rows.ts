/** Entries of 播报 in a commit in the making: new ones, and what became of those that stand. Pure. */
import type { Broadcast, BroadcastDraft } from "../../inventory/movements/broadcast";
import type { BroadcastSettlement } from "../stockroom";
import { broadcastStatus } from "../tabs/broadcasts";
import { entriesOf, type Grid } from "../tabs/grid";
import type { Draft } from "./draft";
import type { DesiredCells } from "./facts";
import type { PlanningState } from "./state";

/** Enters what is to be announced, and warnings that the draft's movements cause. Answers what was not there yet. */
export function announce(
  { announceCrossings, policy, timeZone, now }: PlanningState,
  draft: Draft,
  announcements: readonly BroadcastDraft[],
): readonly Broadcast[] {
  const { movements } = draft;
  const warnings =
    movements.length === 0
      ? []
      : announceCrossings(movements, draft.itemsAfter(), policy, timeZone);
  return [...warnings, ...announcements].flatMap((one): Broadcast[] => {
    const entry = waitingEntry(one, now);
    return draft.append("broadcasts", entry) ? [entry] : [];
  });
}

/** An entry of 播报 that is to be sent yet. */
export const waitingEntry = (draft: BroadcastDraft, now: Date): Broadcast => ({
  ...draft,
  at: draft.at ?? now,
  status: "waiting",
  reason: "",
});

/** 状态 of an entry of 播报, where what was waited for still stands. */
export function settlementOf(
  { clean, timeZone }: PlanningState,
  settlement: BroadcastSettlement,
): readonly DesiredCells[] {
  const grid = clean.get("broadcasts") as Grid<Broadcast> | undefined;
  const stands = entriesOf(grid, timeZone).find(({ entry }) => entry.key === settlement.key)?.entry;
  if (stands === undefined) return [];
  const { whereReason } = settlement;
  const waits = stands.status === "waiting" && stands.reason === whereReason;
  if (whereReason !== undefined && !waits) return [];
  return [
    {
      tab: "broadcasts",
      key: settlement.key,
      fields: { status: broadcastStatus(settlement) },
      expected: whereReason === undefined ? {} : { status: broadcastStatus(stands) },
    },
  ];
}
