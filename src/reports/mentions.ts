/** Whom a broadcast mentions: of a warning 采购, keepers and 负责人; of the digest the 负责人 of low items. Pure. */
import { findItem } from "../inventory/label";
import { ownerAccounts, recipientsOf } from "../inventory/recipients";
import { lowStock } from "../inventory/warnings";
import type { Posting } from "../outbox/broadcasts";
import type { Snapshot } from "../sheet/stockroom";

/** Accounts on the platform of the posting's group. */
export function mentionsFor(
  { keys, type, group }: Posting,
  { items, members, recent, policy }: Pick<Snapshot, "items" | "members" | "recent" | "policy">,
): readonly string[] {
  const platform = group.slice(0, group.indexOf(":"));
  switch (type) {
    case "alert": {
      // The key of a warning names the movement that crossed.
      const crossed = recent
        .filter(({ id }) => keys.some((key) => key.includes(`:${id}:`)))
        .flatMap(({ itemName, spec }) => findItem(items, { name: itemName, spec }) ?? []);
      return recipientsOf(crossed, members, platform);
    }
    case "digest": {
      const low = lowStock(items, policy).flatMap(({ label }) =>
        items.filter(({ name, spec }) => name === label.name && [spec, ""].includes(label.spec)),
      );
      return ownerAccounts(low, members, platform);
    }
    case "notice":
      return recipientsOf([], members, platform);
    case "weekly":
    case "monthly":
      return [];
  }
}
