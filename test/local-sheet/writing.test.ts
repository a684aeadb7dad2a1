import { openSheet, spreadsheetId } from "./sheet-client";
import type { Json, TestSheet } from "./sheet-client";

let sheet: TestSheet;

beforeEach(async () => {
  sheet = await openSheet({ now: () => new Date("2026-11-24T08:00:00Z") });
});
afterEach(() => sheet.close());

describe("values.update, through Google's client", () => {
  test("answers the rectangle of the data and counts what it wrote", async () => {
    const { data } = await sheet.api.spreadsheets.values.update({
      spreadsheetId,
      range: "A1:B2",
      valueInputOption: "RAW",
      includeValuesInResponse: true,
      requestBody: { values: [["a", 1]] },
    });
    expect(data).toEqual({
      spreadsheetId: "local",
      updatedRange: "Sheet1!A1:B1",
      updatedRows: 1,
      updatedColumns: 2,
      updatedCells: 2,
      updatedData: { range: "Sheet1!A1:B1", majorDimension: "ROWS", values: [["a", "1"]] },
    });
  });

  test("leaves cells of null and of short rows alone, and empties those of an empty text", async () => {
    await sheet.put("A1", [
      ["a", "b", "c"],
      ["d", "e", "f"],
    ]);
    const { body } = await sheet.put("A1", [[null, "", "C"], ["D"]]);
    expect(body).toMatchObject({ updatedRange: "Sheet1!A1:C2", updatedCells: 3 });
    expect(await sheet.values("A1:C2")).toEqual([
      ["a", "", "C"],
      ["D", "e", "f"],
    ]);
  });

  test("counts only what is not null", async () => {
    const nulls = [null, null, null, null];
    const rows = [nulls, [null, 1, null, null], nulls, nulls, nulls, [null, null, 2, null]];
    const { body } = await sheet.put("A1", rows);
    expect(body).toMatchObject({
      updatedRange: "Sheet1!A1:D6",
      updatedRows: 2,
      updatedColumns: 2,
      updatedCells: 2,
    });
  });

  test("by columns, or answered in another form than shown, is not served", async () => {
    const values = [["a", "b"], ["c"]];
    const columns = { majorDimension: "COLUMNS", values };
    const raw = "/values/A1?valueInputOption=RAW";
    expect((await sheet.call("PUT", raw, columns)).status).toBe(501);
    const query = `${raw}&includeValuesInResponse=true&responseValueRenderOption=FORMULA`;
    expect((await sheet.call("PUT", query, { values })).status).toBe(501);
    expect(await sheet.values("A1:B2")).toBeUndefined();
  });

  test.each([
    [
      "A1:B1",
      [[1, 2, 3]],
      "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]",
    ],
    [
      "A1:B1",
      [[1], [2]],
      "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]",
    ],
    [
      "Z1",
      [[1, 2]],
      "Requested writing within range [Sheet1!A1:Z1000], but tried writing to column [AA]",
    ],
    [
      "A1000",
      [[1], [2]],
      "Requested writing within range [Sheet1!A1:Z1000], but tried writing to row [1001]",
    ],
  ])("refuses more than %s holds and writes nothing of it", async (range, values, message) => {
    expect(await sheet.put(range, values)).toMatchObject({ status: 400, message });
    expect(await sheet.values("Sheet1")).toBeUndefined();
  });

  test("refuses a body whose range is another one", async () => {
    const body = { range: "Sheet1!Z998", values: [[1]] };
    const answer = await sheet.call("PUT", "/values/Sheet1!Z999?valueInputOption=RAW", body);
    expect(answer.message).toBe(
      "Request range[Sheet1!Z999] does not match value's range[Sheet1!Z998]",
    );
    const same = { range: "'Sheet1'!A1:A1", values: [[1]] };
    expect((await sheet.call("PUT", "/values/A1?valueInputOption=RAW", same)).status).toBe(200);
  });

  test("refuses values that are not lists of plain values, with details", async () => {
    const answer = await sheet.call("PUT", "/values/A1?valueInputOption=RAW", { values: ["X"] });
    expect(answer.message).toBe(
      "Invalid value at 'data.values[0]' (type.googleapis.com/google.protobuf.ListValue), \"X\"",
    );
    expect(answer.body.error.details[0].fieldViolations).toHaveLength(1);
    const nested = await sheet.call("PUT", "/values/A1?valueInputOption=RAW", { values: [[{}]] });
    expect(nested.status).toBe(400);
  });

  test("asks for a valueInputOption", async () => {
    const answer = await sheet.call("PUT", "/values/A1", { values: [[1]] });
    expect(answer).toMatchObject({
      status: 400,
      message: "'valueInputOption' is required but not specified",
    });
  });
});

