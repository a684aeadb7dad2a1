/**
 * 157铜版1包, KT板 10 的拿6张, 0.014弓丝: a figure without a unit beside a name whose spec has that figure is the spec, where the
 * quantity stands elsewhere or 的 follows.
 */
import { oncePer } from "../../inventory/once-per";
import type { Catalogue } from "../../inventory/items/catalogue";
import type { Item } from "../../inventory/items/item";
import type { Lexicon } from "../names/lexicon";
import { figureOfSpec, specWords } from "../names/specs";
import { isMark, isWord, type Token } from "./tokens";

/** The tokens with specs in the place of such figures. */
export function withBareSpecs(
  tokens: readonly Token[],
  text: string,
  { catalogue }: Pick<Lexicon, "catalogue">,
): readonly Token[] {
  if (!tokens.some(({ kind }) => kind === "name")) return withLoneSpecs(tokens, text, catalogue);
  if (!tokens.some((token) => token.kind === "name" && hasFigures(token.items))) return tokens;
  return tokens.flatMap((token, index): readonly Token[] => {
    const before = tokens[index - 1];
    if (token.kind === "unit" && before !== undefined && isOtherMeasure(tokens, index - 1, text))
      return isCountedElsewhere(tokens, index - 1) ? [] : [token];
    if (token.kind === "mark" && signedSpec(tokens, index + 1, text) !== undefined) return [];
    if (token.kind !== "number") return [token];
    const signed = signedSpec(tokens, index, text);
    if (signed !== undefined || isSigned(tokens, index)) return [signed ?? token];
    const { start, end } = token;
    const elsewhere = isCountedElsewhere(tokens, index);
    if (isCounted(tokens, index)) {
      const measured = elsewhere && isOtherMeasure(tokens, index, text);
      return measured ? [measureAt(tokens, index, text)] : [token];
    }
    return [figureAt(tokens, index, { start, end }, { text, elsewhere })];
  });
}

/** 1.67的拿一副: where no name is said, the figure is that of a spec of the catalogue. */
function withLoneSpecs(
  tokens: readonly Token[],
  text: string,
  catalogue: Catalogue,
): readonly Token[] {
  if (!tokens.some(isVerb)) return tokens;
  return tokens.map((token, index): Token => {
    const { start, end } = token;
    if (token.kind !== "number" || end - start < 2 || !isWord(tokens[index + 1], "of"))
      return token;
    const items = itemsByFigure(catalogue).get(text.slice(start, end));
    return items === undefined ? token : { kind: "spec", items, start, end };
  });
}

const itemsByFigure = oncePer(({ specs }: Catalogue): ReadonlyMap<string, ReadonlySet<Item>> => {
  const byFigure = new Map<string, Set<Item>>();
  for (const [word, items] of specs) {
    const figure = figureOfSpec(word);
    if (figure === undefined) continue;
    byFigure.set(figure, new Set([...(byFigure.get(figure) ?? []), ...items]));
  }
  return byFigure;
});

/** Further away nothing is looked at, so that reading stays linear. */
const field = 12;

/** Whether another figure counts what the one at an index may describe; in 电池5、签字笔3 each counts its own. */
function isCountedElsewhere(tokens: readonly Token[], index: number): boolean {
  const behind = tokens.slice(index + 1, index + 1 + field);
  const before = tokens.slice(Math.max(0, index - field), index).toReversed();
  const [next, last] = [behind, before].map((side) => {
    const end = side.findIndex((token) => token.kind === "line" || isMark(token, "，,。;、+"));
    return end < 0 ? side : side.slice(0, end);
  });
  const at = next?.findIndex(({ kind }) => kind === "number") ?? -1;
  const own = next?.slice(0, at).filter(({ kind }) => kind === "name").length ?? 0;
  const earlier = last?.findIndex(({ kind }) => kind === "number") ?? -1;
  const since = earlier < 0 ? last : last?.slice(0, earlier);
  const named = since?.some(({ kind }) => kind === "name") === true;
  if (at >= 0 && own <= (named ? 0 : 1)) return true;
  return earlier >= 0 && last?.slice(earlier).some(({ kind }) => kind === "name") !== true;
}

const hasFigures = oncePer((items: readonly Item[]): boolean =>
  items.some(({ spec }) => /\d/.test(spec.normalize("NFKC"))),
);

/** 日抛-4.50: a sign is part of the spec that is written so. */
function signedSpec(tokens: readonly Token[], index: number, text: string): Token | undefined {
  const [mark, figure] = [tokens[index - 1], tokens[index]];
  if (mark?.kind !== "mark" || figure?.kind !== "number" || !"+-".includes(mark.mark))
    return undefined;
  const near = [nextTo(tokens, index - 1, -1), ...tokens.slice(index + 1, index + 3)];
  const named = near.flatMap((token) => (token?.kind === "name" ? token.items : []));
  const written = text.slice(mark.start, figure.end);
  const items = named.filter(({ spec }) => specWords(spec).some(([word]) => word === written));
  if (items.length === 0) return undefined;
  return { kind: "spec", items: new Set(items), start: mark.start, end: figure.end };
}

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

const longestReach = 8;

/** 软管还回一根60的, SD卡还了一张，128的: the name that was said last. */
function spokenOf(tokens: readonly Token[], index: number): readonly Item[] {
  const near = tokens.slice(Math.max(0, index - longestReach), index);
  const from = near.findLastIndex(({ kind }) => kind === "line") + 1;
  const name = near.slice(from).findLast(({ kind }) => kind === "name");
  return name?.kind === "name" ? name.items : [];
}

/** 水泥到货 42.5 200袋 */
const isVerb = (token: Token | undefined): boolean =>
  token?.kind === "word" && token.word.verb !== undefined;

/** The items that have the figure for a spec; else, 700 of 700x25C, those of which one begins with it. */
function describedBy(written: string, items: readonly Item[]): ReadonlySet<Item> {
  const withWord = (fits: (word: string) => boolean): readonly Item[] =>
    items.filter(({ spec }) => specWords(spec).some(([word = ""]) => fits(word)));
  const exact = withWord((word) => figureOfSpec(word) === written);
  if (exact.length > 0 || written.length < 2) return new Set(exact);
  return new Set(
    withWord((word) => word.startsWith(written) && !/[\d.]/.test(word[written.length] ?? "")),
  );
}
