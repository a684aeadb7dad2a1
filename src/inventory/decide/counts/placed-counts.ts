/** A plan's own counts: whether they can still be placed among what was booked, and what a keeper must know before 确认 books them. */
import { itemKeyOf } from "../../items/item";
import type { SinceCount } from "../../count-parts";
import { labelOfRow } from "../../items/label";
import { add } from "../../items/quantity";
import { bookedAfter, changeOfCount, countAfter } from "../../movements/count";
import type { Plan, PlannedLine } from "../../movements/plan";
import type { PlanContext } from "../draft-context";
import { freshReply, reply, type Decision, type DecisionContext } from "../decision";
import { askPlan, countedItem, figureOf, rowsOn } from "./moment-question";

/** The ledger is read so far back for a count, and no further. */
const readableMs = 366 * 24 * 60 * 60_000;
/** A row's own time, by which it stands before a count or after it, is earlier or later than when it was booked. */
const clocksDifferMs = 60 * 60_000;

/** A count that is confirmed after more was booked on its item, or that nobody can place any more. */
export function decideCounts(plan: Plan, planContext: PlanContext): Decision | undefined {
  const { context, agreed, settled = {}, closes } = planContext;
  const counts = plan.lines.flatMap((line) => {
    if (line.type !== "stocktake" || line.countedAt === undefined) return [];
    return [sinceCount(line, line.countedAt, context)];
  });
  const [oldest] = counts.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  if (oldest !== undefined && oldest.at < context.recentSince) {
    const wantsHistory = new Date(oldest.at.getTime() - clocksDifferMs);
    const isReadable = context.message.sentAt.getTime() - oldest.at.getTime() < readableMs;
    return { ...recount("old", oldest), ...(isReadable && { wantsHistory }) };
  }
  if (!agreed || counts.length === 0) return undefined;
  const newer = counts.flatMap((count) => count.newer ?? []);
  if (newer.length === counts.length && newer.length === plan.lines.length) {
    const rejected = closes.map((close) => ({ ...close, status: "rejected" }) as const);
    const part = { kind: "superseded", counts: newer, number: closes[0]?.number } as const;
    return { ...reply(part), closes: rejected };
  }
  const negative = counts.find(({ after = 0 }) => after < 0);
  if (negative !== undefined) return recount("negative", negative);
  const moved = counts.filter(({ since }) => since.length > 0);
  if (moved.length === 0 || settled.since === true) return undefined;
  const part = { kind: "ask-since", counts: moved } as const;
  return askPlan(part, plan, planContext, { yes: { since: true } });
}

const recount = (why: "old" | "negative", count: SinceCount): Decision =>
  freshReply({ kind: "recount", why, count });

function sinceCount(line: PlannedLine, at: Date, context: DecisionContext): SinceCount {
  const { unit, quantity: counted } = line;
  const rows = rowsOn(itemKeyOf(line), context);
  const newer = countAfter(at, rows);
  const before = figureOf(line, context);
  const change = before === undefined ? 0 : changeOfCount({ counted, at }, before, rows);
  return {
    label: labelOfRow(line, context.items),
    unit,
    counted,
    at,
    since: bookedAfter(at, rows).flatMap(({ type, change: moved }) =>
      moved === 0 ? [] : [{ type, change: moved }],
    ),
    change,
    before,
    after: before === undefined ? undefined : add(before, change),
    newer: newer && countedItem(newer, context),
  };
}
