/**
 * Labelled messages on catalogues of other trades, each played from its first message to its last. They were written
 * from the rules alone, by people who had not seen the reader; names, people and figures are invented.
 */
import path from "node:path";
import { playCorpus, type Played } from "./offline";

/** With the share that is right at least; what is missing of it is asked about, or silence. */
const trades: readonly (readonly [trade: string, share: number])[] = [
  ["clinic", 1],
  ["kitchen", 1],
  ["school", 1],
  ["hotel", 1],
  ["theatre", 1],
  ["dental", 1],
  ["printshop", 0.98],
  ["vet", 1],
  ["bakery", 1],
  ["garage", 0.96],
  ["kinder", 0.96],
  ["laundry", 0.93],
  ["phone", 0.92],
  ["gym", 0.88],
  ["florist", 0.97],
  ["salon", 0.97],
  ["site", 0.95],
  ["estate", 0.98],
  ["lab", 0.89],
  ["courier", 0.98],
  ["library", 0.97],
  ["teashop", 0.97],
  ["nursing", 0.92],
  ["studio", 0.89],
  ["bikes", 0.94],
  ["optician", 0.81],
  ["wedding", 0.75],
  ["farm", 0.9],
  ["tailor", 0.93],
  ["elevator", 0.88],
  ["campsite", 0.92],
  ["stage", 0.93],
  ["fire", 0.97],
  ["wood", 0.96],
  ["exam", 0.94],
];

const told = ({ item, comparison, said }: Played): readonly unknown[] => [
  item.id,
  item.text,
  ...comparison.differences,
  ...said.map(({ text }) => text),
];

describe.each(trades)("the labelled messages of a %s, without a sheet", (trade, share) => {
  const played = playCorpus(path.join(__dirname, trade));

  it("write no row that should not be there", () => {
    expect(played.filter(({ comparison }) => comparison.wrongRow).map(told)).toEqual([]);
  });

  it("are right in rows, entries and replies", () => {
    const wrong = played.filter(
      ({ comparison }) => !(comparison.rows && comparison.pending && comparison.reply),
    );
    const allowed = Math.floor(played.length * (1 - share));
    expect(wrong.slice(allowed).map(told)).toEqual([]);
  });
});
