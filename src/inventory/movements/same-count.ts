/** Several people see the same empty shelf: whether a count that would wait for a keeper waits already. Pure. */
import { itemKey } from "../items/item";
import { bookedAfter } from "./count";
import type { Movement } from "./movement";
import type { PendingEntry } from "./pending";
import type { Plan, PlannedLine } from "./plan";

/** How far back movements are always known. */
export const recentMs = 48 * 60 * 60_000;

/** The one count that a plan is. */
export function countIn(plan: Plan | undefined): PlannedLine | undefined {
  const [line, ...others] = plan?.lines ?? [];
  const isAlone = others.length === 0 && plan?.undoes.length === 0;
  return isAlone && line?.type === "stocktake" ? line : undefined;
}

/**
 * The open entry of the same item and figure, where nothing was booked on the item since.
 *
 * @param recent all movements since `recentSince`, newest first
 */
export function sameCountIn(
  entries: readonly PendingEntry[],
  line: PlannedLine,
  { recent, recentSince }: { readonly recent: readonly Movement[]; readonly recentSince: Date },
): PendingEntry | undefined {
  const rows = recent.filter((row) => keyOf(row) === keyOf(line));
  return entries.find(({ status, plan, at }) => {
    const other = status === "open" ? countIn(plan) : undefined;
    if (other?.quantity !== line.quantity || keyOf(other) !== keyOf(line)) return false;
    const since = other.countedAt ?? at;
    return since >= recentSince && bookedAfter(since, rows).length === 0;
  });
}

const keyOf = ({ itemName: name, spec }: Pick<PlannedLine, "itemName" | "spec">): string =>
  itemKey({ name, spec });
