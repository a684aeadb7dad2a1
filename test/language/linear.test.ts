/**
 * That reading takes steps in proportion to a text's length, whatever it contains. A step is a call of any function that
 * a file of language/ or inventory/ exports, and every edge of a trie that is looked for: no clock is read.
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { hardTexts } from "../../scripts/bench/texts";
import type * as ParseFile from "../../src/language/grammar/parse";
import type * as LexiconFile from "../../src/language/names/lexicon";
import { readCatalog } from "../corpus/offline";

let steps = 0;

/** The same function, counted; what it returns is counted too where it holds functions (a trie, an index). */
function counted(value: unknown): unknown {
  if (typeof value !== "function" || /^class\b/.test(String(value))) return value;
  return (...given: readonly unknown[]): unknown => {
    steps += 1;
    const made: unknown = (value as (...all: readonly unknown[]) => unknown)(...given);
    return isTrie(made) ? countedEdges(made) : made;
  };
}

interface Steps {
  readonly step: (node: number, code: number) => number | undefined;
}

const isTrie = (made: unknown): made is Steps =>
  typeof made === "object" && made !== null && "step" in made && typeof made.step === "function";

function countedEdges(trie: Steps): Steps {
  return {
    ...trie,
    step(node, code) {
      steps += 1;
      return trie.step(node, code);
    },
  };
}

const modules = ["language", "inventory"].map((module) =>
  path.join(__dirname, "../../src", module),
);

describe("reading a text of twice the length takes at most about twice the steps:", () => {
  jest.resetModules();
  for (const module of modules) {
    const files = readdirSync(module, { encoding: "utf8", recursive: true });
    for (const file of files.filter((name) => name.endsWith(".ts"))) {
      const name = path.join(module, file);
      jest.doMock(name, () => {
        const actual = jest.requireActual<Readonly<Record<string, unknown>>>(name);
        return Object.fromEntries(
          Object.entries(actual).map(([key, value]) => [key, counted(value)]),
        );
      });
    }
  }
  const { createLexicon } = jest.requireMock<typeof LexiconFile>(
    "../../src/language/names/lexicon",
  );
  const { parse } = jest.requireMock<typeof ParseFile>("../../src/language/grammar/parse");
  const { items, members } = readCatalog(path.join(__dirname, "../corpus/clinic"));
  const lexicon = createLexicon({ items, members });
  const textsOf = (length: number): Readonly<Record<string, string>> =>
    hardTexts(length, {
      nameAt: (index) => items[(index * 7) % items.length]?.name ?? "",
      personAt: (index) => members[index % members.length]?.name ?? "",
      department: members[0]?.department ?? "",
    });
  const stepsFor = (text: string): number => {
    const before = steps;
    parse(text, lexicon);
    return steps - before;
  };
  const [short, long] = [textsOf(1_900), textsOf(3_800)];
  parse(Object.values(long).join("").slice(0, 4_000), lexicon);

  it.each(Object.keys(long))("%s", (name) => {
    const [few, many] = [stepsFor(short[name] ?? ""), stepsFor(long[name] ?? "")];
    expect(many).toBeLessThan(few * 2.3 + 500);
    expect(many).toBeLessThan(3_800 * 50);
  });

  it("counts what is done inside", () => {
    expect(stepsFor("领用：棉签 1包")).toBeGreaterThan(100);
  });
});
