/**
 * Text as a picture can hold it: characters that the type lacks become □ (resvg would draw nothing), emoji among them and
 * what is invisible go, and what is too long for its place ends with …. Strings in, strings and widths out.
 */
import type { Measure } from "./typeface";

const missing = "\u25a1";
const ellipsis = "\u2026";
const segmenter = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** Marks that have no shape of their own: joiners, variation selectors, direction marks, tags. */
const shapeless = /\p{Default_Ignorable_Code_Point}/gu;

const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** The characters people see, one entry each, all of them drawable. */
export function drawable(text: string, measure: Measure): readonly string[] {
  const flat = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  const shapes = Array.from(segmenter.segment(flat), ({ segment }) => {
    const shape = segment.replace(shapeless, "").normalize("NFC");
    if (Array.from(shape).every((one) => measure.has(one.codePointAt(0) ?? 0))) return shape;
    return emoji.test(segment) ? "" : missing;
  });
  const shown = shapes.filter((shape) => shape !== "");
  return shown.length === 0 && emoji.test(flat) ? [missing] : shown;
}

/** How far a drawable text runs, px. */
export function widthOf(text: string, sizePx: number, measure: Measure): number {
  return Array.from(text).reduce(
    (width, one) => width + measure.width(one.codePointAt(0) ?? 0) * sizePx,
    0,
  );
}

/** The text, made drawable, and cut to what fits into `widthPx`. */
export function shortenToWidth(
  text: string,
  { widthPx, sizePx }: { readonly widthPx: number; readonly sizePx: number },
  measure: Measure,
): string {
  const characters = drawable(text, measure);
  const whole = characters.join("");
  if (widthOf(whole, sizePx, measure) <= widthPx) return whole;
  let room = widthPx - widthOf(ellipsis, sizePx, measure);
  const kept: string[] = [];
  for (const character of characters) {
    room -= widthOf(character, sizePx, measure);
    if (room < 0) break;
    kept.push(character);
  }
  return `${kept.join("").trimEnd()}${ellipsis}`;
}
