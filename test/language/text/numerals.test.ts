import fc from "fast-check";
import { readNumeral } from "../../../src/language/text/numerals";

describe("a numeral", () => {
  it.each([
    ["5", 5],
    ["1.5", 1.5],
    ["1,200", 1200],
    ["12,345,678", 12345678],
    ["一", 1],
    ["两", 2],
    ["俩", 2],
    ["仨", 3],
    ["十", 10],
    ["十二", 12],
    ["廿", 20],
    ["廿五", 25],
    ["卅", 30],
    ["一百零五", 105],
    ["一百〇五", 105],
    ["一百二", 120],
    ["一百二十三", 123],
    ["两千", 2000],
    ["两千五", 2500],
    ["一万二", 12000],
    ["壹佰", 100],
    ["叁拾伍", 35],
    ["1万", 10000],
    ["1.5万", 15000],
    ["3百", 300],
    ["一点五", 1.5],
    ["零点二五", 0.25],
    [".5", 0.5],
  ])("%s is %d", (text, value) => {
    expect(readNumeral(text, 0)).toEqual({ end: text.length, value });
  });

  it.each([
    "三四",
    "两三",
    "十几",
    "20多",
    "二十来",
    "1万5",
    "一二三",
    "1234567890123456789012345678",
  ])("%s is no quantity", (text) => {
    expect(readNumeral(text, 0)?.value).toBeUndefined();
  });

  it.each(["百洁布", "万用表", "千斤顶", "箱", "", "点"])("none begins with %s", (text) => {
    expect(readNumeral(text, 0)).toBeUndefined();
  });

  it("ends where its characters end", () => {
    expect(readNumeral("领两箱", 1)).toEqual({ end: 2, value: 2 });
    expect(readNumeral("1,2000", 0)).toEqual({ end: 1, value: 1 });
    expect(readNumeral("三点半", 0)).toEqual({ end: 1, value: 3 });
  });

  it("reads every number up to a hundred million as it is written out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (value) => {
        expect(readNumeral(spell(value), 0)).toEqual({ end: spell(value).length, value });
      }),
    );
  });
});

const digits = "零一二三四五六七八九";

/** A number below a hundred million in Chinese characters, in full. */
function spell(value: number): string {
  const high = Math.floor(value / 10_000);
  const low = value % 10_000;
  if (high === 0) return spellSection(low);
  const gap = low > 0 && low < 1000 ? "零" : "";
  return `${spellSection(high)}万${gap}${low === 0 ? "" : spellSection(low)}`;
}

function spellSection(value: number): string {
  let text = "";
  let skipped = false;
  for (const [index, scale] of ["千", "百", "十", ""].entries()) {
    const digit = Math.floor(value / 10 ** (3 - index)) % 10;
    if (digit === 0) {
      skipped ||= text !== "";
      continue;
    }
    text += `${skipped ? "零" : ""}${digits[digit] ?? ""}${scale}`;
    skipped = false;
  }
  return text;
}
