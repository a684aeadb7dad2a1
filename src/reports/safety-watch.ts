/**
 * Sees when a person's edit of 安全库存 alone takes an item below it, also while the relay was down, and has it announced.
 * Crossings by movements are announced in their own commit (crossing-alerts).
 */
import { safetyCrossings } from "../inventory/figures/warnings";
import type { Notebook } from "../inbox/notebook";
import { itemKey, itemKeyOf, type Item } from "../inventory/items/item";
import { findItem } from "../inventory/items/label";
import type { BroadcastDraft } from "../inventory/movements/broadcast";
import type { Suggest } from "../inventory/purchasing/suggested-quantity";
import type { Movement } from "../inventory/movements/movement";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { alertDrafts, safetySubject } from "./alert-entries";
import type { SuggestOn } from "./forecasts/forecasts";

const topic = "safety-stocks";

/** Each item's newest movement, by key; what comes in is newest first. */
function newestByItem(recent: readonly Movement[]): ReadonlyMap<string, Movement> {
  const newest = new Map<string, Movement>();
  for (const movement of recent) {
    const key = itemKeyOf(movement);
    if (!newest.has(key)) newest.set(key, movement);
  }
  return newest;
}

/** The entries for what an edit of 安全库存 between two readings took to low. */
function safetyAlerts(
  older: readonly Item[],
  { items, policy, recent }: Snapshot,
  suggest: Suggest,
): readonly BroadcastDraft[] {
  const found = safetyCrossings(older, items, policy);
  if (found.length === 0) return [];
  const newest = newestByItem(recent);
  return found.flatMap((crossing) => {
    const subject = safetySubject(crossing.item, newest.get(itemKey(crossing.item))?.id ?? "");
    return alertDrafts(crossing, subject, { policy, suggest });
  });
}

type SafetyStocks = Readonly<Record<string, number | null>>;

const safetyStocksOf = (items: readonly Item[]): SafetyStocks =>
  Object.fromEntries(items.map((item) => [itemKey(item), item.safetyStock ?? null]));

const isNews = (noted: SafetyStocks, items: readonly Item[]): boolean =>
  JSON.stringify(safetyStocksOf(items)) !== JSON.stringify(noted);

/** Whether an item came, went or has another safety stock; items whose rows did not change are the same objects. */
function isOther(older: readonly Item[], newer: readonly Item[]): boolean {
  return (
    older.length !== newer.length ||
    newer.some(
      (item, index) =>
        item !== older[index] && findItem(older, item)?.safetyStock !== item.safetyStock,
    )
  );
}

/** The items as they were before people edited them while the relay was down, as far as that is known. */
function itemsBefore({ items, recent }: Snapshot, noted: SafetyStocks): readonly Item[] {
  const newestMovements = newestByItem(recent);
  return items.map((item) => {
    const known = noted[itemKey(item)];
    const newest = newestMovements.get(itemKey(item));
    return {
      ...item,
      ...(newest && { stock: { kind: "figure", quantity: newest.after } }),
      safetyStock: known === undefined ? item.safetyStock : (known ?? undefined),
    };
  });
}

function readNote(note: unknown): SafetyStocks {
  if (typeof note !== "object" || note === null) return {};
  return Object.fromEntries(
    Object.entries(note).filter(([, figure]) => figure === null || typeof figure === "number"),
  );
}

/**
 * Watches from now on, and looks back at what was seen before the last stop; what can't be announced is tried again with
 * the next reading. Answers how to stop.
 */
export function watchSafetyStock(
  stockroom: Pick<Stockroom, "latest" | "onChange" | "announce">,
  notebook: Notebook,
  {
    suggestOn,
    onError,
  }: {
    readonly suggestOn: SuggestOn;
    readonly onError: (error: unknown) => void;
  },
): () => void {
  const noted = readNote(notebook.notes.get(topic));
  let older: readonly Item[] | undefined;
  let unannounced: readonly BroadcastDraft[] = [];
  let isBusy = false;
  /** Counts readings in which a safety stock was another; the notebook has those of `keptReading`. */
  let reading = 0;
  let keptReading = 0;

  /** Figures are only kept once what they mean is announced. */
  async function announceAndKeep(items: readonly Item[]): Promise<void> {
    isBusy = true;
    const drafts = unannounced;
    const seen = reading;
    try {
      if (drafts.length > 0) await stockroom.announce(drafts);
      unannounced = unannounced.filter((draft) => !drafts.includes(draft));
      await notebook.record(topic, safetyStocksOf(items));
      keptReading = seen;
    } catch (error) {
      onError(error);
    } finally {
      isBusy = false;
    }
  }

  function look(newer: Snapshot): void {
    // A tab that is missing is no item without a safety stock.
    if (newer.items.length === 0) return;
    const before = older ?? itemsBefore(newer, noted);
    const alerts = safetyAlerts(before, newer, suggestOn(newer));
    unannounced = [...unannounced, ...alerts];
    if (older ? isOther(older, newer.items) : isNews(noted, newer.items)) reading += 1;
    older = newer.items;
    const isDue = unannounced.length > 0 || reading !== keptReading;
    if (isDue && !isBusy) void announceAndKeep(newer.items);
  }

  const first = stockroom.latest();
  if (first !== undefined) look(first);
  return stockroom.onChange(look);
}
