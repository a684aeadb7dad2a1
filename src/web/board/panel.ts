import { html, type Html } from "../pages/html";

/** A part of a page under its title, whose id is `name-title`. */
export const panel = (name: string, title: string, content: Html, look = ""): Html =>
  html`<section class="panel ${look}" aria-labelledby="${name}-title">
    <h2 id="${name}-title">${title}</h2>
    ${content}
  </section>`;
