/**
 * Labelled messages on catalogues of other trades, each played from its first message to its last. They were written
 * from the rules alone, by people who had not seen the reader; names, people and figures are invented.
 */
import path from "node:path";
import { playCorpus, type Judged } from "./offline";

const trades = ["clinic", "kitchen", "school"];

const told = ({ item, verdict, said }: Judged): readonly unknown[] => [
  item.id,
  item.text,
  ...verdict.differences,
  ...said.map(({ text }) => text),
];

describe.each(trades)("the labelled messages of a %s, without a sheet", (trade) => {
  const judged = playCorpus(path.join(__dirname, trade));

  it("write no row that should not be there", () => {
    expect(judged.filter(({ verdict }) => verdict.wrongRow).map(told)).toEqual([]);
  });

  it("are right in rows, entries and replies", () => {
    const wrong = judged.filter(
      ({ verdict }) => !(verdict.rows && verdict.pending && verdict.reply),
    );
    expect(wrong.map(told)).toEqual([]);
  });
});
