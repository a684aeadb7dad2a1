import fc from "fast-check";
import { html } from "../../../src/web/pages/html";

describe("html", () => {
  it("escapes what is put in, and leaves markup of its own alone", () => {
    const inner = html`<b>${"<script>"}</b>`;
    expect(html`<p title="${'"'}">${inner}${["&", 1]}${undefined}${false}</p>`.markup).toBe(
      '<p title="&quot;"><b>&lt;script&gt;</b>&amp;1</p>',
    );
  });

  it("never lets a text out of an attribute or into a tag", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(html`${text}`.markup).not.toMatch(/[<>"']/);
      }),
    );
  });
});
