import { isSheetUnavailable } from "../../errors";
import { pageWords } from "../../language/page-words/page-words";
import { html, type Html } from "../pages/html";

/** What a page shows as long as the sheet was never read. */
export const noSnapshot = (title: string): Html =>
  html`<h1>${title}</h1>
    <p class="empty">${pageWords.noSnapshot}</p>`;

/** What can't be read just now is shown as such; the reason stands on top of the page. */
export function unreadNow(error: unknown): undefined {
  if (!isSheetUnavailable(error)) throw error;
}
