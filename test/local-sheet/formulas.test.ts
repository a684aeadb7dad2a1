import { openSheet } from "./sheet-client";
import type { TestSheet } from "./sheet-client";

let sheet: TestSheet;

beforeEach(async () => {
  sheet = await openSheet();
});
afterEach(() => sheet.close());

const result = async (formula: string): Promise<unknown> => {
  await sheet.put("Z1", [[formula]], "USER_ENTERED");
  const { effectiveValue, formattedValue } = await sheet.cell("Z1");
  const { errorValue, ...value } = effectiveValue ?? {};
  return errorValue === undefined ? Object.values(value)[0] : formattedValue;
};

describe("a formula's result", () => {
  beforeEach(async () => {
    await sheet.batch({ addSheet: { properties: { title: "流 水", sheetId: 5 } } });
    await sheet.put("A1", [
      [1, 2, "x"],
      [3, 4, ""],
      [5, "6", true],
    ]);
    await sheet.put("'流 水'!A1", [
      ["A4纸", 10],
      ["笔", 3],
      ["a4纸", 5],
    ]);
    await sheet.batch({
      addNamedRange: { namedRange: { name: "nums", range: { endRowIndex: 3, endColumnIndex: 1 } } },
    });
  });

  test.each<[string, unknown]>([
    ["=1+2*3", 7],
    ["=(1+2)*3", 9],
    ["=2^3^1", 8],
    ["=-2^2", 4],
    ["=10%", 0.1],
    ["=7/2", 3.5],
    ['="a"&"b"&1', "ab1"],
    ['="say ""hi"""', 'say "hi"'],
    ["=A1<B1", true],
    ['="A"="a"', true],
    ["=A1<>1", false],
    ["=A1+D9", 1],
    ["=B3+1", 7],
    ["=D9", 0],
    ["=C1", "x"],
    ["=SUM(A1:B3)", 15],
    ["=SUM(A:A)", 9],
    ["=SUM(A2:A)", 8],
    ["=SUM(A1,B1,10)", 13],
    ["=sum($A$1:$A$3)", 9],
    ["=SUM('流 水'!B:B)", 18],
    ["=SUM(nums)", 9],
    ["=SUMIF('流 水'!A:A,\"A4纸\",'流 水'!B:B)", 15],
    ['=SUMIF(A1:A3,">=3")', 8],
    ["=COUNTIF('流 水'!A:A,\"a*\")", 2],
    ["=COUNT(A1:C3)", 5],
    ["=COUNTA(A1:C3)", 8],
    ["=MIN(A1:B3)", 1],
    ["=MAX(0,B1-A2)", 0],
    ["=AVERAGE(A1:A3)", 3],
    ['=IF(A1>0,"ok",1/0)', "ok"],
    ["=IF(FALSE,1)", false],
    ["=IFERROR(1/0,9)", 9],
    ["=ROUND(1.005,2)", 1.01],
    ["=ROUND(-2.5,0)", -3],
    ["=ROUNDUP(1.2,0)+ROUNDDOWN(1.8,0)", 3],
    ["=MOD(-1,3)", 2],
    ["=INT(-1.5)", -2],
    ["=AND(A1=1,TRUE)", true],
    ["=OR(A1=2,FALSE)", false],
    ["=NOT(TRUE)", false],
    ['=LEN(TRIM(" a  b "))', 3],
    ['=CONCATENATE("a",1,TRUE)', "a1TRUE"],
    ["=1/0", "#DIV/0!"],
    ['="x"+1', "#VALUE!"],
    ["=A1:A3", "#VALUE!"],
    ["=XLOOKUPS(1)", "#NAME?"],
    ["=nobody", "#NAME?"],
    ["=Nowhere!A1", "#REF!"],
    ["=1+", "#ERROR!"],
    ["=)(", "#ERROR!"],
    ["={1,2", "#ERROR!"],
    ["=Z1+1", "#REF!"],
    ["=9^999", "#NUM!"],
    ["=NA()", "#N/A"],
  ])("%s is %p", async (formula, expected) => {
    expect(await result(formula)).toEqual(expected);
  });

  test("follows a chain that is longer than any call stack", async () => {
    const chain = Array.from({ length: 999 }, (_row, i) => [`=E${i + 2}+1`]);
    await sheet.put("E1", chain, "USER_ENTERED");
    await sheet.put("E1000", [[1]]);
    expect(await sheet.values("E1")).toEqual([["1000"]]);
  });

  test("is Loading... where one call would look at too many cells, and there by the next calls", async () => {
    await sheet.batch({
      repeatCell: {
        range: { endColumnIndex: 25 },
        cell: { userEnteredValue: { numberValue: 1 } },
        fields: "userEnteredValue",
      },
    });
    const sums = Array.from({ length: 300 }, () => ["=SUM($A$1:$Y$1000)"]);
    await sheet.put("Z1", sums, "USER_ENTERED");
    const read = async (): Promise<Set<unknown>> =>
      new Set(((await sheet.values("Z:Z")) ?? []).flat());
    expect(await read()).toEqual(new Set(["25000", "Loading..."]));
    expect(await read()).toEqual(new Set(["25000"]));
  });

  test("of formulas that need one another is #REF!", async () => {
    await sheet.put("E1", [["=F1", "=G1", "=E1"]], "USER_ENTERED");
    expect(await sheet.values("E1:G1")).toEqual([["#REF!", "#REF!", "#REF!"]]);
  });

  test("nested or chained without end is an error, not a crash", async () => {
    expect(await result(`=${"(".repeat(2000)}1${")".repeat(2000)}`)).toBe("#ERROR!");
    expect(await result(`=1${"+1".repeat(20_000)}`)).toBe("#ERROR!");
    expect(await result(`=${"-".repeat(5000)}1`)).toBe("#ERROR!");
  });
});

