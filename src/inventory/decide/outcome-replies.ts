/**
 * What is said of a booking once the sheet has answered: confirmations from the rows as they stand, refusals from what
 * stood in the way, and the 编号 of what was written for a keeper.
 */
import type { Decision, DecisionContext } from "./decision";
import type { Item } from "../items/item";
import { labelOf, labelOfRow } from "../items/label";
import { countOf } from "../movements/count";
import type { Movement } from "../movements/movement";
import type { BookingOutcome, Obstacle } from "../movements/outcome";
import type { PendingEntry } from "../movements/pending";
import { plainNote, type LineNote } from "../movements/plan";
import type { BookedLine, ReplyPart, Shortfall, ObstacleSummary } from "../reply-parts";
import { summarizePlan } from "./plan-summary";
import { inBookingOrder } from "../movements/ledger-window";

/** `outcome` undefined: there was nothing to book, so the decision's own reply parts. */
export function outcomeReplyParts(
  decision: Decision,
  outcome: BookingOutcome | undefined,
  context: DecisionContext,
): readonly ReplyPart[] {
  if (outcome === undefined) return decision.replyParts;
  switch (outcome.kind) {
    case "booked": {
      const confirmation = confirmationOf(outcome.movements, decision, context);
      const number = outcome.pending[0]?.number;
      return [...confirmation, ...decision.replyParts.map((part) => numbered(part, number))];
    }
    case "already": {
      if (outcome.movements.length > 0) return confirmationOf(outcome.movements, decision, context);
      const entry = context.pending.find(({ messageId }) => messageId === context.message.id);
      return decision.replyParts.map((part) => numbered(part, entry?.number));
    }
    case "refused":
      return [{ kind: "refused", reason: outcome.reason, number: outcome.pending[0]?.number }];
    case "impossible":
      if (!outcome.written && outcome.obstacles.length === 0) return [{ kind: "outdated" }];
      return refusalOf(outcome.obstacles, outcome.pending, decision, context);
  }
}

function confirmationOf(
  movements: readonly Movement[],
  { action, notes, lines: planned }: Decision,
  { items }: DecisionContext,
): readonly ReplyPart[] {
  if (movements.length === 0) return [];
  const rows = inBookingOrder(movements);
  const matches = planned.length === rows.length;
  const lines = rows.map((row, index) =>
    bookedLine(row, matches ? (notes[index] ?? plainNote) : plainNote, items),
  );
  const undoes = lines.some(({ type }) => type === "undo");
  const kind = action.kind === "booking" && undoes ? actionOfRows(lines) : action;
  return [{ kind: "booked", action: kind, lines }];
}

/** What rows that stood there before a restart were, as their types tell. */
function actionOfRows(lines: readonly BookedLine[]): { readonly kind: "undo" | "correction" } {
  return { kind: lines.every(({ type }) => type === "undo") ? "undo" : "correction" };
}

function bookedLine(row: Movement, note: LineNote, items: readonly Item[]): BookedLine {
  const { type, unit, change, before, after, operator, sentAt } = row;
  const label = labelOfRow(row, items);
  const person = { name: row.requester, department: row.department };
  const counted = type === "stocktake" ? countOf(row).counted : undefined;
  return { type, label, unit, change, before, after, person, operator, sentAt, note, counted };
}

/** A reply part that tells the 编号 of the entry that was written with it. */
function numbered(part: ReplyPart, number: number | undefined): ReplyPart {
  if (number === undefined || !("number" in part) || part.number !== undefined) return part;
  return { ...part, number };
}

function refusalOf(
  obstacles: readonly Obstacle[],
  pending: readonly PendingEntry[],
  { lines, action }: Decision,
  context: DecisionContext,
): readonly ReplyPart[] {
  const { items } = context;
  const [entry] = pending;
  const number = entry?.number;
  const plan = entry?.plan && summarizePlan(entry.plan, context);
  const still = number === undefined && action.kind === "confirmed-entry";
  const shortfalls = obstacles.flatMap((obstacle) => shortfallOf(obstacle, items));
  const others = obstacles.flatMap((obstacle) => summarizeObstacle(obstacle, items));
  const kind = lines.some(({ undoes }) => undoes !== undefined) ? "below-zero" : "short";
  const told = { number, plan, still };
  return [
    ...(shortfalls.length > 0 ? [{ kind, shortfalls, ...told } as const] : []),
    ...(others.length > 0 ? [{ kind: "blocked", obstacles: others, ...told } as const] : []),
  ];
}

function shortfallOf(obstacle: Obstacle, items: readonly Item[]): readonly Shortfall[] {
  if (obstacle.kind !== "short") return [];
  const { item, stock, wanted } = obstacle;
  return [{ label: labelOf(item, items), unit: item.unit, stock, wanted }];
}

function summarizeObstacle(obstacle: Obstacle, items: readonly Item[]): readonly ObstacleSummary[] {
  switch (obstacle.kind) {
    case "short":
      return [];
    case "gone":
      return [{ kind: "gone", label: { name: obstacle.itemName, spec: obstacle.spec } }];
    case "unreadable":
      return [{ kind: "unreadable", label: labelOf(obstacle.item, items), text: obstacle.text }];
    case "formula":
    case "duplicate":
      return [{ kind: obstacle.kind, label: labelOf(obstacle.item, items) }];
  }
}
