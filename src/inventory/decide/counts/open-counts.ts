/**
 * Several people see the same empty shelf: what an open entry says already joins it, with no further entry and no further
 * warning. In: the plan of a count that would wait for a keeper. Out: the answer that names the entry, if there is one.
 */
import { itemKey } from "../../items/item";
import { labelOf } from "../../items/label";
import { bookedAfter } from "../../movements/count";
import type { PendingEntry } from "../../movements/pending";
import type { Plan } from "../../movements/plan";
import { silence, type Decision, type DecisionContext } from "../decision";
import type { PlanContext } from "../draft-context";

/** undefined: no open entry says the same of the item as it stands now. */
export function joinOpenCount(
  plan: Plan,
  { context, closes }: Pick<PlanContext, "context" | "closes">,
): Decision | undefined {
  const [line, ...others] = plan.lines;
  if (line === undefined || others.length > 0 || plan.undoes.length > 0) return undefined;
  const entry = context.pending.find(
    (one) => !closes.some(({ number }) => number === one.number) && saysTheSame(one, plan, context),
  );
  if (entry === undefined) return undefined;
  const { itemName: name, spec, unit, quantity: counted } = line;
  const { operator, at, number } = entry;
  const label = labelOf({ name, spec }, context.items);
  return {
    ...silence,
    closes,
    replyParts: [{ kind: "joined", label, unit, counted, operator, at, number }],
    wantsFresh: true,
  };
}

/** Whether an open entry is a count of the same item and figure, and nothing was booked on the item since. */
function saysTheSame(
  { status, plan: waiting, at }: PendingEntry,
  { lines: [line] }: Plan,
  { recent, recentSince }: DecisionContext,
): boolean {
  const [other, ...others] = waiting?.lines ?? [];
  if (status !== "open" || line === undefined || other === undefined) return false;
  if (others.length > 0 || waiting?.undoes.length !== 0 || other.type !== "stocktake") return false;
  if (other.quantity !== line.quantity || keyOf(other) !== keyOf(line)) return false;
  const since = other.countedAt ?? at;
  const rows = recent.filter((row) => keyOf(row) === keyOf(line));
  return since >= recentSince && bookedAfter(since, rows).length === 0;
}

const keyOf = ({ itemName: name, spec }: { readonly itemName: string; readonly spec: string }) =>
  itemKey({ name, spec });
