/** Traits of real Google Sheets, each as its answers were quoted. */
import { block, openSheet, removeDirectories, temporaryDirectory } from "./sheet-client";
import type { Json, TestSheet } from "./sheet-client";

let sheet: TestSheet;
beforeEach(async () => {
  sheet = await openSheet();
});
afterEach(async () => {
  await sheet.close();
  removeDirectories();
});

async function reopen(options: Parameters<typeof openSheet>[0]): Promise<void> {
  await sheet.close();
  sheet = await openSheet(options);
}

const get = async (fields: string): Promise<Json> =>
  (await sheet.call("GET", `?fields=${encodeURIComponent(fields)}`)).body;

const rows = (startRowIndex: number, endRowIndex: number): object => ({
  startRowIndex,
  endRowIndex,
});

describe("a named range whose tab is deleted", () => {
  const named = (name: string, namedRangeId: string, sheetId?: number): object => ({
    addNamedRange: { namedRange: { name, namedRangeId, range: { sheetId, ...rows(0, 1) } } },
  });

  test("is not listed, but keeps its name and id taken, also after a restart", async () => {
    const dir = temporaryDirectory();
    await reopen({ dir });
    await sheet.batch({ addSheet: { properties: { sheetId: 7 } } }, named("fence", "c1", 7));
    await sheet.batch({ deleteSheet: { sheetId: 7 } });
    for (let time = 0; time < 2; time += 1) {
      expect(await get("namedRanges")).toEqual({});
      expect((await sheet.batch(named("fence", "c2"))).message).toBe(
        "Invalid requests[0].addNamedRange: Cannot add named range with name: fence, a named range with that name already exists.",
      );
      expect((await sheet.batch(named("other", "c1"))).status).toBe(400);
      const update = { namedRange: { namedRangeId: "c1", name: "n" }, fields: "name" };
      expect((await sheet.batch({ updateNamedRange: update })).message).toBe(
        "Invalid requests[0].updateNamedRange: No NamedRange with id: c1",
      );
      await reopen({ dir });
    }
    expect((await sheet.batch(named("fresh", "c3"))).status).toBe(200);
  });
});

describe("a table with typed columns", () => {
  const columnProperties = [
    { columnName: "时间", columnType: "DATE_TIME" },
    { columnIndex: 1, columnName: "数量", columnType: "DOUBLE" },
    { columnIndex: 2, columnName: "备注" },
  ];
  const table = { name: "流水", tableId: "t1", range: block(0, 0, 3, 3), columnProperties };
  const cell = { userEnteredFormat: { numberFormat: { type: "DATE_TIME" } } };
  const fields = "userEnteredFormat.numberFormat";
  const typed = "This operation is not allowed on cells in typed columns";

  beforeEach(() => sheet.batch({ addTable: { table } }));

  test("is listed with its columns, and its headers stand in its first row", async () => {
    expect((await get("sheets.tables")).sheets[0].tables).toMatchObject([table]);
    expect(await sheet.values("A1:C1")).toEqual([["时间", "数量", "备注"]]);
  });

  test.each([
    ["setDataValidation", { range: block(1, 1, 2, 2), rule: { condition: { type: "NOT_BLANK" } } }],
    ["repeatCell", { range: block(1, 0, 2, 3), cell, fields }],
    ["repeatCell", { range: block(1, 0, 2, 1), cell, fields: "*" }],
    ["updateCells", { start: { rowIndex: 2 }, rows: [{ values: [cell] }], fields }],
    ["appendCells", { tableId: "t1", rows: [{ values: [cell] }], fields }],
  ])("refuses formats and validations by %s", async (kind, request) => {
    const before = await get("sheets");
    expect((await sheet.batch({ [kind]: request })).message).toBe(
      `Invalid requests[0].${kind}: ${typed}`,
    );
    expect(await get("sheets")).toEqual(before);
  });

  test("takes values and bold letters, formats in columns without a type, in its header and below it", async () => {
    const bold = { userEnteredFormat: { textFormat: { bold: true } } };
    const answers = await sheet.batch(
      {
        repeatCell: {
          range: block(1, 0, 3, 3),
          cell: bold,
          fields: "userEnteredFormat.textFormat",
        },
      },
      { repeatCell: { range: block(1, 2, 3, 3), cell, fields } },
      { repeatCell: { range: block(0, 0, 1, 3), cell, fields } },
      { repeatCell: { range: block(3, 0, 9, 3), cell, fields } },
    );
    expect(answers.status).toBe(200);
  });

  test("is not joined by rows written below it; rows appended by its id are its own", async () => {
    const range = async (): Promise<unknown> =>
      (await get("sheets.tables.range")).sheets[0].tables[0].range.endRowIndex;
    await sheet.put("A2:C3", [
      [1, 2, "x"],
      [3, 4, "y"],
    ]);
    await sheet.put("A4", [["below"]]);
    expect(await range()).toBe(3);
    const values = [{ userEnteredValue: { numberValue: 5 } }];
    const append = { tableId: "t1", rows: [{ values }], fields: "userEnteredValue" };
    await sheet.batch({ appendCells: append });
    expect(await range()).toBe(4);
    expect(await sheet.values("A1:A6")).toEqual([["时间"], ["1"], ["3"], ["5"], ["below"]]);
  });

  test("grows with rows inserted in it, and keeps types when columns move", async () => {
    const dimension = { dimension: "COLUMNS", startIndex: 1, endIndex: 2 };
    await sheet.batch({ insertDimension: { range: { ...dimension, dimension: "ROWS" } } });
    await sheet.batch({ insertDimension: { range: dimension } });
    const [{ range, columnProperties: columns }] = (await get("sheets.tables")).sheets[0].tables;
    expect(range).toEqual(block(0, 0, 4, 4));
    expect(columns[1]).toMatchObject({ columnIndex: 2, columnType: "DOUBLE" });
    await sheet.batch({ updateTable: { table: { tableId: "t1", name: "新" }, fields: "name" } });
    expect((await get("sheets.tables.name")).sheets[0].tables).toEqual([{ name: "新" }]);
  });
});

