/**
 * 领用20克还原粉: 20克 may be the spec of another item; beside a name that it does not describe, but that is counted in its
 * unit, it is a quantity.
 */
import { canonicalUnit, toOwnUnit } from "../inventory/units";
import { readNumeral } from "./numerals";
import type { Token } from "./tokens";
import { unitWords } from "./units";

type Spec = Extract<Token, { readonly kind: "spec" }>;

/** The tokens with quantities in the place of such specs. */
export function withoutForeignSpecs(tokens: readonly Token[], text: string): readonly Token[] {
  const found = tokens.flatMap((token, index) => {
    if (token.kind !== "spec" || !isFigure(text.charCodeAt(token.start))) return [];
    const beside = [nextTo(tokens, index, -1), nextTo(tokens, index, 1)];
    const quantity = quantityOf(token, beside, text);
    return quantity ? [[index, quantity] as const] : [];
  });
  if (found.length === 0) return tokens;
  const quantities = new Map(found);
  return tokens.flatMap((token, index) => quantities.get(index) ?? [token]);
}

const isFigure = (code: number): boolean => code >= 48 && code <= 57;

/** The token beside another, blanks aside. */
function nextTo(tokens: readonly Token[], index: number, step: 1 | -1): Token | undefined {
  const near = tokens[index + step];
  return near?.kind === "space" ? tokens[index + 2 * step] : near;
}

function quantityOf(
  { start, end, items }: Spec,
  beside: readonly (Token | undefined)[],
  text: string,
): readonly Token[] | undefined {
  const named = beside.flatMap((token) => (token?.kind === "name" ? token.items : []));
  if (named.length === 0 || named.some((item) => items.has(item))) return undefined;
  const numeral = readNumeral(text, start);
  if (numeral?.value === undefined || numeral.end >= end) return undefined;
  const written = text.slice(numeral.end, end);
  const unit = canonicalUnit(written, unitWords);
  const amount = { kind: "given", quantity: numeral.value, unit, written } as const;
  if (!named.some((item) => toOwnUnit(amount, item, unitWords).kind === "converted"))
    return undefined;
  return [
    { kind: "number", value: numeral.value, start, end: numeral.end },
    { kind: "unit", unit, start: numeral.end, end },
  ];
}
