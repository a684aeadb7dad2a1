/** 复盘 水彩本: what was counted is to be counted once more, by somebody else. */
import { matchedItems } from "../../items/catalogue";
import type { Intent } from "../../intent";
import { labelOf } from "../../items/label";
import { itemKey } from "../../items/item";
import type { StocktakePart } from "../../stocktake/parts";
import type { StocktakeChange } from "../../stocktake/row";
import { rowOf, type Session } from "../../stocktake/session";
import { reply, silence, type Decision, type DecisionContext } from "../decision";
import { refuseUnknown } from "../query";

type Wanted = Extract<Intent, { readonly kind: "stocktake"; readonly does: "recount" }>;

export function decideRecount(
  { named }: Wanted,
  session: Session,
  context: DecisionContext,
): Decision {
  const matches = named.map(({ match }) => match);
  const unknown = refuseUnknown(matches, context);
  if (unknown !== undefined) return unknown;
  const found = matches.map((match) =>
    matchedItems(match).map((item) => labelOf(item, context.items)),
  );
  const unclear = found.find((labels) => labels.length > 1);
  if (unclear !== undefined) return reply({ kind: "which-item", labels: unclear });
  const wanted = matches.flatMap((match) =>
    matchedItems(match).map((item) => wantedOf(item, session, context)),
  );
  return {
    ...silence,
    replyParts: wanted.map(({ part }) => part),
    stocktake: { rows: [], changes: wanted.flatMap(({ change }) => change ?? []) },
  };
}

function wantedOf(
  item: Parameters<typeof itemKey>[0],
  session: Session,
  { items }: DecisionContext,
): { readonly part: StocktakePart; readonly change?: StocktakeChange } {
  const row = rowOf(session, itemKey(item));
  const label = labelOf(item, items);
  if (row?.counted === undefined)
    return { part: { kind: "not-counted", label, isInSession: row !== undefined } };
  const { unit, counter, status } = row;
  const part = { kind: "recount-wanted", label, unit, counter } as const;
  return status === "recount" ? { part } : { part, change: { row, to: { status: "recount" } } };
}
