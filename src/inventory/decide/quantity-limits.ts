/**
 * What 设置 says of quantities: 大额确认, 不写数量, and 归还上限. Of returns: what may come back without a keeper's 确认. By default that is what was taken of the item in 90
 * days, less what came back already; the ledger is read for it where the last days alone don't cover a return. Pure.
 */
import { grouped } from "../figures/grouped";
import { underPresentNames } from "../figures/renamed";
import { itemKey, itemKeyOf, type Item } from "../items/item";
import type { Amount } from "../intent";
import { itemOfRow, readable } from "../items/label";
import { piecesHeld } from "../items/pieces";
import { add, sum } from "../items/quantity";
import type { Movement } from "../movements/movement";
import type { Plan } from "../movements/plan";
import { isKeeper } from "../people/rights";
import type { Policy } from "../policy";
import type { DecisionContext } from "./decision";

/** The take-outs of one item added up against 大额确认. */
export function isLarge({ lines }: Plan, { policy }: Pick<DecisionContext, "policy">): boolean {
  const limit = policy.largeIssue;
  const issues = lines.filter(({ type }) => type === "issue");
  return (
    limit !== null &&
    [...grouped(issues, itemKeyOf)].some(
      ([, same]) => sum(same.map(({ quantity }) => quantity)) > limit,
    )
  );
}

/** A pack that holds more is a lot to take without having written so. */
const mostPiecesUnwritten = 100;

/** The amount as it is to be measured: `missing` where one must be asked for. */
export function statedAmount(
  amount: Amount,
  item: Item,
  { unwrittenQuantity, largeIssue }: Pick<Policy, "unwrittenQuantity" | "largeIssue">,
): Amount {
  if (amount.kind !== "implied" || unwrittenQuantity === "one") return amount;
  const isMuch = largeIssue !== null || piecesHeld(item) > mostPiecesUnwritten;
  return unwrittenQuantity === "ask" || isMuch ? { kind: "missing" } : amount;
}

const dayMs = 24 * 60 * 60_000;
const takenDays = 90;
/** A ledger with rows of these days before the 90 is old enough to tell what was taken. */
const earlierDays = 10;

/** From when on the ledger is to be read. */
export const historyFrom = (sentAt: Date): Date =>
  new Date(sentAt.getTime() - (takenDays + earlierDays) * dayMs);

/** What a return was found to be: above the limit, or not to be told without the ledger's history. */
export interface ReturnCheck {
  readonly kind: "above" | "unread";
  /** What may be returned; of `taken`, what was taken of the item lately. */
  readonly what: "return" | "taken";
  readonly limit: number;
  /** The item's, where the limit is of `taken`. */
  readonly unit: string;
}

/** undefined: it may be booked. Items are looked at one by one; what a plan takes back was not returned. */
export function checkReturns(plan: Plan, context: DecisionContext): ReturnCheck | undefined {
  const { returnLimit } = context.policy;
  if (returnLimit === null || isKeeper(context.sender)) return undefined;
  const returns = plan.lines.filter(({ type }) => type === "return");
  const checks = [...grouped(returns, itemKeyOf)].map(([, lines]): ReturnCheck | undefined => {
    const quantity = sum(lines.map((line) => line.quantity));
    if (returnLimit !== "taken")
      return quantity > returnLimit
        ? { kind: "above", what: "return", limit: returnLimit, unit: "" }
        : undefined;
    const item = itemOfRow(lines[0], context.items);
    return item && checkTaken(item, quantity, plan.undoes, context);
  });
  const found = checks.filter((check) => check !== undefined);
  return found.find(({ kind }) => kind === "above") ?? found[0];
}

function checkTaken(
  item: Item,
  quantity: number,
  undoes: readonly string[],
  { recent, recentSince, items, message }: DecisionContext,
): ReturnCheck | undefined {
  const isRead = recentSince <= historyFrom(message.sentAt);
  const rows = underPresentNames(recent, items).filter(({ id }) => !undoes.includes(id));
  const since = message.sentAt.getTime() - takenDays * dayMs;
  const isLate = ({ sentAt }: Movement): boolean => sentAt.getTime() >= since;
  const taken = outstanding(item, rows.filter(isLate));
  // Of a young ledger nobody knows what was taken before it began.
  const isYoung = rows.every(isLate);
  const limit = isYoung ? Math.max(taken, readable(item.stock) ?? 0, 1) : taken;
  if (quantity <= (isRead ? limit : taken)) return undefined;
  return { kind: isRead ? "above" : "unread", what: "taken", limit, unit: item.unit };
}

/** What was taken of an item and neither returned nor undone. */
function outstanding(item: Item, rows: readonly Movement[]): number {
  const undone = new Set(rows.flatMap(({ undoes }) => undoes ?? []));
  const moved = rows
    .filter(({ type, id }) => (type === "issue" || type === "return") && !undone.has(id))
    .filter((row) => itemKeyOf(row) === itemKey(item))
    .map(({ change }) => -change);
  return Math.max(0, moved.reduce(add, 0));
}
