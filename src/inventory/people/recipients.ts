/** Whom a message mentions: accounts of the 成员 tab on one platform. Members in, accounts out; nothing is sent here. */
import type { Item } from "../items/item";
import type { Member } from "./member";

function accountsOf(
  members: readonly Member[],
  platform: string,
  isMeant: (member: Member) => boolean,
): readonly string[] {
  const meant = members.filter(
    (member) => member.platform === platform && member.account !== "" && isMeant(member),
  );
  return [...new Set(meant.map(({ account }) => account))];
}

/** Every 播报员 with an account on the platform; where there is none, the 管理员. */
export function keeperAccounts(members: readonly Member[], platform: string): readonly string[] {
  const keepers = accountsOf(members, platform, ({ role }) => role === "keeper");
  return keepers.length > 0
    ? keepers
    : accountsOf(members, platform, ({ role }) => role === "admin");
}

/** The 负责人 of items, where 成员 has them under that name and they are not suspended. */
export function ownerAccounts(
  items: readonly Pick<Item, "owner">[],
  members: readonly Member[],
  platform: string,
): readonly string[] {
  const owners = new Set(items.map(({ owner }) => owner.trim()).filter((owner) => owner !== ""));
  const isOwner = ({ role, name }: Member): boolean =>
    role !== "suspended" && owners.has(name.trim());
  return accountsOf(members, platform, isOwner);
}

/** Everybody of 采购 with an account on the platform; where there is none, the keepers. */
export function buyerAccounts(members: readonly Member[], platform: string): readonly string[] {
  const buyers = accountsOf(members, platform, ({ role }) => role === "buyer");
  return buyers.length > 0 ? buyers : keeperAccounts(members, platform);
}

/** The accounts a stock warning mentions: 采购, keepers, and the items' 负责人 where 成员 has them. */
export function recipientsOf(
  items: readonly Pick<Item, "owner">[],
  members: readonly Member[],
  platform: string,
): readonly string[] {
  const owners = ownerAccounts(items, members, platform);
  const keepers = keeperAccounts(members, platform);
  return [...new Set([...keepers, ...buyerAccounts(members, platform), ...owners])];
}
