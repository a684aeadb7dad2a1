/**
 * Sentences with a gap for an item: X is every item of three trades in turn, 2个 becomes two of its own unit, 小李 a member.
 * What is said decides, whatever the item is called.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Intent } from "../../src/inventory/intent";
import type { Item } from "../../src/inventory/items/item";
import { parse } from "../../src/language/grammar/parse";
import { createLexicon } from "../../src/language/names/lexicon";
import { readCatalog } from "../corpus/offline";
import { summaryOf } from "./summary";

const trades = ["clinic", "kitchen", "school"].map((trade) => {
  const { items, members } = readCatalog(path.join(__dirname, "../corpus", trade));
  const single = items.filter(
    ({ name }) => items.filter((other) => other.name === name).length === 1,
  );
  return { single, person: members[5]?.name ?? "", lexicon: createLexicon({ items, members }) };
});

const framesIn = (file: string): readonly string[] =>
  readFileSync(path.join(__dirname, file), "utf8").split("\n").filter(Boolean);

interface Filled {
  readonly text: string;
  readonly item: Item;
  readonly person: string;
  readonly intent: Intent;
}

/** The frame with every item in its gap. */
function filled(stripAddressing: string): readonly Filled[] {
  return trades.flatMap(({ single, person, lexicon }) =>
    single.map((item) => {
      const text = stripAddressing
        .replaceAll("\\n", "\n")
        .replaceAll(/(?<=[2２两贰])个/g, item.unit)
        .replaceAll("小李", person)
        .replace("X", item.name);
      return { text, item, person, intent: parse(text, lexicon) };
    }),
  );
}

const typeOf = (stripAddressing: string): string => {
  if (/还|退/.test(stripAddressing)) return "return";
  if (/盘|实际|清点/.test(stripAddressing)) return "stocktake";
  return /入库|货|新到|到了|收到|\+/.test(stripAddressing) ? "receipt" : "issue";
};

const asWanted = (stripAddressing: string, { text, item, person }: Filled): string =>
  [
    text,
    typeOf(stripAddressing),
    item.name,
    2,
    stripAddressing.includes("小李") ? person : "",
  ].join(" ");

function asRead({ text, intent }: Filled): string {
  if (intent.kind !== "movement") return `${text} ${summaryOf(intent)}`;
  const [line, more] = intent.lines;
  if (line?.match.kind !== "one" || more !== undefined) return `${text} ${summaryOf(intent)}`;
  const { amount, requester } = line;
  const quantity = "quantity" in amount ? amount.quantity / (amount.kind === "pairs" ? 2 : 1) : "";
  return [text, intent.type, line.match.item.name, quantity, requester?.name ?? ""].join(" ");
}

describe("with any item in it, is booked:", () => {
  it.each(framesIn("frames-booked.txt"))("%s", (stripAddressing) => {
    const all = filled(stripAddressing);
    expect(all.map(asRead)).toEqual(all.map((each) => asWanted(stripAddressing, each)));
  });
});

describe("with any item in it, is not booked:", () => {
  it.each(framesIn("frames-unbooked.txt"))("%s", (stripAddressing) => {
    const booked = filled(stripAddressing).filter(
      ({ intent }) => intent.kind === "movement" || intent.kind === "correct",
    );
    const whole = booked.filter(
      ({ intent }) =>
        "lines" in intent &&
        intent.lines.every(({ match, amount }) => match.kind === "one" && "quantity" in amount),
    );
    expect(whole.map(({ text, intent }) => `${text} → ${summaryOf(intent)}`)).toEqual([]);
  });
});
