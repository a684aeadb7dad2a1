/**
 * What is said of a booking once the sheet has answered: receipts from the rows as they stand, refusals from what
 * stood in the way, and the 编号 of what was written for a keeper.
 */
import type { Decision, OpenQuestion, Scene } from "./decision";
import type { Item } from "./item";
import { labelOf } from "./label";
import type { Movement } from "./movement";
import type { BookingOutcome, Obstacle } from "./outcome";
import type { PendingDraft, PendingEntry } from "./pending";
import { plainNote, type LineNote } from "./plan";
import type { BookedLine, Saying, Shortfall, SpokenObstacle } from "./saying";
import { spokenPlan } from "./spoken-plan";
import { inBookingOrder } from "./undo";

/** `outcome` undefined: there was nothing to book, so the decision's own sayings. */
export function sayOutcome(
  decision: Decision,
  outcome: BookingOutcome | undefined,
  scene: Scene,
): readonly Saying[] {
  if (outcome === undefined) return decision.sayings;
  switch (outcome.kind) {
    case "booked": {
      const receipt = receiptOf(outcome.movements, decision, scene);
      const number = outcome.pending[0]?.number;
      return [...receipt, ...decision.sayings.map((saying) => numbered(saying, number))];
    }
    case "already": {
      if (outcome.movements.length > 0) return receiptOf(outcome.movements, decision, scene);
      const entry = scene.pending.find(({ messageId }) => messageId === scene.message.id);
      return decision.sayings.map((saying) => numbered(saying, entry?.number));
    }
    case "refused":
      return [{ kind: "refused", reason: outcome.reason, number: outcome.pending[0]?.number }];
    case "impossible":
      return refusalOf(outcome.obstacles, outcome.pending, decision, scene);
  }
}

/** The entry for a question that nobody answered in time; undefined where one was written when it was asked. */
export function expired(question: OpenQuestion): PendingDraft | undefined {
  return question.unanswered;
}

function receiptOf(
  movements: readonly Movement[],
  { deed, notes, lines: planned }: Decision,
  { items }: Scene,
): readonly Saying[] {
  if (movements.length === 0) return [];
  const rows = inBookingOrder(movements);
  const matches = planned.length === rows.length;
  const lines = rows.map((row, index) =>
    bookedLine(row, matches ? (notes[index] ?? plainNote) : plainNote, items),
  );
  const undoes = lines.some(({ type }) => type === "undo");
  const kind = deed.kind === "booking" && undoes ? deedOfRows(lines) : deed;
  return [{ kind: "booked", deed: kind, lines }];
}

/** What rows that stood there before a restart were, as their types tell. */
function deedOfRows(lines: readonly BookedLine[]): { readonly kind: "undo" | "correction" } {
  return { kind: lines.every(({ type }) => type === "undo") ? "undo" : "correction" };
}

function bookedLine(row: Movement, note: LineNote, items: readonly Item[]): BookedLine {
  const { type, unit, change, before, after, operator, sentAt } = row;
  const label = labelOf({ name: row.itemName, spec: row.spec }, items);
  const person = { name: row.requester, department: row.department };
  return { type, label, unit, change, before, after, person, operator, sentAt, note };
}

/** A saying that tells the 编号 of the entry that was written with it. */
function numbered(saying: Saying, number: number | undefined): Saying {
  if (number === undefined || !("number" in saying) || saying.number !== undefined) return saying;
  return { ...saying, number };
}

function refusalOf(
  obstacles: readonly Obstacle[],
  pending: readonly PendingEntry[],
  { lines, deed }: Decision,
  scene: Scene,
): readonly Saying[] {
  const { items } = scene;
  const [entry] = pending;
  const number = entry?.number;
  const plan = entry?.plan && spokenPlan(entry.plan, scene);
  const still = number === undefined && deed.kind === "confirmation";
  const shortfalls = obstacles.flatMap((obstacle) => shortfallOf(obstacle, items));
  const others = obstacles.flatMap((obstacle) => spokenObstacle(obstacle, items));
  const kind = lines.some(({ undoes }) => undoes !== undefined) ? "below-zero" : "short";
  return [
    ...(shortfalls.length > 0 ? [{ kind, shortfalls, number, plan, still } as const] : []),
    ...(others.length > 0
      ? [{ kind: "blocked", obstacles: others, number, plan, still } as const]
      : []),
  ];
}

function shortfallOf(obstacle: Obstacle, items: readonly Item[]): readonly Shortfall[] {
  if (obstacle.kind !== "short") return [];
  const { item, stock, wanted } = obstacle;
  return [{ label: labelOf(item, items), unit: item.unit, stock, wanted }];
}

function spokenObstacle(obstacle: Obstacle, items: readonly Item[]): readonly SpokenObstacle[] {
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
