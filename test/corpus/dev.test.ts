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
  const judged = playCorpus(dir);
  const isRight = ({ verdict }: (typeof judged)[number]): boolean =>
    verdict.rows && verdict.pending && verdict.reply;

  it("write no row that should not be there", () => {
    const wrong = judged.filter(({ verdict }) => verdict.wrongRow);
    expect(wrong.map(({ item, verdict }) => [item.id, item.text, verdict.differences])).toEqual([]);
  });

  it("are at least 98% right in rows, entries and replies", () => {
    const wrong = judged.filter((one) => !isRight(one));
    for (const { item, verdict, said } of wrong) {
      console.log(
        [
          item.id,
          item.sender,
          item.text,
          ...verdict.differences,
          ...said.map(({ text }) => text),
        ].join("\n    "),
      );
    }
    expect(1 - wrong.length / judged.length).toBeGreaterThanOrEqual(0.98);
  });

  it("leave no stock below zero", () => {
    const after = judged.flatMap(({ happened }) => happened.rows.map((row) => row.after));
    expect(after.filter((figure) => !(figure >= 0))).toEqual([]);
  });
});
