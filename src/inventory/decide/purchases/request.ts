/** Things that somebody asks for: a row of 采购 each, also of what 库存 does not have yet; and those that make themselves. */
import { isLow } from "../../figures/warnings";
import type { Line } from "../../intent";
import { itemKey, type Item } from "../../items/item";
import { nextNumbers, underWayOf } from "../../purchasing/orders";
import type { PurchaseRow, PurchaseSource } from "../../purchasing/row";
import { withStock } from "../../purchasing/suggesting";
import type { OrderIntent, RequestIntent } from "../../purchasing/intent";
import type { PurchasePart } from "../../purchasing/parts";
import { noWrites } from "../../purchasing/writes";
import { isWithheld } from "../../stocktake/withheld";
import { ask } from "../ask";
import { silence, type Decision, type DecisionContext } from "../decision";
import type { DraftContext } from "../draft-context";
import { refuseSuspended } from "../refuse";
import { personOf, resolveLine, type Resolved } from "../resolve-items";
import { lineOf } from "../../purchasing/lines";
import { amountOf, eventOn, purchasingOf, suggestIn, writing } from "./purchase-context";

type RequestedPart = Extract<PurchasePart, { readonly kind: "requested" }>;

/** A thing to be bought, in 库存 or new. */
export interface Wanted extends Pick<PurchaseRow, "itemName" | "spec" | "unit" | "quantity"> {
  readonly item: Item | undefined;
}

/** A line as it can be bought, or what is to be asked about it. A name that 库存 does not have is something new. */
function wantedOf(
  line: Line,
  index: number,
  purpose: "request" | "order",
  context: DecisionContext,
): Wanted | Extract<Resolved, { readonly kind: "unclear" }> {
  if (line.match.kind !== "none") {
    const resolved = resolveLine(line, index, purpose, context);
    if (resolved.kind === "unclear") return resolved;
    return wantedItem(resolved.line.item, resolved.line.quantity);
  }
  const { match, amount } = line;
  const quantity = amount.kind === "given" || amount.kind === "dozens" ? amount.quantity : 0;
  const unit = amount.kind === "given" ? amount.unit : "";
  if (quantity > 0) return { itemName: match.written, spec: "", unit, quantity, item: undefined };
  const label = { name: match.written, spec: "" };
  const summary = { kind: "quantity", label, unit, why: "missing", written: "" } as const;
  return {
    kind: "unclear",
    problem: { summary, about: { kind: "quantity", index }, recorded: false },
  };
}

/** What is wanted, and which of it 库存 does not have; or what is asked about it. */
export function wantedIn(
  draft: RequestIntent<Line> | OrderIntent<Line>,
  draftContext: DraftContext,
): { readonly clear: readonly Wanted[]; readonly unknown: readonly string[] } | Decision {
  const { context } = draftContext;
  const wanted = draft.lines.map((line, index) => wantedOf(line, index, draft.kind, context));
  const unclear = wanted.flatMap((one) => ("kind" in one ? [one] : []));
  if (unclear.length > 0) return ask(draft, unclear, { ...draftContext, maybe: true });
  const clear = wanted.flatMap((one) => ("kind" in one ? [] : [one]));
  const unknown = clear.flatMap(({ item, itemName }) => (item === undefined ? [itemName] : []));
  return { clear, unknown };
}

export const wantedItem = (item: Item, quantity: number): Wanted => ({
  ...{ itemName: item.name, spec: item.spec, unit: item.unit, quantity, item },
});

export function decideRequest(draft: RequestIntent<Line>, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  const suspended = refuseSuspended(context);
  if (suspended !== undefined) return suspended;
  const wanted = wantedIn(draft, draftContext);
  if ("replyParts" in wanted) return wanted;
  const source = draft.isCollected ? "collected" : "manual";
  const { clear, unknown } = wanted;
  const rows = clear.map((one, index) => {
    const { name, department } = personOf(draft.lines[index]?.requester, context);
    return requestRow(one, { name, department, source }, index, context);
  });
  return withRequests(silence, rows, { isAutomatic: false, unknown }, context);
}

/** A decision with rows that are asked for, besides those that it asks for already. */
export function withRequests(
  decision: Decision,
  rows: readonly PurchaseRow[],
  how: Pick<RequestedPart, "isAutomatic" | "unknown">,
  context: DecisionContext,
): Decision {
  const { purchases = noWrites } = decision;
  const lines = rows.map((row) => lineOf(row, context));
  const part: RequestedPart = { kind: "requested", lines, ...how };
  const events = rows.map((row) => eventOn(row, "requested", "", amountOf(row)));
  return writing(
    { ...decision, replyParts: [...decision.replyParts, part] },
    { ...purchases, rows: [...purchases.rows, ...rows], events: [...purchases.events, ...events] },
  );
}

export function requestRow(
  { itemName, spec, unit, quantity }: Wanted,
  who: { readonly name: string; readonly department: string; readonly source: PurchaseSource },
  index: number,
  context: DecisionContext,
): PurchaseRow {
  const { message } = context;
  return {
    ...{ number: nextNumbers(purchasingOf(context)).row + index, order: undefined },
    ...{ itemName, spec, unit, quantity, received: 0, cancelled: 0, original: undefined },
    ...{ supplier: "", requester: who.name, department: who.department, source: who.source },
    ...{ requestedAt: message.sentAt, orderer: "", orderedAt: undefined, confirmedAt: undefined },
    ...{ dueOn: "", note: "", messageId: message.id },
  };
}

/**
 * A decision with a request for each item that is low by it, or was told to be, and that nobody has asked for or ordered
 * yet. Only where 采购 is used.
 */
export function withOwnRequests(
  decision: Decision,
  low: readonly { readonly item: Item; readonly stock: number }[],
  source: "low" | "shortage",
  context: DecisionContext,
): Decision {
  const { purchasing, policy, message } = context;
  if (!purchasing?.rows.length || decision.question !== undefined || message.type !== "message")
    return decision;
  const underWay = underWayOf(purchasing.rows);
  const suggest = suggestIn(context);
  const wanted = low.flatMap(({ item, stock }): readonly Wanted[] => {
    if (item.duplicate || underWay.has(itemKey(item))) return [];
    if (!isLow(stock, item.safetyStock, policy)) return [];
    // How much is suggested would tell what there is.
    const now = isWithheld(item, context) ? withoutStock(item) : withStock(item, stock);
    const { quantity } = suggest(now);
    if (quantity === undefined || quantity <= 0) return [];
    return [wantedItem(item, quantity)];
  });
  if (wanted.length === 0) return decision;
  const { name, department } = context.sender;
  const who = source === "low" ? { name: "", department: "" } : { name, department };
  const before = decision.purchases?.rows.length ?? 0;
  const rows = wanted.map((one, index) =>
    requestRow(one, { ...who, source }, before + index, context),
  );
  return withRequests(decision, rows, { isAutomatic: true, unknown: [] }, context);
}

const withoutStock = (item: Item): Item => ({ ...item, stock: { kind: "withheld" } });
