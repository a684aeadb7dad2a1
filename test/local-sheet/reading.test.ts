import { openSheet, spreadsheetId } from "./sheet-client";
import type { TestSheet } from "./sheet-client";

let sheet: TestSheet;

beforeEach(async () => {
  sheet = await openSheet({ title: "库存", timeZone: "Asia/Shanghai" });
});
afterEach(() => sheet.close());

describe("values.get, through Google's client", () => {
  test("leaves out values for an empty range", async () => {
    const { data } = await sheet.api.spreadsheets.values.get({ spreadsheetId, range: "Sheet1" });
    expect(data).toEqual({ range: "Sheet1!A1:Z1000", majorDimension: "ROWS" });
  });

  test("cuts trailing empty cells and rows, and keeps empty ones in the middle", async () => {
    await sheet.put("A1", [["a", "", "c", ""], [], ["", "b"]]);
    const { data } = await sheet.api.spreadsheets.values.get({ spreadsheetId, range: "A1:D9" });
    expect(data.values).toEqual([["a", "", "c"], [], ["", "b"]]);
  });
});

describe("the echoed range", () => {
  beforeEach(() =>
    sheet.batch(
      { addSheet: { properties: { title: "Лист1" } } },
      { addSheet: { properties: { title: "D3" } } },
      { addSheet: { properties: { title: "a b" } } },
      { addSheet: { properties: { title: "it's" } } },
      {
        addNamedRange: {
          namedRange: { name: "Stock", range: { endRowIndex: 2, endColumnIndex: 2 } },
        },
      },
    ),
  );

  test.each([
    ["Sheet1", "Sheet1!A1:Z1000"],
    ["'Sheet1'!A1", "Sheet1!A1"],
    ["sheet1!a1", "Sheet1!A1"],
    ["A1:C", "Sheet1!A1:C1000"],
    ["A2:2", "Sheet1!A2:Z2"],
    ["2:3", "Sheet1!A2:Z3"],
    ["B:C", "Sheet1!B1:C1000"],
    ["D4:A1", "Sheet1!A1:D4"],
    ["A1:A1", "Sheet1!A1"],
    ["$A$1:$B$2", "Sheet1!A1:B2"],
    ["Y999:AB1005", "Sheet1!Y999:Z1000"],
    ["Лист1", "'Лист1'!A1:Z1000"],
    ["'D3'!A1:D1", "'D3'!A1:D1"],
    ["D3", "Sheet1!D3"],
    ["a b!B2", "'a b'!B2"],
    ["'it''s'!A1", "'it''s'!A1"],
    ["Stock", "Sheet1!A1:B2"],
    ["'Sheet1'!Stock", "Sheet1!A1:B2"],
  ])("of %s is %s", async (range, echoed) => {
    const { body } = await sheet.call("GET", `/values/${encodeURIComponent(range)}`);
    expect(body.range).toBe(echoed);
  });

  test.each([
    ["Novice!C3:C14", "Unable to parse range: Novice!C3:C14"],
    ["Sheet1!nowhere", "Unable to parse range: Sheet1!nowhere"],
    ["A0", "Unable to parse range: A0"],
    ["A1:B2:C3", "Unable to parse range: A1:B2:C3"],
    ["'Sheet1!A1", "Unable to parse range: 'Sheet1!A1"],
    [
      "Sheet1!1001:1005",
      "Range (Sheet1!1001:1005) exceeds grid limits. Max rows: 1000, max columns: 26",
    ],
    ["AA1", "Range (Sheet1!AA1) exceeds grid limits. Max rows: 1000, max columns: 26"],
  ])("of %s is refused", async (range, message) => {
    const answer = await sheet.call("GET", `/values/${encodeURIComponent(range)}`);
    expect(answer).toMatchObject({ status: 400, message });
    expect(answer.body.error).not.toHaveProperty("details");
  });
});

describe("render options", () => {
  beforeEach(() => sheet.put("A1", [["2020-01-01", "0.4", "1", "=B1+C1", "TRUE"]], "USER_ENTERED"));

  test.each([
    ["FORMATTED_VALUE", ["2020-01-01", "0.4", "1", "1.4", "TRUE"]],
    ["UNFORMATTED_VALUE", [43831, 0.4, 1, 1.4, true]],
    ["FORMULA", [43831, 0.4, 1, "=B1+C1", true]],
  ])("%s", async (option, row) => {
    expect(await sheet.values("A1:E1", option)).toEqual([row]);
  });

  test.each(["majorDimension=COLUMNS", "dateTimeRenderOption=FORMATTED_STRING"])(
    "with %s is not served",
    async (query) => {
      expect((await sheet.call("GET", `/values/A1:B1?${query}`)).status).toBe(501);
    },
  );
});

