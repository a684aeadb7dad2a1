/** 查询: stock on hand of every item that the written names can mean, in the sheet's order; nothing is written. */
import { matchedItems } from "../items/catalogue";
import { lowStock } from "../figures/low-stock";
import { isLowItem } from "../figures/warnings";
import type { HistoryIntent, Intent, ItemMatch, Whose } from "../intent";
import { itemKey, type Item } from "../items/item";
import { findItem, labelOf, stockLineOf } from "../items/label";
import { isKeeper } from "../people/rights";
import { suggestIn } from "./purchases/purchase-context";
import type { ReplyPart } from "../reply-parts";
import { findZones, zonesOf } from "../stocktake/zones";
import {
  freshReply,
  look,
  reply,
  silence,
  type Decision,
  type DecisionContext,
  type WhoseRows,
} from "./decision";
import { refuseToOthers } from "./refuse";
import { personOf } from "./resolve-items";

type QueriedLine = Extract<ReplyPart, { readonly kind: "stock" }>["lines"][number];

/** More lines than a phone shows at a glance; the rest is only counted. */
const mostLines = 20;

export function decideQuery(matches: readonly ItemMatch[], context: DecisionContext): Decision {
  const { items } = context;
  const found = itemsOf(matches, items);
  const lines = found.slice(0, mostLines).map((item) => lineOf(item, context));
  const stock: readonly ReplyPart[] =
    lines.length === 0 ? [] : [{ kind: "stock", lines, more: found.length - lines.length }];
  return freshReply(...stock, ...unknownOf(matches, items));
}

const lineOf = (item: Item, { items, policy }: DecisionContext): QueriedLine => ({
  ...stockLineOf(item, items),
  isLow: isLowItem(item, policy),
});

/** Where items lie, or what lies in a place. What the sheet has no place of is met with silence: it may well be talk. */
export function decideLocation(
  of: Extract<Intent, { readonly kind: "location" }>["of"],
  { items }: Pick<DecisionContext, "items">,
): Decision {
  const zones = "zone" in of ? findZones(of.zone, zonesOf(items)) : undefined;
  const meant = "zone" in of ? items : itemsOf([of], items);
  const lying = meant.filter(({ location }) => {
    const zone = location.trim();
    return zone !== "" && zones?.includes(zone) !== false;
  });
  if (lying.length === 0) return silence;
  const lines = lying.slice(0, mostLines).map((item) => stockLineOf(item, items));
  const part: ReplyPart = { kind: "locations", lines, more: lying.length - lines.length };
  return freshReply(part);
}

const newestLines = 5;

/** What is below its safety stock, and the items that were booked on last. */
export function decideOverview(context: DecisionContext): Decision {
  const { items, policy } = context;
  const newest = items
    .filter(({ updatedAt }) => updatedAt !== undefined)
    .sort((left, right) => (right.updatedAt?.getTime() ?? 0) - (left.updatedAt?.getTime() ?? 0));
  const lines = newest.slice(0, newestLines).map((item) => lineOf(item, context));
  const low: ReplyPart = { kind: "low-stock", lines: lowStock(items, policy, suggestIn(context)) };
  const moved: readonly ReplyPart[] = lines.length === 0 ? [] : [{ kind: "stock", lines, more: 0 }];
  return freshReply(low, ...moved);
}

/** What is said of names that are in no item. */
export function unknownOf(
  matches: readonly ItemMatch[],
  items: readonly Item[],
): readonly ReplyPart[] {
  return matches.flatMap((match): readonly ReplyPart[] => {
    if (match.kind !== "none") return [];
    const closest = match.closest.slice(0, 3).map((item) => labelOf(item, items));
    return [{ kind: "unknown-item", written: match.written, closest }];
  });
}

/** undefined: the sheet may have all of them. */
export function refuseUnknown(
  matches: readonly ItemMatch[],
  { items }: Pick<DecisionContext, "items">,
): Decision | undefined {
  const replyParts = unknownOf(matches, items);
  return replyParts.length === 0 ? undefined : freshReply(...replyParts);
}

/** What is said where a name is to mean one item, and means none or several. */
export function unknownItem(match: ItemMatch, items: readonly Item[]): Decision {
  if (match.kind === "none") return freshReply(...unknownOf([match], items));
  const closest = itemsOf([match], items).map((one) => labelOf(one, items));
  return freshReply({ kind: "unknown-item", written: match.written, closest });
}

/** The items that names can mean, each once, in the sheet's order. */
export function itemsOf(matches: readonly ItemMatch[], items: readonly Item[]): readonly Item[] {
  const found = new Map<string, Item>();
  for (const match of matches) {
    for (const item of matchedItems(match)) found.set(itemKey(item), findItem(items, item) ?? item);
  }
  return [...found.values()].sort((left, right) => left.row - right.row);
}

/** Every one of them costs a read of the ledger. */
const mostHistories = 10;

/** 记录: of which items and whose the movements are that have to be looked up. */
export function decideHistory(
  { match, period, whose, asks }: HistoryIntent,
  context: DecisionContext,
): Decision {
  if (whose?.kind === "unknown") return reply({ kind: "unknown-person", written: whose.written });
  if (whose !== undefined && isAnothers(whose, context)) return refuseToOthers("person", context);
  const found = match === undefined ? undefined : itemsOf([match], context.items);
  if (match !== undefined && found?.length === 0)
    return freshReply(...unknownOf([match], context.items));
  const items = found?.slice(0, mostHistories);
  const rowsOf = whose === undefined ? undefined : whoseRows(whose, context);
  return look({ kind: "history", items, period, whose: rowsOf, asks });
}

/** What a person took is told to themselves and to keepers; what a department took to everybody. */
function isAnothers(whose: Whose, { sender }: DecisionContext): boolean {
  if (whose.kind !== "requester" || isKeeper(sender)) return false;
  return whose.requester.name !== "" && whose.requester.name !== sender.name;
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
