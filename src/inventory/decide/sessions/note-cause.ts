/** Why a count differs: of the item that is named, of the count that is quoted, else of the person's last one. */
import type { Intent } from "../../intent";
import { matchedItems } from "../../items/catalogue";
import { itemKey, itemKeyOf } from "../../items/item";
import { isRowOf } from "../../movements/movement";
import { countersOf, type StocktakeRow } from "../../stocktake/row";
import { isBlindSession, newestSession, openSession, rowsToExplain } from "../../stocktake/session";
import { reply, freshReply, type Decision, type DecisionContext } from "../decision";
import { differenceTold } from "./differences";

type CauseIntent = Extract<Intent, { readonly kind: "stocktake"; readonly does: "cause" }>;

export function noteCause({ named, cause }: CauseIntent, context: DecisionContext): Decision {
  if (isBlindSession(openSession(context.stocktake))) return reply({ kind: "blind-cause" });
  const differing = rowsToExplain(newestSession(context.stocktake ?? []));
  const keys = keysMeant(named, context);
  const own = (row: StocktakeRow): boolean => countersOf(row).includes(context.sender.name);
  const meant = differing.filter(keys === undefined ? own : (row) => keys.has(itemKeyOf(row)));
  const row = meant.reduce<StocktakeRow | undefined>(
    (last, one) => ((last?.countedAt ?? 0) > (one.countedAt ?? 0) ? last : one),
    undefined,
  );
  const [difference] = row === undefined ? [] : differenceTold({ ...row, cause }, [], context);
  if (row === undefined || difference === undefined) return freshReply({ kind: "no-difference" });
  return {
    ...reply({ kind: "cause-noted", difference, waits: row.status === "recount" }),
    stocktake: { rows: [], changes: [{ row, to: { cause } }] },
  };
}

/** undefined: nothing is named or quoted. */
function keysMeant(
  named: CauseIntent["named"],
  { message, recent }: DecisionContext,
): ReadonlySet<string> | undefined {
  if (named !== undefined) return new Set(matchedItems(named.match).map(itemKey));
  const { quotedId } = message;
  if (quotedId === undefined) return undefined;
  return new Set(recent.filter((row) => isRowOf(row, quotedId)).map(itemKeyOf));
}
