/** 1/2包, 三分之一箱, 2k张, 1w张: figures that are read only where a unit stands behind them. */
import { multiply } from "../../inventory/items/quantity";
import type { Lexicon } from "../names/lexicon";
import { readNumeral } from "../text/numerals";
import { knownWords } from "../vocabulary/known-words";

interface Figure {
  readonly end: number;
  readonly value: number | undefined;
}

const largestDenominator = 100;

/** Such a figure behind a numeral that was read already. */
export function longerFigure(
  text: string,
  first: Figure,
  { entries }: Pick<Lexicon, "entries">,
): Figure | undefined {
  const figure = fractionAt(text, first) ?? thousandsAt(text, first);
  return figure !== undefined && isUnitAt(text, figure.end, entries) ? figure : undefined;
}

function fractionAt(text: string, first: Figure): Figure | undefined {
  const slash = text[first.end] === "/";
  if (!slash && !text.startsWith("分之", first.end)) return undefined;
  const second = readNumeral(text, first.end + (slash ? 1 : 2));
  if (second === undefined) return undefined;
  const [upper, lower] = slash ? [first.value, second.value] : [second.value, first.value];
  return { end: second.end, value: quotient(upper, lower) };
}

/** undefined for what is no part of one: it is asked for. */
function quotient(upper: number | undefined, lower: number | undefined): number | undefined {
  if (upper === undefined || lower === undefined) return undefined;
  const isPart = Number.isInteger(upper) && Number.isInteger(lower) && upper > 0 && upper < lower;
  return isPart && lower <= largestDenominator ? Number((upper / lower).toFixed(12)) : undefined;
}

const thousands: Readonly<Record<string, number>> = { k: 1000, w: 10_000 };

function thousandsAt(text: string, { end, value }: Figure): Figure | undefined {
  const times = thousands[text[end] ?? ""];
  if (times === undefined || value === undefined || /[a-z0-9]/.test(text[end + 1] ?? ""))
    return undefined;
  return { end: end + 1, value: multiply(value, times) };
}

/** 7W节能灯 */
const beginsWords = new Set("节");

/** A unit that everybody knows or one of the catalogue, a blank before it perhaps. */
function isUnitAt(text: string, at: number, entries: Lexicon["entries"]): boolean {
  const start = text[at] === " " ? at + 1 : at;
  for (const trie of [knownWords, entries]) {
    let node: number | undefined = 0;
    for (let i = start; i < text.length; i += 1) {
      node = trie.step(node, text.charCodeAt(i));
      if (node === undefined) break;
      const isUnit = trie.at(node)?.some(({ kind }) => kind === "unit") === true;
      if (isUnit && !beginsWords.has(text[start] ?? "")) return true;
    }
  }
  return false;
}
