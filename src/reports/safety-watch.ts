/**
 * Sees when a person's edit of 安全库存 alone takes an item below it, and has it announced. Crossings by movements are
 * announced in their own commit (crossing-alerts); edits made while the relay is down are not seen.
 */
import type { BroadcastDraft } from "../inventory/broadcast";
import { itemKey } from "../inventory/item";
import { digestTargets } from "../inventory/policy";
import { safetyCrossings } from "../inventory/warnings";
import { alertText } from "../language/say";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { alertKey, safetySubject } from "./alert-items";

/** The entries for what an edit of 安全库存 between two readings took to low. */
function safetyAlerts(older: Snapshot, newer: Snapshot): readonly BroadcastDraft[] {
  const { items, policy, recent } = newer;
  return safetyCrossings(older.items, items, policy).flatMap((crossing) => {
    const key = itemKey(crossing.item);
    const newest = recent.find(({ itemName: name, spec }) => itemKey({ name, spec }) === key);
    const subject = safetySubject(crossing.item, newest?.id ?? "");
    return digestTargets(policy).map((group) => ({
      type: "alert",
      group,
      text: alertText(crossing),
      key: alertKey(subject, group),
    }));
  });
}

/** Watches from now on; what can't be announced is tried again with the next reading. Answers how to stop. */
export function watchSafetyStock(
  stockroom: Pick<Stockroom, "latest" | "onChange" | "announce">,
  onError: (error: unknown) => void,
): () => void {
  let older = stockroom.latest();
  let unannounced: readonly BroadcastDraft[] = [];
  let announcing = false;

  async function announce(): Promise<void> {
    announcing = true;
    const drafts = unannounced;
    try {
      await stockroom.announce(drafts);
      unannounced = unannounced.filter((draft) => !drafts.includes(draft));
    } catch (error) {
      onError(error);
    } finally {
      announcing = false;
    }
  }

  return stockroom.onChange((newer) => {
    if (older !== undefined) unannounced = [...unannounced, ...safetyAlerts(older, newer)];
    older = newer;
    if (unannounced.length > 0 && !announcing) void announce();
  });
}