describe("copyPaste from rows that a filter hides", () => {
  const copy = {
    copyPaste: {
      source: block(1, 0, 4, 1),
      destination: block(1, 3, 2, 4),
      pasteType: "PASTE_VALUES",
    },
  };
  beforeEach(async () => {
    await sheet.put("A1:A4", [["物品"], ["A4纸"], ["订书机"], ["胶带"]]);
    const filterSpecs = [{ columnIndex: 0, filterCriteria: { hiddenValues: ["订书机"] } }];
    await sheet.batch({ setBasicFilter: { filter: { range: block(0, 0, 4, 1), filterSpecs } } });
  });

  test("takes all rows", async () => {
    await sheet.batch(copy);
    expect(await sheet.values("D2:D4")).toEqual([["A4纸"], ["订书机"], ["胶带"]]);
    const body = await get("sheets.data.rowMetadata.hiddenByFilter");
    expect(body.sheets[0].data[0].rowMetadata.slice(0, 4)).toEqual([
      {},
      {},
      { hiddenByFilter: true },
      {},
    ]);
  });

  test("leaves them out where the trait is on, also when the store does it again", async () => {
    sheet.sheet.traits.add("filter-hides");
    await sheet.batch(copy);
    expect(await sheet.values("D2:D4")).toEqual([["A4纸"], ["胶带"]]);
    const dir = temporaryDirectory();
    await reopen({ dir, traits: ["filter-hides"] });
    await sheet.put("A1:A3", [["a"], ["b"], ["c"]]);
    const criteria = { 0: { hiddenValues: ["b"] } };
    await sheet.batch({ setBasicFilter: { filter: { range: block(0, 0, 3, 1), criteria } } }, copy);
    await reopen({ dir });
    expect(await sheet.values("D2:D4")).toEqual([["c"]]);
  });
});

