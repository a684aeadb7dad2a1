/** Times for the rows of the ledger, strictly rising within the sheet. Pure. */
import type { Ground } from "./ground";
import { fromSerial, toSerial } from "./times";

/** How often the movements of a commit are put on the sheet anew before a last time. */
export const repairRounds = 5;
/** Room between two rows of different items: an adjustment found in any round of repair finds a time. */
export const gapMs = repairRounds + 2;
const dayMs = 86_400_000;

/** Times for new rows: the clock's, but each later than the one before it and than any in the ledger. */
export function createRowClock({
  memory,
  now,
  timeZone,
}: Pick<Ground, "memory" | "now" | "timeZone">): (gap: number) => Date {
  const wallMs = (instant: Date): number => Math.round(toSerial(instant, timeZone) * dayMs);
  const newest = memory.newestAt();
  let last = newest > 0 && newest < now.getTime() + dayMs ? wallMs(new Date(newest)) : 0;
  return (gap) => {
    last = Math.max(wallMs(now), last + gap);
    return fromSerial(last / dayMs, timeZone);
  };
}
