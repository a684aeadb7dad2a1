/** What every picture is drawn with: its width and colours, text that fits its place, and boxes. */
import { drawable, shortenToWidth, widthOf } from "./drawn-text";
import type { Measure, Weight } from "./typeface";

export type Measures = Readonly<Record<Weight, Measure>>;

export const widthPx = 1080;
export const edge = 28;
export const colours = {
  paper: "#ffffff",
  ink: "#1f2a37",
  quiet: "#5f6c7b",
  faint: "#e7ebef",
  band: "#f4f6f8",
  lowRow: "#fdf1e7",
  low: "#b4430b",
  enough: "#5b9a8b",
  track: "#e3e8ec",
  lowTrack: "#f3dcc9",
} as const;

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly sizePx: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly widthPx: number;
  /** What happens to text that is wider: words end with …, figures are set smaller. */
  readonly tooWide?: "cut" | "shrink";
}

export type Text = (text: string, placed: Placed) => string;

export const textIn =
  (measures: Measures): Text =>
  (text, placed) => {
    const { x, y, weight = "regular", colour = colours.ink, anchor = "start" } = placed;
    const { text: fitting, sizePx } = shortenedInto(text, placed, measures[weight]);
    const style = `font-size="${sizePx}" font-weight="${weight === "medium" ? 500 : 400}" fill="${colour}" text-anchor="${anchor}"`;
    return fitting === "" ? "" : `<text x="${x}" y="${y}" ${style}>${escaped(fitting)}</text>`;
  };

function shortenedInto(
  text: string,
  { sizePx, widthPx: room, tooWide = "cut" }: Placed,
  measure: Measure,
): { readonly text: string; readonly sizePx: number } {
  if (tooWide === "cut")
    return { text: shortenToWidth(text, { widthPx: room, sizePx }, measure), sizePx };
  const whole = drawable(text, measure).join("");
  const wide = widthOf(whole, sizePx, measure);
  return { text: whole, sizePx: wide <= room ? sizePx : Math.floor((sizePx * room) / wide) };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const rect = ({ x, y, width, height }: Box, colour: string, radius = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${colour}"/>`;

/** What is drawn from a height on, and where it ends. */
export interface Drawn {
  readonly parts: readonly string[];
  readonly bottom: number;
}

export const headPx = 138;
export const footPx = 60;
const quiet = { x: edge, colour: colours.quiet, widthPx: widthPx - 2 * edge };

/** What every picture begins with. */
export const headOf = (
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
  text: Text,
): string =>
  text(title, { x: edge, y: 62, sizePx: 38, weight: "medium", widthPx: widthPx - 2 * edge }) +
  text(subtitle, { ...quiet, y: 108, sizePx: 26, tooWide: "shrink" });

/** The line at the foot of a picture of this height. */
export const footOf = (footer: string, heightPx: number, text: Text): string =>
  text(footer, { ...quiet, y: heightPx - 21, sizePx: 24 });

/** A drawing as wide as every other, on paper. `name`: what it is called on a page. */
export function drawingOf(heightPx: number, parts: readonly string[], name?: string): string {
  const paper = rect({ x: 0, y: 0, width: widthPx, height: heightPx }, colours.paper);
  const role = name === undefined ? "" : ` role="img" aria-label="${escaped(name)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}"${role}>${paper}${parts.join("")}</svg>`;
}
