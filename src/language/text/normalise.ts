/**
 * Text as it was sent → text as it is read: full width to half, traditional to simplified characters, lower case, emoji
 * and invisible characters gone. Nothing is understood here; what stays keeps its order and its line breaks.
 */
import { Converter } from "opencc-js/t2cn";

/** Two texts of the same length, position by position. */
export interface Folded {
  /** What is read. */
  readonly text: string;
  /** What is shown: the person's own characters and letter case. */
  readonly shown: string;
}

/** Stands for a bullet or a number in a circle, at which a new line begins. */
const bullet = "\n";

/** Signs that NFKC leaves apart or folds wrongly. */
const signs = new Map<string, string>(
  Object.entries({
    "，": "，",
    // simplified 么 is also a rare traditional character
    么: "么",
    // a Cantonese word whose simplified character no keyboard has
    嗰: "嗰",
    𠮶: "嗰",
    "−": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "―": "-",
    "➖": "-",
    "➕": "+",
    "✖": "×",
    "✕": "×",
    "╳": "×",
    "〜": "~",
    "∼": "~",
    "“": "“",
    "‘": "“",
    "「": "“",
    "『": "“",
    "《": "“",
    "〈": "“",
    "”": "”",
    "’": "”",
    "」": "”",
    "』": "”",
    "》": "”",
    "〉": "”",
    "〔": "(",
    "〕": ")",
    "⇒": "→",
    "➡": "→",
    "½": ".5",
    "¼": ".25",
    "¾": ".75",
    "…": "。",
    "・": "·",
    "•": bullet,
    "●": bullet,
    "▪": bullet,
    "◆": bullet,
    "■": bullet,
    "○": bullet,
    "◦": bullet,
    "▶": bullet,
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0085": "\n",
  }),
);

const invisible = /[\p{Cf}\p{Cc}\p{Mn}\p{Me}\p{Co}\p{Cn}]/u;
const invisibles = new RegExp(invisible, "gu");
const picture = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]/u;
const circled = /[①-⑳⑴-⑽⒈-⒛❶-❿➀-➉㈠-㈩㊀-㊉]/u;
const wideDigit = /[０-９]/;

const toSimplified = Converter({ from: "tw", to: "cn" }) as (text: string) => string;

interface Fold {
  readonly text: string;
  readonly shown: string;
}

/** One character's replacement, "" for none; each is worked out once. */
const folds = new Map<string, Fold>();
const mostFolds = 100_000;

function foldOne(char: string): Fold {
  const known = folds.get(char);
  if (known !== undefined) return known;
  const text = settled(char);
  const plain = char.normalize("NFKC");
  const fold = { text, shown: plain.length === text.length && !/\s/.test(text) ? plain : text };
  if (folds.size < mostFolds) folds.set(char, fold);
  return fold;
}

/** What a character comes to when its replacement is folded in its turn: İ becomes i with a dot, and the dot falls away. */
function settled(char: string): string {
  const text = replacementOf(char);
  return text === char ? text : Array.from(text, (part) => foldOne(part).text).join("");
}

function replacementOf(char: string): string {
  if (char === "\n" || char === "\t") return char === "\n" ? char : " ";
  const sign = signs.get(char);
  if (sign !== undefined) return sign;
  if (circled.test(char)) return bullet;
  if (/\s/u.test(char)) return " ";
  if (picture.test(char) && !/[0-9#*]/.test(char)) return " ";
  if (invisible.test(char)) return "";
  const plain = char.normalize("NFKC").replace(/\s/gu, " ").replace(invisibles, "");
  return signs.get(plain) ?? toSimplified(plain).toLowerCase();
}

/**
 * Folds a message.
 *
 * @example fold("領用Ａ４紙　１箱").text // "领用a4纸 1箱"
 */
export function fold(message: string): Folded {
  const read = { text: "", shown: "" };
  const chars = besideOthers.test(message) ? Array.from(message) : undefined;
  let index = 0;
  for (const char of message) {
    const { text, shown } = (chars && foldBeside(chars, index)) ?? foldOne(char);
    read.text += text;
    read.shown += shown;
    index += 1;
  }
  return read;
}

/** Signs of which some come to something else beside others than alone. */
const besideOthers = /[\u20e3—―─０-９]/;

function foldBeside(chars: readonly string[], index: number): Fold | undefined {
  if (isKeycap(chars, index)) return itself(bullet);
  if (isLongDash(chars, index)) return itself(" ");
  return isThousandsComma(chars, index) ? itself(",") : undefined;
}

const itself = (text: string): Fold => ({ text, shown: text });

/** 1️⃣ is a bullet. */
function isKeycap(chars: readonly string[], index: number): boolean {
  if (!/^[0-9#*]$/.test(chars[index] ?? "")) return false;
  return (
    chars[index + 1] === "\u20e3" ||
    (chars[index + 1] === "\ufe0f" && chars[index + 2] === "\u20e3")
  );
}

/** —— is one Chinese dash, and no sign. */
function isLongDash(chars: readonly string[], index: number): boolean {
  const char = chars[index];
  if (char !== "—" && char !== "―" && char !== "─") return false;
  return chars[index + 1] === char || chars[index - 1] === char;
}

/** A full-width comma belongs to a figure only where the digits are full-width too. */
function isThousandsComma(chars: readonly string[], index: number): boolean {
  if (chars[index] !== "，") return false;
  return wideDigit.test(chars[index - 1] ?? "") && wideDigit.test(chars[index + 1] ?? "");
}

/** A name as it is compared: folded, without white space. */
export function foldName(name: string): string {
  return fold(name).text.replace(/\s+/g, "").replaceAll("，", ",");
}
