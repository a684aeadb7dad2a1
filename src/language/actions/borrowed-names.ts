/** Specs without a name take the one beside them, and a name whose specs are listed behind it is said by these. */
import type { ItemMatch } from "../../inventory/intent";
import { matchTokens, onlyDescribes } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import { addUp } from "../remarks/harmless-figures";
import type { AmountPhrase } from "../phrases/phrase";
import type { Reading, Token } from "../tokens/tokens";

interface Named {
  readonly tokens: readonly Token[];
  readonly match: ItemMatch;
  readonly amount: AmountPhrase | undefined;
}

/** 一次性手套M码2副，L码3副 and 红色、黑色记号笔各2支: a spec alone is one of the item beside it. */
export function borrowNames<Line extends Named>(
  namedAmounts: Line[],
  reading: Reading,
  lexicon: Lexicon,
): void {
  namedAmounts.forEach((namedAmount, index) => {
    if (!onlyDescribes(namedAmount.tokens)) return;
    for (const beside of [namedAmounts[index - 1], namedAmounts[index + 1]]) {
      const named = beside?.tokens.filter((token) => token.kind === "name") ?? [];
      const match = matchTokens([...named, ...namedAmount.tokens], reading, lexicon);
      if (named.length !== 1 || match.kind !== "one") continue;
      namedAmounts[index] = {
        ...namedAmount,
        tokens: [...named, ...namedAmount.tokens],
        match: { ...match, written: namedAmount.match.written },
      };
      return;
    }
  });
}

/** 毛巾，白的蓝的各50条, 洗发水2箱，去屑1箱柔顺1箱: without the name, whose figure the others add up to. */
export function withoutListed<Line extends Named>(namedAmounts: readonly Line[]): readonly Line[] {
  return namedAmounts.filter(({ match, amount }, index) => {
    if (match.kind !== "several") return true;
    const figures = figuresListed(namedAmounts, index);
    return figures.length < 2 || (amount !== undefined && !addUp(figures, amount));
  });
}

/** The figures of the lines behind a name that are of its specs; none where one of them has no figure. */
function figuresListed(namedAmounts: readonly Named[], index: number): readonly AmountPhrase[] {
  const tokens = namedAmounts[index]?.tokens ?? [];
  const figures: AmountPhrase[] = [];
  for (let at = index + 1; at < namedAmounts.length; at += 1) {
    const next = namedAmounts[at];
    if (!tokens.every((token) => next?.tokens.includes(token))) break;
    if (next?.amount === undefined) return [];
    figures.push(next.amount);
  }
  return figures;
}
