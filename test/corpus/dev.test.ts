import { corpusDir, playCorpus } from "./offline";

const dir = corpusDir();

describe("the labelled messages, without a sheet", () => {
  if (dir === undefined) {
    it("are skipped: there is no ../shared/corpus beside this checkout", () => {
      console.warn("skipped: no ../shared/corpus beside this checkout");
      expect(dir).toBeUndefined();
    });
    return;
  }
  const played = playCorpus(dir);
  const isRight = ({ comparison }: (typeof played)[number]): boolean =>
    comparison.rows && comparison.pending && comparison.reply;

  it("write no row that should not be there", () => {
    const wrong = played.filter(({ comparison }) => comparison.wrongRow);
    expect(
      wrong.map(({ item, comparison }) => [item.id, item.text, comparison.differences]),
    ).toEqual([]);
  });

  it("are at least 98% right in rows, entries and replies", () => {
    const wrong = played.filter((one) => !isRight(one));
    for (const { item, comparison, said } of wrong) {
      console.log(
        [
          item.id,
          item.sender,
          item.text,
          ...comparison.differences,
          ...said.map(({ text }) => text),
        ].join("\n    "),
      );
    }
    expect(1 - wrong.length / played.length).toBeGreaterThanOrEqual(0.98);
  });

  it("leave no stock below zero", () => {
    const after = played.flatMap(({ happened }) => happened.rows.map((row) => row.after));
    expect(after.filter((figure) => !(figure >= 0))).toEqual([]);
  });
});
