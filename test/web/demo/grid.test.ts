import fc from "fast-check";
import { gridView, locateRow } from "../../../src/web/demo/grid";
import type { Tab } from "../../../src/web/demo/sheet-client";

const tab = (rows: readonly (readonly (string | number)[])[], title = "库存"): Tab => ({
  title,
  sheetId: 1,
  rowCount: 1000,
  above: 0,
  rows: rows.map((row) =>
    row.map((value) => ({
      ...{ shown: String(value), typed: String(value), isNumber: typeof value === "number" },
    })),
  ),
});

describe("the grid", () => {
  it("marks rows below their safety stock, whatever the order of the columns", () => {
    const view = gridView(
      [
        tab([
          ["安全库存", "物品名称", "当前库存（箱）"],
          [5, "A4纸", 4],
          [5, "A3纸", 5],
          [5, "胶带", ""],
        ]),
      ],
      "库存",
    );
    expect(view?.rows.map(({ low }) => low)).toEqual([false, true, false, false]);
  });

  it("shows the first tab where the wanted one is gone, and changes a tab's mark with its cells", () => {
    const before = gridView([tab([["a"]]), tab([["b"]], "流水")], "没有");
    const after = gridView([tab([["a"]]), tab([["c"]], "流水")], "没有");
    expect(before?.title).toBe("库存");
    expect(after?.tabs[0]?.mark).toBe(before?.tabs[0]?.mark);
    expect(after?.tabs[1]?.mark).not.toBe(before?.tabs[1]?.mark);
    expect(gridView([], "库存")).toBeUndefined();
  });
});

describe("the row that somebody edits", () => {
  const stock = tab([
    ["物品名称", "当前库存"],
    ["A4纸", 5],
    ["A3纸", 3],
  ]);

  it("is in its place", () => {
    expect(locateRow(stock, { row: 1, cells: ["A4纸", "5"], column: 1 })).toBe(1);
  });

  it("is found where it moved to", () => {
    const moved = tab([
      ["物品名称", "当前库存"],
      ["胶带", 1],
      ["A4纸", 5],
      ["A3纸", 3],
    ]);
    expect(locateRow(moved, { row: 1, cells: ["A4纸", "5"], column: 1 })).toBe(2);
    expect(locateRow(moved, { row: 1, cells: ["A4纸", "5"], column: undefined })).toBe(2);
  });

  it("may have been booked on meanwhile, but is not deleted then, nor edited under another name", () => {
    const headers = ["物品名称", "规格", "当前库存", "安全库存", "上次更新时间", "负责人"];
    const now = tab([headers, ["A4纸", "70g", 4, 5, "10:00", "张三"]]);
    const cells = ["A4纸", "70g", "5", "5", "09:00", "张三"];
    expect(locateRow(now, { row: 1, cells, column: 3 })).toBe(1);
    expect(locateRow(now, { row: 1, cells, column: 2 })).toBe(1);
    expect(locateRow(now, { row: 1, cells, column: undefined })).toBeUndefined();
    const others = ["A3纸", "70g", "4", "5", "10:00", "张三"];
    expect(locateRow(now, { row: 1, cells: others, column: 2 })).toBeUndefined();
    const turned = ["A4纸", "80g", "3", "5", "09:00", "张三"];
    expect(locateRow(now, { row: 1, cells: turned, column: 3 })).toBeUndefined();
  });

  it("is the first empty one below the table while nobody filled it", () => {
    expect(locateRow(stock, { row: 3, cells: [], column: 0 })).toBe(3);
    const filled = tab([["物品名称"], ["A4纸"], ["A3纸"], ["胶带"]]);
    expect(locateRow(filled, { row: 3, cells: [], column: 0 })).toBeUndefined();
  });

  it("is never another row than the one that was seen, wherever rows were added", () => {
    const name = fc.string({ minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
        fc.array(name, { maxLength: 4 }),
        fc.nat(),
        (names, added, pick) => {
          const row = pick % names.length;
          const now = tab([...added, ...names].map((each) => [each]));
          const at = locateRow(now, { row, cells: [names[row]!], column: undefined });
          if (at !== undefined) expect(now.rows[at]?.[0]?.shown).toBe(names[row]);
        },
      ),
    );
  });
});
