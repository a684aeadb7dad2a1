/** New entries of 播报 in a commit in the making. Pure. */
import type { Broadcast, BroadcastDraft } from "../../inventory/movements/broadcast";
import type { Booking } from "../stockroom";
import type { Draft } from "./draft";
import type { PlanningState } from "./state";

/** Enters what is to be announced, and warnings that the draft's movements cause. Answers what was not there yet. */
export function announce(
  { announceCrossings, policy, timeZone, now }: PlanningState,
  draft: Draft,
  booked: readonly Pick<Booking, "broadcasts">[],
): readonly Broadcast[] {
  const { movements } = draft;
  const warnings =
    movements.length === 0
      ? []
      : announceCrossings(movements, draft.itemsAfter(), policy, timeZone);
  return [...warnings, ...booked.flatMap(({ broadcasts }) => broadcasts)].flatMap(
    (one): Broadcast[] => {
      const entry = waitingEntry(one, now);
      return draft.append("broadcasts", entry) ? [entry] : [];
    },
  );
}

/** An entry of 播报 that is to be sent yet. */
const waitingEntry = (draft: BroadcastDraft, now: Date): Broadcast => ({
  ...draft,
  at: draft.at ?? now,
  status: "waiting",
  reason: "",
});
