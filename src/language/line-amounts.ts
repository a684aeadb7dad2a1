/** Which amount each piece of a movement gets: the written one, 1 where it is understood, or one to be asked for. */
import type { Amount, BookableType } from "../inventory/intent";
import { amountOf, type AmountPhrase } from "./amounts";
import type { Piece } from "./pieces";
import type { Verb } from "./vocabulary";

interface Manner {
  readonly type: BookableType;
  readonly verbs: readonly Verb[];
  /** true: the signs say what it is; no verb does. */
  readonly signed: boolean;
  /** Indexes of acts with a verb of their own, at which a new list begins. */
  readonly restarts: readonly number[];
}

/** The amounts of all pieces of one movement, in their order. */
export function amountsFor(pieces: readonly Piece[], manner: Manner): readonly Amount[] {
  const { verbs, type } = manner;
  const implies = type === "issue" && verbs.length > 0 && verbs.every((verb) => verb.impliesOne);
  return pieces.map((piece, index) => {
    if (piece.unusable !== undefined) return piece.unusable;
    if (piece.amount !== undefined) return stated(piece.amount, manner);
    // 订书机和剪刀2把: whose figure is it?
    const figureFollows = pieces
      .slice(index + 1)
      .some(
        ({ amount, act }) =>
          amount !== undefined && !manner.restarts.some((at) => at > piece.act && at <= act),
      );
    return implies && !figureFollows ? { kind: "implied" } : { kind: "missing" };
  });
}

function stated(amount: AmountPhrase, { type, signed }: Manner): Amount {
  const { sign, written } = amount;
  if (signed) return amountOf({ ...amount, sign: "" }, false);
  const against = sign === "+" && (type === "issue" || type === "stocktake");
  if (against) return { kind: "unusable", why: "ambiguous", written };
  return amountOf(amount, type === "stocktake");
}