describe("what a text becomes", () => {
  const entered = async (text: unknown, option: "RAW" | "USER_ENTERED"): Promise<Json> => {
    await sheet.put("A1", [[text]], option);
    return sheet.cell("A1");
  };

  test.each([
    ["0042", { numberValue: 42 }, "42"],
    ["007", { numberValue: 7 }, "7"],
    ["2,000,000.01", { numberValue: 2000000.01 }, "2,000,000.01"],
    ["2020-01-01", { numberValue: 43831 }, "2020-01-01"],
    ["2020/1/2", { numberValue: 43832 }, "2020/01/02"],
    ["1-2", { numberValue: 46024 }, "1-2"],
    ["2/29/2024", { numberValue: 45351 }, "2/29/2024"],
    ["2020-01-01 12:00:00", { numberValue: 43831.5 }, "2020-01-01 12:00:00"],
    ["18:00", { numberValue: 0.75 }, "18:00"],
    ["6:00 PM", { numberValue: 0.75 }, "6:00 PM"],
    ["$100.15", { numberValue: 100.15 }, "$100.15"],
    ["12.5%", { numberValue: 0.125 }, "12.50%"],
    ["1e3", { numberValue: 1000 }, "1.00E+03"],
    ["-5", { numberValue: -5 }, "-5"],
    ["TRUE", { boolValue: true }, "TRUE"],
    ["'0123", { stringValue: "0123" }, "0123"],
    ["'=1+1", { stringValue: "=1+1" }, "=1+1"],
    ["3_1_0", { stringValue: "3_1_0" }, "3_1_0"],
    ["2020-02-30", { stringValue: "2020-02-30" }, "2020-02-30"],
    ["5箱", { stringValue: "5箱" }, "5箱"],
    ["1e999", { stringValue: "1e999" }, "1e999"],
    [" ", { stringValue: " " }, " "],
    ["=", { stringValue: "=" }, "="],
  ])("typed %s", async (text, effectiveValue, formattedValue) => {
    expect(await entered(text, "USER_ENTERED")).toMatchObject({ effectiveValue, formattedValue });
  });

  test.each(["=1+1", "0042", "2020-01-01", "TRUE", "'0123"])("raw %s stays text", async (text) => {
    expect(await entered(text, "RAW")).toMatchObject({
      userEnteredValue: { stringValue: text },
      formattedValue: text,
    });
  });

  test("typed = 1 / 1024 is a formula, with its spaces", async () => {
    expect(await entered("= 1 / 1024", "USER_ENTERED")).toMatchObject({
      userEnteredValue: { formulaValue: "= 1 / 1024" },
      effectiveValue: { numberValue: 1 / 1024 },
    });
  });

  test("typing keeps the format that a cell has, and a text format keeps text", async () => {
    const format = (type: string, pattern?: string): object => ({
      repeatCell: {
        range: { endRowIndex: 1, endColumnIndex: 1 },
        cell: { userEnteredFormat: { numberFormat: { type, pattern } } },
        fields: "userEnteredFormat.numberFormat",
      },
    });
    await sheet.batch(format("DATE_TIME", "yyyy-mm-dd hh:mm:ss"));
    expect(await entered("2020-01-01", "USER_ENTERED")).toMatchObject({
      formattedValue: "2020-01-01 00:00:00",
    });
    await sheet.batch(format("TEXT"));
    expect(await entered("0042", "USER_ENTERED")).toMatchObject({ formattedValue: "0042" });
  });

  test("a text longer than a cell holds is refused", async () => {
    const answer = await sheet.put("A1", [["x".repeat(50_001)]]);
    expect(answer.message).toBe(
      "Your input contains more than the maximum of 50000 characters in a single cell.",
    );
  });
});

