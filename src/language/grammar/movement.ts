/**
 * Actions → a movement: which kind, which lines, whose. Nothing that was said is left out of account; what could change the
 * meaning makes a question of it, what shows no will to book makes silence.
 */
import type {
  Amount,
  BookableType,
  Intent,
  Line,
  MovementIntent,
  Requester,
} from "../../inventory/intent";
import {
  countedActions,
  asksLeave,
  isAmbiguous,
  readActions,
  speaksOfStock,
} from "../actions/ambiguity";
import { withoutBookFigures, withSaidBooks } from "../actions/book-figures";
import { withSpecsJoined } from "../actions/spec-clauses";
import type { StockAction } from "../actions/stock-action";
import type { Lexicon } from "../names/lexicon";
import { withoutHeadedDate } from "../actions/headed-date";
import { amountsFor, type Manner } from "../actions/line-amounts";
import { assignPeople } from "../actions/persons";
import { pairNamesWithAmounts, type NamedAmount } from "../actions/named-amounts";
import { withClosest } from "../names/item-names";
import { isFound, isLongSpec, isPieceInUnit } from "../phrases/counted-as";
import type { Clause } from "../phrases/clauses";
import { receives, withRemarks } from "../remarks/remarks";
import { remarkOf } from "../remarks/remark-text";
import type { Reading } from "../tokens/tokens";
import type { Verb } from "../vocabulary/vocabulary";

/** A message as the readers of single kinds get it. */
export interface Message {
  readonly reading: Reading;
  readonly clauses: readonly Clause[];
  readonly lexicon: Lexicon;
  /** What a label says of the kind (领用数量). */
  readonly hint: BookableType | undefined;
  /** Headed by 领用明细 or the like. */
  readonly underDetails: boolean;
}

/** What verbs, signs and labels say of the kind. */
interface Kind {
  readonly types: readonly BookableType[];
  readonly verbs: readonly Verb[];
  readonly signed: boolean;
  readonly hinted: boolean;
}

/** The movement that a message speaks of; undefined when it speaks of none. */
export function readMovement(message: Message): Intent | undefined {
  const { reading, lexicon, hint } = message;
  if (hint === undefined && !message.clauses.some(couldMove)) return undefined;
  const { clauses: undated, date } = withoutHeadedDate(message.clauses, reading);
  const clauses = withRemarks(withSpecsJoined(undated), {
    reading,
    lexicon,
    receipt: message.clauses.some(receives),
    late: message.clauses.some(({ classes }) => classes.includes("late")),
  });
  const actions = readActions(clauses, reading, lexicon);
  const clean = countedActions(actions);
  if (!clean.some(speaksOfStock) || asksLeave(actions)) return undefined;
  const { kept, saidBooks } = withoutBookFigures(clean);
  const { namedAmounts, unexplained } = pairNamesWithAmounts(kept, reading, lexicon);
  const kind = kindOf(kept, namedAmounts, hint);
  const [type] = kind.types;
  if (kind.types.length > 1) return mixed(kind, namedAmounts);
  const people = assignPeople(kept, namedAmounts);
  const amounts = amountsFor(namedAmounts, mannerOf(kept, type ?? "issue", kind));
  const unbooked = linesOf(namedAmounts, amounts, people.requesters);
  const lines = withSaidBooks(unbooked, namedAmounts, saidBooks);
  const movement = {
    kind: "movement",
    type: type ?? "issue",
    lines,
    remark: remarkOf(
      actions.flatMap(({ extras }) => extras.remarks),
      type,
    ),
    ...(date === undefined ? {} : { saidDate: date }),
  } as const;
  const ambiguity = isAmbiguous(actions, clean, { type, hinted: kind.hinted });
  const intent = readUncertain(movement, {
    actions,
    namedAmounts,
    kind,
    ambiguity,
    unpaired: unexplained || people.unclear,
  });
  if (intent?.kind !== "movement") return intent;
  const offered = withOffers(intent, lexicon);
  return isAimless(offered) && !hasColon(kept) ? undefined : offered;
}

/** 盘点这活真累: to be counted is nothing that sounds like an item, and no figure stands with it. */
const isAimless = ({ type, lines }: MovementIntent): boolean =>
  type === "stocktake" &&
  lines.every(
    ({ match, amount }) =>
      match.kind === "none" && match.closest.length === 0 && amount.kind === "missing",
  );

/** A verb or a figure; without either nothing moves. */
function couldMove({ classes, phrases }: Clause): boolean {
  return (
    classes.includes("verb") || phrases.some(({ kind }) => kind === "amount" || kind === "bracket")
  );
}

const mostOffers = 3;

/** The first lines of which nothing is known get the closest names. */
function withOffers(movement: MovementIntent, lexicon: Lexicon): MovementIntent {
  let offers = 0;
  const lines = movement.lines.map((line) => {
    if (line.match.kind !== "none" || offers >= mostOffers) return line;
    offers += 1;
    return { ...line, match: withClosest(line.match, lexicon) };
  });
  return { ...movement, lines };
}

