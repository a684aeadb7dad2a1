/** Amounts among tokens: a figure with its unit, halves, dozens and pairs, signs, and what only looks like a quantity. */
import type { Amount, StatedAmount } from "../../inventory/intent";
import { add, multiply } from "../../inventory/items/quantity";
import type { AmountPhrase, FigurePhrase } from "./phrase";
import { isMark, isWord, type Reading, type Token } from "../tokens/tokens";
import { unitWords } from "../vocabulary/units";

export interface ReadFigure {
  readonly phrase: AmountPhrase | FigurePhrase;
  /** Index of the token behind it. */
  readonly next: number;
}

interface Figures {
  readonly tokens: readonly Token[];
  readonly to: number;
}

interface Quantity {
  readonly value: number | undefined;
  readonly why: "vague" | "ambiguous";
  readonly unit: string;
  readonly next: number;
}

/** Kinds of tokens that an amount can begin with. */
const opens: ReadonlySet<Token["kind"]> = new Set(["number", "pair", "unit", "word", "mark"]);

/** An amount or another figure that begins at a token; `before` is the token of the name just gathered. */
export function readAmount(
  reading: Reading,
  index: number,
  to: number,
  before: Token | undefined,
): ReadFigure | undefined {
  const figures = { tokens: reading.tokens, to };
  const first = reading.tokens[index];
  if (first === undefined || !opens.has(first.kind)) return undefined;
  const { sign, at } = readSign(figures, index, before);
  const talk = readTalkFigure(figures, at);
  if (talk !== undefined && describesName(figures, at, talk, before)) return undefined;
  const quantity = talk === undefined ? readQuantity(figures, at) : undefined;
  const next = talk?.next ?? quantity?.next;
  if (next === undefined) return undefined;
  const start = first.start;
  const end = reading.tokens[next - 1]?.end ?? start;
  if (talk !== undefined) {
    return { phrase: { kind: "figure", ...talk, start, end }, next };
  }
  if (quantity === undefined || gluedToText(figures, at, quantity)) return undefined;
  const written = reading.shown.slice(start, end).trim();
  const { value, why, unit } = quantity;
  const phrase = { kind: "amount", start, end, value, why, unit, sign, written } as const;
  return value === undefined || unit === ""
    ? { phrase, next }
    : withMore(phrase, next, figures, reading);
}

const joints = new Set("零〇加又");

/** 2箱零1包, 一箱加3包, 1箱2包3张: further figures of the same thing, where nothing is named behind it. */
function withMore(
  phrase: AmountPhrase,
  next: number,
  figures: Figures,
  { text, shown }: Pick<Reading, "text" | "shown">,
): ReadFigure {
  const joint = figures.tokens[next];
  if (joint === undefined) return { phrase, next };
  const isJoined = joints.has(text.slice(joint.start, joint.end));
  const isGlued = joint.kind === "number" && joint.start === phrase.end;
  if (!isJoined && !isGlued) return { phrase, next };
  const added = readQuantity(figures, isJoined ? next + 1 : next);
  const behind = figures.tokens[added?.next ?? next];
  const named = behind?.kind === "name" || behind?.kind === "spec" || behind?.kind === "unknown";
  if (added?.value === undefined || added.unit === "" || named) return { phrase, next };
  const more = [...(phrase.more ?? []), { value: added.value, unit: added.unit }];
  const units = [phrase.unit, ...more.map(({ unit }) => unit)];
  if (!isJoined && !mayAdjoin(units)) return { phrase, next };
  const end = figures.tokens[added.next - 1]?.end ?? phrase.end;
  const written = shown.slice(phrase.start, end).trim();
  return withMore({ ...phrase, end, written, more }, added.next, figures, { text, shown });
}

/** 1箱2包; 一箱90块 and 12块一轴 are prices. */
const mayAdjoin = (units: readonly string[]): boolean =>
  new Set(units).size === units.length && !units.includes("块");