describe("values.batchUpdate", () => {
  test("totals count distinct rows and columns", async () => {
    const { data } = await sheet.api.spreadsheets.values.batchUpdate({
      spreadsheetId,
      requestBody: {
        valueInputOption: "RAW",
        data: [
          { range: "A1:D1", values: [[1, 2, 3, 4]] },
          { range: "A2:D2", values: [[1, 2, 3, 4]] },
        ],
      },
    });
    expect(data).toMatchObject({
      totalUpdatedRows: 2,
      totalUpdatedColumns: 4,
      totalUpdatedCells: 8,
      totalUpdatedSheets: 1,
    });
    expect(data.responses).toHaveLength(2);
  });

  test("a range at fault is named and nothing is written", async () => {
    const answer = await sheet.call("POST", "/values:batchUpdate", {
      valueInputOption: "RAW",
      data: [
        { range: "A1", values: [[1]] },
        { range: "Nix!A1", values: [[1]] },
      ],
    });
    expect(answer.message).toBe("Invalid data[1]: Unable to parse range: Nix!A1");
    expect(await sheet.values("A1")).toBeUndefined();
  });
});

describe("values.append", () => {
  interface Appended {
    readonly tableRange?: string;
    readonly updates: { readonly updatedRange: string };
  }
  const append = async (range: string, row: unknown[], query = ""): Promise<Appended> => {
    const path = `/values/${range}:append?valueInputOption=RAW${query}`;
    return (await sheet.call("POST", path, { values: [row] })).body as Appended;
  };

  test("starts at the corner when there is no table, and tells none", async () => {
    const answer = await append("B2", ["a"]);
    expect(answer.updates.updatedRange).toBe("Sheet1!B2");
    expect(answer).not.toHaveProperty("tableRange");
  });

  test("to the whole sheet takes the last table, which a blank cell made of the row", async () => {
    await sheet.put("A1", [["a", "", "c"]]);
    expect(await append("Sheet1", [1, 2, 3])).toMatchObject({
      tableRange: "Sheet1!C1",
      updates: { updatedRange: "Sheet1!C2:E2" },
    });
  });

  test("to the anchor of the first column takes that column's table", async () => {
    await sheet.put("A1", [["a", "", "c"]]);
    expect(await append("Sheet1!A1", [1, 2, 3])).toMatchObject({
      tableRange: "Sheet1!A1",
      updates: { updatedRange: "Sheet1!A2:C2" },
    });
  });

  test("beside a table writes beside it", async () => {
    await sheet.put("A1", [["a"], ["b"]]);
    expect((await append("B1", ["x"])).updates.updatedRange).toBe("Sheet1!B1");
  });

  test("takes the table that the range touches", async () => {
    await sheet.put("A1", [["a"], ["b"], ["c"], [""], [""], ["d"], ["e"]]);
    expect((await append("A1:A2", ["x"])).updates.updatedRange).toBe("Sheet1!A4");
    await sheet.put("A4", [[""]]);
    expect((await append("Sheet1", ["y"])).updates.updatedRange).toBe("Sheet1!A8");
  });

  test("overwrites what lies below, or inserts rows when told so", async () => {
    await sheet.put("A1", [["a"], [""], ["z"]]);
    await append("A1", ["b", "B"], "&insertDataOption=INSERT_ROWS");
    expect(await sheet.values("A1:B4")).toEqual([["a"], ["b", "B"], [], ["z"]]);
    const { body } = await sheet.call("GET", "?fields=sheets.properties.gridProperties.rowCount");
    expect(body.sheets[0].properties.gridProperties.rowCount).toBe(1001);
  });

  test("grows the grid by the rows it lacks, up to the limit of cells", async () => {
    await sheet.put("A1000", [["last"]]);
    expect((await append("A1000", ["more"])).updates.updatedRange).toBe("Sheet1!A1001");
    const small = await openSheet({ cellLimit: 26_000 });
    await small.put("A1000", [["last"]]);
    const path = "/values/A1000:append?valueInputOption=RAW";
    const answer = await small.call("POST", path, { values: [["more"]] });
    await small.close();
    expect(answer.message).toBe(
      "This action would increase the number of cells in the workbook above the limit of 26000 cells.",
    );
  });
});
