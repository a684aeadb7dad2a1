/**
 * Atoms of actions → lines: which amount belongs to which name, over separators, commas and line breaks. What can't be
 * paired for certain gets an amount that must be asked for.
 */
import type { Amount, ItemMatch } from "../../inventory/intent";
import { isOutsideCatalogue, matchTokens, onlyDescribes } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import type { AmountPhrase } from "../phrases/phrase";
import { isDigit } from "../text/numerals";
import type { Reading, Token } from "../tokens/tokens";
import type { StockAction, Atom } from "./stock-action";
import { partsOf, type Part } from "./names-and-amounts";

/** A name with what is said to be its amount. */
export interface Piece {
  readonly tokens: readonly Token[];
  readonly match: ItemMatch;
  amount: AmountPhrase | undefined;
  /** An amount that can't be used, whatever it says. */
  unusable: Extract<Amount, { readonly kind: "unusable" }> | undefined;
  /** No figure is understood by itself. */
  needsFigure: boolean;
  /** Among its words is a figure that is none of the item's own. */
  readonly holdsFigure: boolean;
  /** Index of its action, and the number of its line in the text. */
  readonly action: number;
  readonly line: number;
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** Something stood beside the pieces that is neither name nor amount. */
  readonly unexplained: boolean;
}

interface Builder {
  readonly pieces: Piece[];
  readonly reading: Reading;
  readonly lexicon: Lexicon;
  /** An amount before any name. */
  waiting: AmountPhrase | undefined;
  each: boolean;
  total: boolean;
  /** 共3样 */
  kinds: number | undefined;
  unexplained: boolean;
}

/** Pairs names and amounts of all actions, in the order of the text. */
export function buildPieces(
  actions: readonly StockAction[],
  reading: Reading,
  lexicon: Lexicon,
): Pieces {
  const builder: Builder = {
    pieces: [],
    reading,
    lexicon,
    waiting: undefined,
    each: false,
    total: false,
    kinds: undefined,
    unexplained: false,
  };
  actions.forEach((action, index) => {
    const where = { action: index, line: action.clause.line };
    for (const segment of segmentsOf(action)) pair(segment, where, builder);
    const kinds = action.atoms.find((atom) => atom.kind === "kinds");
    if (kinds !== undefined) builder.kinds = kinds.value ?? NaN;
  });
  if (builder.waiting !== undefined) addPiece([], builder.waiting, { action: 0, line: 0 }, builder);
  borrowNames(builder);
  const { pieces, kinds } = builder;
  const miscounted = kinds !== undefined && kinds !== pieces.length;
  return { pieces, unexplained: builder.unexplained || miscounted };
}

/** 一次性手套M码2副，L码3副 and 红色、黑色记号笔各2支: a spec alone is one of the item beside it. */
function borrowNames({ pieces, reading, lexicon }: Builder): void {
  pieces.forEach((piece, index) => {
    if (!onlyDescribes(piece.tokens)) return;
    for (const beside of [pieces[index - 1], pieces[index + 1]]) {
      const named = beside?.tokens.filter((token) => token.kind === "name") ?? [];
      const match = matchTokens([...named, ...piece.tokens], reading, lexicon);
      if (named.length !== 1 || match.kind !== "one") continue;
      pieces[index] = {
        ...piece,
        tokens: [...named, ...piece.tokens],
        match: { ...match, written: piece.match.written },
      };
      return;
    }
  });
}

/** What stands between separators; a verb behind names with their amounts begins another list. */
function segmentsOf({ atoms }: StockAction): readonly (readonly Atom[])[] {
  const segments: Atom[][] = [[]];
  let names = 0;
  let amounts = 0;
  for (const atom of atoms) {
    const complete = atom.kind === "verb" && names > 0 && names === amounts;
    if (atom.kind === "next" || complete) {
      segments.push([]);
      names = 0;
      amounts = 0;
    }
    if (atom.kind === "name") names += 1;
    if (atom.kind === "amount") amounts += 1;
    segments.at(-1)?.push(atom);
  }
  return segments;
}

interface Where {
  readonly action: number;
  readonly line: number;
}

function pair(segment: readonly Atom[], where: Where, builder: Builder): void {
  const parts = partsOf(segment, builder);
  builder.each ||= segment.some(({ kind }) => kind === "each");
  builder.total ||= segment.some(({ kind }) => kind === "total");
  const names = parts.filter(({ kind }) => kind === "name").length;
  if (parts.length === 0) return;
  if (names === 0) {
    for (const part of parts) if (part.kind === "amount") joinAmount(part, builder);
    return;
  }
  if (parts[0]?.kind === "amount") pairAmountFirst(parts, where, builder);
  else pairNameFirst(parts, where, builder);
}

