import type { sheets_v4 } from "@googleapis/sheets";
import { block, everythingIn, openSheet, spreadsheetId } from "./sheet-client";
import type { Json, TestSheet } from "./sheet-client";

let sheet: TestSheet;

beforeEach(async () => {
  sheet = await openSheet();
});
afterEach(() => sheet.close());

const rows = (startIndex: number, endIndex: number): object => ({
  dimension: "ROWS",
  startIndex,
  endIndex,
});

describe("a batch", () => {
  test("applies its requests in order, mirrors them in replies and gives the cells as they then stand", async () => {
    const { data } = await sheet.api.spreadsheets.batchUpdate({
      spreadsheetId,
      fields:
        "replies,updatedSpreadsheet.sheets(properties.sheetId,data.rowData.values.formattedValue)",
      requestBody: {
        includeSpreadsheetInResponse: true,
        responseIncludeGridData: true,
        responseRanges: ["T!A1:B2"],
        requests: [
          { addSheet: { properties: { title: "T", sheetId: 7 } } },
          {
            updateCells: {
              start: { sheetId: 7, rowIndex: 0, columnIndex: 0 },
              rows: [{ values: [{ userEnteredValue: { numberValue: 5 } }] }],
              fields: "userEnteredValue",
            },
          },
          {
            copyPaste: {
              source: { sheetId: 7, ...block(0, 0, 1, 1) },
              destination: { sheetId: 7, ...block(1, 1, 2, 2) },
              pasteType: "PASTE_FORMULA",
            },
          },
        ],
      },
    });
    expect(data.replies?.slice(1)).toEqual([{}, {}]);
    expect(data.replies?.[0]?.addSheet?.properties).toMatchObject({ sheetId: 7, index: 1 });
    expect(data.updatedSpreadsheet).toEqual({
      sheets: [
        {
          properties: { sheetId: 7 },
          data: [
            {
              rowData: [
                { values: [{ formattedValue: "5" }] },
                { values: [{}, { formattedValue: "5" }] },
              ],
            },
          ],
        },
      ],
    });
  });

  test("is refused whole, and names the request at fault", async () => {
    await sheet.put("A1", [[1, "=A1"]], "USER_ENTERED");
    const before = await everythingIn(sheet);
    const answer = await sheet.batch(
      { insertDimension: { range: rows(0, 3) } },
      { addSheet: { properties: { title: "T" } } },
      { updateSheetProperties: { properties: { title: "Neu" }, fields: "title" } },
      { addSheet: { properties: { title: "neu" } } },
    );
    expect(answer).toMatchObject({
      status: 400,
      message:
        'Invalid requests[3].addSheet: A sheet with the name "neu" already exists. Please enter another name.',
    });
    expect(await everythingIn(sheet)).toEqual(before);
  });

  test("is refused when one of its response ranges can't be read", async () => {
    const before = await everythingIn(sheet);
    const answer = await sheet.call("POST", ":batchUpdate", {
      includeSpreadsheetInResponse: true,
      responseRanges: ["Nix!A1"],
      requests: [{ addSheet: {} }],
    });
    expect(answer.message).toBe("Unable to parse range: Nix!A1");
    expect(await everythingIn(sheet)).toEqual(before);
  });

  test.each<[string, object, number, string]>([
    ["no request", { requests: [] }, 400, "Must specify at least one request."],
    ["an empty request", { requests: [{}] }, 400, "Invalid requests[0]: No request set."],
    [
      "an unknown request",
      { requests: [{ frobnicate: {} }] },
      400,
      "Invalid JSON payload received. Unknown name \"frobnicate\" at 'requests[0]': Cannot find field.",
    ],
    [
      "an unknown field",
      { requests: [{ addSheet: { properties: { titel: "x" } } }] },
      400,
      "Invalid JSON payload received. Unknown name \"titel\" at 'requests[0].add_sheet.properties': Cannot find field.",
    ],
    [
      "a value of another type",
      { requests: [{ deleteSheet: { sheetId: "x" } }] },
      400,
      "Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), \"x\"",
    ],
    [
      "a request that only Google serves",
      { requests: [{ addSheet: {} }, { autoFill: {} }] },
      501,
      "The embedded sheet does not implement the request autoFill.",
    ],
  ])("with %s is refused", async (_what, body, status, message) => {
    expect(await sheet.call("POST", ":batchUpdate", body)).toMatchObject({ status, message });
  });

  test("takes snake_case names and numbers as text, as Google's JSON layer does", async () => {
    const answer = await sheet.batch({ add_sheet: { properties: { sheet_id: "12", title: "T" } } });
    expect(answer.body.replies[0].addSheet.properties).toMatchObject({ sheetId: 12, title: "T" });
  });
});

