/**
 * 领用20克还原粉: 20克 may be the spec of another item; beside a name that it does not describe, but that is counted in its
 * unit, it is a quantity.
 */
import { canonicalUnit, toOwnUnit } from "../../inventory/items/units";
import { isDigit, readNumeral } from "../text/numerals";
import { unitWords } from "../vocabulary/units";
import type { Token } from "./tokens";

type Spec = Extract<Token, { readonly kind: "spec" }>;

/** The tokens with quantities in the place of such specs. */
export function withoutForeignSpecs(tokens: readonly Token[], text: string): readonly Token[] {
  if (!tokens.some((token) => isCounted(token, text))) return tokens;
  return tokens.flatMap((token, index) => {
    if (!isCounted(token, text)) return [token];
    const beside = [nextTo(tokens, index, -1), nextTo(tokens, index, 1)];
    return quantityOf(token, beside, text) ?? [token];
  });
}

const isCounted = (token: Token, text: string): token is Spec =>
  token.kind === "spec" && isDigit(text, token.start);

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
