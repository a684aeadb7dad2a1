/** A plan as people are told of it before it is booked, with the persons, and the entry of 待处理 that waits for it. */
import type { ItemLine } from "../items/item";
import { labelOfRow } from "../items/label";
import type { PendingDraft, PendingKind } from "../movements/pending";
import type { Plan } from "../movements/plan";
import { accountOf } from "../people/member";
import type { BookedLine, PlanSummary } from "../reply-parts";
import type { DecisionContext } from "./decision";
import type { PlanContext } from "./draft-context";
import type { PendingCause } from "./wording";

export function summarizePlan(
  { undoes, lines }: Plan,
  { items, recent }: Pick<DecisionContext, "items" | "recent">,
): PlanSummary {
  const undone = undoes.flatMap((id) => recent.find((row) => row.id === id) ?? []);
  const known = (row: ItemLine): Pick<BookedLine, "label" | "unit" | "person"> => ({
    label: labelOfRow(row, items),
    unit: row.unit,
    person: { name: row.requester, department: row.department },
  });
  return {
    undoes: undone.map((row) => ({ ...known(row), type: row.type, change: row.change })),
    lines: lines.map((line) => {
      const { type, quantity, note } = line;
      return { ...known(line), type, quantity, note };
    }),
  };
}

/** The entry for a message: `plan` is what its 确认 books, undefined where the message must be sent anew. */
export function draftEntry(
  kind: PendingKind,
  cause: PendingCause,
  plan: Plan | undefined,
  { context, about }: Pick<PlanContext, "context" | "about">,
): PendingDraft {
  const { sender, wording } = context;
  return {
    kind,
    text: about.text,
    operator: sender.name,
    account: accountOf(sender),
    reason: wording.reason(cause, plan && summarizePlan(plan, context)),
    plan,
  };
}

/** What 是 will book, for a keeper where nobody answers. */
export const unansweredEntry = (
  plan: Plan,
  asked: Pick<PlanContext, "context" | "about">,
): PendingDraft =>
  draftEntry("unanswered", { kind: "unanswered", problem: undefined, understood: [] }, plan, asked);
