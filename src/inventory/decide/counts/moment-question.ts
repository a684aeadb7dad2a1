/** What the questions about counts share: the rows and figures of an item, and the question that holds a whole plan. */
import { itemKeyOf, type NamesItem } from "../../items/item";
import type { CountedItem, CountPart } from "../../count-parts";
import { grouped } from "../../figures/grouped";
import { itemOfRow, labelOfRow } from "../../items/label";
import { oncePer } from "../../once-per";
import { countOf } from "../../movements/count";
import type { Movement } from "../../movements/movement";
import type { StocktakePart } from "../../stocktake/parts";
import type { Plan } from "../../movements/plan";
import type { PlanContext } from "../draft-context";
import {
  freshReply,
  yesNo,
  type Decision,
  type DecisionContext,
  type OpenQuestion,
  type PlanDraft,
  type Settled,
} from "../decision";

const byItem = oncePer((rows: readonly Movement[]) => grouped(rows, itemKeyOf));

/** The rows of an item; a reading of the ledger is looked through once. */
export const rowsOn = (
  key: string,
  { recent }: Pick<DecisionContext, "recent">,
): readonly Movement[] => byItem(recent).get(key) ?? [];

/** The time that a plan's movements belong to. */
export const tookAt = ({ about, saidAt }: PlanContext): Date => saidAt ?? about.sentAt;

export function countedItem(count: Movement, { items }: DecisionContext): CountedItem {
  const { unit, operator } = count;
  return { label: labelOfRow(count, items), unit, operator, ...countOf(count) };
}

/** What the sheet has of an item now; undefined where that can't be booked on. */
export function figureOf(named: NamesItem, { items }: DecisionContext): number | undefined {
  const stock = itemOfRow(named, items)?.stock;
  return stock?.kind === "figure" ? stock.quantity : undefined;
}

/** Asks, yes or no where nothing else is said; `yes`: what the answer 是 settles. */
export function askPlan(
  part: CountPart | StocktakePart,
  plan: Plan,
  planContext: PlanContext,
  {
    about = yesNo,
    yes = {},
    unanswered,
  }: Partial<Pick<OpenQuestion, "about" | "unanswered">> & { readonly yes?: Settled } = {},
): Decision {
  const { context, about: message, ...terms } = planContext;
  const { closes, agreed } = terms;
  const settled = { ...terms.settled, ...yes };
  const draft: PlanDraft = { ...terms, kind: "plan", plan, saidAt: tookAt(planContext), settled };
  return {
    ...freshReply(part),
    question: {
      ...{ message, openedAt: context.message.sentAt, draft, about, unanswered },
      pendingNumber: agreed ? undefined : closes[0]?.number,
    },
  };
}
