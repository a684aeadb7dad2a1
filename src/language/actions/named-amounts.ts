/**
 * Atoms of actions → lines: which amount belongs to which name, over separators, commas and line breaks. What can't be
 * paired for certain gets an amount that must be asked for.
 */
import type { Amount, ItemMatch } from "../../inventory/intent";
import { holdsName, isOutsideCatalogue, matchTokens, onlyDescribes } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import { narrowedByUnit, saysSame } from "../phrases/counted-as";
import type { AmountPhrase } from "../phrases/phrase";
import type { Reading, Token } from "../tokens/tokens";
import { holderOf, segmentsOf } from "./segments";
import type { ActionPart, PersonPart, StockAction } from "./stock-action";
import { addUp } from "../remarks/harmless-figures";
import { borrowNames, withoutListed } from "./borrowed-names";
import {
  isLooseFigure,
  isShared,
  namesAndAmountsOf,
  type NameOrAmount,
  type WrittenAmount,
} from "./names-and-amounts";

/** A name with what is said to be its amount. */
export interface NamedAmount {
  readonly tokens: readonly Token[];
  readonly match: ItemMatch;
  amount: AmountPhrase | undefined;
  /** An amount that can't be used, whatever it says. */
  unusable: Extract<Amount, { readonly kind: "unusable" }> | undefined;
  /** No figure is understood by itself. */
  needsFigure: boolean;
  /** Among its words is a figure that is none of the item's own. */
  readonly holdsFigure: boolean;
  /** The only person who stands with it. */
  readonly holder: PersonPart | undefined;
  /** 阿强2包 behind 小王领便利贴1包: of the item before it. */
  readonly isAnothers: boolean;
  /** Index of its action, and the number of its line in the text. */
  readonly action: number;
  readonly line: number;
}

export interface NamedAmounts {
  readonly namedAmounts: readonly NamedAmount[];
  /** Something stood beside the names that is neither name nor amount. */
  readonly unexplained: boolean;
}

