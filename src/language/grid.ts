/** The cheapest way from the start of a text to each of its positions, token by token. */
import type { Token } from "./tokens";

export interface Grid {
  readonly text: string;
  /** Cost of the cheapest way to each position. */
  readonly best: Float64Array;
  /** The token that ends that way. */
  readonly last: (Token | undefined)[];
}

export function createGrid(text: string): Grid {
  const best = new Float64Array(text.length + 1).fill(Infinity);
  best[0] = 0;
  return { text, best, last: new Array<Token | undefined>(text.length + 1) };
}

const equal = 1e-9;

/** Takes a token into account. Of two ways that cost the same the one with the longer word in front stays. */
export function relax({ best, last }: Grid, token: Token, cost: number): void {
  const reached = (best[token.start] ?? Infinity) + cost;
  if (reached <= (best[token.end] ?? Infinity) + equal) {
    best[token.end] = reached;
    last[token.end] = token;
  }
}

/** The tokens of the cheapest way. */
export function trace({ text, last }: Grid): readonly Token[] {
  const tokens: Token[] = [];
  for (let end = text.length; end > 0;) {
    const token = last[end];
    if (token === undefined) break;
    tokens.push(token);
    end = token.start;
  }
  return tokens.reverse();
}
