/** What buyers should ask suppliers about at a moment, as a snapshot of the sheet tells it. */
import { followUps, type FollowUp } from "../inventory/purchasing/follow-up";
import { noPurchasing } from "../inventory/purchasing/orders";
import { dayText } from "../language/text/calendar";
import type { Snapshot } from "../sheet/stockroom";

export const followUpsAt = (
  now: Date,
  {
    purchasing = noPurchasing,
    items,
    timeZone,
  }: Pick<Snapshot, "purchasing" | "items" | "timeZone">,
): readonly FollowUp[] => followUps(purchasing, { items, now, today: dayText(now, timeZone) });