/** A sign, 各, × or approximation in front of a figure. */
function readSign(
  { tokens }: Figures,
  index: number,
  before: Token | undefined,
): { readonly sign: AmountPhrase["sign"]; readonly at: number } {
  const mark = tokens[index];
  const none = { sign: "", at: index } as const;
  if (isMark(mark, "×*")) {
    const at = tokens[index + 1]?.kind === "space" ? index + 2 : index + 1;
    return tokens[at]?.kind === "number" ? { sign: "", at } : none;
  }
  if (!isMark(mark, "+-")) return none;
  const blankBefore = tokens[index - 1]?.kind === "space";
  const blankAfter = tokens[index + 1]?.kind === "space";
  const at = blankAfter ? index + 2 : index + 1;
  const follows = tokens[at];
  if (follows?.kind !== "number" && !isWord(follows, "half")) return none;
  if (blankAfter && (blankBefore || before === undefined)) return none;
  if (isMark(mark, "-")) return { sign: "-", at };
  return endsAmount(tokens, blankBefore ? index - 2 : index - 1) ? none : { sign: "+", at };
}

/** 5支+3支红色签字笔 is a list; the 刀 of 剪刀 +5 counts nothing. */
function endsAmount(tokens: readonly Token[], index: number): boolean {
  const last = tokens[index];
  if (last?.kind === "number" || isWord(last, "half")) return true;
  if (last?.kind !== "unit") return false;
  const figure = tokens[tokens[index - 1]?.kind === "space" ? index - 2 : index - 1];
  return figure?.kind === "number" || figure?.kind === "pair" || isWord(figure, "half", "vague");
}

/** 3天, 5元, 3样, 2人: figures that are no amounts. */
function readTalkFigure(
  { tokens }: Figures,
  index: number,
): (Pick<FigurePhrase, "figure" | "value"> & { readonly next: number }) | undefined {
  const number = tokens[index];
  if (number?.kind !== "number") return undefined;
  const at = tokens[index + 1]?.kind === "space" ? index + 2 : index + 1;
  const unit = tokens[at];
  const { value } = number;
  if (isWord(unit, "talk-unit", "price") || isMark(unit, "%")) {
    return { figure: "measure", value, next: at + 1 };
  }
  if (isWord(unit, "kinds")) return { figure: "kinds", value, next: at + 1 };
  if (isWord(unit, "people-count")) return { figure: "people", value, next: at + 1 };
  return undefined;
}

/** 95%酒精, 二级铁观音: a measure that stands against a name tells which one is meant. */
function describesName(
  { tokens }: Figures,
  at: number,
  { figure, next }: Pick<FigurePhrase, "figure"> & { readonly next: number },
  before: Token | undefined,
): boolean {
  if (figure !== "measure" || isWord(tokens[next - 1], "price")) return false;
  const behind = tokens[next];
  const text = behind?.kind === "name" || behind?.kind === "unknown" || behind?.kind === "spec";
  return text || (before !== undefined && before.end === tokens[at]?.start);
}

function readQuantity(figures: Figures, index: number): Quantity | undefined {
  const { tokens, to } = figures;
  const first = tokens[index];
  if (index >= to) return undefined;
  if (isWord(first, "half")) return readHalf(figures, index);
  if (first?.kind === "unit") return readSingle(figures, index);
  if (isWord(first, "vague")) {
    // 剩下的10根 is exact
    const figured = isWord(first, "surplus") && tokens[index + 1]?.kind === "number";
    return figured ? undefined : withUnit(figures, index + 1, undefined);
  }
  if (first?.kind === "pair") {
    const counted = withUnit(figures, index + 1, undefined);
    return counted.unit === "" ? undefined : counted;
  }
  if (first?.kind !== "number") return undefined;
  return (
    readRangeEnd(figures, index) ?? readHalves(figures, withUnit(figures, index + 1, first.value))
  );
}

