/** Names as people shorten them, and amounts of two units, on every catalogue of the corpus and an office's. */
import path from "node:path";
import { canonicalUnit } from "../../src/inventory/items/units";
import type { Item } from "../../src/inventory/items/item";
import { parse } from "../../src/language/grammar/parse";
import { createLexicon } from "../../src/language/names/lexicon";
import { unitWords } from "../../src/language/vocabulary/units";
import { readCatalog } from "../corpus/offline";
import { item } from "../inventory/ledger-rows";
import { summaryOf } from "./summary";

const office: readonly Item[] = [
  item("A4纸", {
    spec: "70g",
    unit: "箱",
    conversions: [
      { from: "箱", factor: 5, to: "包" },
      { from: "包", factor: 500, to: "张" },
    ],
  }),
  item("A3纸", { spec: "80g", unit: "包" }),
  item("A4文件夹", { spec: "双强力夹", unit: "个" }),
  item("荧光笔", { spec: "黄色", unit: "支" }),
  item("7号电池", { spec: "碱性", unit: "节" }),
  item("5号电池", { spec: "碱性", unit: "节" }),
  item("HP-803墨盒", { spec: "黑色", unit: "个" }),
  item("HP-803墨盒", { spec: "彩色", unit: "个" }),
  item("TN-2312粉盒", { unit: "个" }),
];
const trades =
  "clinic kitchen school hotel theatre dental printshop vet bakery garage kinder laundry phone gym";
const catalogues = [
  { of: "an office", items: office },
  ...trades.split(" ").map((trade) => ({
    of: `a ${trade}`,
    items: readCatalog(path.join(__dirname, "../corpus", trade)).items,
  })),
].map((each) => ({ ...each, lexicon: createLexicon({ items: each.items, members: [] }) }));

/** What is read of `textOf` an item, beside what should be, where it differs; a case for each item that has one. */
function misread(
  textOf: (item: Item) => string | undefined,
  wanted: (read: string, item: Item) => boolean,
): { readonly wrong: readonly string[]; readonly cases: number } {
  const cases = catalogues.flatMap(({ of, items, lexicon }) =>
    items.flatMap((one) => {
      const text = textOf(one);
      return text === undefined ? [] : [{ of, one, text, read: summaryOf(parse(text, lexicon)) }];
    }),
  );
  const wrong = cases.filter(({ read, one }) => !wanted(read, one));
  return {
    wrong: wrong.map(({ of, text, read }) => `${of}: ${text} → ${read}`),
    cases: cases.length,
  };
}

const modelOf = ({ name }: Item): string | undefined =>
  /^[A-Za-z]+-?\d[\dA-Za-z]+(?=[\u3400-\u9fff])/.exec(name)?.[0];
const namesIt = (read: string, { name }: Item): boolean =>
  read.startsWith("issue ") && read.includes(name) && !read.includes("?");

it("letters and figures that begin a name mean it, with or without the hyphen", () => {
  for (const written of [modelOf, (one: Item) => modelOf(one)?.replace("-", "")]) {
    const { wrong, cases } = misread((one) => {
      const model = written(one);
      return model && `领用 ${model} 2${one.unit}`;
    }, namesIt);
    expect(wrong).toEqual([]);
    expect(cases).toBeGreaterThan(5);
  }
});

it.each([
  ["in front of the figure", (size: string, unit: string) => `领用 ${size} 2${unit}`],
  ["glued to the verb", (size: string, unit: string) => `领${size}两${unit}`],
  ["in a list", (size: string, unit: string) => `领用：${size}2${unit}，荧光笔1支`],
])("the number that a name begins with means it %s", (_, textOf) => {
  const { wrong, cases } = misread(
    (one) => {
      const size = /^\d号(?=电池)/.exec(one.name)?.[0];
      return size && textOf(size, one.unit);
    },
    (read, { name }) => [`${name}/`, `${name}~`, `${name}?`].some((each) => read.includes(each)),
  );
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThan(1);
});

it("5号电池 may be written 电池5号", () => {
  const { wrong, cases } = misread((one) => {
    const [, size, rest] = /^(\d号)([\u3400-\u9fff]{2,})$/.exec(one.name) ?? [];
    return size && `领${rest ?? ""}${size}2${one.unit}`;
  }, namesIt);
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThan(1);
});

it("2箱1包 is one amount, in the units that the item is converted by", () => {
  const { wrong, cases } = misread(
    ({ name, spec, conversions: [conversion] }) =>
      // 1箱90块 is a price.
      conversion === undefined || conversion.to === "块"
        ? undefined
        : `领用：${name} ${spec} 2${conversion.from}1${conversion.to}`,
    (read, { conversions: [conversion] }) => {
      const unit = (written = ""): string => canonicalUnit(written, unitWords);
      const [from, to] = [unit(conversion?.from), unit(conversion?.to)];
      return read.includes(`2${from}+${unitWords.pairs.has(to) ? 2 : 1}${to}`);
    },
  );
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThan(50);
});

it.each([
  ["领用A4 70g 2包", "issue A4纸/70g~ 2包"],
  ["领用 A4 双强力夹 2个", "issue A4文件夹/双强力夹~ 2个"],
  ["领A4 2个", "issue A4文件夹/双强力夹? 2个"],
  ["HP-803 黑色 -1", "issue HP-803墨盒/黑色~ 1"],
  ["HP803 1个 领", "issue [HP-803墨盒/黑色 HP-803墨盒/彩色] 1个"],
  ["7号 4节", "no-verb? issue 7号电池/碱性~ 4节"],
  ["7号 4节课", "-"],
  ["7号领A4纸1箱", "past? issue A4纸/70g 1箱"],
  ["3号会议室 领荧光笔2支", "issue 荧光笔/黄色 2支 (3号会议室)"],
  ["A4纸到了3箱 一箱90块", "receipt A4纸/70g 3箱"],
  ["领荧光笔1支，A4文件夹用不上", "issue 荧光笔/黄色 1支 (A4文件夹用不上)"],
  ["领荧光笔1支，A4文件夹不用了", "issue 荧光笔/黄色 1支 (A4文件夹不用了)"],
  ["A3纸到货5包，没问题", "receipt A3纸/80g 5包 (没问题)"],
  ["帮忙登一下：我拿了荧光笔2支", "issue 荧光笔/黄色 2支"],
  ["今早拿了2支荧光笔忘记登了", "issue 荧光笔/黄色 2支 (忘记登了)"],
])("in an office %s is %s", (text, read) => {
  const [own] = catalogues;
  expect(own && summaryOf(parse(text, own.lexicon))).toBe(read);
});
