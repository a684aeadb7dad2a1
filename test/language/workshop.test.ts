import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "../../src/language/grammar/parse";
import { createLexicon } from "../../src/language/names/lexicon";
import { summaryOf } from "./summary";
import { workshopItems, workshopMembers } from "./workshop";

/** Lines `message → intent`, `\n` for a line break. Rules must carry over to a catalogue they were not written on. */
const table = readFileSync(path.join(__dirname, "workshop-messages.txt"), "utf8")
  .split("\n")
  .filter((line) => line.includes(" → "))
  .map((line) => line.split(" → ") as [string, string]);
const lexicon = createLexicon({ items: workshopItems, members: workshopMembers });

describe("on another catalogue", () => {
  it.each(table)("%s", (message, intent) => {
    expect(summaryOf(parse(message.replaceAll("\\n", "\n"), lexicon))).toBe(intent);
  });
});
