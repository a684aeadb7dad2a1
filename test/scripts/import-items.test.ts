import { readFileSync } from "node:fs";
import path from "node:path";
import { decodeList, parseCsv, readCells, readStockList } from "../../scripts/setup/import-items";

describe("a CSV file", () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    [
      "commas",
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "tabs and an end of line",
      "a\tb\r\n1\t2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "quotes",
      'a,b\n"x, ""y""","1\n2"\n',
      [
        ["a", "b"],
        ['x, "y"', "1\n2"],
      ],
    ],
    [
      "empty cells",
      "a,,c\n,,",
      [
        ["a", "", "c"],
        ["", "", ""],
      ],
    ],
  ])("is read with %s", (_, text, cells) => {
    expect(parseCsv(text)).toEqual(cells);
  });

  it("is decoded from UTF-8 with its mark, and from what Chinese Excel saves", () => {
    expect(decodeList(Buffer.from("\uFEFF物品,单位"))).toBe("物品,单位");
    expect(decodeList(Buffer.from([0xce, 0xef, 0xc6, 0xb7]))).toBe("物品");
  });
});

describe("a stock list", () => {
  it("becomes rows of 库存 under whatever its columns are called", () => {
    const text =
      '办公用品清单\n品名,规格,数量（个）,单位,最低库存\nA4纸,70g,"1,200",包,50\n订书机,,8,个,\n';
    expect(readStockList(parseCsv(text))).toEqual({
      rows: [
        { name: "A4纸", spec: "70g", stock: 1200, unit: "包", safetyStock: 50 },
        { name: "订书机", stock: 8, unit: "个" },
      ],
      unread: [],
    });
  });

  it("is read from an .xlsx file, its first sheet", async () => {
    const file = readFileSync(path.join(__dirname, "stock-list.xlsx"));
    expect(readStockList(await readCells(file)).rows).toEqual([
      { name: "A4纸", spec: "70g", stock: 20.5, unit: "包" },
      { name: "订书机", stock: 8, unit: "个" },
    ]);
  });

  it("names what it can't read, with the line, and guesses at nothing", () => {
    const text = "物品名称,当前库存,颜色\nA4纸,约20,白\n,5,\n\n订书机,-1,\nA4纸,3,";
    expect(readStockList(parseCsv(text))).toEqual({
      rows: [{ name: "A4纸" }, { name: "订书机" }],
      unread: [
        "column 颜色: left out",
        "line 2: 当前库存 「约20」 is no number, left empty",
        "line 3: no 物品名称, left out",
        "line 5: 当前库存 「-1」 is no number, left empty",
        "line 6: the same item as in line 2, left out",
      ],
    });
    expect(readStockList(parseCsv("foo,bar\n1,2")).unread).toHaveLength(1);
  });
});
