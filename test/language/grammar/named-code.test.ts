import path from "node:path";
import { parseNamedCode } from "../../../src/language/grammar/entries/named-code";
import { createLexicon } from "../../../src/language/names/lexicon";
import { readCatalog } from "../../corpus/offline";

const lexicon = createLexicon(readCatalog(path.join(__dirname, "../../corpus/clinic")));
const asking = new Set([12, 31]);
const read = (text: string) => parseNamedCode(text, lexicon, asking);

it.each([
  ["确认 31 A4纸", 31, "A4纸", ""],
  ["确认31 A4纸", 31, "A4纸", ""],
  ["确认 31：A4纸", 31, "A4纸", ""],
  ["确认 31 是A4纸。", 31, "A4纸", ""],
  ["确认 31号 就是 A4纸", 31, "A4纸", ""],
  ["确认 #12 = A4纸", 12, "A4纸", ""],
  ["确认 待处理 12，A4纸", 12, "A4纸", ""],
  ["确认 31 A4纸 1箱=5包", 31, "A4纸", "1箱=5包"],
  ["确认 31 A4纸，1箱=5包", 31, "A4纸", "1箱=5包"],
  ["确认 31 A4纸（1箱=5包；1包=500张）", 31, "A4纸", "1箱=5包;1包=500张"],
  ["确认 31 A4纸 1CTN=5包", 31, "A4纸", "1ctn=5包"],
])("%s names an item", (text, number, name, conversions) => {
  const intent = read(text);
  expect(intent).toMatchObject({
    kind: "name-code",
    number,
    match: { kind: "one", near: false, item: { name } },
  });
  expect(intent).toHaveProperty("conversions", conversions);
});

it.each([
  ["确认 31 A4复印大纸", "none"],
  ["确认 31 手套", "several"],
  ["确认 31 晚会灯笼", "none"],
])("%s has to be asked about: %s", (text, kind) => {
  expect(read(text)).toMatchObject({ number: 31, match: { kind } });
});

it.each([
  "确认 31",
  "确认 30 A4纸",
  "确认 A4纸",
  "确认 31、12",
  "确认 31 12",
  "确认 31 和 12",
  "确认 31号、12号",
  "驳回 31 A4纸",
  "确认 31 是A4纸吗？",
  "我确认 31 A4纸",
  "A4纸 31 确认",
  `确认 31 ${"长".repeat(200)}`,
  "31 A4纸",
])("%s names none", (text) => {
  expect(read(text)).toBeUndefined();
});

it("without an entry that asks, nothing is read", () => {
  expect(parseNamedCode("确认 31 A4纸", lexicon, new Set())).toBeUndefined();
});