interface Builder {
  readonly namedAmounts: NamedAmount[];
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
export function pairNamesWithAmounts(
  actions: readonly StockAction[],
  reading: Reading,
  lexicon: Lexicon,
): NamedAmounts {
  const builder: Builder = {
    namedAmounts: [],
    reading,
    lexicon,
    waiting: undefined,
    each: false,
    total: false,
    kinds: undefined,
    unexplained: false,
  };
  actions.forEach((action, index) => {
    const { line } = action.clause;
    for (const segment of segmentsOf(action))
      pair(segment, { action: index, line, holder: holderOf(segment) }, builder);
    const kinds = action.parts.find((part) => part.kind === "kinds");
    if (kinds !== undefined) builder.kinds = kinds.value ?? NaN;
  });
  if (builder.waiting !== undefined) addNamed([], builder.waiting, { action: 0, line: 0 }, builder);
  borrowNames(builder.namedAmounts, reading, lexicon);
  const { kinds } = builder;
  const namedAmounts = withoutListed(builder.namedAmounts).map((namedAmount) =>
    holdsName(namedAmount.tokens)
      ? namedAmount
      : { ...namedAmount, match: narrowedByUnit(namedAmount.match, namedAmount.amount) },
  );
  const [only, another] = namedAmounts;
  if (only?.amount !== undefined && another === undefined && isShared(actions))
    only.unusable = { kind: "unusable", why: "ambiguous", written: `各${only.amount.written}` };
  const miscounted = kinds !== undefined && kinds !== namedAmounts.length;
  return { namedAmounts, unexplained: builder.unexplained || miscounted };
}

interface Where {
  readonly isAnothers?: boolean;
  readonly holder?: PersonPart | undefined;
  readonly action: number;
  readonly line: number;
}

function pair(segment: readonly ActionPart[], where: Where, builder: Builder): void {
  const terms = namesAndAmountsOf(segment, builder);
  builder.each ||= segment.some(({ kind }) => kind === "each");
  builder.total ||= segment.some(({ kind }) => kind === "total");
  const names = terms.filter(({ kind }) => kind === "name").length;
  if (terms.length === 0) return;
  if (names === 0) {
    if (addAnothers(terms, where, builder)) return;
    for (const term of terms) if (term.kind === "amount") joinAmount(term, builder);
    return;
  }
  if (terms[0]?.kind === "amount") pairAmountFirst(terms, where, builder);
  else pairNameFirst(terms, where, builder);
}

/** 便利贴 小王1包 阿强2包: somebody else and a figure, of the item before. */
function addAnothers(
  [term, more]: readonly NameOrAmount[],
  where: Where,
  builder: Builder,
): boolean {
  const before = builder.namedAmounts.at(-1);
  if (term?.kind !== "amount" || more !== undefined || term.approx !== "") return false;
  if (where.holder === undefined || before?.holder === undefined || builder.each) return false;
  const { amount, unusable, tokens } = before;
  if (amount?.unit !== term.phrase.unit || unusable !== undefined) return false;
  addNamed(tokens, term.phrase, { ...where, isAnothers: true }, builder);
  return true;
}

/** A quantity without a name joins the name before it; 各 gives it to all that have none. */
function joinAmount(term: WrittenAmount, builder: Builder): void {
  const { namedAmounts } = builder;
  const amount = usable(term);
  if (builder.each) {
    const open = namedAmounts.filter((namedAmount) => namedAmount.amount === undefined);
    const listed = open.filter(({ tokens }) => onlyDescribes(tokens));
    // 毛巾，白的蓝的各50条: the name is said by its specs
    const bare = open.filter(
      ({ tokens, match }) => listed.length < 2 || match.kind !== "several" || onlyDescribes(tokens),
    );
    if (bare.length === 0) builder.unexplained = true;
    for (const namedAmount of bare) setAmount(namedAmount, amount);
    builder.each = false;
    return;
  }
  const last = namedAmounts.at(-1);
  if (builder.total) {
    builder.total = false;
    if (namedAmounts.length !== 1) {
      if (!isTotal(namedAmounts, term.phrase)) builder.unexplained = true;
      return;
    }
  }
  if (last === undefined) {
    if (builder.waiting !== undefined || amount.unusable !== undefined) builder.unexplained = true;
    else builder.waiting = term.phrase;
    return;
  }
  if (last.amount === undefined && last.unusable === undefined) {
    setAmount(last, amount);
    return;
  }
  if (last.amount !== undefined && saysSame(last.match, last.amount, term.phrase)) return;
  ambiguous(last, term.phrase);
}

function isTotal(namedAmounts: readonly NamedAmount[], total: AmountPhrase): boolean {
  const amounts = namedAmounts.flatMap(({ amount }) => amount ?? []);
  return amounts.length === namedAmounts.length && addUp(amounts, total);
}

function pairNameFirst(terms: readonly NameOrAmount[], where: Where, builder: Builder): void {
  let open: NamedAmount | undefined;
  const figured = terms.some(({ kind }) => kind === "amount");
  for (const [index, term] of terms.entries()) {
    if (term.kind === "name") {
      const trails = open !== undefined && index === terms.length - 1;
      if (trails && isOutsideCatalogue(term.tokens)) builder.unexplained = true;
      else open = addNamed(term.tokens, undefined, where, builder);
      // without separators every name needs its own figure
      if (trails && figured && open !== undefined) open.needsFigure = true;
    } else if (builder.each || builder.total) {
      joinAmount(term, builder);
    } else if (open === undefined) {
      builder.unexplained = true;
    } else if (open.amount === undefined && open.unusable === undefined) {
      setAmount(open, usable(term));
    } else {
      ambiguous(open, term.phrase);
    }
  }
}

function pairAmountFirst(terms: readonly NameOrAmount[], where: Where, builder: Builder): void {
  let held: WrittenAmount | undefined;
  let last: NamedAmount | undefined;
  for (const term of terms) {
    if (term.kind === "amount") {
      if (held !== undefined) builder.unexplained = true;
      held = term;
      continue;
    }
    last = addNamed(term.tokens, undefined, where, builder);
    if (builder.each) builder.each = false;
    if (held !== undefined && last.amount !== undefined) ambiguous(last, held.phrase);
    else if (held !== undefined) setAmount(last, usable(held));
    held = undefined;
  }
  if (held !== undefined && last !== undefined) ambiguous(last, held.phrase);
}

type Usable = Pick<NamedAmount, "amount" | "unusable">;

function usable({ phrase, approx }: WrittenAmount): Usable {
  return approx === ""
    ? { amount: phrase, unusable: undefined }
    : { amount: phrase, unusable: { kind: "unusable", why: "vague", written: approx } };
}

function setAmount(namedAmount: NamedAmount, { amount, unusable }: Usable): void {
  namedAmount.amount = amount;
  namedAmount.unusable = unusable;
}

function ambiguous(namedAmount: NamedAmount, { written }: AmountPhrase): void {
  const both = `${namedAmount.amount?.written ?? ""} ${written}`.trim();
  namedAmount.unusable = { kind: "unusable", why: "ambiguous", written: both };
}

function addNamed(
  tokens: readonly Token[],
  amount: AmountPhrase | undefined,
  { holder, isAnothers = false, action, line }: Where,
  builder: Builder,
): NamedAmount {
  const match = matchTokens(tokens, builder.reading, builder.lexicon);
  const waiting = amount ?? builder.waiting;
  builder.waiting = undefined;
  const namedAmount: NamedAmount = {
    tokens,
    match,
    amount: waiting,
    unusable: undefined,
    needsFigure: false,
    holdsFigure: tokens.some((token) => isLooseFigure(token, builder.reading)),
    holder,
    isAnothers,
    action,
    line,
  };
  builder.namedAmounts.push(namedAmount);
  return namedAmount;
}