describe("formulas over rows that come", () => {
  test("an insertion above moves their first row, in array literals as well", async () => {
    await sheet.put("C1:C3", [["数量"], [2], [3]]);
    await sheet.put(
      "H1:H5",
      [
        ["=SUM(C2:C10)"],
        ["=SUM(C2:C)"],
        ["=SUM({C2:C4;C2:C3})"],
        ["=SUM(C:C)"],
        ["={Sheet1!C2:C3}"],
      ],
      "USER_ENTERED",
    );
    const range = { dimension: "ROWS", startIndex: 1, endIndex: 2 };
    await sheet.batch({ insertDimension: { range, inheritFromBefore: false } });
    expect(await sheet.values("H1:H6", "FORMULA")).toEqual([
      ["=SUM(C3:C11)"],
      [],
      ["=SUM(C3:C)"],
      ["=SUM({C3:C5;C3:C4})"],
      ["=SUM(C:C)"],
      ["={Sheet1!C3:C4}"],
    ]);
    await sheet.put("C5", [[10]]);
    expect(await sheet.values("H3:H5")).toEqual([["15"], ["20"], ["15"]]);
  });

  test("array results fill cells that nobody entered, and make way for none", async () => {
    await sheet.put("A1:A3", [[1], [2], [3]]);
    await sheet.put("C1", [["={1,2;3,4}"]], "USER_ENTERED");
    await sheet.put("F1", [['=ARRAYFORMULA(IF(A1:A3>1,A1:A3*10+B1,""))']], "USER_ENTERED");
    expect(await sheet.values("A1:F3", "UNFORMATTED_VALUE")).toEqual([
      [1, "", 1, 2],
      [2, "", 3, 4, "", 20],
      [3, "", "", "", "", 30],
    ]);
    expect(await sheet.cell("D2")).toMatchObject({
      effectiveValue: { numberValue: 4 },
      formattedValue: "4",
    });
    expect(await sheet.cell("D2")).not.toHaveProperty("userEnteredValue");
    await sheet.put("G1", [["=SUM(C1:D2)+SUM(F:F)"]], "USER_ENTERED");
    expect(await sheet.values("G1")).toEqual([["60"]]);
    await sheet.put("D2", [["mine"]]);
    expect(await sheet.values("C1:D2")).toEqual([["#REF!"], ["", "mine"]]);
    await sheet.put("D2", [[""]]);
    expect(await sheet.values("C1:D2")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });
});

describe("merges", () => {
  test("are answered, keep their first cell, follow insertions and are never cut in two", async () => {
    await sheet.put("A1:B2", [
      [1, 2],
      [3, 4],
    ]);
    await sheet.batch(
      { mergeCells: { range: block(0, 0, 1, 2) } },
      { mergeCells: { range: block(1, 0, 2, 2) } },
      { insertDimension: { range: { dimension: "ROWS", startIndex: 1, endIndex: 2 } } },
    );
    expect(await get("sheets.merges")).toEqual({
      sheets: [{ merges: [block(0, 0, 1, 2), block(2, 0, 3, 2)] }],
    });
    expect(await sheet.values("A1:B3")).toEqual([["1"], [], ["3"]]);
    expect((await sheet.batch({ mergeCells: { range: block(0, 0, 3, 1) } })).status).toBe(400);
  });
});

test("duplicateSheet copies cells, formulas and looks, which then go their own way", async () => {
  await sheet.put("A1:B1", [[2, "=A1*2"]], "USER_ENTERED");
  await sheet.batch({ mergeCells: { range: block(2, 0, 3, 2) } });
  const { body } = await sheet.batch({
    duplicateSheet: { sourceSheetId: 0, insertSheetIndex: 1, newSheetId: 9, newSheetName: "副本" },
  });
  expect(body.replies[0].duplicateSheet.properties).toMatchObject({
    sheetId: 9,
    title: "副本",
    index: 1,
  });
  await sheet.put("A1", [[5]]);
  expect(await sheet.values("副本!A1:B1", "FORMULA")).toEqual([[2, "=A1*2"]]);
  expect(await sheet.values("副本!B1")).toEqual([["4"]]);
  expect((await get("sheets.merges")).sheets[1].merges).toEqual([
    { sheetId: 9, ...block(2, 0, 3, 2) },
  ]);
  expect(
    (await sheet.batch({ duplicateSheet: {} })).body.replies[0].duplicateSheet.properties.title,
  ).toBe("Copy of Sheet1");
});

describe("the server answers as Google does", () => {
  test("Python's True and False in the query", async () => {
    const append = "/values/A1:append?valueInputOption=RAW&includeValuesInResponse=False";
    expect((await sheet.call("POST", append, { values: [[1]] })).status).toBe(200);
    expect((await sheet.call("GET", "?includeGridData=True")).body.sheets[0].data).toBeDefined();
  });

  test("an insertion behind the last row that inherits from after it", async () => {
    const range = { dimension: "ROWS", startIndex: 1000, endIndex: 1001 };
    expect((await sheet.batch({ insertDimension: { range } })).message).toBe(
      "Invalid requests[0].insertDimension: range.startIndex must be less than the grid size (1000) if inheritFromBefore is false.",
    );
    const before = { insertDimension: { range, inheritFromBefore: true } };
    expect((await sheet.batch(before)).status).toBe(200);
  });

  test("colours in 255ths and told twice, a cleared tab colour as none", async () => {
    const cell = { userEnteredFormat: { backgroundColor: { red: 0.5, green: 0, blue: 0.4 } } };
    const tabColor = { red: 0.5, green: 0 };
    const fields = "userEnteredFormat.backgroundColor";
    await sheet.batch(
      { repeatCell: { range: block(0, 0, 1, 1), cell, fields } },
      { updateSheetProperties: { properties: { tabColor }, fields: "tabColor" } },
    );
    const colour = { red: 0.49803922, blue: 0.4 };
    const both = { backgroundColor: colour, backgroundColorStyle: { rgbColor: colour } };
    expect(await sheet.cell("A1")).toMatchObject({
      userEnteredFormat: both,
      effectiveFormat: both,
    });
    const tab = async (): Promise<unknown> =>
      (await get("sheets.properties(tabColor,tabColorStyle)")).sheets[0].properties;
    expect(await tab()).toEqual({
      tabColor: { red: 0.49803922 },
      tabColorStyle: { rgbColor: { red: 0.49803922 } },
    });
    await sheet.batch({
      updateSheetProperties: { properties: { tabColor: {} }, fields: "tabColor" },
    });
    expect(await tab()).toEqual({});
  });

  test("an empty note and an emptied format as none", async () => {
    const put = (cell: object, fields: string) =>
      sheet.batch({ updateCells: { start: {}, rows: [{ values: [cell] }], fields } });
    await put(
      { note: "x", userEnteredFormat: { textFormat: { bold: true } } },
      "note,userEnteredFormat",
    );
    await put({ note: "", userEnteredFormat: {} }, "note,userEnteredFormat");
    expect(
      (await sheet.call("GET", "?includeGridData=true&ranges=A1")).body.sheets[0].data[0],
    ).not.toHaveProperty("rowData");
  });

  test("the theme without a mask, editors with the caller, the address of a HYPERLINK, number formats under a mask", async () => {
    expect((await sheet.call("GET", "")).body.properties.spreadsheetTheme.primaryFontFamily).toBe(
      "Arial",
    );
    const { body } = await sheet.batch({
      addProtectedRange: { protectedRange: { range: block(0, 0, 1, 1), editors: { groups: [] } } },
    });
    expect(body.replies[0].addProtectedRange.protectedRange.editors).toEqual({});
    const [{ editors }] = (await get("sheets.protectedRanges")).sheets[0].protectedRanges;
    expect(editors).toEqual({ users: [expect.stringContaining("@")] });
    await sheet.put(
      "B1:C1",
      [['=HYPERLINK("https://example.com","看")', "2026-01-02"]],
      "USER_ENTERED",
    );
    expect(await sheet.cell("B1")).toMatchObject({
      hyperlink: "https://example.com",
      formattedValue: "看",
    });
    const masked = await sheet.call(
      "GET",
      "?ranges=C1&fields=sheets.data.rowData.values(userEnteredFormat.numberFormat,effectiveFormat.numberFormat)",
    );
    const numberFormat = { type: "DATE", pattern: expect.any(String) };
    expect(masked.body.sheets[0].data[0].rowData[0].values[0]).toEqual({
      userEnteredFormat: { numberFormat },
      effectiveFormat: { numberFormat },
    });
  });

  test("holes in the list of requests as nothing", async () => {
    const rowsOf = [{ values: [{ userEnteredValue: { numberValue: 1 } }] }];
    const write = { updateCells: { start: {}, rows: rowsOf, fields: "userEnteredValue" } };
    const { status } = await sheet.call("POST", ":batchUpdate", { requests: [null, write, null] });
    expect([status, await sheet.values("A1")]).toEqual([200, [["1"]]]);
  });

  test("findReplace of entire cells within a range, with what it changed", async () => {
    await sheet.put("A1:A3", [["甲"], ["甲乙"], ["甲"]]);
    const { body } = await sheet.batch({
      findReplace: {
        find: "甲",
        replacement: "丙",
        matchEntireCell: true,
        range: block(0, 0, 2, 1),
      },
    });
    expect(body.replies[0].findReplace).toMatchObject({ occurrencesChanged: 1, valuesChanged: 1 });
    expect(await sheet.values("A1:A3")).toEqual([["丙"], ["甲乙"], ["甲"]]);
  });
});

describe("switched on for tests", () => {
  test("an Office file refuses every call, and none when it is off again", async () => {
    sheet.sheet.traits.add("office-file");
    for (const answer of [await sheet.call("GET", ""), await sheet.put("A1", [["x"]])]) {
      expect(answer.body.error).toEqual({
        code: 400,
        status: "FAILED_PRECONDITION",
        message:
          "This operation is not supported for this document. The document must not be an Office file.",
      });
    }
    sheet.sheet.traits.delete("office-file");
    expect((await sheet.put("A1", [["x"]])).status).toBe(200);
  });

  test("protected ranges refuse whoever is no editor, but not their open parts", async () => {
    await reopen({ traits: ["protected-ranges"] });
    await sheet.batch({
      addProtectedRange: {
        protectedRange: { range: block(0, 0, 3, 3), unprotectedRanges: [block(1, 1, 2, 2)] },
      },
    });
    const { message } = await sheet.put("A1", [["x"]]);
    expect(message).toContain("You are trying to edit a protected cell or object.");
    const cell = { userEnteredValue: { numberValue: 1 } };
    const repeat = (range: object) =>
      sheet.batch({ repeatCell: { range, cell, fields: "userEnteredValue" } });
    expect((await repeat(block(2, 2, 4, 4))).message).toContain(
      "Invalid requests[0].repeatCell: You are",
    );
    const range = { dimension: "ROWS", startIndex: 1, endIndex: 2 };
    expect((await sheet.batch({ deleteDimension: { range } })).status).toBe(400);
    expect((await repeat(block(1, 1, 2, 2))).status).toBe(200);
    expect((await sheet.put("D4", [["x"]])).status).toBe(200);
  });
});
