/**
 * Acts → a movement: which kind, which lines, whose. Nothing that was said is left out of account; what could change the
 * meaning makes a question of it, what shows no will to book makes silence.
 */
import type {
  Amount,
  BookableType,
  Intent,
  Line,
  MovementIntent,
  Requester,
} from "../inventory/intent";
import { readAct, remarkAct, type Act, type Atom } from "./acts";
import { amountsFor } from "./line-amounts";
import type { Clause } from "./clauses";
import type { Lexicon } from "./lexicon";
import { holdsName } from "./names";
import { assignPeople } from "./persons";
import { buildPieces, type Piece } from "./pieces";
import { isReason } from "./reasons";
import type { Reading } from "./tokens";
import type { Verb } from "./vocabulary";

/** A message as the readers of single kinds get it. */
export interface Message {
  readonly reading: Reading;
  readonly clauses: readonly Clause[];
  readonly lexicon: Lexicon;
  /** What a label says of the kind (领用数量). */
  readonly hint: BookableType | undefined;
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
  const acts = readActs(message);
  const clean = acts.filter((act) => act.besides.guards.size === 0 && !isTalk(act, acts));
  if (!clean.some(speaksOfStock) || asksLeave(acts)) return undefined;
  const counting = clean.some(({ atoms }) => verbsOf(atoms).some(isCount));
  const counted = counting ? clean.map(withoutBookFigures) : clean;
  const { pieces, odd } = buildPieces(counted, message.reading, message.lexicon);
  const kind = kindOf(counted, pieces, message.hint);
  const [type] = kind.types;
  if (kind.types.length > 1) return mixed(kind, pieces, message);
  const people = assignPeople(counted, pieces);
  const doubt = odd || people.unclear || acts.some((act) => isDoubtful(act, clean, type, kind));
  const restarts = counted.flatMap(({ atoms }, index) =>
    verbsOf(atoms).length > 0 ? [index] : [],
  );
  const amounts = amountsFor(pieces, { type: type ?? "issue", ...kind, restarts });
  const lines = linesOf(pieces, amounts, people.requesters);
  const movement = {
    kind: "movement",
    type: type ?? "issue",
    lines,
    remark: remarkOf(acts),
  } as const;
  return judge(movement, { acts, pieces, kind, doubt });
}

function readActs({ clauses, reading, lexicon }: Message): readonly Act[] {
  const acts: Act[] = [];
  let underway = false;
  for (const clause of clauses) {
    const act: Act = isReason(clause)
      ? remarkAct(clause, textOf(clause, reading))
      : withoutStranger(readAct(clause, { reading, lexicon, underway }));
    underway ||= act.atoms.some(({ kind }) => kind === "verb");
    acts.push(act);
  }
  return acts;
}

function textOf({ phrases }: Clause, { shown }: Reading): string {
  const start = phrases[0]?.start ?? 0;
  return shown.slice(start, phrases.at(-1)?.end ?? start).trim();
}

/** Somebody in front of the verb who is no member and has no name of a person: it is asked whether it is meant. */
function withoutStranger(act: Act): Act {
  const { atoms } = act;
  const verb = atoms.findIndex(({ kind }) => kind === "verb");
  const index = atoms.findIndex((atom) => atom.kind === "name");
  const atom = atoms[index];
  if (verb < 0 || index > verb || atom?.kind !== "name" || !isText(atom)) return act;
  const amountBetween = atoms.slice(index, verb).some(({ kind }) => kind === "amount");
  const named = atoms.slice(verb).some((other) => other.kind === "name" && holdsName(other.tokens));
  if (amountBetween || !named) return act;
  act.besides.third = true;
  return { ...act, atoms: atoms.filter((other) => other !== atom) };
}

function isText(atom: Atom): boolean {
  return (
    atom.kind === "name" &&
    atom.tokens.every((token) => token.kind !== "name" && token.kind !== "spec")
  );
}

function speaksOfStock({ atoms }: Act): boolean {
  return atoms.some(({ kind }) => kind === "verb" || kind === "name" || kind === "amount");
}

/** Words of a clause of its own in which nothing of the catalogue stands, beside clauses that act. */
function isTalk({ atoms, clause }: Act, acts: readonly Act[]): boolean {
  if (!atoms.some(({ kind }) => kind === "name")) return false;
  const others = acts.filter(
    (act) =>
      act.clause !== clause && act.atoms.some(({ kind }) => kind === "name" || kind === "verb"),
  );
  const bare = atoms.every((atom) => isText(atom) || atom.kind === "gap" || atom.kind === "person");
  const sameLine = others.some((act) => act.clause.line === clause.line);
  return bare && sameLine;
}

/** 领用A4纸1箱，可以吗？ asks people, not the bot. */
function asksLeave(acts: readonly Act[]): boolean {
  return acts.some((act) => act.besides.guards.has("question") && !speaksOfStock(act));
}

function verbsOf(atoms: readonly Atom[]): readonly Verb[] {
  return atoms.flatMap((atom) => (atom.kind === "verb" ? [atom.verb] : []));
}

function isCount({ type }: Verb): boolean {
  return type === "stocktake";
}

