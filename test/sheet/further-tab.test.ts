/** A tab that only this test declares: rows are appended to it and cells of it written as in the tabs that all have. */
import { race, races, type Race } from "./race";
import { booking, type Rig } from "./rig";
import type { Stockroom } from "../../src/sheet/stockroom";
import { declareTab } from "../../src/sheet/tabs/declare";

interface Loan {
  readonly code: string;
  readonly borrower: string;
  readonly state: string;
}

const column = (header: string) => ({ header, required: true });
const loans = declareTab<Loan, "code" | "borrower" | "state">(
  {
    title: "借用",
    columns: { code: column("借用号"), borrower: column("借用人"), state: column("进度") },
  },
  {
    name: "loans",
    kinds: {},
    needed: ["code"],
    key: ["code"],
    extent: { kind: "whole" },
    parse: ({ text }) =>
      text("code") === ""
        ? undefined
        : { code: text("code"), borrower: text("borrower"), state: text("state") },
    format: (loan) => ({ ...loan }),
  },
);

async function layTab(rig: Rig): Promise<void> {
  const cell = (text: string) => ({ userEnteredValue: { stringValue: text } });
  const sheetId = 4711;
  await rig.edit(
    { addSheet: { properties: { sheetId, title: loans.title } } },
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: 0 },
        rows: [
          ["借用号", "备注", "借用人", "进度"],
          ["L1", "", "小赵", "借出"],
        ].map((row) => ({
          values: row.map(cell),
        })),
        fields: "userEnteredValue",
      },
    },
  );
}

const loansOf = async ({ rig }: Race): Promise<unknown[]> => {
  const [header = [], ...rows] = (await rig.formulas(loans.title)).filter((row) => row.length > 0);
  return rows.map((row) =>
    ["借用号", "借用人", "进度", "备注"].map((name) => row[header.indexOf(name)] ?? ""),
  );
};

async function openRoom(one: Race): Promise<Stockroom> {
  await layTab(one.rig);
  one.forget(one.room);
  await one.room.stop();
  return one.open({ furtherTabs: [loans] });
}

const more = {
  rows: [{ tab: "loans", entry: { code: "L2", borrower: "小李", state: "借出" } }],
  cells: [{ tab: "loans", key: "L1", fields: { state: "已还" }, expected: { state: "借出" } }],
};
const after = [
  ["L1", "小赵", "已还", ""],
  ["L2", "小李", "借出", ""],
];
const message = booking("g:g:m1", [{ name: "剪刀", change: -1 }], more);

race("a booking adds rows to a tab of its own, and writes its cells a call later", async (one) => {
  const room = await openRoom(one);
  one.outcomes.set("g:g:m1", await room.book(message));
  await one.check();
  expect(await loansOf(one)).toEqual(after);
});

race(
  "a row whose key stands is not added again, and a cell that a person changed stays",
  async (one) => {
    const room = await openRoom(one);
    one.at("append", () => one.rig.type("借用!D2", "丢失"));
    const rows = [{ tab: "loans", entry: { code: "L1", borrower: "小李", state: "借出" } }];
    one.outcomes.set("g:g:m1", await room.book({ ...message, rows }));
    await one.check();
    expect(await loansOf(one)).toEqual([["L1", "小赵", "丢失", ""]]);
  },
);

describe("rows and cells come to stand where they belong when a person", () => {
  const range = (dimension: string, from: number) => ({
    sheetId: 4711,
    dimension,
    startIndex: from,
    endIndex: from + 1,
  });
  const edits = {
    "inserts a row": { insertDimension: { range: range("ROWS", 1), inheritFromBefore: false } },
    "inserts a row above the header": {
      insertDimension: { range: range("ROWS", 0), inheritFromBefore: false },
    },
    "inserts a column": {
      insertDimension: { range: range("COLUMNS", 0), inheritFromBefore: false },
    },
    "moves a column": {
      moveDimension: { source: range("COLUMNS", 3), destinationIndex: 0 },
    },
  };
  for (const [name, edit] of Object.entries(edits)) {
    races(name, async (one, moment) => {
      const room = await openRoom(one);
      one.at(moment, ({ rig }) => rig.edit(edit));
      one.outcomes.set("g:g:m1", await room.book(message));
      await one.check();
      expect(await loansOf(one)).toEqual(after);
    });
    races(`${name}, and the answer is lost`, async (one, moment) => {
      const room = await openRoom(one);
      one.at(moment, ({ rig }) => rig.edit(edit));
      one.lose(moment, "reset after");
      one.outcomes.set("g:g:m1", await room.book(message));
      await one.check();
      expect(await loansOf(one)).toEqual(after);
    });
  }
});
