/** 库存, 流水 and 待处理 are Tables whose columns have types, which refuse formats and take no row that is not theirs. */
import { tabs, type TabName } from "../../src/language/sheet-words/headings";
import { booked, lines, races } from "./race";
import { ledgerEdits, stockEdits, type Edits } from "./race-edits";
import type { Rig } from "./rig";

const types: Readonly<Record<string, string>> = {
  时间: "DATE_TIME",
  上次更新时间: "DATE_TIME",
  变动: "DOUBLE",
  变动前: "DOUBLE",
  变动后: "DOUBLE",
  当前库存: "DOUBLE",
  安全库存: "DOUBLE",
  编号: "DOUBLE",
};

/** What 「Convert to table」 makes of a tab. */
async function makeTable(rig: Rig, tab: TabName): Promise<void> {
  const { title } = tabs[tab];
  const rows = await rig.formulas(title);
  const header = rows[0] ?? [];
  const range = {
    ...{ sheetId: await rig.sheetId(title), startRowIndex: 0, startColumnIndex: 0 },
    ...{ endRowIndex: Math.max(2, rows.length), endColumnIndex: header.length },
  };
  const columnProperties = header.map((name, columnIndex) => ({
    ...{ columnIndex, columnName: String(name), columnType: types[String(name)] ?? "TEXT" },
  }));
  await rig.edit({ addTable: { table: { name: title, range, columnProperties } } });
}

async function makeTables(rig: Rig): Promise<void> {
  for (const tab of ["stock", "ledger", "pending"] as const) await makeTable(rig, tab);
}

/** How many rows of a tab stand in its Table, the header not among them. */
async function rowsInTable(rig: Rig, title: string): Promise<number> {
  const fields = "sheets(properties(title),tables(range))";
  const answer = await fetch(`${rig.url}/v4/spreadsheets/${rig.spreadsheetId}?fields=${fields}`);
  const { sheets } = (await answer.json()) as {
    sheets: { properties: { title: string }; tables?: { range: Record<string, number> }[] }[];
  };
  const found = sheets.find(({ properties }) => properties.title === title)?.tables?.[0]?.range;
  return (found?.["endRowIndex"] ?? 0) - (found?.["startRowIndex"] ?? 0) - 1;
}

const edits: Edits = {
  nothing: () => Promise.resolve(),
  ...stockEdits,
  ...ledgerEdits,
};

describe("the booking lands on its items though tabs are Tables with typed columns, when a person", () => {
  for (const [name, edit] of Object.entries(edits)) {
    races(
      name === "nothing" ? "does nothing" : name,
      async (one, moment) => {
        one.at(moment, edit);
        expect((await one.book("m1", lines)).kind).toBe("booked");
        await one.check();
        expect(await one.figures()).toEqual(booked);
        const refused = one.rig.events.filter(({ event }) => event === "refused");
        expect(refused.filter(({ reason }) => /typed/.test(String(reason)))).toEqual([]);
        if (name === "nothing") expect(await rowsInTable(one.rig, "流水")).toBeGreaterThan(3);
      },
      makeTables,
    );
  }
});
