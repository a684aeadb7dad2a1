/** 记录: of which items and whose the movements are that have to be looked up; nothing is written. */
import type { HistoryIntent, Whose } from "../intent";
import { silence, type Decision, type DecisionContext, type WhoseRows } from "./decision";
import { itemsOf, unknownOf } from "./query";
import { personOf } from "./resolve-items";

/** Every one of them costs a read of the ledger. */
const mostHistories = 10;

export function decideHistory(
  { match, period, whose, asks }: HistoryIntent,
  context: DecisionContext,
): Decision {
  if (whose?.kind === "unknown")
    return { ...silence, replyParts: [{ kind: "unknown-person", written: whose.written }] };
  const found = match === undefined ? undefined : itemsOf([match], context.items);
  if (match !== undefined && found?.length === 0)
    return { ...silence, replyParts: unknownOf([match], context.items), wantsFresh: true };
  const items = found?.slice(0, mostHistories);
  const rowsOf = whose === undefined ? undefined : whoseRows(whose, context);
  return { ...silence, lookup: { kind: "history", items, period, whose: rowsOf, asks } };
}

function whoseRows(
  whose: Exclude<Whose, { kind: "unknown" }>,
  context: DecisionContext,
): WhoseRows {
  const { name, department } = context.sender;
  switch (whose.kind) {
    case "self":
      return { name, department, isSender: true };
    case "own-department":
      return department === ""
        ? { name, department, isSender: true }
        : { name: "", department, isSender: false };
    case "requester":
      return { ...personOf(whose.requester, context), isSender: false };
  }
}
