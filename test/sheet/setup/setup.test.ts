/** Tabs are laid and completed; what people wrote is left as it is. */
import { createSheetsClient, type SheetsClient } from "../../../src/sheet/api/client";
import { setUpSheet, type SetupStep } from "../../../src/sheet/setup/setup";
import { sortNewestLast } from "../../../src/sheet/setup/newest-last";
import { startLocalSheet, type LocalSheet } from "../../../src/local-sheet/server";
import { createRig, type Rig } from "../rig";

let rig: Rig;
let client: SheetsClient;

beforeEach(async () => {
  rig = await createRig([{ name: "A4纸", stock: 10 }]);
  client = createSheetsClient({
    rootUrl: rig.url,
    credentialsFile: undefined,
    timeoutMs: 5_000,
    fetch,
  });
});
afterEach(() => rig.close());

const setUp = (): Promise<readonly SetupStep[]> => setUpSheet(client, rig.spreadsheetId);
const sheet = async (title: string) => {
  const fields =
    "sheets(properties,filterViews,tables,data(rowData(values(userEnteredValue,userEnteredFormat(numberFormat,textFormat),dataValidation))))";
  const all = await client.fetchSpreadsheet(rig.spreadsheetId, { ranges: [], fields });
  return all.sheets!.find(({ properties }) => properties?.title === title)!;
};
const headers = async (title: string): Promise<unknown[]> => (await rig.formulas(title))[0] ?? [];
const column = (startIndex: number, sheetId: number, count = 1): object => ({
  range: { sheetId, dimension: "COLUMNS", startIndex, endIndex: startIndex + count },
});
const formatted = async (title: string, at: number): Promise<number[]> => {
  const rows = (await sheet(title)).data?.[0]?.rowData ?? [];
  return rows.flatMap(({ values }, row) =>
    values?.[at]?.userEnteredFormat?.numberFormat?.type === "DATE_TIME" ? [row] : [],
  );
};

it("finds nothing to do in a workbook that it laid itself", async () => {
  expect(await setUp()).toEqual([]);
});

it("adds one filter view with the newest rows of 流水 on top, once", async () => {
  await setUp();
  expect((await sheet("流水")).filterViews).toMatchObject([
    { title: "最新在上", sortSpecs: [{ dimensionIndex: 0, sortOrder: "DESCENDING" }] },
  ]);
});

it("adds missing columns behind the last that holds anything, and moves nobody's cells", async () => {
  const pending = await rig.sheetId("待处理");
  await rig.edit({ deleteDimension: column(7, pending, 2) });
  await rig.type("待处理!L1", "我的备注");
  await rig.type("待处理!L2", "x");
  expect(await setUp()).toEqual([
    { kind: "columns", title: "待处理", headers: ["处理人", "处理时间"] },
  ]);
  const row = await headers("待处理");
  const own = ["消息ID", "操作账号", "方案"];
  expect(row.slice(7)).toEqual([...own, "", "我的备注", "处理人", "处理时间"]);
  expect((await rig.formulas("待处理"))[1]?.[11]).toBe("x");
  expect(await formatted("待处理", 13)).toContain(1);
  expect(await setUp()).toEqual([]);
});

it("gives a time column its format from below the last row that has one, and keeps a person's", async () => {
  const stock = await rig.sheetId("库存");
  const at = { sheetId: stock, startColumnIndex: 4, endColumnIndex: 5 };
  const own = { numberFormat: { type: "DATE", pattern: "m/d" } };
  await rig.edit(
    { repeatCell: { range: at, cell: {}, fields: "userEnteredFormat" } },
    {
      repeatCell: {
        range: { ...at, startRowIndex: 1, endRowIndex: 2 },
        cell: { userEnteredFormat: own },
        fields: "userEnteredFormat.numberFormat",
      },
    },
  );
  expect(await setUp()).toEqual([{ kind: "look", title: "库存", names: ["上次更新时间"] }]);
  const rows = await formatted("库存", 4);
  expect([rows[0], rows.length > 900]).toEqual([2, true]);
  expect(await setUp()).toEqual([]);
});