/** A piece that is only a quantity joins the name before it; 各 gives it to all that have none. */
function joinAmount(part: Extract<Part, { readonly kind: "amount" }>, builder: Builder): void {
  const { pieces } = builder;
  const amount = usable(part);
  if (builder.each) {
    const bare = pieces.filter((piece) => piece.amount === undefined);
    if (bare.length === 0) builder.unexplained = true;
    for (const piece of bare) setAmount(piece, amount);
    builder.each = false;
    return;
  }
  const last = pieces.at(-1);
  if (builder.total) {
    builder.total = false;
    if (pieces.length !== 1) {
      if (!isTotal(pieces, part.phrase)) builder.unexplained = true;
      return;
    }
  }
  if (last === undefined) {
    if (builder.waiting !== undefined || amount.unusable !== undefined) builder.unexplained = true;
    else builder.waiting = part.phrase;
    return;
  }
  if (last.amount === undefined && last.unusable === undefined) {
    setAmount(last, amount);
    return;
  }
  if (last.amount !== undefined && sameAmount(last.amount, part.phrase)) return;
  ambiguous(last, part.phrase);
}

function sameAmount(left: AmountPhrase, right: AmountPhrase): boolean {
  if (left.more !== undefined || right.more !== undefined) return false;
  return left.value === right.value && left.unit === right.unit && left.value !== undefined;
}

function isTotal(pieces: readonly Piece[], total: AmountPhrase): boolean {
  const values = pieces.map((piece) => piece.amount);
  if ([...values, total].some((amount) => amount?.more !== undefined)) return false;
  const sum = values.reduce((all, amount) => all + (amount?.value ?? NaN), 0);
  return sum === total.value && values.every((amount) => amount?.unit === total.unit);
}

function pairNameFirst(parts: readonly Part[], where: Where, builder: Builder): void {
  let open: Piece | undefined;
  const figured = parts.some(({ kind }) => kind === "amount");
  for (const [index, part] of parts.entries()) {
    if (part.kind === "name") {
      const trails = open !== undefined && index === parts.length - 1;
      if (trails && isOutsideCatalogue(part.tokens)) builder.unexplained = true;
      else open = addPiece(part.tokens, undefined, where, builder);
      // without separators every name needs its own figure
      if (trails && figured && open !== undefined) open.needsFigure = true;
    } else if (builder.each || builder.total) {
      joinAmount(part, builder);
    } else if (open === undefined) {
      builder.unexplained = true;
    } else if (open.amount === undefined && open.unusable === undefined) {
      setAmount(open, usable(part));
    } else {
      ambiguous(open, part.phrase);
    }
  }
}

function pairAmountFirst(parts: readonly Part[], where: Where, builder: Builder): void {
  let held: Extract<Part, { readonly kind: "amount" }> | undefined;
  let last: Piece | undefined;
  for (const part of parts) {
    if (part.kind === "amount") {
      if (held !== undefined) builder.unexplained = true;
      held = part;
      continue;
    }
    last = addPiece(part.tokens, undefined, where, builder);
    if (builder.each) builder.each = false;
    if (held !== undefined && last.amount !== undefined) ambiguous(last, held.phrase);
    else if (held !== undefined) setAmount(last, usable(held));
    held = undefined;
  }
  if (held !== undefined && last !== undefined) ambiguous(last, held.phrase);
}

type Usable = Pick<Piece, "amount" | "unusable">;

function usable({ phrase, approx }: Extract<Part, { readonly kind: "amount" }>): Usable {
  return approx
    ? { amount: phrase, unusable: { kind: "unusable", why: "vague", written: phrase.written } }
    : { amount: phrase, unusable: undefined };
}

function setAmount(piece: Piece, { amount, unusable }: Usable): void {
  piece.amount = amount;
  piece.unusable = unusable;
}

function ambiguous(piece: Piece, { written }: AmountPhrase): void {
  const both = `${piece.amount?.written ?? ""} ${written}`.trim();
  piece.unusable = { kind: "unusable", why: "ambiguous", written: both };
}

function addPiece(
  tokens: readonly Token[],
  amount: AmountPhrase | undefined,
  where: Where,
  builder: Builder,
): Piece {
  const match = matchTokens(tokens, builder.reading, builder.lexicon);
  const waiting = amount ?? builder.waiting;
  builder.waiting = undefined;
  const piece: Piece = {
    tokens,
    match,
    amount: waiting,
    unusable: undefined,
    needsFigure: false,
    holdsFigure: tokens.some((token) => isLooseFigure(token, builder.reading)),
    ...where,
  };
  builder.pieces.push(piece);
  return piece;
}

/** 2k, 2.5.1 */
function isLooseFigure({ kind, start }: Token, { text }: Reading): boolean {
  return kind === "number" || (kind === "unknown" && isDigit(text, start));
}
