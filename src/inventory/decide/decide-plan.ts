/**
 * Plan → decision: can the items be booked on, is there enough, must a keeper agree; then the rows. All of a plan is
 * booked or nothing of it.
 */
import { grouped } from "../figures/grouped";
import { itemKeyOf, type Item } from "../items/item";
import { itemOfRow, labelOf, labelOfRow } from "../items/label";
import { add } from "../items/quantity";
import { bookOf, createSteps, type Step } from "../movements/count";
import type { BookingLine, Movement } from "../movements/movement";
import type { PendingDraft } from "../movements/pending";
import { plainNote, type Plan } from "../movements/plan";
import { isKeeper } from "../people/rights";
import type { ReplyPart, Shortfall, ObstacleSummary } from "../reply-parts";
import { freshReply, reply, silence, type Decision, type DecisionContext } from "./decision";
import { rowsOn } from "./counts/moment-question";
import { decideMoments, linesOf } from "./counts/moments";
import { joinOpenCount } from "./counts/open-counts";
import { decideRecounts, type Recounts } from "./sessions/recounts";
import type { PlanContext } from "./draft-context";
import { draftEntry, summarizePlan } from "./plan-summary";
import { checkReturns, historyFrom, isLarge } from "./quantity-limits";
import type { PendingCause } from "./wording";

/** Books a plan, or says why not. */
export function decidePlan(plan: Plan, planContext: PlanContext): Decision {
  const { context } = planContext;
  const undone = plan.undoes.flatMap((id) => context.recent.filter((row) => row.id === id));
  const obstacles = obstaclesOf(plan, undone, context.items);
  if (obstacles.length > 0) return refused({ kind: "blocked", obstacles }, plan, planContext);
  const first = decideMoments(plan, undone, planContext);
  if (first !== undefined) return first;
  const planned = [...undone.map(undoingLine), ...linesOf(plan, planContext)];
  const levels = levelsOf(planned, context);
  const lines = planned.map((line) => withBook(line, levels));
  const shortfalls = shortfallsOf(levels, context);
  const kind = plan.undoes.length > 0 ? "below-zero" : "short";
  if (shortfalls.length > 0) return refused({ kind, shortfalls }, plan, planContext);
  const waiting = planContext.agreed ? undefined : waitsForKeeper(plan, planContext);
  if (waiting !== undefined) return waiting;
  const notes = [...undone.map(() => plainNote), ...plan.lines.map(({ note }) => note)];
  return {
    ...silence,
    lines,
    notes: lines.map((_, index) => notes[index] ?? plainNote),
    action: planContext.action,
    closes: planContext.closes,
  };
}

/** What a keeper has to agree to first; undefined: nothing. */
function waitsForKeeper(plan: Plan, planContext: PlanContext): Decision | undefined {
  const { context } = planContext;
  const counts = plan.lines.some(({ type }) => type === "stocktake");
  const recounted = counts ? decideRecounts(plan, planContext) : undefined;
  if (recounted?.waits !== undefined) return withBooked(recounted, plan, planContext);
  // A count of somebody else waits for a keeper.
  if (counts && recounted === undefined && !isKeeper(context.sender))
    return waits({ what: "count", limit: 0 }, plan, planContext);
  if (isLarge(plan, context))
    return waits({ what: "large", limit: context.policy.largeIssue ?? 0 }, plan, planContext);
  const returned = checkReturns(plan, context);
  if (returned === undefined) return undefined;
  const waiting = waits(returned, plan, planContext);
  const wantsHistory = historyFrom(context.message.sentAt);
  return returned.kind === "unread" ? { ...waiting, wantsHistory } : waiting;
}

/** Some counts wait for a second person, so that the others are booked without them. */
function withBooked(
  { near, waits: waiting }: Recounts,
  plan: Plan,
  planContext: PlanContext,
): Decision {
  const booked = near.length === 0 ? silence : decidePlan({ ...plan, lines: near }, planContext);
  if (waiting === undefined) return booked;
  const { pending, closes, replyParts, stocktake } = waiting;
  return {
    ...booked,
    pending: [...booked.pending, ...pending],
    closes: [...booked.closes, ...closes],
    replyParts: [...booked.replyParts, ...replyParts],
    stocktake,
    wantsFresh: booked.wantsFresh || waiting.wantsFresh,
  };
}

/** The row that takes a booked row back. The remark is the sheet module's: it names the undone row. */
function undoingLine(row: Movement): BookingLine {
  return {
    type: "undo",
    itemName: row.itemName,
    spec: row.spec,
    unit: row.unit,
    // 0 - x, so that a change of 0 is never -0.
    effect: { kind: "change", change: 0 - row.change },
    requester: row.requester,
    department: row.department,
    remark: "",
    undoes: row.id,
    answers: undefined,
    ...(row.purchaseRow !== undefined && { purchaseRow: row.purchaseRow }),
  };
}

