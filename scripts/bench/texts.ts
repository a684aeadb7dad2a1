/**
 * Texts as hard to read as we can think of, for the bench and for the test that reading is linear: one kind of sign or
 * phrase over and over, or names of the catalogue in every shape. Same names and length, same texts.
 */
interface TextSource {
  /** Names of items, round and round, neighbours far apart. */
  readonly nameAt: (index: number) => string;
  readonly personAt: (index: number) => string;
  readonly department: string;
}

type Piece = (index: number, source: TextSource) => string;

const always =
  (text: string): Piece =>
  () =>
    text;

const unlike = "龘靐齉爩鱻麤灪龖厵滟爨癵驫鱺籱麣纞虋讟钃鸜";
const strangeAt = (index: number): string =>
  Array.from({ length: 3 }, (_, place) => unlike.charAt((index * (place + 3) + place) % 21)).join(
    "",
  );

/** What each text begins with, and what it is filled with to its length. */
const shapes: Readonly<Record<string, readonly [head: string, piece: Piece]>> = {
  "one verb over and over": ["", always("领用")],
  "verbs of one character": ["", always("领拿取借还退")],
  "one character": ["", always("纸")],
  "one strange character": ["领用", always("龘")],
  "surnames as verbs": ["", always("查库")],
  surnames: ["", always("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")],
  "papers without end": ["", always("发票1")],
  fractions: ["领用", always("1/2包")],
  numerals: ["", always("一百零五")],
  "numerals without end": ["领用", always("一")],
  digits: ["", always("12-5 ")],
  "digits without end": ["", always("7")],
  "digits and dots": ["", always("1.1")],
  "thousands without end": ["领用", always(",111")],
  "white space": ["领用", (index) => (index < 3_990 ? " " : "纸1")],
  "blanks between characters": ["领用", always("纸 ")],
  "open brackets": ["", always("（")],
  "brackets with figures": ["领用", (index) => `（${index}个）`],
  "brackets in brackets": ["领用纸", always("(（【[1个")],
  separators: ["", always("、，；")],
  "separators with figures": ["领用", always("、1，2；")],
  "connecting words": ["领用纸", always("和及以及还有")],
  "full stops": ["", always("。")],
  lines: ["领用\n", always("\n")],
  "quotation marks": ["", always('“”"')],
  "quoted lines": ["", always("> 领用\n")],
  "numbered lines": ["领用\n", (index, { nameAt }) => `${index + 1}. ${nameAt(index)} 1个\n`],
  "numbers in a line": ["领用", (index, { nameAt }) => `${(index % 99) + 1}、${nameAt(index)} `],
  mentions: ["", always("@小 ")],
  "mentions of people": ["", (index, { personAt }) => `@${personAt(index)} `],
  links: ["领用", always("http://a.b/c ")],
  "one link": ["https://", always("a/")],
  "one word of letters": ["领用", always("a")],
  "letters and digits": ["领用", always("a1")],
  hyphens: ["领用", always("a-")],
  signs: ["领用", always("+-*×")],
  labels: ["领用：", always("领用人：")],
  "labels with values": ["领用：", (index, { personAt }) => `领用人：${personAt(index)} `],
  notes: ["领用：", always("备注：用于")],
  "reasons for use": ["领用纸1个", always("给会议用")],
  "words without a name": ["领用纸", always("的那个这款")],
  negations: ["", always("没有不")],
  questions: ["", (index, { nameAt }) => `${nameAt(index)}还有吗？`],
  "what is gone": ["", (index, { nameAt }) => `${nameAt(index)}用完了，`],
  "what is right now": ["更正：", (index, { nameAt }) => `${nameAt(index)}是2个不是1个，`],
  "items with quantities": ["领用：", (index, { nameAt }) => `${nameAt(index)}1个、`],
  "items without separators": ["领用", (index, { nameAt }) => nameAt(index)],
  "one item over and over": ["领用", (_, { nameAt }) => nameAt(1)],
  "one item with quantities": ["领用", (_, { nameAt }) => `${nameAt(1)}2个`],
  "one item a line": ["", (index, { nameAt }) => `领用${nameAt(index)}1个\n`],
  "each of them": ["领用", (index, { nameAt }) => `${nameAt(index)}、各1个`],
  "names without their end": ["领用", (index, { nameAt }) => `${nameAt(index).slice(0, -1)}1个、`],
  "names without their middle": [
    "领用",
    (index, { nameAt }) => `${nameAt(index).slice(0, 2)}${nameAt(index).slice(3)}`,
  ],
  "names with one too many": [
    "领用",
    (index, { nameAt }) => `${nameAt(index).slice(0, 2)}龘${nameAt(index).slice(2)}1个、`,
  ],
  "heads of names": ["领用", (index, { nameAt }) => nameAt(index).slice(0, 3)],
  "fragments of names": ["领用", (index, { nameAt }) => `${nameAt(index).slice(-2)}1个、`],
  "fragments side by side": ["领用", (index, { nameAt }) => nameAt(index).slice(-2)],
  "unknown names": ["领用：", (index) => `怪东西${index}号 1个、`],
  "unknown names without separators": ["领用：", (index) => `${strangeAt(index)}1个`],
  "unknown characters": ["领用：", strangeAt],
  "people and departments": [
    "",
    (index, { personAt, department }) => `${department}${personAt(index)}领用`,
  ],
  "people side by side": ["领用", (index, { personAt }) => personAt(index)],
  "lines with their people": [
    "领用：\n",
    (index, { nameAt, personAt }) => `${nameAt(index)} 1个 ${personAt(index)}\n`,
  ],
  "clauses with their people": [
    "",
    (index, { nameAt, personAt }) => `${personAt(index)}领用${nameAt(index)}1个，`,
  ],
  "traditional and full width": ["", always("領用：Ａ４紙　１箱，")],
  emoji: ["", always("🙏\u200d")],
};

/** Every shape, filled to a length. */
export function hardTexts(length: number, source: TextSource): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, [head, piece]]) => {
      const parts = [head];
      let size = head.length;
      for (let index = 0; size < length; index += 1) {
        const part = piece(index, source);
        parts.push(part);
        size += part.length;
      }
      return [name, parts.join("").slice(0, length)];
    }),
  );
}
