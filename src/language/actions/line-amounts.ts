/** Which amount each piece of a movement gets: the written one, 1 where it is understood, or one to be asked for. */
import type { Amount, BookableType } from "../../inventory/intent";
import { amountOf } from "../phrases/amounts";
import type { AmountPhrase } from "../phrases/phrase";
import type { Verb } from "../vocabulary/vocabulary";
import type { Piece } from "./named-amounts";

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

/** The amounts of all pieces of one movement, in their order. */
export function amountsFor(pieces: readonly Piece[], manner: Manner): readonly Amount[] {
  const { verbs, type } = manner;
  const implies = type === "issue" && verbs.length > 0 && verbs.every((verb) => verb.impliesOne);
  const unfigured = beforeFigures(pieces, manner.restarts);
  return pieces.map((piece) => {
    if (piece.unusable !== undefined) return piece.unusable;
    if (piece.amount !== undefined) return stated(piece.amount, manner);
    const open = unfigured.has(piece) || piece.needsFigure || isUnread(piece, manner);
    return { kind: implies && !open ? "implied" : "missing" };
  });
}

/** 2.5.1箱: a figure was written, whatever it says. */
function isUnread({ holdsFigure, action }: Piece, { unread }: Manner): boolean {
  return unread.has(action) || holdsFigure;
}

/** Pieces whose figure may be one that stands further on in the same list: 订书机和剪刀2把. */
function beforeFigures(pieces: readonly Piece[], restarts: readonly number[]): ReadonlySet<Piece> {
  const open = new Set<Piece>();
  const remaining = [...restarts];
  let figured = -1;
  for (const piece of pieces.toReversed()) {
    while (remaining.length > 0 && (remaining.at(-1) ?? 0) > piece.action) {
      if ((remaining.pop() ?? 0) <= figured) figured = -1;
    }
    if (piece.amount !== undefined) figured = piece.action;
    else if (figured >= 0) open.add(piece);
  }
  return open;
}

function stated(amount: AmountPhrase, { type, signed }: Manner): Amount {
  const { sign, written } = amount;
  if (signed) return amountOf({ ...amount, sign: "" }, false);
  const against = sign === "+" && (type === "issue" || type === "stocktake");
  if (against) return { kind: "unusable", why: "ambiguous", written };
  return amountOf(amount, type === "stocktake");
}
