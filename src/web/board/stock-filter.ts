/** Which rows of the stock the board shows, and in what order: by words, by low, by owner. Pure. */
import { isLow } from "../../inventory/figures/warnings";
import type { Item } from "../../inventory/items/item";
import { readable } from "../../inventory/items/label";
import type { Policy } from "../../inventory/policy";

export interface StockFilter {
  /** Words that must all occur, in any case. */
  readonly words: string;
  readonly onlyLow: boolean;
  /** "" for everybody's. */
  readonly owner: string;
}

/** Reads `q`, `low` and `owner` of an address; anything else is everything. */
export function readFilter(query: Readonly<Record<string, unknown>>): StockFilter {
  const text = (value: unknown): string => (typeof value === "string" ? value.slice(0, 100) : "");
  return {
    words: text(query["q"]),
    onlyLow: text(query["low"]) === "1",
    owner: text(query["owner"]),
  };
}

/** Whether an item's figure is low; one that can't be read is not. */
export function isLowItem(item: Item, policy: Policy): boolean {
  const stock = readable(item.stock);
  return stock !== undefined && isLow(stock, item.safetyStock, policy);
}

/** Whether no figure was read, since there was no cell to read it from. */
export const isUnread = ({ stock }: Item): boolean =>
  stock.kind === "unreadable" && stock.text === "";

const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

function matches({ name, spec, aliases, location, supplier }: Item, words: readonly string[]) {
  const text = plain([name, spec, ...aliases, location, supplier].join(" "));
  return words.every((word) => text.includes(word));
}

/** The items that a filter lets through, low ones first, else in the sheet's order. */
export function filterStock(
  items: readonly Item[],
  { words, onlyLow, owner }: StockFilter,
  policy: Policy,
): readonly Item[] {
  const sought = plain(words).split(/\s+/).filter(Boolean);
  const found = items.filter(
    (item) =>
      (owner === "" || item.owner === owner) &&
      (!onlyLow || isLowItem(item, policy)) &&
      matches(item, sought),
  );
  const low = found.filter((item) => isLowItem(item, policy));
  return [...low, ...found.filter((item) => !low.includes(item))];
}

/** Everybody who keeps something, in the sheet's order. */
export const ownersOf = (items: readonly Item[]): readonly string[] => [
  ...new Set(items.map(({ owner }) => owner).filter(Boolean)),
];
