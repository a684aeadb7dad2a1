/**
 * A message that was edited: against what it booked, only the lines that changed are undone and booked anew. One that
 * booked nothing yet is booked as new.
 */
import type { Intent } from "../intent";
import { isWithinDay, mayChange, rowsOfMessage } from "../movements/ledger-window";
import type { Movement } from "../movements/movement";
import type { Plan, PlannedLine } from "../movements/plan";
import { figureOf } from "./correct";
import { decidePlan } from "./decide-plan";
import { silence, type Decision, type DecisionContext } from "./decision";
import { closesOf, remarkOf, type DraftContext } from "./draft-context";
import { refuseToOthers } from "./refuse";
import { inBookingOrder, standingOf } from "./undo";

/** Books the plan of an edited message. */
export function bookEdited(plan: Plan, remark: string, draftContext: DraftContext): Decision {
  const { context, about } = draftContext;
  const rows = rowsOfMessage(about.originalId, context.recent);
  const standing = inBookingOrder(standingOf(rows, context));
  const fresh = {
    context,
    about,
    remark: remarkOf(remark, draftContext),
    closes: closesOf(draftContext),
    agreed: false,
  };
  if (rows.length > 0 && standing.length === 0) return ignored("undone");
  if (standing.length === 0) {
    return decidePlan(plan, { ...fresh, action: { kind: "booking" } });
  }
  if (!mayChange(standing, context)) return refuseToOthers("undo-other", context);
  const { undoes, lines } = changesBetween(standing, plan.lines);
  if (undoes.length === 0 && lines.length === 0) return silence;
  if (!undoes.every((row) => isWithinDay(row, about))) {
    return { ...silence, replyParts: [{ kind: "not-undone", why: "old" }] };
  }
  return decidePlan(
    { undoes: undoes.map(({ id }) => id), lines },
    { ...fresh, action: { kind: "correction" } },
  );
}

/** `undone`: taken back before it was edited, so that a new message is needed. */
const ignored = (why: "undone" | "no-booking"): Decision => ({
  ...silence,
  replyParts: [{ kind: "edit-ignored", why }],
});

/** Rows and lines that say the same are left alone. */
function changesBetween(
  standing: readonly Movement[],
  lines: readonly PlannedLine[],
): { readonly undoes: readonly Movement[]; readonly lines: readonly PlannedLine[] } {
  const undoes = [...standing];
  const changed = lines.filter((line) => {
    const same = undoes.findIndex((row) => saysTheSame(row, line));
    if (same >= 0) undoes.splice(same, 1);
    return same < 0;
  });
  return { undoes, lines: changed };
}

function saysTheSame(row: Movement, line: PlannedLine): boolean {
  return (
    row.type === line.type &&
    row.itemName === line.itemName &&
    row.spec === line.spec &&
    row.unit === line.unit &&
    row.requester === line.requester &&
    row.department === line.department &&
    figureOf(row) === line.quantity
  );
}

/** What to do about an edited text that is no booking: the rows of a booked message stand until they are undone. */
export function decideEditedAway(intent: Intent, context: DecisionContext): Decision | undefined {
  const rows = rowsOfMessage(context.message.originalId, context.recent);
  if (standingOf(rows, context).length === 0) return undefined;
  if (intent.kind === "movement" || intent.kind === "maybe-movement") return undefined;
  return ignored("no-booking");
}
