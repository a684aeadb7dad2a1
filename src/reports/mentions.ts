/**
 * Whom a broadcast mentions: of a warning 采购, keepers and 负责人; of the digest the 负责人 of low items, and 采购 where a
 * supplier is to be asked. And which messages caused a warning. Pure.
 */
import { isLowItem } from "../inventory/figures/warnings";
import { messageIdOfRow } from "../inventory/movements/movement";
import { buyerAccounts, ownerAccounts, recipientsOf } from "../inventory/people/recipients";
import type { Posting } from "../outbox/posting";
import type { Snapshot } from "../sheet/stockroom";
import { supplierOfGroup } from "../inventory/purchasing/supplier";
import { followUpsAt } from "./follow-ups";
import { alertKey, itemOfAlert } from "./alert-entries";

/** Accounts on the platform of the posting's group. */
export function mentionsFor(
  { keys, type, group }: Posting,
  snapshot: Pick<
    Snapshot,
    "items" | "members" | "recent" | "leftOut" | "policy" | "purchasing" | "readAt" | "timeZone"
  >,
): readonly string[] {
  const { items, members, policy, purchasing } = snapshot;
  const platform = group.slice(0, group.indexOf(":"));
  switch (type) {
    case "alert": {
      const crossed = keys.flatMap((key) => itemOfAlert({ key, group }, snapshot) ?? []);
      return recipientsOf(crossed, members, platform);
    }
    case "digest": {
      const low = items.filter((item) => isLowItem(item, policy));
      const asks = followUpsAt(snapshot.readAt, snapshot).length > 0;
      const buyers = asks ? buyerAccounts(members, platform) : [];
      return [...new Set([...ownerAccounts(low, members, platform), ...buyers])];
    }
    case "notice":
      if (supplierOfGroup(group, purchasing?.suppliers ?? []) !== undefined) return [];
      return recipientsOf([], members, platform);
    default:
      return [];
  }
}

/** The group's messages whose movements a warning is about, by the platform's own ids. */
export function causesOf(
  { keys, type, group }: Posting,
  { recent }: Pick<Snapshot, "recent">,
): readonly string[] {
  if (type !== "alert") return [];
  const own = `${group}:`;
  const ids = recent
    .filter(({ id }) => id.startsWith(own) && keys.includes(alertKey(id, group)))
    .map(({ id }) => messageIdOfRow(id).slice(own.length).replace(/@\d+$/, ""));
  return [...new Set(ids)];
}
