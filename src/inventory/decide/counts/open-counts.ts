/**
 * What an open entry says already joins it, with no further entry and no further warning. In: the plan of a count that
 * would wait for a keeper. Out: the answer that names the entry, if there is one.
 */
import { labelOfRow } from "../../items/label";
import type { Plan } from "../../movements/plan";
import { countIn, sameCountIn } from "../../movements/pending";
import { freshReply, type Decision } from "../decision";
import type { PlanContext } from "../draft-context";

/** undefined: no open entry says the same of the item as it stands now. */
export function joinOpenCount(
  plan: Plan,
  { context, closes }: Pick<PlanContext, "context" | "closes">,
): Decision | undefined {
  const line = countIn(plan);
  if (line === undefined) return undefined;
  const closed = new Set(closes.map(({ number }) => number));
  const others = context.pending.filter(({ number }) => !closed.has(number));
  const entry = sameCountIn(others, line, context);
  if (entry === undefined) return undefined;
  const { unit, quantity: counted } = line;
  const { operator, at, number } = entry;
  const label = labelOfRow(line, context.items);
  return {
    ...freshReply({ kind: "joined", label, unit, counted, operator, at, number }),
    closes,
  };
}