describe("a formula's references", () => {
  const formula = async (cell: string): Promise<unknown> =>
    (await sheet.values(cell, "FORMULA"))?.[0]?.[0];
  const rows = (startIndex: number, endIndex: number): object => ({
    dimension: "ROWS",
    startIndex,
    endIndex,
  });
  const columns = (startIndex: number, endIndex: number): object => ({
    dimension: "COLUMNS",
    startIndex,
    endIndex,
  });

  test.each<[string, object, string]>([
    ["=A5", { insertDimension: { range: rows(2, 4) } }, "=A7"],
    ["=$A$5", { insertDimension: { range: rows(2, 4) } }, "=$A$7"],
    ["=SUM(A2:A5)", { insertDimension: { range: rows(3, 4) } }, "=SUM(A2:A6)"],
    ["=SUM(A2:A5)", { insertDimension: { range: rows(5, 6) } }, "=SUM(A2:A5)"],
    ["=SUM(A2:A)", { insertDimension: { range: rows(1, 2) } }, "=SUM(A3:A)"],
    ["=SUM(A:A)", { insertDimension: { range: rows(1, 2) } }, "=SUM(A:A)"],
    ["=SUM(2:3)", { insertDimension: { range: columns(0, 1) } }, "=SUM(2:3)"],
    ["=A5+B5", { insertDimension: { range: columns(1, 2) } }, "=A5+C5"],
    ["=A5", { deleteDimension: { range: rows(2, 4) } }, "=A3"],
    ["=A3", { deleteDimension: { range: rows(2, 4) } }, "=#REF!"],
    ["=SUM(A2:A5)", { deleteDimension: { range: rows(2, 3) } }, "=SUM(A2:A4)"],
    ["=SUM(A2:A5)", { deleteDimension: { range: rows(3, 8) } }, "=SUM(A2:A3)"],
    ["=A5", { moveDimension: { source: rows(4, 5), destinationIndex: 1 } }, "=A2"],
    ["=A2", { moveDimension: { source: rows(4, 5), destinationIndex: 1 } }, "=A3"],
    ["=Sheet1!A5", { insertDimension: { range: rows(2, 4) } }, "=Sheet1!A7"],
    [
      "=Sheet1!A5",
      { updateSheetProperties: { properties: { title: "库存" }, fields: "title" } },
      "='库存'!A5",
    ],
  ])("%s after %j is %s", async (before, request, after) => {
    await sheet.batch({ addSheet: { properties: { sheetId: 5, title: "Other" } } });
    await sheet.put("A1", [[before]], "USER_ENTERED");
    expect(await sheet.batch(request)).toMatchObject({ status: 200 });
    const all = ((await sheet.values("A1:C3", "FORMULA")) ?? [])
      .flat()
      .filter((value) => String(value).startsWith("="));
    expect(all).toEqual([after]);
  });

  test("in another tab follow too, and are #REF! when the tab goes", async () => {
    await sheet.batch({ addSheet: { properties: { sheetId: 5, title: "B" } } });
    await sheet.put("A1", [["=B!A2", "=C1"]], "USER_ENTERED");
    await sheet.batch({ insertDimension: { range: { sheetId: 5, ...rows(0, 1) } } });
    expect(await formula("A1")).toBe("=B!A3");
    expect(await formula("B1")).toBe("=C1");
    await sheet.batch({ deleteSheet: { sheetId: 5 } });
    expect(await formula("A1")).toBe("=#REF!");
    expect(await sheet.values("A1")).toEqual([["#REF!"]]);
  });

  test("that a copy would push off the sheet are lost", async () => {
    await sheet.put("B2", [["=A1"]], "USER_ENTERED");
    await sheet.batch({
      copyPaste: {
        source: { startRowIndex: 1, endRowIndex: 2, startColumnIndex: 1, endColumnIndex: 2 },
        destination: { startRowIndex: 0, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 },
        pasteType: "PASTE_FORMULA",
      },
    });
    expect(await formula("B1")).toBe("=#REF!");
  });

  test("go with their row when rows are sorted", async () => {
    await sheet.put(
      "A1",
      [
        [2, "=A1*10"],
        [1, "=A2*10"],
      ],
      "USER_ENTERED",
    );
    await sheet.batch({
      sortRange: { range: { endRowIndex: 2, endColumnIndex: 2 }, sortSpecs: [{}] },
    });
    expect(await sheet.values("A1:B2", "FORMULA")).toEqual([
      [1, "=A1*10"],
      [2, "=A2*10"],
    ]);
  });
});
