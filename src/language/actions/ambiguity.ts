/**
 * What stands beside the acts of a message: clauses that are talk, people who can't be named, words that could change
 * the meaning. Decides which acts count, and whether what is left can be booked without asking.
 */
import type { BookableType } from "../../inventory/intent";
import { readAct, remarkAct } from "./actions";
import type { Act, Atom } from "./atoms";
import type { Clause } from "../phrases/clauses";
import type { Lexicon } from "../names/lexicon";
import { holdsName } from "../names/item-names";
import { isReason } from "../phrases/reasons";
import type { Reading } from "../tokens/tokens";

/** Reads all clauses; a clause that only gives a reason is a remark. */
export function readActs(
  clauses: readonly Clause[],
  reading: Reading,
  lexicon: Lexicon,
): readonly Act[] {
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

/** A name in which nothing of the catalogue stands. */
function isText(atom: Atom): boolean {
  return (
    atom.kind === "name" &&
    atom.tokens.every((token) => token.kind !== "name" && token.kind !== "spec")
  );
}

export function speaksOfStock({ atoms }: Act): boolean {
  return atoms.some(({ kind }) => kind === "verb" || kind === "name" || kind === "amount");
}

/** The acts that count: no guard turns them into talk, and they are not words beside acts of the same line. */
export function actingAmong(acts: readonly Act[]): readonly Act[] {
  const acting = new Map<number, number>();
  for (const { atoms, clause } of acts) {
    const acts = atoms.some(({ kind }) => kind === "name" || kind === "verb");
    if (acts) acting.set(clause.line, (acting.get(clause.line) ?? 0) + 1);
  }
  const late = acts.some(({ besides }) => besides.late);
  return acts.filter((act) => {
    const accompanied = (acting.get(act.clause.line) ?? 0) > 1;
    return isUnguarded(act, late) && !(accompanied && isBareText(act));
  });
}

/** 前天领的抹布3条补登一下 tells what was taken, because it is reported late and whole. */
function isUnguarded({ atoms, besides: { guards } }: Act, late: boolean): boolean {
  if (guards.size === 0) return true;
  const whole = ["name", "amount"].every((kind) => atoms.some((atom) => atom.kind === kind));
  return late && whole && guards.size === 1 && guards.has("relative");
}

function isBareText({ atoms }: Act): boolean {
  const named = atoms.some(({ kind }) => kind === "name");
  return (
    named && atoms.every((atom) => isText(atom) || atom.kind === "gap" || atom.kind === "person")
  );
}

/** 领用A4纸1箱，可以吗？ asks people, not the bot. */
export function asksLeave(acts: readonly Act[]): boolean {
  return acts.some((act) => act.besides.guards.has("question") && !speaksOfStock(act));
}

/** What the doubts are weighed against. */
interface Weighed {
  readonly type: BookableType | undefined;
  /** A label says what it is (领用数量为2箱). */
  readonly hinted: boolean;
}

/** Whether something was said that could change what is meant. */
export function isDoubtful(
  acts: readonly Act[],
  acting: readonly Act[],
  { type, hinted }: Weighed,
): boolean {
  const counted = new Set(acting);
  const settled = acting.some(
    ({ atoms, besides }) =>
      besides.late || besides.done || atoms.some((atom) => atom.kind === "verb" && atom.colon),
  );
  return acts.some((act) => {
    const { odd, third, observed, equates, surplus, moment } = act.besides;
    if (!counted.has(act) || odd || third) return true;
    if (surplus && type !== "return") return true;
    if (moment && !settled) return true;
    if (type === "stocktake") return false;
    const books = act.atoms.some((atom) => atom.kind === "book-figure");
    return books || observed || (equates && !hinted);
  });
}
