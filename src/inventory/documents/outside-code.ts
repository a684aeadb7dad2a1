/** What another system calls an item: rows of 外部编码, and the item that a code stands for. A code is never guessed. */
import { parseConversions } from "../items/conversions";
import type { Item, NamesItem } from "../items/item";
import { itemOfRow } from "../items/label";

export interface OutsideCode extends NamesItem {
  /** The system as people call it, or the name of its key. */
  readonly system: string;
  readonly code: string;
  /** Of the other system's units, as 单位换算 of the stock tab has them; "" where there are none. */
  readonly conversions: string;
}

export type CodeMatch =
  /** With the code's own conversions before the item's. */
  | { readonly kind: "item"; readonly item: Item }
  /** No row; rows of different items; the item of its row is not there. */
  | { readonly kind: "unknown" | "several" | "gone" };

/** `systems`: all that the system is called. */
export function itemOfCode(
  code: string,
  systems: readonly string[],
  { codes, items }: { readonly codes: readonly OutsideCode[]; readonly items: readonly Item[] },
): CodeMatch {
  const names = systems.map(fold);
  const rows = codes.filter((row) => row.code === code.trim() && names.includes(fold(row.system)));
  const [first] = rows;
  if (first === undefined) return { kind: "unknown" };
  if (rows.some((row) => row.itemName !== first.itemName || row.spec !== first.spec))
    return { kind: "several" };
  const item = itemOfRow(first, items);
  if (item === undefined) return { kind: "gone" };
  const own = rows.flatMap(({ conversions }) => parseConversions(conversions));
  return { kind: "item", item: { ...item, conversions: [...own, ...item.conversions] } };
}

const fold = (system: string): string => system.normalize("NFKC").trim().toLowerCase();
