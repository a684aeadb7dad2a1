import type { Lookup } from "../../../src/inventory/decide/decision";
import type { Item } from "../../../src/inventory/items/item";
import type { Movement } from "../../../src/inventory/movements/movement";
import { createLookups } from "../../../src/relay/lookups/lookups";
import type { Snapshot, Stockroom } from "../../../src/sheet/stockroom";
import { row } from "../../inventory/ledger-rows";
import { paper, stapler } from "../../inventory/stock-fixtures";

const start = Date.parse("2026-11-22T08:00:00Z");
const history = (...items: readonly Item[]): Lookup => ({
  kind: "history",
  items,
  period: undefined,
  whose: undefined,
  asks: "rows",
});

/** Look-ups on a sheet that counts what is read of it, and answers when the test says so. */
function setup() {
  const reads: string[] = [];
  const answers: { readonly arrive: () => void; readonly fail: () => void }[] = [];
  let seconds = 0;
  let recent: readonly Movement[] = [row("issue", new Date(start), "A4纸", -1, { id: "g:o:1" })];
  const stockroom = {
    latest: () =>
      ({ recent, items: [paper, stapler], timeZone: "Asia/Shanghai" }) as unknown as Snapshot,
    history: ({ name }: { readonly name: string }) => {
      reads.push(name);
      return new Promise<readonly Movement[]>((resolve, reject) =>
        answers.push({
          arrive: () => resolve([]),
          fail: () => reject(new Error("the sheet is away")),
        }),
      );
    },
  } as unknown as Stockroom;
  const lookups = createLookups({
    stockroom,
    reportText: () => Promise.resolve("汇总"),
    insightText: () => Promise.resolve("insight"),
    hasPages: true,
    boardLink: () => "",
    exportLink: () => "",
    now: () => new Date(start + seconds * 1000),
  });
  return {
    reads,
    answers,
    find: (lookup: Lookup) => lookups.find(lookup),
    pass: (by: number) => (seconds += by),
    book: () => (recent = [row("issue", new Date(start), "A4纸", -1, { id: "g:o:2" }), ...recent]),
  };
}
const settle = (): Promise<void> => new Promise(setImmediate);

it("reads once for the same look-up while it is read and for 15 seconds after", async () => {
  const { reads, answers, find, pass } = setup();
  const first = find(history(paper));
  pass(60);
  const second = find(history(paper));
  answers[0]?.arrive();
  expect(await second).toBe(await first);
  pass(14);
  expect(await find(history(paper))).toBe(await first);
  expect(reads).toHaveLength(1);
  pass(1);
  void find(history(paper));
  expect(reads).toHaveLength(2);
});

it("reads again once something was booked, for another item, and after a failure", async () => {
  const { reads, answers, find, book } = setup();
  const first = find(history(paper));
  answers[0]?.arrive();
  await first;
  void find(history(stapler));
  expect(reads).toEqual(["A4纸", "订书机"]);
  book();
  const failed = find(history(paper));
  answers[2]?.fail();
  await expect(failed).rejects.toThrow("away");
  void find(history(paper));
  expect(reads).toHaveLength(4);
});

it("reads the items of one look-up one after the other, so that a person waits for one read at a time", async () => {
  const { reads, answers, find } = setup();
  void find(history(paper, stapler));
  await settle();
  expect(reads).toEqual(["A4纸"]);
  answers[0]?.arrive();
  await settle();
  expect(reads).toEqual(["A4纸", "订书机"]);
});
