/** The layout of every page: head, navigation, the sentence for when the server can't be reached. Pure. */
import { pageWords } from "../../language/page-words/page-words";
import { html, type Html } from "./html";

export interface PageLink {
  readonly path: string;
  readonly name: string;
  /** Does something: a button that posts to the path. */
  readonly posts?: boolean;
}

export interface PageOptions {
  readonly title: string;
  /** The page's own script in assets/, without `.js`. */
  readonly script?: string;
  readonly links: readonly PageLink[];
  /** The path of the page that is shown, to mark its link. */
  readonly path: string;
  /** The spreadsheet's own address, where there is one. */
  readonly spreadsheetUrl?: string;
  /** A class for the body, for pages that fill the window. */
  readonly layout?: string;
}

function navigation({ links, path, spreadsheetUrl }: PageOptions): Html {
  const current = (link: PageLink): Html | false =>
    link.path === path && html` aria-current="page"`;
  const pages = links.filter(({ posts = false }) => !posts);
  const buttons = links.filter(({ posts = false }) => posts);
  return html`<nav aria-label="${pageWords.pages}">
    ${pages.map((link) => html`<a href="${link.path}" ${current(link)}>${link.name}</a>`)}
    ${
      spreadsheetUrl !== undefined &&
      html`<a href="${spreadsheetUrl}" rel="noreferrer">${pageWords.spreadsheet}</a>`
    }
    ${buttons.map(
      ({ path: to, name }) =>
        html`<form method="post" action="${to}"><button type="submit">${name}</button></form>`,
    )}
  </nav>`;
}

/** A whole document around the content of its `main`. */
export function page(pageOptions: PageOptions, content: Html): string {
  const { title, script, layout } = pageOptions;
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>${title === pageWords.product ? title : `${title} · ${pageWords.product}`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/pages.css" />
        ${script !== undefined && html`<script type="module" src="/assets/${script}.js"></script>`}
      </head>
      <body class="${layout ?? ""}">
        <a class="skip" href="#content">${pageWords.skipToContent}</a>
        <header class="bar">
          <a class="brand" href="/">
            <img src="/assets/icon.svg" alt="" width="28" height="28" />${pageWords.product}
          </a>
          ${navigation(pageOptions)}
        </header>
        <p class="offline" id="offline" role="status" hidden>${pageWords.offline}</p>
        <main id="content" tabindex="-1">${content}</main>
      </body>
    </html>`.markup;
}
