/** The cheapest way from the start of a text to each of its positions, token by token. */
import type { Meaning, Token } from "./tokens";

export interface Grid {
  readonly text: string;
  /** Cost of the cheapest way to each position. */
  readonly best: Float64Array;
  /** Where the last step of that way begins, and what it is. Tokens are made of the steps that are kept. */
  readonly from: Int32Array;
  readonly meant: (Meaning | undefined)[];
}

/** Kept from text to text: to make typed arrays is dear. One text is cut at a time. */
let best = new Float64Array(512);
let from = new Int32Array(512);

/** The grid of a text, which holds until the next one is made. */
export function createGrid(text: string): Grid {
  const length = text.length + 1;
  if (best.length < length) {
    best = new Float64Array(2 * length);
    from = new Int32Array(2 * length);
  }
  best.fill(Infinity, 0, length);
  best[0] = 0;
  from.fill(0, 0, length);
  return { text, best, from, meant: new Array<Meaning | undefined>(length).fill(undefined) };
}

const equal = 1e-9;

/** Takes a step into account. Of two ways that cost the same the one with the longer word in front stays. */
export function relax(
  { best, from, meant }: Grid,
  start: number,
  end: number,
  meaning: Meaning,
  cost: number,
): void {
  const reached = (best[start] ?? Infinity) + cost;
  if (reached > (best[end] ?? Infinity) + equal) return;
  best[end] = reached;
  from[end] = start;
  meant[end] = meaning;
}

/** The tokens of the cheapest way. */
export function trace({ text, from, meant }: Grid): readonly Token[] {
  const tokens: Token[] = [];
  for (let end = text.length; end > 0;) {
    const meaning = meant[end];
    const start = from[end] ?? end;
    if (meaning === undefined || start >= end) break;
    tokens.push(placed(meaning, start, end));
    end = start;
  }
  return tokens.reverse();
}

/** A meaning at its place; written out, as copying one of unknown shape is dear. */
function placed(meaning: Meaning, start: number, end: number): Token {
  switch (meaning.kind) {
    case "name": {
      const { kind, items, near, spec } = meaning;
      return { kind, items, near, spec, start, end };
    }
    case "spec":
      return { kind: "spec", items: meaning.items, start, end };
    case "number":
      return { kind: "number", value: meaning.value, start, end };
    case "unit":
      return { kind: "unit", unit: meaning.unit, start, end };
    case "word":
      return { kind: "word", word: meaning.word, start, end };
    case "mark":
      return { kind: "mark", mark: meaning.mark, start, end };
    default:
      return { kind: meaning.kind, start, end };
  }
}
