/** The ledger further back than a snapshot holds it, where a decision rests on that. */
import type { Decision, DecisionContext } from "../inventory/decide/decision";
import { underPresentNames } from "../inventory/figures/renamed";
import { itemKeyOf } from "../inventory/items/item";
import type { Movement } from "../inventory/movements/movement";
import type { Snapshot } from "../sheet/stockroom";

export interface LedgerSince {
  readonly from: Date;
  readonly rows: readonly Movement[];
}

/** Newest first, what was booked after the ledger was read included. */
export function rowsSince(
  { from, rows }: LedgerSince,
  { recent, items }: Snapshot,
): Pick<DecisionContext, "recent" | "recentSince"> {
  const known = new Set(recent.map(({ id }) => id));
  const all = [...recent, ...rows.filter(({ id }) => !known.has(id))];
  return { recent: underPresentNames(all, items), recentSince: from };
}

/** What the ledger was read for further back: the rows of items that are counted as of then. */
export function earlierRows({ lines }: Decision, { recent }: DecisionContext): readonly Movement[] {
  const counted = lines.filter(({ effect }) => effect.kind === "count").map(itemKeyOf);
  return recent.filter((row) => counted.includes(itemKeyOf(row)));
}