function obstacleOf(
  line: { readonly itemName: string; readonly spec: string; readonly unit: string },
  items: readonly Item[],
): ObstacleSummary | undefined {
  const item = itemOfRow(line, items);
  const label = labelOfRow(line, items);
  if (item === undefined) return { kind: "gone", label };
  if (item.duplicate) return { kind: "duplicate", label: { name: item.name, spec: item.spec } };
  if (item.stock.kind === "formula") return { kind: "formula", label };
  if (item.stock.kind === "unreadable") return { kind: "unreadable", label, text: item.stock.text };
  // A unit that was filled in since is no change of it.
  if (line.unit !== "" && item.unit !== line.unit)
    return { kind: "unit-changed", label, from: line.unit, to: item.unit };
  return undefined;
}

function obstaclesOf(
  plan: Plan,
  undone: readonly Movement[],
  items: readonly Item[],
): readonly ObstacleSummary[] {
  const seen = new Set<string>();
  return [...undone, ...plan.lines].flatMap((line) => {
    const key = itemKeyOf(line);
    if (seen.has(key)) return [];
    seen.add(key);
    return obstacleOf(line, items) ?? [];
  });
}

interface Level {
  readonly item: Item;
  readonly start: number;
  readonly end: number;
  /** What each of its lines comes to. */
  readonly steps: ReadonlyMap<BookingLine, Step>;
}

/** Where stock on hand of every touched item goes, one line after the other. */
function levelsOf(lines: readonly BookingLine[], context: DecisionContext): readonly Level[] {
  return [...grouped(lines, itemKeyOf)].flatMap(([key, some]): readonly Level[] => {
    const item = itemOfRow(some[0], context.items);
    if (item?.stock.kind !== "figure") return [];
    const start = item.stock.quantity;
    // Only a count asks what was booked since its moment.
    const counts = some.some(({ effect }) => effect.kind === "count");
    const rows = counts ? rowsOn(key, context) : [];
    const step = createSteps(start, { item, rows, sentAt: context.message.sentAt });
    const steps = new Map(some.map((line) => [line, step(line)]));
    return [{ item, start, end: [...steps.values()].at(-1)?.after ?? start, steps }];
  });
}

/** A count with what the ledger has for its moment. */
function withBook(line: BookingLine, levels: readonly Level[]): BookingLine {
  const { effect } = line;
  if (effect.kind !== "count") return line;
  const step = levels.flatMap(({ steps }) => steps.get(line) ?? [])[0];
  return step === undefined ? line : { ...line, effect: { ...effect, book: bookOf(effect, step) } };
}

/** The items that would end below zero; `wanted` is what would have to be there. */
function shortfallsOf(levels: readonly Level[], context: DecisionContext): readonly Shortfall[] {
  return levels
    .filter(({ start, end }) => end < 0 && end < start)
    .map(({ item, start, end }) => ({
      label: labelOf(item, context.items),
      unit: item.unit,
      stock: start,
      wanted: add(start, -end),
    }));
}

/** An entry for a keeper, unless the decision comes from one already. */
function entry(
  kind: PendingDraft["kind"],
  cause: PendingCause,
  plan: Plan,
  planContext: PlanContext,
): readonly PendingDraft[] {
  return planContext.agreed ? [] : [draftEntry(kind, cause, plan, planContext)];
}

/** Why a plan can't be booked as the sheet stands. A newer entry takes the older one's place; a refused 确认 leaves its entry open. */
function refused(
  cause: Extract<PendingCause, { readonly kind: "blocked" | "short" | "below-zero" }>,
  plan: Plan,
  planContext: PlanContext,
): Decision {
  const { context, agreed, closes } = planContext;
  const summary = summarizePlan(plan, context);
  return {
    ...freshReply({ ...cause, number: undefined, plan: summary, still: agreed }),
    pending: entry(cause.kind === "short" ? "short" : "refused", cause, plan, planContext),
    closes: agreed ? [] : closes,
  };
}

type Waits = Extract<ReplyPart, { readonly kind: "awaits" }>;

function waits(
  { what, limit, unit = "" }: Pick<Waits, "what" | "limit"> & { readonly unit?: string },
  plan: Plan,
  planContext: PlanContext,
): Decision {
  const { context, closes } = planContext;
  const known = what === "count" ? joinOpenCount(plan, { context, closes }) : undefined;
  if (known !== undefined) return known;
  const cause: PendingCause = what === "count" ? { kind: what } : { kind: what, limit, unit };
  const summary = summarizePlan(plan, context);
  return {
    ...reply({ kind: "awaits", what, plan: summary, limit, unit, number: undefined }),
    pending: entry(what === "taken" ? "return" : what, cause, plan, planContext),
    closes,
  };
}
