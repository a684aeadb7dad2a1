/** What the sheet editor reads of the embedded sheet: tabs to which rows are added below are shown at their end. */
import { startLocalSheet } from "../../../src/local-sheet/server";
import type { LocalSheet } from "../../../src/local-sheet/server";
import { endsFirst, gridView, locateRow } from "../../../src/web/demo/grid";
import { createSheetClient, mostRows } from "../../../src/web/demo/sheet-client";
import type { SheetClient, Tab } from "../../../src/web/demo/sheet-client";

let sheet: LocalSheet;
let client: SheetClient;

beforeEach(async () => {
  sheet = await startLocalSheet({ dir: undefined, timeZone: "Asia/Shanghai" });
  const { url: sheetUrl, spreadsheetId } = sheet;
  client = createSheetClient({ sheetUrl, spreadsheetId, endsFirst });
  for (const [sheetId, title] of ["流水", "库存"].entries()) {
    const gridProperties = { rowCount: 1000, columnCount: 3 };
    await edit({ addSheet: { properties: { sheetId: sheetId + 10, title, gridProperties } } });
    await append(sheetId + 10, ["时间"]);
  }
});
afterEach(() => sheet.close());

async function edit(...requests: readonly object[]): Promise<void> {
  const url = `${sheet.url}/v4/spreadsheets/${sheet.spreadsheetId}:batchUpdate`;
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ requests }) });
  if (!answer.ok) throw new Error(await answer.text());
}

const append = (sheetId: number, texts: readonly string[]): Promise<void> =>
  edit({
    appendCells: {
      sheetId,
      fields: "userEnteredValue",
      rows: texts.map((text) => ({ values: [{ userEnteredValue: { stringValue: text } }] })),
    },
  });
const numbered = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `第${from + index}行`);

async function read(title: string): Promise<Tab> {
  const tab = (await client.read()).find((each) => each.title === title);
  if (tab === undefined) throw new Error(`no tab ${title}`);
  return tab;
}
const textsOf = ({ rows }: Tab): readonly string[] => rows.map(([cell]) => cell?.shown ?? "");

describe("a long tab", () => {
  it("to which rows are added below is shown at its end, under its first row and its own numbers", async () => {
    await append(10, numbered(2, 400));
    const tab = await read("流水");
    expect(textsOf(tab)).toEqual(["时间", ...numbered(402 - mostRows, 400)]);
    expect(tab.above).toBe(400 - mostRows);
    expect(gridView([tab], "流水")).toMatchObject({
      above: 100,
      endsFirst: true,
      cut: "只显示最后 299 行",
      tabs: [{ rows: 399 }],
    });
    const seen = { row: 399, cells: ["第400行"], column: 0 };
    expect(locateRow(tab, seen)).toBe(399);
  });

  it("is followed as it grows over what is shown, and as it is emptied", async () => {
    await append(10, numbered(2, mostRows));
    expect(await read("流水")).toMatchObject({ above: 0 });
    await append(10, numbered(mostRows + 1, mostRows + 5));
    const tab = await read("流水");
    expect(textsOf(tab).slice(-2)).toEqual(numbered(mostRows + 4, mostRows + 5));
    expect(tab.above).toBe(5);
    await append(10, numbered(mostRows + 6, mostRows + 6));
    expect(textsOf(await read("流水"))).toHaveLength(mostRows);
    const range = { sheetId: 10, startRowIndex: 1 };
    await edit({ updateCells: { range, fields: "userEnteredValue" } });
    await append(10, ["新的"]);
    await read("流水");
    expect(textsOf(await read("流水"))).toEqual(["时间", "新的"]);
  });

  it("of things that stay where they are is shown from its top", async () => {
    await append(11, numbered(2, 400));
    const tab = await read("库存");
    expect(textsOf(tab)).toEqual(["时间", ...numbered(2, mostRows)]);
    expect(gridView([tab], "库存")?.cut).toBe("只显示最前面 300 行");
  });
});