describe("a tab that is a Table with typed columns", () => {
  const asTable = async (
    title: string,
    endColumnIndex: number,
    columnProperties: object[],
  ): Promise<number> => {
    const sheetId = await rig.sheetId(title);
    const range = {
      ...{ sheetId, startRowIndex: 0, endRowIndex: 20 },
      ...{ startColumnIndex: 0, endColumnIndex },
    };
    await rig.edit({ addTable: { table: { tableId: "t1", range, columnProperties } } });
    return sheetId;
  };

  it("asks for no format that is refused there", async () => {
    const sheetId = await asTable("流水", 15, [{ columnName: "时间", columnType: "DATE_TIME" }]);
    const range = { sheetId, startRowIndex: 30, startColumnIndex: 0, endColumnIndex: 1 };
    await rig.edit({ repeatCell: { range, cell: {}, fields: "userEnteredFormat" } });
    expect(await setUp()).toEqual([]);
  });

  it("widens it by the columns that it lacks", async () => {
    const typed = [{ columnIndex: 1, columnName: "时间", columnType: "DATE_TIME" }];
    await asTable("待处理", 7, typed);
    const sheetId = await rig.sheetId("待处理");
    await rig.edit({ deleteDimension: column(7, sheetId, 5) });
    const lacking = ["处理人", "处理时间", "消息ID", "操作账号", "方案"];
    expect(await setUp()).toEqual([{ kind: "columns", title: "待处理", headers: lacking }]);
    expect((await sheet("待处理")).tables?.[0]?.range?.endColumnIndex).toBe(12);
    expect((await headers("待处理")).slice(7)).toEqual(lacking);
    expect(await setUp()).toEqual([]);
  });
});

it("says what is refused, and lays the rest", async () => {
  const pending = await rig.sheetId("待处理");
  await rig.edit({ deleteDimension: column(8, pending) });
  rig.intercept = (call, apply) => {
    const asked = JSON.stringify(call.body ?? "");
    if (!asked.includes("DATE_TIME")) return Promise.resolve(apply());
    const error = {
      code: 400,
      message: "Invalid requests[0].repeatCell: no",
      status: "INVALID_ARGUMENT",
    };
    return Promise.resolve({ status: 400, body: { error } });
  };
  expect(await setUp()).toEqual([
    { kind: "columns", title: "待处理", headers: ["处理时间"] },
    { kind: "refused", title: "待处理", names: [], reason: expect.stringMatching(/repeatCell/) },
  ]);
  expect((await headers("待处理")).at(-1)).toBe("处理时间");
});

describe("--newest-last", () => {
  it("sorts an old 流水 once, the header and equal times as they were", async () => {
    const rows = [
      [3, "c"],
      [2, "b"],
      [2, "b2"],
      [1, "a"],
    ];
    for (const [index, [at, id]] of rows.entries()) {
      await rig.type(`流水!A${index + 2}`, at!);
      await rig.type(`流水!N${index + 2}`, id!);
    }
    expect(await sortNewestLast(client, rig.spreadsheetId)).toBe("sorted");
    expect((await rig.rows("ledger")).map((row) => row["消息ID"])).toEqual(["a", "b", "b2", "c"]);
    expect(await sortNewestLast(client, rig.spreadsheetId)).toBe("sortedBefore");
  });
});

it("lays all tabs in an empty workbook with values in the first batch", async () => {
  const empty: LocalSheet = await startLocalSheet({ dir: undefined, timeZone: "UTC" });
  try {
    const fresh = createSheetsClient({
      rootUrl: empty.url,
      credentialsFile: undefined,
      timeoutMs: 5_000,
      fetch,
    });
    const steps = await setUpSheet(fresh, empty.spreadsheetId);
    expect(steps.filter(({ kind }) => kind === "tab")).toHaveLength(6);
    expect(steps.filter(({ kind }) => kind === "refused")).toEqual([]);
  } finally {
    await empty.close();
  }
});