describe("spreadsheets.get", () => {
  test("gives the properties of spreadsheet and tabs, without what is false or 0", async () => {
    const { data } = await sheet.api.spreadsheets.get({ spreadsheetId });
    expect(data.spreadsheetId).toBe("local");
    expect(data.properties).toMatchObject({ title: "库存", timeZone: "Asia/Shanghai" });
    expect(data.sheets).toEqual([
      {
        properties: {
          sheetId: 0,
          title: "Sheet1",
          index: 0,
          sheetType: "GRID",
          gridProperties: { rowCount: 1000, columnCount: 26 },
        },
      },
    ]);
  });

  test("gives cells of ranges in the order asked, with start and only what the mask names", async () => {
    await sheet.put("B2", [["x", "=1/0"]], "USER_ENTERED");
    const { data } = await sheet.api.spreadsheets.get({
      spreadsheetId,
      ranges: ["A2:C3", "C2"],
      fields:
        "sheets(properties.sheetId,data(startRow,startColumn,rowData.values(effectiveValue,userEnteredValue/formulaValue)))",
    });
    const fault = {
      effectiveValue: {
        errorValue: {
          type: "DIVIDE_BY_ZERO",
          message: "Function DIVIDE parameter 2 cannot be zero.",
        },
      },
      userEnteredValue: { formulaValue: "=1/0" },
    };
    expect(data).toEqual({
      sheets: [
        {
          properties: { sheetId: 0 },
          data: [
            {
              startRow: 1,
              rowData: [
                {
                  values: [
                    {},
                    { effectiveValue: { stringValue: "x" }, userEnteredValue: {} },
                    fault,
                  ],
                },
              ],
            },
            { startRow: 1, startColumn: 2, rowData: [{ values: [fault] }] },
          ],
        },
      ],
    });
  });

  test("keeps messages that the mask empties, and answers a mask that selects nothing with {}", async () => {
    const empty = await sheet.call("GET", "?fields=sheets.data.rowData");
    expect(empty.body).toEqual({ sheets: [{ data: [{}] }] });
    const none = await sheet.call("GET", "?fields=namedRanges");
    expect(none.body).toEqual({});
  });

  test("gives grid data if and only if the mask enters sheets.data, whatever includeGridData says", async () => {
    await sheet.put("A1", [["x"]]);
    const without = await sheet.call("GET", "?fields=sheets.properties.title&includeGridData=true");
    expect(without.body).toEqual({ sheets: [{ properties: { title: "Sheet1" } }] });
    const masked = "?fields=sheets.data.rowData.values.formattedValue&includeGridData=false";
    const { body } = await sheet.call("GET", masked);
    expect(body).toEqual({
      sheets: [{ data: [{ rowData: [{ values: [{ formattedValue: "x" }] }] }] }],
    });
  });

  test("refuses a mask that names an unknown field", async () => {
    const answer = await sheet.call("GET", "?fields=sheets.cells");
    expect(answer.status).toBe(400);
    expect(answer.message).toContain("sheets.cells");
    expect(answer.body.error.details[0].fieldViolations).toHaveLength(1);
  });

  test("keeps empty rows in the middle as {}", async () => {
    await sheet.put("A1", [["x"], [], ["y"]]);
    const { body } = await sheet.call("GET", "?fields=sheets.data.rowData.values.effectiveValue");
    const [{ rowData }] = body.sheets[0].data;
    expect(rowData[1]).toEqual({});
    expect(rowData).toHaveLength(3);
  });
});

describe("batchGet", () => {
  test("answers every range in order, and refuses all when one can't be read", async () => {
    await sheet.put("A1", [["a"], ["b"]]);
    const { data } = await sheet.api.spreadsheets.values.batchGet({
      spreadsheetId,
      ranges: ["A2", "A1"],
    });
    expect(data.valueRanges?.map(({ values }) => values)).toEqual([[["b"]], [["a"]]]);
    const answer = await sheet.call("GET", "/values:batchGet?ranges=A1&ranges=Nix!A1");
    expect(answer).toMatchObject({ status: 400, message: "Unable to parse range: Nix!A1" });
  });
});
