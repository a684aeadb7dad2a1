/** Things that somebody asks for: a row of 采购 each, also of what 库存 does not have yet; and those that make themselves. */
import { isLow } from "../../figures/warnings";
import type { Line } from "../../intent";
import { itemKey, type Item } from "../../items/item";
import { nextNumbers, underWayOf } from "../../purchasing/orders";
import type { PurchaseRow, PurchaseSource } from "../../purchasing/row";
import { withStock } from "../../purchasing/suggesting";
import type { RequestIntent } from "../../purchasing/intent";
import { isWithheld } from "../../stocktake/withheld";
import { ask } from "../ask";
import type { Decision, DecisionContext } from "../decision";
import type { DraftContext } from "../draft-context";
import { refuseSuspended } from "../refuse";
import { personOf, resolveLine, type ClearLine, type Resolved } from "../resolve-items";
import { lineOf } from "../../purchasing/lines";
import { amountText, eventOn, purchasingOf, said, suggestIn, writing } from "./purchase-context";

/** A thing to be bought, in 库存 or new. */
export interface Wanted {
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly quantity: number;
  readonly item: Item | undefined;
}

/** A line as it can be bought, or what is to be asked about it. A name that 库存 does not have is something new. */
export function wantedOf(
  line: Line,
  index: number,
  purpose: "request" | "order",
  context: DecisionContext,
): Wanted | Extract<Resolved, { readonly kind: "unclear" }> {
  if (line.match.kind !== "none") {
    const resolved = resolveLine(line, index, purpose, context);
    return resolved.kind === "unclear" ? resolved : wantedItem(resolved.line);
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

const wantedItem = ({ item, quantity }: ClearLine): Wanted => ({
  ...{ itemName: item.name, spec: item.spec, unit: item.unit, quantity, item },
});

export function decideRequest(draft: RequestIntent<Line>, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  const suspended = refuseSuspended(context);
  if (suspended !== undefined) return suspended;
  const wanted = draft.lines.map((line, index) => wantedOf(line, index, "request", context));
  const unclear = wanted.flatMap((one) => ("kind" in one ? [one] : []));
  if (unclear.length > 0) return ask(draft, unclear, { ...draftContext, maybe: true });
  const clear = wanted.flatMap((one) => ("kind" in one ? [] : [one]));
  const source = draft.isCollected ? "collected" : "manual";
  const rows = clear.map((one, index) => {
    const { name, department } = personOf(draft.lines[index]?.requester, context);
    return requestRow(one, { name, department, source }, index, context);
  });
  const lines = rows.map((row) => lineOf(row, context));
  const unknown = clear.flatMap(({ item, itemName }) => (item === undefined ? [itemName] : []));
  return writing(said({ kind: "requested", lines, isAutomatic: false, unknown }), {
    rows,
    events: rows.map((row) => eventOn(row, "requested", "", amountText(row.quantity, row.unit))),
  });
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
    return [{ itemName: item.name, spec: item.spec, unit: item.unit, quantity, item }];
  });
  if (wanted.length === 0) return decision;
  const { name, department } = context.sender;
  const who = source === "low" ? { name: "", department: "" } : { name, department };
  const before = decision.purchases?.rows.length ?? 0;
  const rows = wanted.map((one, index) =>
    requestRow(one, { ...who, source }, before + index, context),
  );
  const lines = rows.map((row) => lineOf(row, context));
  const part = { kind: "requested", lines, isAutomatic: true, unknown: [] } as const;
  const own = {
    rows: [...(decision.purchases?.rows ?? []), ...rows],
    changes: decision.purchases?.changes ?? [],
    events: [
      ...(decision.purchases?.events ?? []),
      ...rows.map((row) => eventOn(row, "requested", "", amountText(row.quantity, row.unit))),
    ],
  };
  return writing({ ...decision, replyParts: [...decision.replyParts, part] }, own);
}

const withoutStock = (item: Item): Item => ({ ...item, stock: { kind: "withheld" } });