function kindOf(
  actions: readonly StockAction[],
  namedAmounts: readonly NamedAmount[],
  hint: BookableType | undefined,
): Kind {
  const verbs: Verb[] = [];
  for (const action of actions) verbs.push(...action.verbs);
  const signs = new Set(namedAmounts.map((namedAmount) => namedAmount.amount?.sign ?? ""));
  signs.delete("");
  const signed = verbs.length === 0 && signs.size > 0;
  const fromSigns = [...signs].map((sign): BookableType => (sign === "-" ? "issue" : "receipt"));
  const said = signed ? fromSigns : verbs.map(({ type }) => type);
  const types = [...new Set(said.length > 0 || hint === undefined ? said : [hint])];
  return { types, verbs, signed, hinted: hint !== undefined };
}

function mannerOf(
  actions: readonly StockAction[],
  type: BookableType,
  { verbs, signed }: Kind,
): Manner {
  const restarts: number[] = [];
  const unread = new Set<number>();
  for (const [index, action] of actions.entries()) {
    if (action.verbs.length > 0) restarts.push(index);
    if (action.extras.unread) unread.add(index);
  }
  return { type, verbs, signed, restarts, unread };
}

function mixed({ types }: Kind, namedAmounts: readonly NamedAmount[]): Intent | undefined {
  if (namedAmounts.length < 2 || namedAmounts.some(({ match }) => match.kind === "none"))
    return undefined;
  return { kind: "mixed", types };
}

function linesOf(
  namedAmounts: readonly NamedAmount[],
  amounts: readonly Amount[],
  requesters: readonly (readonly (Requester | undefined)[])[],
): readonly Line[] {
  const lines: Line[] = [];
  for (const [index, named] of namedAmounts.entries()) {
    const { match } = named;
    const amount = amounts[index] ?? { kind: "missing" };
    const written = `${match.written} ${named.amount?.written ?? ""}`.trim();
    for (const requester of requesters[index] ?? [undefined])
      lines.push({ match, amount, requester, written });
  }
  return lines;
}

interface Findings {
  readonly actions: readonly StockAction[];
  readonly namedAmounts: readonly NamedAmount[];
  readonly kind: Kind;
  /** Something was said that could change the meaning. */
  readonly ambiguity: boolean;
  /** Not every figure has a name, or every line its person. */
  readonly unpaired: boolean;
}

const longestUnknown = 12;

/** Books, asks, or is silent. */
function readUncertain(movement: MovementIntent, findings: Findings): Intent | undefined {
  const { actions, namedAmounts, kind } = findings;
  if (namedAmounts.length === 0) return opensForm(findings) ? withBlank(movement) : undefined;
  if (namedAmounts.every(({ match }) => match.kind === "none")) {
    return clearlyBooks(findings) ? movement : undefined;
  }
  if (kind.types.length === 0) return bareList(movement, findings);
  const ambiguity = findings.ambiguity || findings.unpaired;
  const told = toldWhen(actions);
  // talk about what was, unless it is said plainly enough to be asked about
  if (told === "past" && ambiguity) return undefined;
  const said = told === "now" ? movement : { ...movement, isPast: true };
  if (ambiguity || told === "past")
    return { kind: "maybe-movement", why: ambiguity ? "unclear" : "past", movement: said };
  return said;
}

/** `past`: it may be talk about what was; `late`: it is to be booked, for a time that is past (补登). */
function toldWhen(actions: readonly StockAction[]): "now" | "late" | "past" {
  if (actions.some(({ extras }) => extras.fresh)) return "now";
  if (actions.some(({ extras }) => extras.late)) return "late";
  return actions.some(({ extras }) => extras.past) ? "past" : "now";
}

/** 领用：投影仪 1台, though nothing of the catalogue is named; 拿快递 says nothing to the bot. */
function clearlyBooks({ namedAmounts, kind, ambiguity }: Findings): boolean {
  const asked = kind.verbs.length > 0 && namedAmounts.some(({ tokens }) => tokens.some(isLongSpec));
  const everyday = kind.verbs.every((verb) => verb.everyday) && !kind.signed && !asked;
  const long = namedAmounts.some(({ match }) => match.written.length > longestUnknown);
  // +1 alone is what people say when they agree
  const nameless = kind.signed && namedAmounts.some(({ match }) => match.written === "");
  return !everyday && !ambiguity && !long && !nameless;
}

/** 领用： with nothing behind it. */
function opensForm({ actions, kind, ambiguity }: Findings): boolean {
  return hasColon(actions) && !ambiguity && kind.types.length === 1;
}

const hasColon = (actions: readonly StockAction[]): boolean =>
  actions.some(({ parts }) =>
    parts.some((part) => part.kind === "verb" && part.colon && !part.verb.everyday),
  );

function withBlank(movement: MovementIntent): MovementIntent {
  const match = { kind: "none", closest: [], written: "" } as const;
  return {
    ...movement,
    lines: [{ match, amount: { kind: "missing" }, requester: undefined, written: "" }],
  };
}

/** A4纸 1箱: every name has its figure, and nothing else is said. 几箱 alone asks. */
function bareList(
  movement: MovementIntent,
  { actions, namedAmounts, ambiguity, unpaired }: Findings,
): Intent | undefined {
  const complete = namedAmounts.every(
    (named) =>
      named.amount !== undefined &&
      !named.amount.written.startsWith("几") &&
      named.unusable?.why !== "ambiguous" &&
      (isFound(named.match) || (namedAmounts.length === 1 && isPieceInUnit(named))),
  );
  const timed = actions.some(({ extras }) => extras.past || extras.moment);
  return complete && !ambiguity && !unpaired && !timed
    ? { kind: "maybe-movement", why: "no-verb", movement }
    : undefined;
}
