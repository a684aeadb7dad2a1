/**
 * The 规格型号 cell → the words it is made of, each with the other ways in which people write it (黑色: 黑; 5号: 五号,
 * 5#; 大号: 大). Compared in folded form.
 */
import { foldName } from "../text/normalise";

const colours = "黑 白 红 蓝 绿 黄 紫 粉 灰 橙 棕 金 银 青 咖 米 透明";
const sizes = "大 中 小 特大 加大 加长 加厚 特小 超大 迷你";
const numerals = "零一二三四五六七八九";

const measureNames: Readonly<Record<string, readonly string[]>> = {
  g: ["克"],
  kg: ["公斤", "千克"],
  ml: ["毫升"],
  l: ["升"],
  mm: ["毫米"],
  cm: ["厘米", "公分"],
  m: ["米"],
};

const colourSet: ReadonlySet<string> = new Set(colours.split(" "));
const sizeSet: ReadonlySet<string> = new Set(sizes.split(" "));
/** Letters that are sizes of gloves and clothes. */
const letterSize = /^(?:x{0,3}[sl]|m)$/;

/** The words of a spec, each with every way to write it. */
export function specWords(spec: string): readonly (readonly string[])[] {
  const parts = spec
    .normalize("NFKC")
    .split(/[\s,、;()[\]，；]+/)
    .flatMap((part) => part.split(/(?<=[\u3400-\u9fff])(?=[0-9a-zA-Z])/))
    .map(foldSpec)
    .filter((part) => part !== "");
  const whole = foldSpec(spec);
  const words = parts.map((part) => [...new Set(waysToWrite(part))]);
  return parts.length > 1 ? [...words, [whole]] : words;
}

function foldSpec(part: string): string {
  return specKey(foldName(part).replaceAll(/[，、;()[\]]/g, ""));
}

/** Signs that are written in several ways inside sizes: 76×76, 76*76. */
export function specKey(folded: string): string {
  return folded.replaceAll(/(?<=\d)[×*](?=\d)/g, "x");
}

/** The figure of a spec that is one with a measure, or a figure alone. @example figureOfSpec("157g") // "157" */
export function figureOfSpec(word: string): string | undefined {
  return /^(\d+(?:\.\d+)?(?:[x/]\d+(?:\.\d+)?)*)(?:[a-zμ%#]{1,3}|[号寸孔层升米])?$/.exec(word)?.[1];
}

/** 800目: 八百目; 5号: 五号, 5#; 七号: 7号. */
function numeralWays(word: string): readonly string[] {
  const ways: string[] = [];
  const [, figure, unit] = /^(\d{2,4})(?=[^\d.x×])(.+)$/.exec(word) ?? [];
  if (figure !== undefined)
    for (const said of spellings(Number(figure))) ways.push(said + (unit ?? ""));
  const numbered = /^(\d)(.+)$/.exec(word);
  if (numbered !== null) {
    ways.push(`${numerals[Number(numbered[1])] ?? ""}${numbered[2] ?? ""}`);
    if (numbered[2] === "号") ways.push(`${numbered[1] ?? ""}#`);
  }
  const spelled = numerals.indexOf(word[0] ?? " ");
  if (spelled >= 0 && word.length > 1) ways.push(`${spelled}${word.slice(1)}`);
  return ways;
}

/** Other words for the same size or kind. */
const sameAs: Readonly<Record<string, readonly string[]>> = {
  小: ["细", "细号", "细码"],
  成人: ["大人"],
  儿童: ["小孩", "小朋友", "孩子"],
};

/** S, M, L as people say them. */
const spokenSizes: Readonly<Record<string, string>> = { s: "小", m: "中", l: "大" };

function waysToWrite(word: string): readonly string[] {
  const ways = [word];
  const plain = word.replace(/[色号码]$/, "");
  if (colourSet.has(plain)) ways.push(plain, `${plain}色`);
  if (sizeSet.has(plain)) ways.push(plain, `${plain}号`, `${plain}码`);
  if (letterSize.test(plain)) ways.push(plain, `${plain}号`, `${plain}码`);
  ways.push(...(sameAs[plain] ?? []));
  if (/^\d{2}$/.test(word)) ways.push(`${word}码`);
  const spoken = spokenSizes[plain];
  if (spoken !== undefined) ways.push(`${spoken}号`, `${spoken}码`);
  const sized = /^([\da-z.]+(?:x[\d.]+)+)(?:mm|cm|m|寸|毫米|厘米)$/.exec(word);
  if (sized !== null) ways.push(sized[1] ?? word);
  const measured = /^([\d.x]+)(g|kg|ml|l|mm|cm|m)$/.exec(word);
  if (measured !== null) {
    for (const name of measureNames[measured[2] ?? ""] ?? [])
      ways.push(`${measured[1] ?? ""}${name}`);
  }
  ways.push(...numeralWays(word));
  if (/[合层]/.test(word)) {
    ways.push([...word].map((char) => String(digitOf(char) ?? char)).join(""));
  }
  return ways;
}

/**
 * The other ways to write a name that holds a number of one digit.
 *
 * @example numberedNames("5号电池") // ["五号电池", "电池5号", "电池五号"]
 */
export function numberedNames(name: string): readonly string[] {
  const spelled = name.replaceAll(
    /(?<!\d)([1-9])(?=[号寸孔层])/g,
    (digit) => numerals[Number(digit)] ?? digit,
  );
  const figured = name.replaceAll(
    /(?<![一二三四五六七八九十百千])([一二三四五六七八九])(?=[号寸孔层])/g,
    (char) => String(digitOf(char) ?? char),
  );
  const ways = [name, spelled, figured];
  const turned = ways.map((way) => way.replace(/^([1-9一二三四五六七八九]号)(.{2,})$/, "$2$1"));
  return [...new Set([...ways, ...turned])].filter((other) => other !== name);
}

/** A number from 10 to 9999 as people say it. @example spellings(450) // ["四百五十", "四百五"] */
function spellings(value: number): readonly string[] {
  const digits = [...String(value)].map(Number);
  const said = digits
    .map((digit, index) => {
      const power = digits.length - 1 - index;
      if (digit > 0) return `${numerals[digit] ?? ""}${["", "十", "百", "千"][power] ?? ""}`;
      return digits.slice(index).some((rest) => rest > 0) && digits[index - 1] !== 0 ? "零" : "";
    })
    .join("")
    .replace(/^一十/, "十");
  const short = said.replace(/(?<=[百千][一二三四五六七八九])[十百]$/, "");
  return [...new Set([said, short, said.replace(/^二(?=[百千])/, "两")])];
}

function digitOf(char: string): number | undefined {
  const index = numerals.indexOf(char);
  return index >= 0 ? index : undefined;
}

/** A character that tells one kind of a thing from another, and so is never a slip of the finger. */
export function isAttribute(char: string): boolean {
  return (
    colourSet.has(char) || sizeSet.has(char) || numerals.includes(char) || "双单长短".includes(char)
  );
}
