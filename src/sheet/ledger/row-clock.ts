/** Times for the rows of the ledger, to the millisecond and strictly rising within the sheet. */
import { fromSerial } from "../api/times";
import { toSerial } from "../../inventory/wall-clock";

const dayMs = 86_400_000;

/** Times for new rows: the clock's, but each later than the one before it and than any in the ledger. */
export function createRowClock(facts: {
  readonly newestAt: number;
  readonly now: Date;
  readonly timeZone: string;
}): () => Date {
  const { newestAt, now, timeZone } = facts;
  const wallMs = (instant: Date): number => Math.round(toSerial(instant, timeZone) * dayMs);
  // A time that lies far ahead was typed by a person, or written by a clock that was wrong.
  const isCredible = newestAt > 0 && newestAt < now.getTime() + dayMs;
  let last = isCredible ? wallMs(new Date(newestAt)) : 0;
  return () => {
    last = Math.max(wallMs(now), last + 1);
    return fromSerial(last / dayMs, timeZone);
  };
}
