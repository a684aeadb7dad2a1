/** A tab that only this test declares: rows are appended to it and cells of it written as in the tabs that all have. */
import { race, races, type Race } from "./race";
import { booking, type Rig } from "./rig";
import type { Stockroom } from "../../src/sheet/stockroom";
import { standardTabs } from "../../src/sheet/tabs/all-tabs";
import { text, wholeNumber } from "../../src/sheet/tabs/codecs";
import { declareTab } from "../../src/sheet/tabs/declare";

interface Loan {
  readonly code: string;
  readonly borrower: string;
  readonly state: string;
}

const column = (header: string) => ({ header, required: true });
const loans = declareTab(
  {
    title: "借用",
    columns: { code: column("借用号"), borrower: column("借用人"), state: column("进度") },
  },
  {
    name: "loans",
    columns: { code: text, borrower: text, state: text },
    needed: ["code"],
    key: ["code"],
    extent: { kind: "whole" },
    entry: (loan): Loan => loan,
    values: (loan) => loan,
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
  return one.open({ tabs: [...standardTabs, loans] });
}

const more = {
  rows: [{ tab: "loans", entry: { code: "L2", borrower: "小李", state: "借出" } }],
  changes: [
    { tab: "loans", row: { code: "L1", borrower: "小赵", state: "借出" }, to: { state: "已还" } },
  ],
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

describe("a tab whose rows the relay numbers", () => {
  interface Errand {
    readonly number: number;
    readonly text: string;
    readonly messageId: string;
  }
  const optional = (header: string) => ({ header, required: false });
  const errands = declareTab(
    {
      title: "跑腿",
      columns: { number: column("编号"), text: optional("事情"), messageId: optional("消息ID") },
    },
    {
      name: "errands",
      columns: { number: wholeNumber, text, messageId: text },
      needed: ["number"],
      key: ["number"],
      numbered: "number",
      cause: "messageId",
      extent: { kind: "whole" },
      isLaidLater: true,
      entry: (errand): Errand => errand,
      values: (errand) => errand,
    },
  );
  const tabs = [...standardTabs, errands];
  const ask = (id: string, text: string) =>
    booking(id, [], {
      rows: [{ tab: "errands", entryOf: (number: number) => ({ number, text, messageId: id }) }],
    });
  const rowsOf = async ({ rig }: Race): Promise<unknown[]> =>
    (await rig.formulas(errands.title)).slice(1).filter((row) => row.length > 0);

  race("gives two relays different numbers, and each message one row", async (one) => {
    one.forget(one.room);
    await one.room.stop();
    const [first, second] = [await one.open({ tabs }), await one.open({ tabs })];
    const ids = ["a", "b", "c", "d"];
    const outcomes = await Promise.all(
      ids.map((id, index) => (index % 2 === 0 ? first : second).book(ask(`g:g:${id}`, id))),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(ids.map(() => "booked"));
    const rows = (await rowsOf(one)) as [number, string][];
    expect(rows.map(([number]) => number)).toEqual([1, 2, 3, 4]);
    expect(rows.map(([, text]) => text).sort()).toEqual(ids);
  });

  race("says already to a message that comes again", async (one) => {
    one.forget(one.room);
    await one.room.stop();
    const room = await one.open({ tabs });
    expect((await room.book(ask("g:g:a", "取快递"))).kind).toBe("booked");
    expect((await room.book(ask("g:g:a", "取快递"))).kind).toBe("already");
    expect(await rowsOf(one)).toEqual([[1, "取快递", "g:g:a"]]);
  });
});

race("a booking for a tab that nobody declared is a fault of the code", async (one) => {
  const rows = [{ tab: "lons", entry: {} }];
  await expect(one.room.book(booking("g:g:m1", [], { rows }))).rejects.toThrow(/lons/);
});