/** 系统显示12本 is not what was counted. */
function withoutBookFigures(act: Act): Act {
  let skipping = false;
  const atoms = act.atoms.filter((atom) => {
    if (atom.kind === "book-figure") skipping = true;
    else if (atom.kind === "amount" && skipping) {
      skipping = false;
      return false;
    } else if (atom.kind !== "gap") skipping = false;
    return atom.kind !== "book-figure";
  });
  return { ...act, atoms };
}

function kindOf(
  acts: readonly Act[],
  pieces: readonly Piece[],
  hint: BookableType | undefined,
): Kind {
  const verbs = acts.flatMap(({ atoms }) => verbsOf(atoms));
  const signs = new Set(
    pieces.map((piece) => piece.amount?.sign ?? "").filter((sign) => sign !== ""),
  );
  const signed = verbs.length === 0 && signs.size > 0;
  const fromSigns = [...signs].map((sign): BookableType => (sign === "-" ? "issue" : "receipt"));
  const spoken = verbs.length > 0 ? verbs.map(({ type }) => type) : signed ? fromSigns : [];
  const types = [...new Set(spoken.length > 0 || hint === undefined ? spoken : [hint])];
  return { types, verbs, signed, hinted: hint !== undefined };
}

function mixed(kind: Kind, pieces: readonly Piece[], { reading }: Message): Intent | undefined {
  if (pieces.length < 2 || pieces.some(({ match }) => match.kind === "none")) return undefined;
  return { kind: "mixed", types: kind.types, written: reading.shown.trim() };
}

function linesOf(
  pieces: readonly Piece[],
  amounts: readonly Amount[],
  requesters: readonly (readonly (Requester | undefined)[])[],
): readonly Line[] {
  return pieces.flatMap(({ match, amount }, index) =>
    (requesters[index] ?? [undefined]).map((requester) => ({
      match,
      amount: amounts[index] ?? { kind: "missing" as const },
      requester,
      written: [match.written, amount?.written ?? ""].join(" ").trim(),
    })),
  );
}

const longestRemark = 200;

function remarkOf(acts: readonly Act[]): string {
  const remarks = acts.flatMap(({ besides }) => besides.remarks).filter((text) => text !== "");
  return [...new Set(remarks)].join("\uff0c").slice(0, longestRemark);
}

/** Whether something was said that could change what is meant. */
function isDoubtful(
  act: Act,
  clean: readonly Act[],
  type: BookableType | undefined,
  { hinted }: Kind,
): boolean {
  const { besides } = act;
  if (!clean.includes(act)) return true;
  const { odd, third, observed, equates, surplus, moment, done, late } = besides;
  if (odd || third || (surplus && type !== "return")) return true;
  if (type !== "stocktake" && (observed || (equates && !hinted))) return true;
  const colon = clean.some(({ atoms }) => atoms.some((atom) => atom.kind === "verb" && atom.colon));
  const settled =
    done || late || colon || clean.some((other) => other.besides.late || other.besides.done);
  const books = type !== "stocktake" && act.atoms.some((atom) => atom.kind === "book-figure");
  return books || (moment && !settled);
}

interface Findings {
  readonly acts: readonly Act[];
  readonly pieces: readonly Piece[];
  readonly kind: Kind;
  readonly doubt: boolean;
}

const longestUnknown = 12;

/** Books, asks, or is silent. */
function judge(movement: MovementIntent, findings: Findings): Intent | undefined {
  const { acts, pieces, kind, doubt } = findings;
  const known = pieces.some(({ match }) => match.kind !== "none");
  if (pieces.length === 0) return opensForm(findings) ? withBlank(movement) : undefined;
  if (!known) {
    const everyday = kind.verbs.every((verb) => verb.everyday) && !kind.signed;
    const long = pieces.some(({ match }) => match.written.length > longestUnknown);
    return everyday || doubt || long ? undefined : movement;
  }
  if (kind.types.length === 0) return bareList(movement, findings);
  const past = acts.some(({ besides }) => besides.past);
  const late = acts.some(({ besides }) => besides.late);
  const fresh = acts.some(({ besides }) => besides.fresh);
  if (doubt) return { kind: "maybe-movement", why: "unclear", movement };
  if (past && !late && !fresh) return { kind: "maybe-movement", why: "past", movement };
  return movement;
}

/** 领用： with nothing behind it. */
function opensForm({ acts, kind, doubt }: Findings): boolean {
  const colon = acts.some(({ atoms }) =>
    atoms.some((atom) => atom.kind === "verb" && atom.colon && !atom.verb.everyday),
  );
  return colon && !doubt && kind.types.length === 1;
}

function withBlank(movement: MovementIntent): MovementIntent {
  const match = { kind: "none", closest: [], written: "" } as const;
  return {
    ...movement,
    lines: [{ match, amount: { kind: "missing" }, requester: undefined, written: "" }],
  };
}

/** A4纸 1箱: every name has its figure, and nothing else is said. */
function bareList(movement: MovementIntent, { acts, pieces, doubt }: Findings): Intent | undefined {
  const complete = pieces.every(
    ({ amount, match }) =>
      amount !== undefined && (match.kind === "one" || match.kind === "several"),
  );
  const past = acts.some(({ besides }) => besides.past || besides.moment);
  return complete && !doubt && !past
    ? { kind: "maybe-movement", why: "no-verb", movement }
    : undefined;
}
