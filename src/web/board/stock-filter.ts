/** Which rows of the stock the board shows, and in what order: by words, by low, by owner. Pure. */
import { isLowItem } from "../../inventory/figures/warnings";
import type { Item } from "../../inventory/items/item";
import type { Policy } from "../../inventory/policy";
import { boardWords } from "../../language/page-words/page-words";
import { pageNumber, type Paging } from "./paging";

export interface StockFilter {
  /** Words that must all occur, in any case. */
  readonly words: string;
  readonly onlyLow: boolean;
  /** "" for everybody's. */
  readonly owner: string;
  /** Which page of each list is shown, from 1. */
  readonly pages: { readonly stock: number; readonly today: number; readonly pending: number };
}

/** Reads `q`, `low`, `owner` and the pages of an address; anything else is everything, from the first page. */
export function readFilter(query: Readonly<Record<string, unknown>>): StockFilter {
  const text = (value: unknown): string => (typeof value === "string" ? value.slice(0, 100) : "");
  return {
    words: text(query["q"]),
    onlyLow: text(query["low"]) === "1",
    owner: text(query["owner"]),
    pages: {
      stock: pageNumber(query["page"]),
      today: pageNumber(query["today"]),
      pending: pageNumber(query["pending"]),
    },
  };
}

/** The address that readFilter reads. */
function addressOf({ words, onlyLow, owner, pages }: StockFilter): string {
  const page = (number: number): string => (number > 1 ? String(number) : "");
  const given = Object.entries({
    q: words,
    owner,
    low: onlyLow ? "1" : "",
    page: page(pages.stock),
    today: page(pages.today),
    pending: page(pages.pending),
  }).filter(([, value]) => value !== "");
  const query = new URLSearchParams(given).toString();
  return query === "" ? "/board" : `/board?${query}`;
}

const rowsOfPage: Readonly<Record<keyof StockFilter["pages"], number>> = {
  stock: 100,
  today: 20,
  pending: 20,
};

/** How one of the board's lists is divided into pages. */
export const pagingOf = (list: keyof StockFilter["pages"], filter: StockFilter): Paging => ({
  size: rowsOfPage[list],
  page: filter.pages[list],
  label: boardWords.pagesOf[list],
  addressOf: (page) => addressOf({ ...filter, pages: { ...filter.pages, [list]: page } }),
});

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
  { words, onlyLow, owner }: Omit<StockFilter, "pages">,
  policy: Policy,
): readonly Item[] {
  const sought = plain(words).split(/\s+/).filter(Boolean);
  const found = items.filter(
    (item) =>
      (owner === "" || item.owner === owner) &&
      (!onlyLow || isLowItem(item, policy)) &&
      matches(item, sought),
  );
  const low = new Set(found.filter((item) => isLowItem(item, policy)));
  return [...low, ...found.filter((item) => !low.has(item))];
}

/** Everybody who keeps something, in the sheet's order. */
export const ownersOf = (items: readonly Item[]): readonly string[] => [
  ...new Set(items.map(({ owner }) => owner).filter(Boolean)),
];
