/**
 * The bot's question about what is unclear in a message. In: the problems. Out: the question, what is understood already,
 * and the entry that is written for it.
 */
import type {
  Amount,
  BookableType,
  CorrectIntent,
  Line,
  MovementIntent,
  Uncertainty,
} from "../intent";
import type { Item } from "../items/item";
import { labelOf } from "../items/label";
import type { PendingDraft } from "../movements/pending";
import type { Plan } from "../movements/plan";
import type { Form, FormLine, LineSummary, Purpose } from "../reply-parts";
import {
  reply,
  silence,
  yesNo,
  type Decision,
  type LinesDraft,
  type OpenQuestion,
  type DecisionContext,
} from "./decision";
import { closesOf, type DraftContext } from "./draft-context";
import { draftEntry, summarizePlan, unansweredEntry } from "./plan-summary";
import { linesOf, summarizeLine, type Problem, type Resolved } from "./resolve-items";

function purposeOf(draft: LinesDraft): Purpose {
  return draft.kind === "movement" ? draft.type : draft.kind;
}

/** Asks about the first problem; the others wait for the answer. */
export function ask(
  draft: LinesDraft,
  resolved: readonly Resolved[],
  asking: DraftContext,
): Decision {
  const { context, about, pendingNumber, resentFor, maybe = false } = asking;
  const problems = resolved.flatMap((entry) => (entry.kind === "unclear" ? [entry.problem] : []));
  const [first] = problems;
  if (first === undefined) return silence;
  const recorded = maybe ? undefined : problems.find((problem) => problem.recorded);
  const understood = understoodOf(resolved, draft, context);
  const written = recorded !== undefined && pendingNumber === undefined;
  return {
    ...reply({
      kind: "ask",
      type: purposeOf(draft),
      problem: first.summary,
      understood,
      others: problems.length - 1,
      form: formOf(draft, resolved, context.items),
      number: pendingNumber,
    }),
    pending: written ? [entryFor("unclear", recorded, understood, asking)] : [],
    question: {
      message: about,
      openedAt: context.message.sentAt,
      draft,
      about: first.about,
      pendingNumber,
      unanswered:
        written || pendingNumber !== undefined
          ? undefined
          : entryFor("unanswered", first, understood, asking),
    },
    closes: resentFor === undefined ? [] : closesOf({ ...asking, pendingNumber: undefined }),
    wantsFresh: problems.some(({ summary }) => readsSheet.has(summary.kind)),
  };
}

/** Problems that somebody may just have mended in the sheet. */
const readsSheet: ReadonlySet<Problem["summary"]["kind"]> = new Set(["unknown-item", "unit"]);

/** Take-outs and receipts in one message: asked to be sent apart, with an entry, as the one form that can't be booked. */
export function askApart(types: readonly BookableType[], asking: DraftContext): Decision {
  return {
    ...reply({ kind: "mixed", types, number: undefined }),
    pending: [draftEntry("unclear", { kind: "mixed", types }, undefined, asking)],
  };
}

/** The question whether a message is a booking at all; `plan` is what 是 will book. */
export function askWhether(
  why: Uncertainty,
  draft: MovementIntent,
  { plan, lines }: { readonly plan: Plan; readonly lines: readonly LineSummary[] },
  asking: DraftContext,
): Decision {
  return {
    ...reply({ kind: "ask-booking", why, lines }),
    question: yesOrNo(draft, plan, asking),
  };
}

/** The question whether the last booking is meant; its figures stand in it. */
export function askCorrection(draft: CorrectIntent, plan: Plan, asking: DraftContext): Decision {
  return {
    ...reply({ kind: "ask-correction", plan: summarizePlan(plan, asking.context) }),
    question: yesOrNo(draft, plan, asking),
  };
}

/** What 是 will book waits in 待处理 where nobody answers. */
function yesOrNo(draft: LinesDraft, plan: Plan, asking: DraftContext): OpenQuestion {
  return {
    message: asking.about,
    openedAt: asking.context.message.sentAt,
    draft,
    about: yesNo,
    unanswered: unansweredEntry(plan, asking),
  };
}

function entryFor(
  kind: "unclear" | "unanswered",
  { summary: problem }: Problem,
  understood: readonly LineSummary[],
  asking: DraftContext,
): PendingDraft {
  return draftEntry(kind, { kind, problem, understood }, undefined, asking);
}

function understoodOf(
  resolved: readonly Resolved[],
  draft: LinesDraft,
  { items }: Pick<DecisionContext, "items">,
): readonly LineSummary[] {
  if (draft.kind !== "movement") return [];
  return resolved.flatMap((entry) =>
    entry.kind === "clear" ? [summarizeLine(entry.line, draft.type, items)] : [],
  );
}

function formOf(draft: LinesDraft, resolved: readonly Resolved[], items: readonly Item[]): Form {
  const lines = linesOf(draft);
  const person = lines.find(({ requester }) => requester !== undefined)?.requester;
  const purpose = purposeOf(draft);
  const type = purpose === "shortage" ? "correct" : purpose;
  const written = lines.map((line, index) => formLine(line, resolved[index], items));
  return { type, lines: written, person };
}

/** A line in the sender's own words, with blanks for what is unclear. */
function formLine(
  { match, amount }: Line,
  resolved: Resolved | undefined,
  items: readonly Item[],
): FormLine {
  const item = match.kind === "one" || match.kind === "fragment" ? match.item : undefined;
  const named = { name: match.kind === "several" ? match.written : "", spec: "" };
  const label = item === undefined ? named : labelOf(item, items);
  const own = item?.unit ?? "";
  if (resolved?.kind === "unclear" && resolved.problem.about.kind === "quantity")
    return { label, quantity: "", unit: own };
  return { label, ...formAmount(amount, own) };
}

function formAmount(amount: Amount, own: string): Omit<FormLine, "label"> {
  switch (amount.kind) {
    case "given":
      return { quantity: String(amount.quantity), unit: amount.unit === "" ? own : amount.unit };
    case "dozens":
    case "pairs":
    case "sum":
      return { quantity: amount.written, unit: "" };
    case "implied":
      return { quantity: "1", unit: own };
    case "missing":
    case "unusable":
    case "difference":
      return { quantity: "", unit: own };
  }
}
