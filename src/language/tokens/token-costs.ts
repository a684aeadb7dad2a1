/** What each kind of token costs; the cheapest way through a text is the one that is taken. */
import type { Meaning } from "./tokens";

/** By kind, and by what makes one of a kind more or less likely. */
export const costs = {
  name: 0.96,
  /** Off the cost of a name for each of its characters: of two names the longer one is meant (双面胶带领2卷). */
  longer: 0.06,
  near: 2.5,
  spec: 1,
  letterSpec: 1.3,
  word: 1,
  number: 1,
  certain: 0.95,
  pattern: 1.05,
  mark: 0.5,
  unknown: 10,
  space: 0.1,
};

const longestCounted = 6;

/** The cost of what was looked up, by what it is, how long it is and what stands before it. */
export function costOf(kind: Meaning["kind"], text: string, start: number, end: number): number {
  switch (kind) {
    case "name":
      return costs.name - costs.longer * Math.min(end - start, longestCounted);
    case "spec":
      return end - start === 1 ? costs.letterSpec : costs.spec;
    case "unit":
      return unitCost(text, start, end);
    case "word":
      return end - start === 1 ? costs.word + 0.05 : costs.word;
    default:
      return costs.word;
  }
}

const counters = new Set(
  "0123456789一二两三四五六七八九十百千万亿半几多余来俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰仟整每各数这那",
);

/** A unit stands behind a figure; elsewhere any other reading goes before it. */
function unitCost(text: string, start: number, end: number): number {
  const before = text[start - 1] === " " ? text[start - 2] : text[start - 1];
  const counted = before !== undefined && counters.has(before);
  return costs.word + (counted ? -0.06 : 0.5) + (end - start === 1 ? 0.04 : 0.02);
}
