/** Which amount each name of a movement gets: the written one, 1 where it is understood, or one to be asked for. */
import type { Amount, BookableType } from "../../inventory/intent";
import { amountOf } from "../phrases/amounts";
import type { AmountPhrase } from "../phrases/phrase";
import type { Verb } from "../vocabulary/vocabulary";
import type { NamedAmount } from "./named-amounts";

export interface Manner {
  readonly type: BookableType;
  readonly verbs: readonly Verb[];
  /** true: the signs say what it is; no verb does. */
  readonly signed: boolean;
  /** Indexes of actions with a verb of their own, at which a new list begins. */
  readonly restarts: readonly number[];
  /** Indexes of actions with a figure that was not understood, which 1 must not stand for. */
  readonly unread: ReadonlySet<number>;
}

/** The amounts of all names of one movement, in their order. */
export function amountsFor(
  namedAmounts: readonly NamedAmount[],
  manner: Manner,
): readonly Amount[] {
  const { verbs, type } = manner;
  const implies = type === "issue" && verbs.length > 0 && verbs.every((verb) => verb.impliesOne);
  const unfigured = beforeFigures(namedAmounts, manner.restarts);
  return namedAmounts.map((namedAmount) => {
    if (namedAmount.unusable !== undefined) return namedAmount.unusable;
    if (namedAmount.amount !== undefined) {
      // 领3本验光单，收据-1: the sign is the verb of its own clause
      const signs = type === "issue" && !manner.restarts.includes(namedAmount.action);
      const signed = manner.signed || (signs && namedAmount.amount.sign === "-");
      return stated(namedAmount.amount, { type, signed });
    }
    const open =
      unfigured.has(namedAmount) || namedAmount.needsFigure || isUnread(namedAmount, manner);
    return { kind: implies && !open ? "implied" : "missing" };
  });
}

/** 2.5.1箱: a figure was written, whatever it says. */
function isUnread({ holdsFigure, action }: NamedAmount, { unread }: Manner): boolean {
  return unread.has(action) || holdsFigure;
}

/** Names whose figure may be one that stands further on in the same list: 订书机和剪刀2把. */
function beforeFigures(
  namedAmounts: readonly NamedAmount[],
  restarts: readonly number[],
): ReadonlySet<NamedAmount> {
  const open = new Set<NamedAmount>();
  const remaining = [...restarts];
  let figured = -1;
  for (const namedAmount of namedAmounts.toReversed()) {
    while (remaining.length > 0 && (remaining.at(-1) ?? 0) > namedAmount.action) {
      if ((remaining.pop() ?? 0) <= figured) figured = -1;
    }
    if (namedAmount.amount !== undefined) figured = namedAmount.action;
    else if (figured >= 0) open.add(namedAmount);
  }
  return open;
}

function stated(amount: AmountPhrase, { type, signed }: Pick<Manner, "type" | "signed">): Amount {
  const { sign, written } = amount;
  if (signed) return amountOf({ ...amount, sign: "" }, false);
  const against = sign === "+" && (type === "issue" || type === "stocktake");
  if (against) return { kind: "unusable", why: "ambiguous", written };
  return amountOf(amount, type === "stocktake");
}
