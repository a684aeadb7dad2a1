/** Long lists of pages, so many rows at a time; the address says which, so that it works without a script. Pure. */
import { boardWords } from "../../language/page-words/page-words";
import { html, type Html } from "../pages/html";

export interface Paging {
  /** Rows of a page. */
  readonly size: number;
  /** Which page is asked for, from 1. */
  readonly page: number;
  /** Names the links for who doesn't see them. */
  readonly label: string;
  readonly addressOf: (page: number) => string;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Links to the pages before and after; nothing where all rows are shown. */
  readonly links: Html;
}

/** A number of an address, from 1; 1 for anything else. */
export const pageNumber = (value: unknown): number =>
  typeof value === "string" && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1;

/** The page that the address asks for; the last one where it asks for more. */
export function pageOf<Row>(
  rows: readonly Row[],
  { size, page, label, addressOf }: Paging,
): Page<Row> {
  const last = Math.max(1, Math.ceil(rows.length / size));
  const number = Math.min(page, last);
  const link = (to: number, name: string): Html | false =>
    to >= 1 && to <= last && html`<a href="${addressOf(to)}">${name}</a>`;
  return {
    rows: rows.slice((number - 1) * size, number * size),
    links:
      last === 1
        ? html``
        : html`<nav class="pager" aria-label="${label}">
            ${link(number - 1, boardWords.previousPage)}
            <span>${boardWords.pageOf(number, last)}</span>
            ${link(number + 1, boardWords.nextPage)}
          </nav>`,
  };
}
