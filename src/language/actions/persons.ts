/**
 * Whose lines they are: one person for all, or one for each line or clause that names its own. Where a message leaves it
 * open, it is unclear.
 */
import type { Requester } from "../../inventory/intent";
import type { ActionPart, PersonPart, StockAction } from "./stock-action";
import type { NamedAmount } from "./named-amounts";

export interface Assignment {
  /** For each name its people; undefined is the sender. Two where each of two people took it. */
  readonly requesters: readonly (readonly (Requester | undefined)[])[];
  readonly unclear: boolean;
}

interface Named {
  readonly action: number;
  readonly line: number;
  readonly key: string;
  /** undefined: the sender. */
  readonly requester: Requester | undefined;
  readonly labelled: boolean;
}

export function assignPeople(
  actions: readonly StockAction[],
  namedAmounts: readonly NamedAmount[],
): Assignment {
  const unreadable = actions.some((action) =>
    action.parts.some((part) => part.kind === "person" && part.person === undefined),
  );
  const everybody: Named[] = [];
  for (const [index, action] of actions.entries())
    everybody.push(...namedIn(action, index, namedAmounts));
  const named = withDepartment(everybody);
  if (namedAmounts.some(({ isAnothers }) => isAnothers)) {
    const requesters = namedAmounts.map(({ holder }) => [holder && requesterOf(holder)]);
    return { requesters, unclear: unreadable };
  }
  const keys = new Set(named.map(({ key }) => key));
  const [first] = named;
  if (first === undefined || keys.size === 1) {
    const requesters = namedAmounts.map(() => [first?.requester]);
    const open = first !== undefined && leavesOpen(first, named, actions, namedAmounts);
    return { requesters, unclear: unreadable || open };
  }
  return assignEach(named, actions, namedAmounts, unreadable);
}

/** 欧阳锋 and 厨房 in one message are one person. */
function withDepartment(named: readonly Named[]): readonly Named[] {
  const [one, other, ...more] = named;
  if (one?.requester === undefined || other?.requester === undefined || more.length > 0)
    return named;
  const [person, place] = one.requester.name === "" ? [other, one] : [one, other];
  const { name, department } = person.requester ?? { name: "", department: "" };
  if (name === "" || place.requester?.name !== "") return named;
  const stated = place.requester.department;
  if (department !== "" && department !== stated && one.action !== other.action) return named;
  const requester = { name, department: stated };
  return [{ ...person, requester, key: `${requester.department}/${name}` }];
}

function namedIn(
  action: StockAction,
  index: number,
  namedAmounts: readonly NamedAmount[],
): readonly Named[] {
  const people = action.parts.filter(
    (part, place): part is PersonPart =>
      part.kind === "person" && !isAddressed(action.parts, place),
  );
  const onBehalf = behalfOf(action.parts);
  const others = people.filter((part) => part.person?.kind === "person");
  const counting =
    hasVerb(action) || namedAmounts.some((namedAmount) => namedAmount.action === index);
  const together = selfIsListed(action.parts) || selfTookOthers(action.parts);
  const alone = others.length > 0 && !together ? others : counting ? people : others;
  const counted = onBehalf.length > 0 ? onBehalf : alone;
  const known = counted.filter(({ person }) => person !== undefined);
  return known.map((part) => {
    const requester = requesterOf(part);
    const key = requester === undefined ? "" : `${requester.department}/${requester.name}`;
    return { action: index, line: action.clause.line, key, requester, labelled: part.labelled };
  });
}

/** undefined: the sender. */
function requesterOf({ person, labelled }: PersonPart): Requester | undefined {
  if (person?.kind !== "person") return undefined;
  const { requester } = person;
  return labelled || requester.name !== "" ? requester : { ...requester, loose: true };
}

/** 帮小王, 帮小王和阿强: for whom it was taken. */
function behalfOf(parts: readonly ActionPart[]): readonly PersonPart[] {
  let goesOn = false;
  return parts.filter((part): part is PersonPart => {
    if (part.kind === "person") return (goesOn = part.onBehalf || (goesOn && !part.labelled));
    goesOn &&= part.kind === "next" || part.kind === "gap";
    return false;
  });
}

/** 王姐 我领2包: somebody is spoken to, and the sender took it. */
function isAddressed(parts: readonly ActionPart[], place: number): boolean {
  const [person, self, verb] = parts.slice(place).filter(({ kind }) => kind !== "gap");
  return isOther(person) && isSelf(self) && verb?.kind === "verb";
}

const isSelf = (part: ActionPart | undefined): boolean =>
  part?.kind === "person" && part.person?.kind === "self";

/** Somebody else, of whom it is not said that it was for him. */
const isOther = (part: ActionPart | undefined): boolean =>
  part?.kind === "person" && part.person?.kind === "person" && !part.labelled && !part.onBehalf;

