/** Figures that are no quantities: papers, links, telephone numbers, dates, times of day, pairs such as 12-5. */
import { isDigit } from "./numerals";
import { paperNumberEnd } from "./paper-numbers";

export interface Pattern {
  readonly kind: "link" | "phone" | "date" | "time" | "pair" | "paper";
  readonly end: number;
}

const figure = "[0-9]";
const numeral = "[一二三四五六七八九十两〇零]{1,3}";

/** 3号会议室, 25号位 and 会议室3号 are places. */
const numberedPlace =
  "[线楼房车机桌台门仓库柜厅店馆位床院区口梯井炉泵罐摊厂站灯路桥船舱排座]|会议|诊室|病|办公|车间|教室|工位|工地|项目|宿舍|柜台|包间|包厢|考场|展位|展厅|窗口|场地|排练|实验|诊";
const notBehindPlace = "(?<![室房楼桌柜台门厅店馆口床位机车线区库仓间院])";

const shapes: readonly (readonly [Pattern["kind"], RegExp])[] = [
  ["link", /(?:https?:\/\/|www\.)[^\s\u3400-\u9fff，。]{1,2000}[^\s，。]{0,2000}/y],
  ["phone", /(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/y],
  ["phone", /(?:\(0\d{2,3}\)|0\d{2,3}-)\d{7,8}(?!\d)/y],
  ["phone", /\+(?:\d{1,3}[- ]\d{6,12}|\d{10,15})(?!\d)/y],
  ["phone", /\d{3,4}-\d{3,4}-\d{3,4}(?!\d)/y],
  ["date", /\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}[日号]?)?(?!\d)/y],
  ["date", /\d{4}年/y],
  ["date", /\d{1,2}月(?:份|\d{1,2}[日号]?)?(?!\d)/y],
  ["date", new RegExp(`${numeral}月(?:份|${numeral}[日号])?`, "y")],
  ["date", /\d{1,2}日(?!\d)/y],
  ["date", new RegExp(`${notBehindPlace}\\d{1,2}号(?!\\d|${numberedPlace})`, "y")],
  ["date", /\d{1,2}\/\d{1,2}(?![\d/])/y],
  ["time", /\d{1,2}:\d{2}(?::\d{2})?(?!\d)/y],
  ["time", /\d{1,2}点(?:半|钟|整|\d{1,2}分?)?(?!\d)/y],
  ["time", new RegExp(`${numeral}点(?:半|钟|整|${numeral}分)?(?![一二三四五六七八九])`, "y")],
  ["pair", new RegExp(`(?<![a-z])${figure}{1,4}\\s?[-~]\\s?${figure}{1,4}(?!${figure})`, "y")],
];

/** By code: most positions are told from a beginning by nothing else. */
const starts = new Set(
  [..."0123456789一二三四五六七八九十两hw+("].map((sign) => sign.charCodeAt(0)),
);

/** What can follow the digits of a date, a time, a pair or a telephone number. */
const joints = new Set("-/.:~ 年月日号点");
const fewestPhoneDigits = 7;

/** The figures that begin at a position. */
export function patternsAt(text: string, start: number): readonly Pattern[] {
  const paper = paperNumberEnd(text, start);
  if (paper !== undefined) return [{ kind: "paper", end: paper }];
  if (!starts.has(text.charCodeAt(start)) || !couldMatch(text, start)) return none;
  const found: Pattern[] = [];
  for (const [kind, shape] of shapes) {
    shape.lastIndex = start;
    if (shape.test(text)) found.push({ kind, end: shape.lastIndex });
  }
  return found;
}

const none: readonly Pattern[] = [];

/** A quick look before the shapes are tried. */
function couldMatch(text: string, start: number): boolean {
  if (isDigit(text, start)) {
    if (isDigit(text, start - 1)) return false;
    let end = start + 1;
    while (isDigit(text, end) && end - start < fewestPhoneDigits) end += 1;
    return end - start >= fewestPhoneDigits || joints.has(text[end] ?? "");
  }
  const code = text.charCodeAt(start);
  if (code < 0x3000) return true;
  const ahead = text.slice(start + 1, start + 4);
  return ahead.includes("月") || ahead.includes("点");
}

/** 机, 柜台, 抽屉: behind a department a single character, a thing or a place is nobody. */
export const namesThing = (text: string): boolean =>
  text.length === 1 || /[台柜室间库厅门口机架屉桌楼层房区处里上下边旁墙]$/.test(text);
