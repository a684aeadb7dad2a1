/** Whether a booking was decided without knowing what stands in the ledger by now beside its counts, or its movements. Pure. */
import { grouped } from "../../inventory/figures/grouped";
import { bookOf, countAfter } from "../../inventory/movements/count";
import type { Movement } from "../../inventory/movements/movement";
import { traceOf } from "./memory";
import type { Booking } from "../stockroom";
import type { Step } from "./movements";

/**
 * A count was compared with another figure than the ledger has for its moment, or a movement is of before a count that stands:
 * what was there is in the count already, unless somebody says otherwise.
 *
 * @param newer the rows booked since the earliest moment of the lines, newest first
 */
export function isDecidedOnLess(
  { sentAt }: Pick<Booking, "sentAt">,
  steps: readonly Step[],
  newer: readonly Movement[],
): boolean {
  return [...grouped(steps, ({ key }) => key)].some(([key, own]) => {
    const counts = own.filter(({ line }) => line.effect.kind === "count");
    if (counts.length > 0) return counts.some(isOnOtherFigure);
    const isMoved = own[0].before !== own.at(-1)?.after;
    const isOfItem = (row: Movement): boolean => traceOf(row).key === key;
    const isCounted = newer.some((row) => row.type === "stocktake" && isOfItem(row));
    if (!isMoved || !isCounted) return false;
    const undone = new Set(own.map(({ line }) => line.undoes));
    const rows = newer.filter((row) => isOfItem(row) && !undone.has(row.id));
    return own.some(({ line }) => countAfter(line.tookAt ?? sentAt, rows) !== undefined);
  });
}

function isOnOtherFigure({ line: { effect }, ...step }: Step): boolean {
  if (effect.kind === "change" || effect.book === undefined) return false;
  return effect.book !== bookOf(effect, step);
}