/** 拿了把剪刀: a counting word between verb and name is one of it. */
function readSingle({ tokens }: Figures, index: number): Quantity | undefined {
  const [before, unit, behind] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  const behindVerb = before?.kind === "word" && before.word.verb !== undefined;
  const verb = behindVerb || (isWord(before, "aspect") && isWord(tokens[index - 2], "verb"));
  const named =
    behind?.kind === "name" ||
    behind?.kind === "spec" ||
    behind?.kind === "brand" ||
    isWord(behind, "deictic");
  if (!verb || !named || unit?.kind !== "unit") return undefined;
  return { value: 1, why: "vague", unit: unit.unit, next: index + 1 };
}

/** 半箱, 半打 */
function readHalf(figures: Figures, index: number): Quantity | undefined {
  const counted = withUnit(figures, index + 1, 0.5);
  return counted.unit === "" ? undefined : counted;
}

/** 一箱半 */
function readHalves(figures: Figures, quantity: Quantity): Quantity {
  const { value, unit, next } = quantity;
  if (unit === "" || !isWord(figures.tokens[next], "half")) return quantity;
  const behind = figures.tokens[next + 1];
  if (behind?.kind === "unit") return quantity;
  return { ...quantity, value: value === undefined ? undefined : add(value, 0.5), next: next + 1 };
}

/** 三到五包, 3 ~ 5包 */
function readRangeEnd(figures: Figures, index: number): Quantity | undefined {
  const { tokens } = figures;
  let at = index + 1;
  if (tokens[at]?.kind === "unit") at += 1;
  if (!isMark(tokens[at], "-~") && !isWord(tokens[at], "range")) return undefined;
  if (tokens[at + 1]?.kind !== "number") return undefined;
  return withUnit(figures, at + 2, undefined);
}

function withUnit({ tokens, to }: Figures, index: number, value: number | undefined): Quantity {
  const at = tokens[index]?.kind === "space" ? index + 1 : index;
  const unit = at < to ? tokens[at] : undefined;
  const why = "vague";
  if (unit?.kind !== "unit") return { value, why, unit: "", next: index };
  return { value, why, unit: unit.unit, next: at + 1 };
}

/** A bare figure that is part of a word (84消毒液), or a name by itself (502一支). */
function gluedToText({ tokens }: Figures, at: number, quantity: Quantity): boolean {
  if (quantity.unit !== "" || isWord(tokens[at], "vague")) return false;
  const behind = tokens[quantity.next];
  if (behind?.kind === "number") return behind.start === tokens[quantity.next - 1]?.end;
  return behind?.kind === "unknown" || isMark(behind, "%") || isWord(behind, "talk-unit");
}

/**
 * An amount phrase as an amount. A stocktake may find nothing; elsewhere zero is asked about, and so is a figure above a
 * million as typed.
 */
export function amountOf(phrase: AmountPhrase, zeroAllowed: boolean): Amount {
  const { value, unit, written } = phrase;
  if (value === undefined) return { kind: "unusable", why: phrase.why, written };
  if (phrase.sign === "-") return { kind: "unusable", why: "negative", written };
  if (value === 0 && !zeroAllowed) return { kind: "unusable", why: "zero", written };
  if (value > 1_000_000) return { kind: "unusable", why: "too-large", written };
  const stated = statedOf(value, unit, written);
  const { more } = phrase;
  if (more === undefined) return stated;
  const added = more.map((part) => statedOf(part.value, part.unit, written));
  return { kind: "sum", parts: [stated, ...added], written };
}

function statedOf(value: number, unit: string, written: string): StatedAmount {
  if (unitWords.dozens.has(unit)) {
    return { kind: "dozens", quantity: multiply(value, 12), unit, written };
  }
  if (unitWords.pairs.has(unit))
    return { kind: "pairs", quantity: multiply(value, 2), unit, written };
  return { kind: "given", quantity: value, unit, written };
}
