/** 领用 7号 4节: what else is a date begins the name of an item that is counted in the unit behind the figure. */
import type { Item } from "../../inventory/items/item";
import { toOwnUnit } from "../../inventory/items/units";
import type { Lexicon } from "../names/lexicon";
import { unitWords } from "../vocabulary/units";
import type { Token } from "./tokens";

/** The tokens with names in the place of such dates. */
export function withNumberedNames(
  tokens: readonly Token[],
  text: string,
  { numbered }: Pick<Lexicon, "numbered">,
): readonly Token[] {
  if (numbered.size === 0 || !tokens.some(({ kind }) => kind === "date")) return tokens;
  return tokens.map((token, index) => {
    const named = token.kind === "date" ? numbered.get(text.slice(token.start, token.end)) : [];
    const at = tokens[index + 1]?.kind === "space" ? index + 2 : index + 1;
    const items = countedIn(named ?? [], tokens.slice(at, at + 3));
    if (items.length === 0) return token;
    const { start, end } = token;
    return { kind: "name", items, near: true, spec: undefined, start, end };
  });
}

/** Those of the items that a figure with its unit counts; 4节课 counts none. */
function countedIn(
  items: readonly Item[],
  [figure, unit, behind]: readonly (Token | undefined)[],
): readonly Item[] {
  if (items.length === 0 || figure?.kind !== "number" || unit?.kind !== "unit") return [];
  if (figure.value === undefined || behind?.kind === "unknown") return [];
  const { value: quantity } = figure;
  const amount = { kind: "given", quantity, unit: unit.unit, written: "" } as const;
  return items.filter((item) => toOwnUnit(amount, item, unitWords).kind === "converted");
}
