/** A picture on a page: where it is fetched, what it shows, and its size, so that nothing jumps when it arrives. Pure. */
import { pageWords } from "../../language/page-words/page-words";
import type { Picture } from "../../channels/channel";
import { html, type Html } from "./html";

export interface ShownPicture {
  readonly path: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** The size stands in a PNG's first chunk. @see https://www.w3.org/TR/png-3/#11IHDR */
export function shownPicture(path: string, { png, alt }: Picture): ShownPicture {
  const hasSize = png.length >= 24 && png.toString("latin1", 12, 16) === "IHDR";
  const [width, height] = hasSize ? [png.readUInt32BE(16), png.readUInt32BE(20)] : [0, 0];
  return { path, alt, width, height };
}

export function pictureTag({ path, alt, width, height }: ShownPicture): Html {
  const size = width > 0 && html` width="${width}" height="${height}"`;
  return html`<a class="full-size" href="${path}" target="_blank" title="${pageWords.fullSize}"
    ><img class="picture" src="${path}" alt="${alt}" ${size}
  /></a>`;
}