describe("tabs", () => {
  test("are made with 1000 rows and 26 columns, a title and a random id of their own", async () => {
    const { body } = await sheet.batch({ addSheet: {} }, { addSheet: {} });
    const [first, second] = [0, 1].map(
      (i): sheets_v4.Schema$SheetProperties =>
        body.replies[i].addSheet.properties as sheets_v4.Schema$SheetProperties,
    );
    expect(first?.gridProperties).toEqual({ rowCount: 1000, columnCount: 26 });
    expect(first?.title).toBe("Sheet2");
    expect(first?.sheetId).not.toBe(0);
    expect(second?.sheetId).not.toBe(first?.sheetId);
  });

  test.each<[string, object, string]>([
    [
      "deleting the last",
      { deleteSheet: { sheetId: 0 } },
      "deleteSheet: You can't remove all the sheets in a document.",
    ],
    [
      "hiding the last",
      { updateSheetProperties: { properties: { hidden: true }, fields: "hidden" } },
      "updateSheetProperties: You can't hide all the sheets in a document.",
    ],
    [
      "deleting an unknown one",
      { deleteSheet: { sheetId: 9 } },
      "deleteSheet: No sheet with id: 9",
    ],
    [
      "writing to an unknown one",
      { appendCells: { sheetId: 9, rows: [], fields: "*" } },
      "appendCells: No grid with id: 9",
    ],
    [
      "naming no field",
      { updateSheetProperties: { properties: { title: "x" } } },
      "updateSheetProperties: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    ],
  ])("%s is refused", async (_what, request, message) => {
    expect(await sheet.batch(request)).toMatchObject({
      status: 400,
      message: `Invalid requests[0].${message}`,
    });
  });

  test("move to a place that is counted before the move", async () => {
    await sheet.batch(
      { addSheet: { properties: { title: "B" } } },
      { addSheet: { properties: { title: "C" } } },
      { updateSheetProperties: { properties: { index: 2 }, fields: "index" } },
    );
    const { body } = await sheet.call("GET", "?fields=sheets.properties.title");
    expect((body.sheets as Json[]).map((each) => each.properties.title as string)).toEqual([
      "B",
      "Sheet1",
      "C",
    ]);
  });

  test("lose frozen rows from the answer when they are no longer frozen", async () => {
    const freeze = (frozenRowCount: number): object => ({
      updateSheetProperties: {
        properties: { gridProperties: { frozenRowCount } },
        fields: "gridProperties.frozenRowCount",
      },
    });
    const grid = async (): Promise<unknown> =>
      (await sheet.call("GET", "?fields=sheets.properties.gridProperties")).body.sheets[0]
        .properties.gridProperties;
    await sheet.batch(freeze(1));
    expect(await grid()).toEqual({ rowCount: 1000, columnCount: 26, frozenRowCount: 1 });
    await sheet.batch(freeze(0));
    expect(await grid()).toEqual({ rowCount: 1000, columnCount: 26 });
  });

  test("are bounded by the limit of cells, rows before columns", async () => {
    const small = await openSheet({ cellLimit: 30_000 });
    const resize = (rowCount: number, columnCount: number): object => ({
      updateSheetProperties: {
        properties: { gridProperties: { rowCount, columnCount } },
        fields: "gridProperties(rowCount,columnCount)",
      },
    });
    const answer = await small.batch(resize(3000, 10));
    expect(answer.message).toBe(
      "Invalid requests[0].updateSheetProperties: This action would increase the number of cells in the workbook above the limit of 30000 cells.",
    );
    expect((await small.batch(resize(1000, 10), resize(3000, 10))).status).toBe(200);
    await small.close();
  });
});

describe("rows and columns", () => {
  beforeEach(() =>
    sheet.put("A1", [
      ["h", "n"],
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]),
  );

  test("inserted ones push the others down and take the look of their neighbour", async () => {
    await sheet.put("B3", [["2020-01-01"]], "USER_ENTERED");
    await sheet.batch({ insertDimension: { range: rows(2, 4), inheritFromBefore: false } });
    expect(await sheet.values("A1:B6")).toEqual([
      ["h", "n"],
      ["a", "1"],
      [],
      [],
      ["b", "2020-01-01"],
      ["c", "3"],
    ]);
    await sheet.put("B3", [[43831]]);
    expect(await sheet.values("B3")).toEqual([["2020-01-01"]]);
  });

  test.each<[string, object, unknown]>([
    [
      "deleteDimension",
      { deleteDimension: { range: rows(1, 3) } },
      [
        ["h", "n"],
        ["c", "3"],
      ],
    ],
    [
      "moveDimension down",
      { moveDimension: { source: rows(1, 2), destinationIndex: 4 } },
      [
        ["h", "n"],
        ["b", "2"],
        ["c", "3"],
        ["a", "1"],
      ],
    ],
    [
      "moveDimension up",
      { moveDimension: { source: rows(3, 4), destinationIndex: 1 } },
      [
        ["h", "n"],
        ["c", "3"],
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    [
      "insertDimension of a column",
      { insertDimension: { range: { dimension: "COLUMNS", startIndex: 1, endIndex: 2 } } },
      [
        ["h", "", "n"],
        ["a", "", "1"],
        ["b", "", "2"],
        ["c", "", "3"],
      ],
    ],
    [
      "moveDimension of a column",
      {
        moveDimension: {
          source: { dimension: "COLUMNS", startIndex: 0, endIndex: 1 },
          destinationIndex: 3,
        },
      },
      [
        ["n", "", "h"],
        ["1", "", "a"],
        ["2", "", "b"],
        ["3", "", "c"],
      ],
    ],
    [
      "deleteRange",
      { deleteRange: { range: block(1, 0, 2, 1), shiftDimension: "ROWS" } },
      [
        ["h", "n"],
        ["b", "1"],
        ["c", "2"],
        ["", "3"],
      ],
    ],
    [
      "sortRange",
      {
        sortRange: {
          range: { startRowIndex: 1, endColumnIndex: 2 },
          sortSpecs: [{ dimensionIndex: 1, sortOrder: "DESCENDING" }],
        },
      },
      [
        ["h", "n"],
        ["c", "3"],
        ["b", "2"],
        ["a", "1"],
      ],
    ],
    [
      "findReplace",
      {
        findReplace: {
          ...{ find: "B", replacement: "beta", matchEntireCell: true },
          range: { sheetId: 0 },
        },
      },
      [
        ["h", "n"],
        ["a", "1"],
        ["beta", "2"],
        ["c", "3"],
      ],
    ],
  ])("%s", async (_name, request, expected) => {
    expect(await sheet.batch(request)).toMatchObject({ status: 200 });
    expect(await sheet.values("A1:F9")).toEqual(expected);
  });

  test.each<[string, object, string]>([
    [
      "a row that is not there",
      { deleteDimension: { range: rows(1000, 1001) } },
      "deleteDimension: Cannot delete a row that doesn't exist. Tried to delete row index 1000 but there are only 1000 rows.",
    ],
    [
      "all rows",
      { deleteDimension: { range: rows(0, 1000) } },
      "deleteDimension: Sorry, it is not possible to delete all non-frozen rows.",
    ],
    [
      "a column of cells beyond the grid",
      {
        updateCells: {
          start: { columnIndex: 25 },
          rows: [{ values: [{}, {}] }],
          fields: "userEnteredValue",
        },
      },
      "updateCells: Attempting to write column: 26, beyond the last requested column of: 25",
    ],
    [
      "rows of cells beyond the grid",
      {
        updateCells: {
          start: { rowIndex: 1000 },
          rows: [{ values: [{}, {}, {}] }],
          fields: "userEnteredValue",
        },
      },
      "updateCells: Range (Sheet1!A1001:C1001) exceeds grid limits. Max rows: 1000, max columns: 26",
    ],
  ])("%s is refused", async (_what, request, message) => {
    expect(await sheet.batch(request)).toMatchObject({
      status: 400,
      message: `Invalid requests[0].${message}`,
    });
  });

  test("deleting them unfreezes, and never all that scroll", async () => {
    const freeze = {
      updateSheetProperties: {
        properties: { gridProperties: { frozenRowCount: 2, rowCount: 5 } },
        fields: "gridProperties(frozenRowCount,rowCount)",
      },
    };
    await sheet.batch(freeze);
    const all = await sheet.batch({ deleteDimension: { range: rows(2, 5) } });
    expect(all.message).toContain("Sorry, it is not possible to delete all non-frozen rows.");
    await sheet.batch({ deleteDimension: { range: rows(0, 1) } });
    const { body } = await sheet.call("GET", "?fields=sheets.properties.gridProperties");
    expect(body.sheets[0].properties.gridProperties).toMatchObject({
      rowCount: 4,
      frozenRowCount: 1,
    });
  });

  test("repeatCell fills the range cut to the grid, formulas following", async () => {
    await sheet.batch({
      repeatCell: {
        range: { startRowIndex: 1, endRowIndex: 4, startColumnIndex: 2, endColumnIndex: 3 },
        cell: { userEnteredValue: { formulaValue: "=B2*$B$4" } },
        fields: "userEnteredValue",
      },
    });
    expect(await sheet.values("C2:C4", "FORMULA")).toEqual([
      ["=B2*$B$4"],
      ["=B3*$B$4"],
      ["=B4*$B$4"],
    ]);
  });

  test("updateCells over a range clears the masked fields of what it doesn't give, and only those", async () => {
    await sheet.put("B2", [["2020-01-01"]], "USER_ENTERED");
    await sheet.batch({
      updateCells: {
        range: block(1, 0, 4, 2),
        rows: [{ values: [{ userEnteredValue: { boolValue: true } }] }],
        fields: "userEnteredValue",
      },
    });
    expect(await sheet.values("A1:B4")).toEqual([["h", "n"], ["TRUE"]]);
    expect((await sheet.cell("B2")).userEnteredFormat?.numberFormat?.type).toBe("DATE");
  });

  test("appendCells goes below the last row that holds something and adds rows", async () => {
    await sheet.put("C1000", [["last"]]);
    const rowData = [{ values: [{ userEnteredValue: { stringValue: "=x" }, note: "n" }] }];
    await sheet.batch({ appendCells: { rows: rowData, fields: "userEnteredValue,note" } });
    expect(await sheet.cell("A1001")).toMatchObject({
      userEnteredValue: { stringValue: "=x" },
      note: "n",
    });
  });
});

describe("copyPaste", () => {
  beforeEach(async () => {
    await sheet.put("A1", [[1, "=A1*10", "=$A$1+A1"]], "USER_ENTERED");
    await sheet.put("D1", [["2020-01-01"]], "USER_ENTERED");
  });
  const paste = (pasteType: string, destination: object): Promise<Json> =>
    sheet.batch({ copyPaste: { source: block(0, 0, 1, 4), destination, pasteType } });

  test("shifts relative references, without the look", async () => {
    await paste("PASTE_FORMULA", block(2, 0, 3, 4));
    expect(await sheet.values("A3:D3", "FORMULA")).toEqual([[1, "=A3*10", "=$A$1+A3", 43831]]);
    expect(await sheet.values("D3")).toEqual([["43831"]]);
  });

  test("copies results; the look is not served", async () => {
    await paste("PASTE_VALUES", block(2, 0, 3, 4));
    expect(await sheet.values("A3:D3", "FORMULA")).toEqual([[1, 10, 2, 43831]]);
    for (const type of ["PASTE_NORMAL", "PASTE_FORMAT"])
      expect(await paste(type, block(3, 0, 4, 4))).toMatchObject({ status: 501 });
  });

  test("repeats the source where it fits, and runs over where it doesn't", async () => {
    await sheet.batch({
      copyPaste: {
        ...{ source: block(0, 0, 1, 1), destination: block(4, 0, 6, 2) },
        pasteType: "PASTE_FORMULA",
      },
    });
    expect(await sheet.values("A5:B6")).toEqual([
      ["1", "1"],
      ["1", "1"],
    ]);
    await paste("PASTE_VALUES", block(7, 0, 9, 1));
    expect(await sheet.values("A8:D9")).toEqual([
      ["1", "10", "2", "43831"],
      ["1", "10", "2", "43831"],
    ]);
  });

  test("sees what earlier requests of the batch wrote", async () => {
    const write = (value: number): object => ({
      updateCells: {
        start: { columnIndex: 0 },
        rows: [{ values: [{ userEnteredValue: { numberValue: value } }] }],
        fields: "userEnteredValue",
      },
    });
    const copy = (row: number): object => ({
      copyPaste: {
        source: block(0, 0, 1, 2),
        destination: block(row, 0, row + 1, 2),
        pasteType: "PASTE_VALUES",
      },
    });
    await sheet.batch(copy(5), write(2), copy(6), write(3), copy(7));
    expect(await sheet.values("A6:B8")).toEqual([
      ["1", "10"],
      ["2", "20"],
      ["3", "30"],
    ]);
  });

  test("past the grid is refused", async () => {
    const answer = await sheet.batch({
      copyPaste: {
        ...{ source: block(0, 0, 1, 4), destination: block(0, 24, 1, 25) },
        pasteType: "PASTE_FORMULA",
      },
    });
    expect(answer.message).toContain("exceeds grid limits. Max rows: 1000, max columns: 26");
  });
});

describe("named ranges", () => {
  const add = (name: string, namedRangeId?: string): object => ({
    addNamedRange: {
      namedRange: { name, ...(namedRangeId ? { namedRangeId } : {}), range: block(2, 0, 4, 2) },
    },
  });
  const range = async (): Promise<unknown> =>
    (await sheet.call("GET", "?fields=namedRanges.range")).body.namedRanges?.[0].range;

  test("are unique by name and id", async () => {
    await sheet.batch(add("lock", "id1"));
    expect((await sheet.batch(add("LOCK"))).message).toBe(
      "Invalid requests[0].addNamedRange: Cannot add named range with name: LOCK, a named range with that name already exists.",
    );
    expect((await sheet.batch(add("other", "id1"))).status).toBe(400);
  });

  test("that are unknown can be neither changed nor deleted, and the batch with them is refused", async () => {
    const update = { updateNamedRange: { namedRange: { namedRangeId: "x" }, fields: "name" } };
    expect(await sheet.batch(add("lock"), update)).toMatchObject({
      status: 400,
      message: "Invalid requests[1].updateNamedRange: No NamedRange with id: x",
    });
    expect((await sheet.batch({ deleteNamedRange: { namedRangeId: "x" } })).status).toBe(400);
    expect(await range()).toBeUndefined();
  });

  test("serve as a fence: known one renamed and deleted, a new one added", async () => {
    await sheet.batch(add("fence_1", "id1"));
    const answer = await sheet.batch(
      { updateNamedRange: { namedRange: { namedRangeId: "id1", name: "old" }, fields: "name" } },
      { deleteNamedRange: { namedRangeId: "id1" } },
      add("fence_1", "id2"),
    );
    expect(answer.body.replies[2].addNamedRange.namedRange.namedRangeId).toBe("id2");
  });

  test.each<[string, object, unknown]>([
    ["rows above", { insertDimension: { range: rows(0, 2) } }, block(4, 0, 6, 2)],
    ["rows inside", { insertDimension: { range: rows(3, 4) } }, block(2, 0, 5, 2)],
    ["rows below", { insertDimension: { range: rows(4, 5) } }, block(2, 0, 4, 2)],
    ["rows gone above", { deleteDimension: { range: rows(0, 1) } }, block(1, 0, 3, 2)],
    ["rows gone across", { deleteDimension: { range: rows(1, 3) } }, block(1, 0, 2, 2)],
    ["rows gone with it", { deleteDimension: { range: rows(1, 5) } }, undefined],
    [
      "its rows moved",
      { moveDimension: { source: rows(2, 4), destinationIndex: 10 } },
      block(8, 0, 10, 2),
    ],
  ])("follow %s", async (_what, request, expected) => {
    await sheet.batch(add("lock"), request);
    expect(await range()).toEqual(expected);
  });
});

describe("what is laid over cells", () => {
  test("protected ranges are kept, the caller an editor, and follow their rows", async () => {
    const protectedRange = {
      range: block(0, 0, 1, 3),
      description: "headings",
      warningOnly: true,
      requestingUserCanEdit: false,
    };
    const { body } = await sheet.batch({ addProtectedRange: { protectedRange } });
    const { protectedRangeId } = body.replies[0].addProtectedRange.protectedRange;
    await sheet.batch({ insertDimension: { range: rows(0, 1) } });
    const { body: read } = await sheet.call("GET", "?fields=sheets.protectedRanges");
    expect(read.sheets[0].protectedRanges).toEqual([
      {
        protectedRangeId,
        range: block(1, 0, 2, 3),
        description: "headings",
        warningOnly: true,
        requestingUserCanEdit: true,
      },
    ]);
  });

  test("validation is kept on cells, moves with them and does not refuse values", async () => {
    const rule = {
      condition: { type: "ONE_OF_LIST", values: [{ userEnteredValue: "是" }] },
      strict: true,
    };
    await sheet.batch(
      { setDataValidation: { range: block(0, 0, 2, 1), rule } },
      { insertDimension: { range: rows(0, 1) } },
      { setDataValidation: { range: block(1, 0, 2, 1) } },
    );
    expect((await sheet.cell("A2")).dataValidation).toBeUndefined();
    expect((await sheet.cell("A3")).dataValidation).toEqual(rule);
    expect((await sheet.put("A3", [["否"]])).status).toBe(200);
  });

  test("conditional formats and the basic filter are kept and given back", async () => {
    const rule = {
      ranges: [block(1, 2, 1000, 3)],
      booleanRule: {
        condition: { type: "CUSTOM_FORMULA", values: [{ userEnteredValue: "=$C2<$D2" }] },
        format: { backgroundColor: { red: 1 } },
      },
    };
    await sheet.batch(
      { addConditionalFormatRule: { rule, index: 0 } },
      { setBasicFilter: { filter: { range: {} } } },
    );
    const { body } = await sheet.call("GET", "?fields=sheets(conditionalFormats,basicFilter)");
    const red = { red: 1 };
    const told = { backgroundColor: red, backgroundColorStyle: { rgbColor: red } };
    expect(body.sheets[0]).toEqual({
      conditionalFormats: [{ ...rule, booleanRule: { ...rule.booleanRule, format: told } }],
      basicFilter: { range: block(0, 0, 1000, 26) },
    });
    await sheet.batch({ clearBasicFilter: {} });
    const { body: cleared } = await sheet.call("GET", "?fields=sheets.basicFilter");
    expect(cleared.sheets).toEqual([{}]);
  });

  test("widths and hidden rows are kept and move with their rows", async () => {
    await sheet.batch(
      {
        updateDimensionProperties: {
          range: rows(1, 2),
          properties: { hiddenByUser: true },
          fields: "hiddenByUser",
        },
      },
      { insertDimension: { range: rows(0, 1) } },
    );
    const path = "?ranges=A1:A3&fields=sheets.data.rowMetadata";
    const { body } = await sheet.call("GET", path);
    expect(body.sheets[0].data[0].rowMetadata).toEqual([
      { pixelSize: 21 },
      { pixelSize: 21 },
      { pixelSize: 21, hiddenByUser: true },
    ]);
  });

  test("title and time zone of the spreadsheet can be set, other locales not", async () => {
    const set = (properties: object, fields: string): object => ({
      updateSpreadsheetProperties: { properties, fields },
    });
    await sheet.batch(set({ title: "库存", timeZone: "Asia/Shanghai" }, "title,timeZone"));
    const { body } = await sheet.call("GET", "?fields=properties(title,timeZone)");
    expect(body.properties).toEqual({ title: "库存", timeZone: "Asia/Shanghai" });
    expect((await sheet.batch(set({ timeZone: "Mars" }, "timeZone"))).status).toBe(400);
    expect((await sheet.batch(set({ locale: "de_DE" }, "locale"))).status).toBe(501);
  });
});
