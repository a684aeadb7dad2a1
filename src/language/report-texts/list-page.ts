/** A picture of lines under headings: what stands on it, in words. How it is drawn is decided in reports. */
import type { ChartPage } from "./chart";
import type { TablePage } from "./stock-table";

export interface ListColumn {
  readonly heading: string;
  /** Of the page's width, beside the others' shares. */
  readonly share: number;
  readonly align?: "end";
  /** An empty box in every line, to be filled in by hand. */
  readonly isBox?: true;
}

export type ListRow =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "cells"; readonly cells: readonly string[] };

export interface ListPage {
  readonly kind: "list";
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly ListRow[];
  readonly footer: string;
  /** For those who don't see the picture. */
  readonly alt: string;
  /** As tall as a sheet of A4 is, to be printed. */
  readonly isPaper: boolean;
}

/** What a picture can show. */
export type Page = TablePage | ListPage | ChartPage;

const mostPages = 4;

/** Lines divided into pages, so that none ends with a heading and each page begins with that of its lines. */
function pagesOfRows(
  rows: readonly ListRow[],
  rowsOfPage: number,
): { readonly pages: readonly (readonly ListRow[])[]; readonly more: number } {
  const pages: ListRow[][] = [];
  let heading: ListRow | undefined;
  let more = 0;
  for (const row of rows) {
    const page = pages.at(-1);
    const needs = row.kind === "heading" ? 2 : 1;
    const isFull = page === undefined || page.length + needs > rowsOfPage;
    if (row.kind === "heading") heading = row;
    if (!isFull) page.push(row);
    else if (pages.length === mostPages) more += Number(row.kind === "cells");
    else pages.push(heading === undefined || heading === row ? [row] : [heading, row]);
  }
  return { pages, more };
}

/** Pages of at most `most` lines, each with its number where there are several. */
export function listPages(
  rows: readonly ListRow[],
  most: number,
  {
    title,
    facts,
    columns,
    note,
    isPaper,
  }: Pick<ListPage, "title" | "columns" | "isPaper"> & {
    readonly facts: string;
    readonly note: string;
  },
): readonly ListPage[] {
  const { pages, more } = pagesOfRows(rows, most);
  return pages.map((shown, index) => {
    const page = pages.length > 1 ? ` · 第 ${index + 1}/${pages.length} 张` : "";
    const left = more > 0 && index === pages.length - 1 ? `；另有 ${more} 项未列出` : "";
    return {
      kind: "list",
      ...{ title: `${title}${page}`, subtitle: facts, columns, rows: shown, isPaper },
      footer: `${note}${left}`,
      alt: `${title}：${facts}${page}`,
    };
  });
}
