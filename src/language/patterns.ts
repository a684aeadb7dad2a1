/** Figures that are no quantities: links, telephone numbers, dates, times of day, pairs such as 12-5. */

export interface Pattern {
  readonly kind: "link" | "phone" | "date" | "time" | "pair";
  readonly end: number;
}

const figure = "[0-9]";
const numeral = "[一二三四五六七八九十两〇零]{1,3}";

const shapes: readonly (readonly [Pattern["kind"], RegExp])[] = [
  ["link", /(?:https?:\/\/|www\.)[^\s\u3400-\u9fff，。]{1,2000}[^\s，。]{0,2000}/y],
  ["phone", /(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/y],
  ["phone", /(?:\(0\d{2,3}\)|0\d{2,3}-)\d{7,8}(?!\d)/y],
  ["phone", /\+\d{1,3}[- ]?\d{6,12}(?!\d)/y],
  ["phone", /\d{3,4}-\d{3,4}-\d{3,4}(?!\d)/y],
  ["date", /\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}[日号]?)?(?!\d)/y],
  ["date", /\d{4}年/y],
  ["date", /\d{1,2}月(?:份|\d{1,2}[日号]?)?(?!\d)/y],
  ["date", new RegExp(`${numeral}月(?:份|${numeral}[日号])?`, "y")],
  ["date", /\d{1,2}[日号](?![\d线楼])/y],
  ["date", /\d{1,2}\/\d{1,2}(?![\d/])/y],
  ["time", /\d{1,2}:\d{2}(?::\d{2})?(?!\d)/y],
  ["time", /\d{1,2}点(?:半|钟|整|\d{1,2}分?)?(?!\d)/y],
  ["time", new RegExp(`${numeral}点(?:半|钟|整|${numeral}分)?(?![一二三四五六七八九])`, "y")],
  ["pair", new RegExp(`${figure}{1,4}\\s?[-~]\\s?${figure}{1,4}(?!${figure})`, "y")],
];

const starts = /[0-9一二三四五六七八九十两hw+(]/;

/** The figures that begin at a position. */
export function patternsAt(text: string, start: number): readonly Pattern[] {
  const first = text[start] ?? "";
  if (!starts.test(first)) return [];
  const inFigure = isFigure(text, start - 1) && isFigure(text, start);
  if (inFigure) return [];
  return shapes.flatMap(([kind, shape]) => {
    shape.lastIndex = start;
    return shape.test(text) ? [{ kind, end: shape.lastIndex }] : [];
  });
}

function isFigure(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}
