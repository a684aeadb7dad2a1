import path from "node:path";
import { parse } from "../../../src/language/grammar/parse";
import { createLexicon } from "../../../src/language/names/lexicon";
import { readCatalog } from "../../corpus/offline";

const lexicon = createLexicon(readCatalog(path.join(__dirname, "../../corpus/clinic")));

it.each([
  ["账实差异率", 0],
  ["这个月差异率多少", 0],
  ["本月的账实差异率是多少？", 0],
  ["查一下盘点差异率", 0],
  ["相符率怎么样", 0],
  ["上个月差异率多少", -1],
])("%s", (text, offset) => {
  expect(parse(text, lexicon)).toEqual({ kind: "accuracy", offset });
});

it.each(["差异率太高了，大家注意", "账实差异率 5%", "这个月差异大吗", "领用：棉签 1包，差异率"])(
  "%s is no question for a rate",
  (text) => {
    expect(parse(text, lexicon).kind).not.toBe("accuracy");
  },
);
