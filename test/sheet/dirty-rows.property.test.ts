import fc from "fast-check";
import { tabs } from "../../src/language/sheet-words/headings";
import type { CellValue } from "../../src/sheet/cells";
import { followChain } from "../../src/sheet/dirty-rows";
import type { ImagedWrite, Link } from "../../src/sheet/links";
import { findStains } from "../../src/sheet/stains";
import { headerOf, readColumns, readGrid, type Row } from "../../src/sheet/tabs";

const headers = Object.values(tabs.stock.columns).map(({ header }) => header);
const facts = { sheetId: 1, title: "库存", rowCount: 100, columnCount: 30 };
const gridOf = (rows: readonly Row[]) => readGrid("stock", facts, rows);

/** Columns of a row in another order, with blank columns among them. */
type Order = readonly (number | undefined)[];
const laid = (row: Row, order: Order): Row =>
  order.map((column) => (column === undefined ? undefined : row[column]));

const order: fc.Arbitrary<Order> = fc
  .tuple(
    fc.shuffledSubarray(
      headers.map((_, index) => index),
      { minLength: headers.length },
    ),
    fc.array(fc.nat(headers.length), { maxLength: 2 }),
  )
  .map(([columns, blanks]) => {
    const all: (number | undefined)[] = [...columns];
    for (const at of blanks) all.splice(at, 0, undefined);
    return all;
  });

const items = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 9 })
  .map((numbers) =>
    numbers.map((number): Row => {
      const row: CellValue[] = headers.map(() => undefined);
      row[headers.indexOf("物品名称")] = `物品${number}`;
      row[headers.indexOf("规格型号")] = number % 3 === 0 ? "大" : undefined;
      row[headers.indexOf("当前库存")] = number % 4 === 0 ? undefined : 100 + number;
      row[headers.indexOf("安全库存")] = 5;
      row[headers.indexOf("单位")] = "箱";
      return row;
    }),
  );

/** A commit that believed the rows in one order and the columns in another, and what it left behind. */
function strike(before: readonly Row[], believed: Order, aims: readonly number[]) {
  const header = headerOf(laid(headers, believed));
  const { columns } = readColumns("stock", header);
  const after: Row[] = [...before];
  const writes = aims.map((gridRow, index): ImagedWrite => {
    const cells = (["stock", "updatedAt"] as const).map((field, part) => ({
      header: tabs.stock.columns[field].header,
      column: columns.get(field) ?? -1,
      before: 7,
      after: part === 0 ? 7_000 + index : 46_000.125 + index / 1_000,
      strict: part === 0,
    }));
    const image = before[gridRow] ?? [];
    const left = [...image];
    for (const { column, after: value } of cells) {
      while (left.length <= column) left.push(undefined);
      left[column] = value;
    }
    after[gridRow] = left;
    const key = [["name", "別的"] as const, ["spec", ""] as const];
    return {
      tab: "stock",
      gridRow,
      aim: "",
      key,
      cells,
      watched: [],
      image,
      shown: undefined,
      slot: index,
    };
  });
  const record = {
    tab: "stock" as const,
    headerRow: 0,
    columns,
    inserted: [],
    image: before[0] ?? [],
    near: before.slice(1, 4).map((row, index) => ({ gridRow: index + 1, row })),
  };
  const head = {
    id: "c",
    root: "c",
    round: 0,
    redone: 0,
    moves: [],
    closes: [],
    crossings: [],
    final: false,
  };
  const link: Link = { head, headers: new Map([["stock", record]]), writes };
  return { link, after };
}

it("every cell that a commit hit by mistake is found again, wherever rows and columns went, and gets back what it was", () => {
  fc.assert(
    fc.property(
      items,
      order,
      order,
      fc.nat(2),
      fc.infiniteStream(fc.nat(1_000)),
      (rows, then, now, above, stream) => {
        const draw = (most: number): number => (stream.next().value ?? 0) % most;
        const blanks = Array.from({ length: above }, (): Row => []);
        const before = [...blanks, laid(headers, then), ...rows.map((row) => laid(row, then))];
        const aims = [...new Set(rows.map(() => above + 1 + draw(rows.length)))];
        const { link, after } = strike(before, now, aims);
        const top = above + 1;
        const shuffled = <Thing>(things: readonly Thing[]): Thing[] => {
          const left = [...things];
          return things.map(() => left.splice(draw(left.length), 1)[0]!);
        };
        const rowsNow = [
          ...after.slice(0, top).map((_, at) => at),
          ...shuffled(rows.map((_, at) => top + at)),
        ];
        const columnsNow = shuffled(then.map((_, at) => at));
        const moved = (all: readonly Row[]): CellValue[][] =>
          rowsNow.map((at) => columnsNow.map((column) => all[at]?.[column]));
        const mended = moved(after);
        const grids = { stock: gridOf(moved(after)) };
        for (const { gridRow, column, truth } of findStains(followChain([link]).rows, grids))
          mended[gridRow]![column] = truth;
        expect(mended).toEqual(moved(before));
      },
    ),
    { numRuns: 300 },
  );
});
