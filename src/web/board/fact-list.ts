/** What is known of one thing, a line each: its name and its value. Empty values are left out. */
import { html, type Html } from "../pages/html";

export function factList(
  lines: readonly (readonly [name: string, value: string | number])[],
): Html {
  return html`<dl class="lines">
    ${lines
      .filter(([, value]) => value !== "")
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;
}
