/** Long lists of the board, a page at a time; the address says which, so that it works without a script. Pure. */
import { boardWords } from "../../language/page-words/page-words";
import { html } from "../pages/html";
import type { Html } from "../pages/html";
import { addressOf } from "./stock-filter";
import type { StockFilter } from "./stock-filter";

export type PagedList = keyof StockFilter["pages"];

const rowsOf: Readonly<Record<PagedList, number>> = { stock: 100, today: 20, pending: 20 };

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Links to the pages before and after; nothing where all rows are shown. */
  readonly links: Html;
}

/** The page that the address asks for; the last one where it asks for more. */
export function pageOf<Row>(list: PagedList, rows: readonly Row[], filter: StockFilter): Page<Row> {
  const size = rowsOf[list];
  const last = Math.max(1, Math.ceil(rows.length / size));
  const number = Math.min(filter.pages[list], last);
  const link = (to: number, name: string): Html | false =>
    to >= 1 &&
    to <= last &&
    html`<a href="${addressOf({ ...filter, pages: { ...filter.pages, [list]: to } })}">${name}</a>`;
  return {
    rows: rows.slice((number - 1) * size, number * size),
    links:
      last === 1
        ? html``
        : html`<nav class="pager" aria-label="${boardWords.pagesOf[list]}">
            ${link(number - 1, boardWords.previousPage)}
            <span>${boardWords.pageOf(number, last)}</span>
            ${link(number + 1, boardWords.nextPage)}
          </nav>`,
  };
}
