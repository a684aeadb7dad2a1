import { codeFiles, exportsOf, readText, sourceFiles, wordsOf } from "./source-tree";

const glossary = /\*\*Glossary\.\*\*([\s\S]*?)\n\n/.exec(readText("README.md"))?.[1] ?? "";
const terms = [...glossary.matchAll(/\*\*([a-z ]+)\*\*/g)].map(([, term = ""]) => term);

const exported = codeFiles.flatMap((file) => exportsOf(file).map((name) => [file, name] as const));
/** Every name in the code of the domain, as a line of words. */
const domain = codeFiles
  .filter((file) => /^(?:inventory|language)\//.test(file))
  .flatMap((file) => [...readText(`src/${file}`).matchAll(/[A-Za-z]+/g)].map(([name]) => name));
const inCode = new Set(domain.map((name) => wordsOf(name).join(" ")));

/** What a term is called where it is a column or a variable. */
const shortened: Readonly<Record<string, string>> = { "stock on hand": "stock" };

it("the glossary of the README has the words of the field", () => {
  expect(terms).toEqual(expect.arrayContaining(["item", "movement", "ledger", "keeper"]));
});

it.each(terms)("%s is a word of the code too", (term) => {
  expect([...inCode]).toContain(shortened[term] ?? term);
});

const privateWords = new Set(
  [
    "house workplace errand verdict patience spoken fate pursue course scene deed deeds saying sayings",
    "lane lanes gate shelf parcel room courier stains strangers stranger callers doubt doubts fitted",
    "utils util helpers helper manager common misc",
  ].flatMap((line) => line.split(" ")),
);

const privateIn = (name: string): readonly string[] =>
  wordsOf(name).filter((word) => privateWords.has(word));

it("no file or folder of src bears a name that must be learnt first", () => {
  const found = sourceFiles.filter((file) => privateIn(file).length > 0);
  expect(found).toEqual([]);
});

it("nothing that src exports bears such a name", () => {
  const found = exported.filter(([, name]) => privateIn(name).length > 0);
  expect(found).toEqual([]);
});
