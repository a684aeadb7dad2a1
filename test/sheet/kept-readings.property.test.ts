/** What is kept from one reading to the next is what reading everything anew would come to. */
import fc from "fast-check";
import type { Movement } from "../../src/inventory/movements/movement";
import type { CellValue } from "../../src/sheet/api/cells";
import { createLedgerMemory } from "../../src/sheet/ledger/memory";
import { entriesOf, readGrid, type PlacedRow } from "../../src/sheet/tabs/grid";
import { stocktakeTab } from "../../src/sheet/tabs/stocktake";
import { stockTab } from "../../src/sheet/tabs/stock";
import { readStock } from "../../src/sheet/tabs/stock-items";
import { withCells, type Row, type Tab } from "../../src/sheet/tabs/tab";
import { row as movement } from "../inventory/ledger-rows";

describe("the stock tab", () => {
  const header = ["物品名称", "规格型号", "当前库存", "安全库存", "上次更新时间", "负责人", "单位"];
  const facts = {
    sheetId: 1,
    title: "库存",
    rowCount: 100,
    columnCount: header.length,
    merged: new Map<string, number>(),
    table: undefined,
  };
  const cells: readonly fc.Arbitrary<CellValue>[] = [
    fc.constantFrom("A4纸", "签字笔", "订书机", undefined),
    fc.constantFrom("黑色", "红色", undefined),
    fc.constantFrom<CellValue[]>(5, 0, "3", "几个", { formula: "=1+1", shown: 2 }, undefined),
    fc.constantFrom<CellValue[]>(10, -1, "x", undefined),
    fc.constantFrom<CellValue[]>(46_000.5, undefined),
    fc.constantFrom<CellValue[]>("王芳", undefined),
    fc.constantFrom<CellValue[]>("个", undefined),
  ];
  const row: fc.Arbitrary<Row> = fc.oneof(fc.tuple(...cells), fc.constant([]));
  const place = fc.nat(7);
  type Edit = (rows: readonly Row[]) => readonly Row[];
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc
      .tuple(place, fc.nat(cells.length - 1), fc.constantFrom<CellValue[]>("A4纸", "黑色", 7))
      .map(([at, column, value]): Edit => (rows) => {
        const known = rows[at];
        return known ? rows.with(at, withCells(known, [[column, value]])) : rows;
      }),
    fc.tuple(place, row).map(
      ([at, added]): Edit =>
        (rows) =>
          rows.toSpliced(at, 0, added),
    ),
    place.map(
      (at): Edit =>
        (rows) =>
          rows.toSpliced(at, 1),
    ),
    fc.tuple(place, place).map(([from, to]): Edit => (rows) => {
      const moved = rows[from];
      return moved ? rows.toSpliced(from, 1).toSpliced(to, 0, moved) : rows;
    }),
  );

  it("is read the same by a reader that knows the rows of before, whatever people do to them", () => {
    const edits = fc.array(fc.tuple(edit, fc.constantFrom("UTC", "Asia/Shanghai"), fc.nat(1)));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), edits, (start, steps) => {
        let zone = "UTC";
        let rows: readonly Row[] = start;
        // Rows that stayed in their place keep their object, as they do from look to look.
        let placed: readonly PlacedRow[] = [];
        for (const [change, nextZone, above] of steps) {
          rows = change(rows);
          zone = nextZone;
          const title: Row[] = Array.from({ length: above }, () => ["办公用品"]);
          const before = placed;
          placed = [...title, header, ...rows].map((row, gridRow) =>
            before[gridRow]?.row === row ? before[gridRow] : { gridRow, row, dated: [] },
          );
          const [kept, anew] = [placed, placed.map((one) => ({ ...one }))].map((read) =>
            readStock(readGrid(stockTab as Tab, facts, read), zone),
          );
          expect(kept).toEqual(anew);
        }
      }),
    );
  });
});

describe("a further tab", () => {
  const headers = ["盘点号", "物品名称", "实盘数", "状态", "盘点时间"];
  const facts = { sheetId: 2, title: "盘点", rowCount: 100, columnCount: 5, table: undefined };
  const cell = fc.constantFrom<CellValue[]>(1, 2, "尺", "已盘", 46_000.5, undefined);
  const cells = fc.array(cell, { minLength: headers.length, maxLength: headers.length });
  const step = fc.record({
    at: fc.nat(5),
    row: cells,
    header: fc.shuffledSubarray(headers, { minLength: 3 }),
    zone: fc.constantFrom("UTC", "Asia/Shanghai"),
    merged: fc.constantFrom<[string, number][]>([], [["2,0", 1]]),
  });

  it("tells the same of rows that it knows as of rows that it never saw", () => {
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5 }), fc.array(step), (start, steps) => {
        let placed = start.map((row, index): PlacedRow => ({ gridRow: index + 1, row, dated: [] }));
        for (const { at, row, header, zone, merged } of steps) {
          if (at < placed.length) placed = placed.with(at, { gridRow: at + 1, row, dated: [] });
          const read = (rows: readonly PlacedRow[]): unknown => {
            const all = [{ gridRow: 0, row: header, dated: [] }, ...rows];
            const grid = readGrid(stocktakeTab, { ...facts, merged: new Map(merged) }, all);
            return entriesOf(grid, zone).map(({ entry }) => entry);
          };
          expect(read(placed)).toEqual(read(placed.map((one) => ({ ...one }))));
        }
      }),
    );
  });
});

describe("the ledger", () => {
  const hourMs = 3_600_000;
  const start = Date.UTC(2026, 10, 20);
  const taken = fc.array(
    fc.record({ id: fc.nat(12).map(String), hours: fc.integer({ min: -120, max: 0 }) }),
    { maxLength: 6 },
  );

  /** What is remembered of it, by going through all that was ever taken in. */
  function remembered(known: readonly Movement[], taken: readonly Movement[], now: number) {
    const ids = new Set(taken.map(({ id }) => id));
    const kept = known.filter(({ id, at }) => !ids.has(id) && at.getTime() > now - 49 * hourMs);
    const newer = [...taken].sort((a, b) => a.at.getTime() - b.at.getTime()).reverse();
    return [...newer, ...kept].sort((a, b) => b.at.getTime() - a.at.getTime());
  }

  it("is remembered the same whether rows are joined to those known or all are sorted anew", () => {
    fc.assert(
      fc.property(fc.array(taken, { maxLength: 8 }), (takings) => {
        const memory = createLedgerMemory();
        let known: readonly Movement[] = [];
        takings.forEach((rows, index) => {
          const now = start + index * 12 * hourMs;
          const movements = rows.map(({ id, hours }) =>
            movement("issue", new Date(now + hours * hourMs), "A4纸", -1, { id }),
          );
          memory.absorb(movements, now);
          if (movements.length > 0) known = remembered(known, movements, now);
          expect(memory.recent()).toEqual(known);
        });
      }),
    );
  });
});