/** 我和小林 are two. */
function selfIsListed(parts: readonly ActionPart[]): boolean {
  return parts.some(
    (part, index) =>
      isSelf(part) && (parts[index + 1]?.kind === "next" || parts[index - 1]?.kind === "next"),
  );
}

/** 我领1把剪刀 小王的2包抽纸: what stands between is the sender's. */
function selfTookOthers(parts: readonly ActionPart[]): boolean {
  const [self, other] = [parts.findIndex(isSelf), parts.findIndex(isOther)];
  return self >= 0 && parts.slice(self, other).some(({ kind }) => kind === "amount");
}

function hasVerb(action: StockAction | undefined): boolean {
  return action?.parts.some(({ kind }) => kind === "verb") ?? false;
}

/** One person is named, but another clause or line that does something names nobody. */
function leavesOpen(
  first: Named,
  named: readonly Named[],
  actions: readonly StockAction[],
  namedAmounts: readonly NamedAmount[],
): boolean {
  const actsBefore = actions.slice(0, first.action).some(hasVerb);
  const ownAct =
    namedAmounts.some(({ action }) => action === first.action) && hasVerb(actions[first.action]);
  if (!first.labelled && actsBefore && ownAct) return true;
  const counting = new Set(actions.filter(hasVerb).map(({ clause }) => clause.line));
  const naming = new Set(named.map(({ line }) => line));
  const together = [...naming].some((line) =>
    namedAmounts.some((namedAmount) => namedAmount.line === line),
  );
  return counting.size > 1 && together && [...counting].some((line) => !naming.has(line));
}

function assignEach(
  named: readonly Named[],
  actions: readonly StockAction[],
  namedAmounts: readonly NamedAmount[],
  unreadable: boolean,
): Assignment {
  const crowded = actions.findIndex(
    (_, index) =>
      new Set(named.filter(({ action }) => action === index).map(({ key }) => key)).size > 1,
  );
  const paired = actions.length > 0 ? pairedPeople(actions, namedAmounts, named) : undefined;
  if (paired !== undefined) return { requesters: paired, unclear: unreadable };
  if (crowded >= 0) {
    const each = actions[crowded]?.parts.some(({ kind }) => kind === "each") ?? false;
    const all = named.every(({ action }) => action === crowded);
    const people = named.map(({ requester }) => requester);
    // Where it is asked whose they are, nothing is counted twice.
    const takers = each && all ? people : people.slice(0, 1);
    return { requesters: namedAmounts.map(() => takers), unclear: unreadable || !each || !all };
  }
  const byLine = namedAmounts.map((namedAmount) =>
    named.filter(({ line }) => line === namedAmount.line),
  );
  if (byLine.every((people) => new Set(people.map(({ key }) => key)).size === 1)) {
    return { requesters: byLine.map(([person]) => [person?.requester]), unclear: unreadable };
  }
  return assignByClause(named, actions, namedAmounts, unreadable);
}

/** 抹布3条(小林)、酒精2瓶(阿梅): names and people take turns, in all actions the same way round. */
function pairedPeople(
  actions: readonly StockAction[],
  namedAmounts: readonly NamedAmount[],
  named: readonly Named[],
): readonly (readonly (Requester | undefined)[])[] | undefined {
  const turns = actions.flatMap(({ parts }) =>
    parts.flatMap(({ kind }) => (kind === "name" || kind === "person" ? [kind] : [])),
  );
  const [first, second] = turns;
  const alternate = first !== second && turns.every((kind, index) => kind === turns[index % 2]);
  if (!alternate || turns.length % 2 !== 0 || namedAmounts.length !== named.length)
    return undefined;
  if (turns.length !== namedAmounts.length * 2) return undefined;
  return named.map(({ requester }) => [requester]);
}

/** A person in front holds for what follows, one behind a label for what has none before it. */
function assignByClause(
  named: readonly Named[],
  actions: readonly StockAction[],
  namedAmounts: readonly NamedAmount[],
  unreadable: boolean,
): Assignment {
  const people = new Map<NamedAmount, Named>();
  let current: Named | undefined;
  actions.forEach((_, index) => {
    const here = named.find(({ action }) => action === index);
    if (here?.labelled === false) current = here;
    for (const namedAmount of namedAmounts.filter(({ action }) => action === index)) {
      if (current !== undefined) people.set(namedAmount, current);
    }
    if (here?.labelled !== true) return;
    for (const namedAmount of namedAmounts)
      if (namedAmount.action <= index && !people.has(namedAmount)) people.set(namedAmount, here);
  });
  const unclear = unreadable || namedAmounts.some((namedAmount) => !people.has(namedAmount));
  return {
    requesters: namedAmounts.map((namedAmount) => [people.get(namedAmount)?.requester]),
    unclear,
  };
}
