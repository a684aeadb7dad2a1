/**
 * 157铜版1包, KT板 10 的拿6张, 0.014弓丝: a figure without a unit beside a name whose spec has that figure is the spec, where the
 * quantity stands elsewhere or 的 follows.
 */
import { oncePer } from "../../inventory/once-per";
import type { Item } from "../../inventory/items/item";
import { figureOfSpec, specWords } from "../names/specs";
import { isWord, type Token } from "./tokens";

/** The tokens with specs in the place of such figures. */
export function withBareSpecs(tokens: readonly Token[], text: string): readonly Token[] {
  if (!tokens.some((token) => token.kind === "name" && hasFigures(token.items))) return tokens;
  const figures = tokens.filter(({ kind }) => kind === "number").length;
  return tokens.flatMap((token, index): readonly Token[] => {
    const before = tokens[index - 1];
    if (token.kind === "unit" && before !== undefined && isOtherMeasure(tokens, index - 1, text))
      return figures > 1 ? [] : [token];
    if (token.kind !== "number" || isSigned(tokens, index)) return [token];
    const { start, end } = token;
    if (isCounted(tokens, index)) {
      const measured = figures > 1 && isOtherMeasure(tokens, index, text);
      return measured ? [measureAt(tokens, index, text)] : [token];
    }
    const elsewhere = figures > 1;
    return [figureAt(tokens, index, { start, end }, { text, elsewhere })];
  });
}

const hasFigures = oncePer((items: readonly Item[]): boolean =>
  items.some(({ spec }) => /\d/.test(spec.normalize("NFKC"))),
);

/** The spec that a figure beside a name is, text where it is one of another item, or the figure. */
function figureAt(
  tokens: readonly Token[],
  index: number,
  place: Pick<Token, "start" | "end">,
  { text, elsewhere }: { readonly text: string; readonly elsewhere: boolean },
): Token {
  const figure = tokens[index] as Token;
  const written = text.slice(place.start, place.end);
  const items = describedBy(written, beside(tokens, index));
  const told = elsewhere || written.includes(".") || isWord(nextTo(tokens, index, 1), "of");
  if (items.size > 0 && told) return { kind: "spec", items, ...place };
  const other = elsewhere && isOtherDecimal(tokens[index - 1], figure, written);
  return other ? { kind: "unknown", ...place } : figure;
}

/** The spec that a measure is, or text that fits none. */
function measureAt(tokens: readonly Token[], index: number, text: string): Token {
  const [name, { start, end }, unit] = [
    tokens[index - 1],
    tokens[index] as Token,
    tokens[index + 1],
  ];
  const place = { start, end: unit?.end ?? end };
  const written = text.slice(place.start, place.end);
  const described = (name?.kind === "name" ? name.items : []).filter(({ spec }) =>
    specWords(spec).some((ways) => ways.includes(written)),
  );
  return described.length > 0
    ? { kind: "spec", items: new Set(described), ...place }
    : { kind: "unknown", ...place };
}

/** 弓丝0.018 -5: a decimal figure as those that tell the specs of the name apart, and none of them. */
function isOtherDecimal(before: Token | undefined, { start }: Token, written: string): boolean {
  const decimal = /^\d+\.\d+$/;
  if (before?.kind !== "name" || before.end !== start || !decimal.test(written)) return false;
  return before.items.some(({ spec }) => decimal.test(spec.trim()));
}

/** 铜版纸300g -3: a measure of the kind that tells the specs of the name apart, and of none of them. */
function isOtherMeasure(tokens: readonly Token[], index: number, text: string): boolean {
  const [figure, unit] = [tokens[index], tokens[index + 1]];
  if (figure?.kind !== "number" || unit?.kind !== "unit" || figure.end !== unit.start) return false;
  const measure = text.slice(unit.start, unit.end);
  const before = tokens[index - 1];
  if (before?.kind !== "name" || before.end !== figure.start || !/^[a-z]+$/.test(measure))
    return false;
  return before.items.some(({ spec }) =>
    specWords(spec).some(([word = ""]) => /^[\d.]+[a-z]+$/.test(word) && word.endsWith(measure)),
  );
}

function nextTo(tokens: readonly Token[], index: number, step: 1 | -1): Token | undefined {
  const near = tokens[index + step];
  return near?.kind === "space" ? tokens[index + 2 * step] : near;
}

/** A unit makes a quantity of it. */
function isCounted(tokens: readonly Token[], index: number): boolean {
  return nextTo(tokens, index, 1)?.kind === "unit";
}

function isSigned(tokens: readonly Token[], index: number): boolean {
  const before = nextTo(tokens, index, -1);
  return before?.kind === "mark" && "+-×*".includes(before.mark);
}

/** The items of the names that stand against a figure, 的 between them perhaps. */
function beside(tokens: readonly Token[], index: number): readonly Item[] {
  const behind = nextTo(tokens, index, 1);
  const next = isWord(behind, "of") ? tokens[tokens.indexOf(behind as Token) + 1] : behind;
  const before = nextTo(tokens, index, -1);
  const name = isVerb(before) ? nextTo(tokens, tokens.indexOf(before as Token), -1) : before;
  const named = [name, next].flatMap((token) => (token?.kind === "name" ? token.items : []));
  return named.length === 0 && isWord(behind, "of") ? spokenOf(tokens, index) : named;
}

const longestReach = 6;

/** 软管还回一根60的: the name that the clause began with. */
function spokenOf(tokens: readonly Token[], index: number): readonly Item[] {
  const near = tokens.slice(Math.max(0, index - longestReach), index);
  const from = near.findLastIndex(({ kind }) => kind === "mark" || kind === "line") + 1;
  const name = near.slice(from).findLast(({ kind }) => kind === "name");
  return name?.kind === "name" ? name.items : [];
}

/** 水泥到货 42.5 200袋 */
const isVerb = (token: Token | undefined): boolean =>
  token?.kind === "word" && token.word.verb !== undefined;

function describedBy(written: string, items: readonly Item[]): ReadonlySet<Item> {
  return new Set(
    items.filter(({ spec }) =>
      specWords(spec).some(([word]) => word !== undefined && figureOfSpec(word) === written),
    ),
  );
}
