import { html, type Html } from "../pages/html";

export const heads = (names: readonly string[], className = ""): readonly Html[] =>
  names.map((name) => html`<th scope="col" class="${className}">${name}</th>`);

/** A table that may be wider than a phone, under a title with this id. */
export const wideTable = (title: string, head: Html, rows: readonly Html[]): Html =>
  html`<div class="scroll" tabindex="0" role="group" aria-labelledby="${title}">
    <table class="tabular">
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody data-keyed>
        ${rows}
      </tbody>
    </table>
  </div>`;
