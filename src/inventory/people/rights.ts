/** Who may do what. Members in, yes or no out, and the names of those who may; refusals are worded by language/replies. */
import type { BookableType } from "../intent";
import type { Member, Role } from "./member";

/** A keeper in the sense of the rules: 播报员 and 管理员 may do everything. */
export function isKeeper({ role }: Pick<Member, "role">): boolean {
  return role === "keeper" || role === "admin";
}

export function isSuspended({ role }: Pick<Member, "role">): boolean {
  return role === "suspended";
}

const bookers: Readonly<Record<BookableType, readonly Role[]>> = {
  issue: ["admin", "keeper", "buyer", "staff"],
  return: ["admin", "keeper", "buyer", "staff"],
  receipt: ["admin", "keeper", "buyer"],
  // Anyone may count; who is no keeper only proposes the figure.
  stocktake: ["admin", "keeper", "buyer", "staff"],
};

export function mayBook({ role }: Pick<Member, "role">, type: BookableType): boolean {
  return bookers[type].includes(role);
}

const buying: readonly Role[] = ["admin", "keeper", "buyer"];

/** Who may order, change and cancel. */
export const mayOrder = ({ role }: Pick<Member, "role">): boolean => buying.includes(role);

/** Names of those who may order, 采购 first. */
export const buyersOf = (members: readonly Member[]): readonly string[] => {
  const buyers = namesOf(members, ["buyer"]);
  return buyers.length > 0 ? buyers : namesOf(members, buying);
};

const roleOrder: readonly Role[] = ["keeper", "admin", "buyer"];

function namesOf(members: readonly Member[], roles: readonly Role[]): readonly string[] {
  const found = roleOrder
    .filter((role) => roles.includes(role))
    .flatMap((role) => members.filter((member) => member.role === role));
  return [...new Set(found.map(({ name }) => name).filter((name) => name !== ""))];
}

/** Names of those who may book a type, keepers first. */
export function bookersOf(type: BookableType, members: readonly Member[]): readonly string[] {
  return namesOf(members, bookers[type]);
}

/** Names of those who may do everything, keepers first. */
export function keepersOf(members: readonly Member[]): readonly string[] {
  return namesOf(members, ["keeper", "admin"]);
}
