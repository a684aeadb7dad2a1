/**
 * Whose lines they are: one person for all, or one for each line or clause that names its own. Where a message leaves it
 * open, it is unclear.
 */
import type { Requester } from "../../inventory/intent";
import type { Act, Atom } from "./atoms";
import type { Piece } from "./pieces";

export interface Assignment {
  /** For each piece its people; undefined is the sender. Two where each of two people took it. */
  readonly requesters: readonly (readonly (Requester | undefined)[])[];
  readonly unclear: boolean;
}

interface Named {
  readonly act: number;
  readonly line: number;
  readonly key: string;
  /** undefined: the sender. */
  readonly requester: Requester | undefined;
  readonly labelled: boolean;
}

export function assignPeople(acts: readonly Act[], pieces: readonly Piece[]): Assignment {
  const unreadable = acts.some((act) =>
    act.atoms.some((atom) => atom.kind === "person" && atom.person === undefined),
  );
  const named = withDepartment(acts.flatMap((act, index) => namedIn(act, index, pieces)));
  const keys = new Set(named.map(({ key }) => key));
  const [first] = named;
  if (first === undefined || keys.size === 1) {
    const requesters = pieces.map(() => [first?.requester]);
    const open = first !== undefined && leavesOpen(first, named, acts, pieces);
    return { requesters, unclear: unreadable || open };
  }
  return assignEach(named, acts, pieces, unreadable);
}

/** 欧阳锋 and 厨房 in one message are one person. */
function withDepartment(named: readonly Named[]): readonly Named[] {
  const [one, other, ...more] = named;
  if (one?.requester === undefined || other?.requester === undefined || more.length > 0)
    return named;
  const [person, place] = one.requester.name === "" ? [other, one] : [one, other];
  const { name, department } = person.requester ?? { name: "", department: "" };
  if (name === "" || department !== "" || place.requester?.name !== "") return named;
  const requester = { name, department: place.requester.department };
  return [{ ...person, requester, key: `${requester.department}/${name}` }];
}

function namedIn(act: Act, index: number, pieces: readonly Piece[]): readonly Named[] {
  const people = act.atoms.filter((atom) => atom.kind === "person");
  const behalf = people.filter((atom) => atom.behalf);
  const others = people.filter((atom) => atom.person?.kind === "person");
  const acting = hasVerb(act) || pieces.some((piece) => piece.act === index);
  const together = others.length > 0 && selfIsListed(act.atoms);
  const alone = others.length > 0 && !together ? others : acting ? people : others;
  const counted = behalf.length > 0 ? behalf : alone;
  return counted.flatMap(({ person, labelled }) => {
    if (person === undefined) return [];
    const requester = person.kind === "person" ? person.requester : undefined;
    const key = requester === undefined ? "" : `${requester.department}/${requester.name}`;
    return [{ act: index, line: act.clause.line, key, requester, labelled }];
  });
}

/** 我和小林 are two. */
function selfIsListed(atoms: readonly Atom[]): boolean {
  return atoms.some((atom, index) => {
    const self = atom.kind === "person" && atom.person?.kind === "self";
    return self && (atoms[index + 1]?.kind === "next" || atoms[index - 1]?.kind === "next");
  });
}

function hasVerb(act: Act | undefined): boolean {
  return act?.atoms.some(({ kind }) => kind === "verb") ?? false;
}

/** One person is named, but another clause or line that acts names nobody. */
function leavesOpen(
  first: Named,
  named: readonly Named[],
  acts: readonly Act[],
  pieces: readonly Piece[],
): boolean {
  const actsBefore = acts.slice(0, first.act).some(hasVerb);
  const ownAct = pieces.some(({ act }) => act === first.act) && hasVerb(acts[first.act]);
  if (!first.labelled && actsBefore && ownAct) return true;
  const acting = new Set(acts.filter(hasVerb).map(({ clause }) => clause.line));
  const naming = new Set(named.map(({ line }) => line));
  const together = [...naming].some((line) => pieces.some((piece) => piece.line === line));
  return acting.size > 1 && together && [...acting].some((line) => !naming.has(line));
}

function assignEach(
  named: readonly Named[],
  acts: readonly Act[],
  pieces: readonly Piece[],
  unreadable: boolean,
): Assignment {
  const crowded = acts.findIndex(
    (_, index) => new Set(named.filter(({ act }) => act === index).map(({ key }) => key)).size > 1,
  );
  const paired = acts.length > 0 ? pairedPeople(acts, pieces, named) : undefined;
  if (paired !== undefined) return { requesters: paired, unclear: unreadable };
  if (crowded >= 0) {
    const each = acts[crowded]?.atoms.some(({ kind }) => kind === "each") ?? false;
    const all = named.every(({ act }) => act === crowded);
    const requesters = pieces.map(() => named.map(({ requester }) => requester));
    return { requesters, unclear: unreadable || !each || !all };
  }
  const byLine = pieces.map((piece) => named.filter(({ line }) => line === piece.line));
  if (byLine.every((people) => new Set(people.map(({ key }) => key)).size === 1)) {
    return { requesters: byLine.map(([person]) => [person?.requester]), unclear: unreadable };
  }
  return assignByClause(named, acts, pieces, unreadable);
}

/** 抹布3条(小林)、酒精2瓶(阿梅): names and people take turns, in all acts the same way round. */
function pairedPeople(
  acts: readonly Act[],
  pieces: readonly Piece[],
  named: readonly Named[],
): readonly (readonly (Requester | undefined)[])[] | undefined {
  const turns = acts.flatMap(({ atoms }) =>
    atoms.flatMap(({ kind }) => (kind === "name" || kind === "person" ? [kind] : [])),
  );
  const [first, second] = turns;
  const alternate = first !== second && turns.every((kind, index) => kind === turns[index % 2]);
  if (!alternate || turns.length % 2 !== 0 || pieces.length !== named.length) return undefined;
  if (turns.length !== pieces.length * 2) return undefined;
  return named.map(({ requester }) => [requester]);
}

/** A person in front holds for what follows, one behind a label for what has none before it. */
function assignByClause(
  named: readonly Named[],
  acts: readonly Act[],
  pieces: readonly Piece[],
  unreadable: boolean,
): Assignment {
  const people = new Map<Piece, Named>();
  let current: Named | undefined;
  acts.forEach((_, index) => {
    const here = named.find(({ act }) => act === index);
    if (here?.labelled === false) current = here;
    for (const piece of pieces.filter(({ act }) => act === index)) {
      if (current !== undefined) people.set(piece, current);
    }
    if (here?.labelled !== true) return;
    for (const piece of pieces)
      if (piece.act <= index && !people.has(piece)) people.set(piece, here);
  });
  const unclear = unreadable || pieces.some((piece) => !people.has(piece));
  return { requesters: pieces.map((piece) => [people.get(piece)?.requester]), unclear };
}
