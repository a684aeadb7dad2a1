/** What a decision writes, as a booking: lines, entries, and rows and changes of the further tabs. */
import { writes, type Decision, type DecisionContext } from "../inventory/decide/decision";
import { rowId } from "../inventory/movements/movement";
import { accountOf } from "../inventory/people/member";
import { digestTargets } from "../inventory/policy";
import type { PurchaseEvent } from "../inventory/purchasing/event";
import { noWrites } from "../inventory/purchasing/writes";
import type { ReplyPart } from "../inventory/reply-parts";
import { formatReply } from "../language/replies/reply";
import { hidePrices } from "../language/sheet-words/hide-prices";
import type { Booking } from "../sheet/stockroom";
import { earlierRows } from "./ledger-since";
import { ledgerId, threadOf } from "./message-ids";
import type { DecidedMessage, MessageContext } from "./read-and-decide";
import { isChatter } from "./understand";

/** undefined when nothing is written. */
export function bookingOf(
  { message, sender, isNew }: MessageContext,
  { decision, reading, context, history }: DecidedMessage,
  timeZone: string,
): Booking | undefined {
  const joins = isNew && !isChatter(reading) && message.isOld !== true ? sender : undefined;
  if (!writes(decision) && joins === undefined) return undefined;
  const caused = {
    messageId: ledgerId(message),
    sentAt: context.message.sentAt,
    text: decision.isConfidential === true ? "" : hidePrices(message.text),
    operator: sender.name,
  };
  return {
    ...caused,
    account: accountOf(sender),
    source: message.platform,
    threadId: threadOf(message),
    lines: decision.lines,
    earlier: history && earlierRows(decision, context),
    pending: decision.pending.map((one) => ({ ...one, text: hidePrices(one.text) })),
    closes: decision.closes,
    joins,
    broadcasts: noticesOf(decision, context, { ...caused, timeZone }),
    ...furtherTabs(decision, caused),
  };
}

type FurtherTabs = Pick<Booking, "rows" | "changes" | "exactly">;

export function furtherTabs(
  decision: Decision,
  caused: Pick<Booking, "messageId" | "sentAt" | "text" | "operator">,
): FurtherTabs {
  const { stocktake, forecasts = [], purchases = noWrites, codes = [] } = decision;
  const { messageId, sentAt: at, text, operator } = caused;
  const events = purchases.events.map((event, index): PurchaseEvent => ({
    ...{ ...event, at, text, operator, messageId: rowId(messageId, index) },
  }));
  const rows = [
    ...(stocktake?.rows ?? []).map((entry) => ({ tab: "stocktake", entry })),
    ...forecasts.map((entry) => ({ tab: "forecasts", entry })),
    ...purchases.rows.map((entry) => ({ tab: "purchases", entry })),
    ...events.map((entry) => ({ tab: "purchaseEvents", entry })),
    ...purchases.suppliers.map((entry) => ({ tab: "suppliers", entry })),
    ...codes.map((entry) => ({ tab: "codes", entry })),
  ];
  const changes = [
    ...(stocktake?.changes ?? []).map((change) => ({ tab: "stocktake", ...change })),
    ...purchases.changes.map((change) => ({ tab: "purchases", ...change })),
  ];
  const orders = purchases.orders.map((value) => ({ tab: "purchases", field: "order", value }));
  // Of two sessions that begin at once one is refused.
  const sessions = (stocktake?.rows ?? [])
    .slice(0, 1)
    .map(({ number }) => ({ tab: "stocktake", field: "number", value: number }));
  const isExact =
    sessions.length + purchases.rows.length + purchases.changes.length + codes.length > 0;
  return {
    rows,
    changes,
    ...(isExact && { exactly: { unused: [...orders, ...sessions] } }),
  };
}

/** Reply parts in one message. */
export const replyText = (replyParts: readonly ReplyPart[], timeZone: string): string =>
  formatReply(replyParts, { timeZone })
    .map(({ text }) => text)
    .join("\n");

/** What other groups are told: a supplier's own, or those where reports go. A message that comes again tells nothing anew. */
function noticesOf(
  { notices = [] }: Decision,
  { policy }: Pick<DecisionContext, "policy">,
  { messageId, timeZone }: { readonly messageId: string; readonly timeZone: string },
): Booking["broadcasts"] {
  return notices.flatMap(({ place, part }, index) => {
    const text = replyText([part], timeZone);
    const groups = place === undefined ? digestTargets(policy) : [place];
    return groups.map((group) => ({
      ...{ type: "notice" as const, group, text },
      key: `purchasing:${group}:${rowId(messageId, index)}`,
    }));
  });
}
