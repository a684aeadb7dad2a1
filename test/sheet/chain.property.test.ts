import fc from "fast-check";
import { createCellMap } from "../../src/sheet/cell-map";
import { textOf, type CellValue } from "../../src/sheet/cells";
import { firstHead, type RowWrite } from "../../src/sheet/commit";
import { followChain } from "../../src/sheet/dirty-rows";
import type { HeaderRecord, Link } from "../../src/sheet/links";
import { findStains } from "../../src/sheet/stains";
import { headerOf, readColumns, readGrid, rowAt } from "../../src/sheet/tabs";
import { withCells, type Grid, type Row } from "../../src/sheet/tabs";

const headers = ["物品名称", "规格型号", "当前库存", "安全库存", "上次更新时间", "负责人", "单位"];
const facts = { sheetId: 1, title: "库存", rowCount: 100, columnCount: 30 };

/** The stock tab, and beside it the one that would be there had every write hit its row or nothing. */
interface Sheet {
  readonly rows: readonly Row[];
  readonly meant: readonly Row[];
}

const kinds = [
  "sort",
  "move a column",
  "insert a row",
  "insert a column",
  "type",
  "delete",
  "insert a row above",
] as const;

/** What a person does; `at` and `to` are taken modulo what there is. */
interface Edit {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly to: number;
}

const editsOf = (some: readonly Edit["kind"][], maxLength: number): fc.Arbitrary<Edit[]> =>
  fc.array(fc.record({ kind: fc.constantFrom(...some), at: fc.nat(1_000), to: fc.nat(1_000) }), {
    minLength: 1,
    maxLength,
  });
const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 9 });

function stockOf(items: readonly number[]): Sheet {
  const rows = items.map((number): Row => {
    const cells: Readonly<Record<string, CellValue>> = {
      物品名称: `物品${number}`,
      规格型号: number % 3 === 0 ? "大" : undefined,
      当前库存: number % 4 === 0 ? undefined : 100 + number,
      负责人: number % 4 === 0 ? `人${number}` : undefined,
      安全库存: 5,
      单位: "箱",
    };
    return headers.map((header) => cells[header]);
  });
  return { rows: [headers, ...rows], meant: [headers, ...rows] };
}

const gridOf = ({ rows }: Sheet): Grid<"stock"> => readGrid("stock", facts, rows);

const squared = (rows: readonly Row[]): CellValue[][] => {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, column) => row[column]));
};

/** Where the header is, which rows are items, and in which column their safety stock. */
interface Places {
  readonly top: number;
  readonly items: readonly number[];
  readonly safetyStock: number;
}

function placesIn(rows: readonly Row[]): Places {
  const top = rows.findIndex((row) => row.includes("单位"));
  const header = rows[top] ?? [];
  const items = [...rows.keys()].filter(
    (row) => row > top && rows[row]?.[header.indexOf("物品名称")] !== undefined,
  );
  return { top, items, safetyStock: header.indexOf("安全库存") };
}

/** The same in both. */
function edited({ rows, meant }: Sheet, change: Edit): Sheet {
  const places = placesIn(meant);
  return { rows: made(squared(rows), change, places), meant: made(squared(meant), change, places) };
}

function made(
  rows: readonly CellValue[][],
  { kind, at, to }: Edit,
  { top, items, safetyStock }: Places,
): readonly CellValue[][] {
  const width = rows[0]?.length ?? 0;
  const item = items[at % items.length] ?? 0;
  const column = at % width;
  switch (kind) {
    case "sort":
      return [...rows.slice(0, top + 1), ...turned(rows.slice(top + 1), at, to)];
    case "insert a row":
      return rows.toSpliced(top + 1 + (at % (rows.length - top)), 0, []);
    case "insert a row above":
      return [[], ...rows];
    case "insert a column":
      return rows.map((row) => row.toSpliced(column, 0, undefined));
    case "move a column":
      return rows.map((row) => row.toSpliced(column, 1).toSpliced(to % width, 0, row[column]));
    case "type":
      return rows.map((row, index) => (index === item ? row.with(safetyStock, to) : row));
    case "delete":
      return items.length < 2 ? rows : rows.toSpliced(item, 1);
  }
}

function turned<Thing>(things: readonly Thing[], by: number, from: number): readonly Thing[] {
  const cut = by % Math.max(1, things.length);
  const all = [...things.slice(cut), ...things.slice(0, cut)];
  const at = from % Math.max(1, all.length);
  return [...all.slice(at).reverse(), ...all.slice(0, at)];
}

/** What a commit writes that books some of the items: `mask` has a bit for each. */
function bookings(grid: Grid<"stock">, mask: number): readonly RowWrite[] {
  const cells = createCellMap({ stock: grid });
  const column = (field: string): number => grid.columns.get(field) ?? -1;
  for (const index of grid.rows.keys()) {
    if (((mask >> index) & 1) === 0) continue;
    const gridRow = grid.headerRow + 1 + index;
    const time = 46_000.125 + index / 1_000;
    cells.put("stock", { gridRow, column: column("stock") }, 7_000 + index);
    cells.put("stock", { gridRow, column: column("updatedAt") }, time, { loose: true });
  }
  return cells.writes();
}

/** What puts every stray back that is seen. */
function restores(chain: readonly Link[], grid: Grid<"stock">): readonly RowWrite[] {
  const cells = createCellMap({ stock: grid });
  for (const { gridRow, column, truth } of findStains(followChain(chain).rows, { stock: grid }))
    cells.put("stock", { gridRow, column }, truth, { stained: true });
  return cells.writes();
}

/** Writes planned on a tab as it was, applied to it as it is. */
function applied(
  writes: readonly RowWrite[],
  believed: Grid<"stock">,
  { rows, meant }: Sheet,
): { readonly link: Link; readonly sheet: Sheet } {
  const now = gridOf({ rows, meant });
  const after = [...rows];
  const imaged = writes.map((write, slot) => {
    const image = rowAt(now, write.gridRow);
    after[write.gridRow] = written(image, write);
    return { ...write, image, shown: undefined, slot };
  });
  const record: HeaderRecord = {
    tab: "stock",
    headerRow: believed.headerRow,
    columns: believed.columns,
    inserted: [],
    image: rows[believed.headerRow] ?? [],
    near: [-2, -1, 1, 2, 3].map((by) => ({
      gridRow: believed.headerRow + by,
      row: rows[believed.headerRow + by] ?? [],
    })),
  };
  const link = {
    head: firstHead("c"),
    headers: new Map([["stock", record] as const]),
    writes: imaged,
  };
  return {
    link,
    sheet: { rows: after, meant: [...meant, ...after.slice(meant.length).map(() => [])] },
  };
}

const written = (row: Row, { cells }: RowWrite): Row =>
  withCells(
    row,
    cells.map(({ column, after }) => [column, after]),
  );

/** The writes that hit their item under their headers are meant to be there. */
function withHits(meant: readonly Row[], writes: readonly RowWrite[]): readonly Row[] {
  const header = headerOf(meant.find((row) => row.includes("单位")) ?? []);
  const { columns } = readColumns("stock", header);
  const all = [...meant];
  for (const write of writes) {
    const row = meant[write.gridRow] ?? [];
    const isItem = write.key.every(
      ([field, value]) => textOf(row[columns.get(field) ?? -1]) === textOf(value),
    );
    const isUnder = write.cells.every(({ column, header: name }) => header[column] === name);
    if (isItem && isUnder) all[write.gridRow] = written(row, write);
  }
  return all;
}

/** Without the order of rows: those that differ only in cells that were hit can't be told apart. */
const sorted = (rows: readonly Row[]): readonly string[] =>
  squared(rows)
    .filter((row) => row.some((cell) => cell !== undefined))
    .map((row) => JSON.stringify(row))
    .sort();

/** A commit and its repairs, each with an edit just before it, then repairs in peace. */
function mended(items: readonly number[], mask: number, edits: readonly Edit[]): Sheet {
  let sheet = stockOf(items);
  let believed = gridOf(sheet);
  let writes = bookings(believed, mask);
  const chain: Link[] = [];
  const apply = (): void => {
    const done = applied(writes, believed, sheet);
    sheet = done.sheet;
    chain.push(done.link);
    believed = gridOf(sheet);
    writes = restores(chain, believed);
  };
  for (const change of edits) {
    sheet = edited(sheet, change);
    if (chain.length === 0) sheet = { ...sheet, meant: withHits(sheet.meant, writes) };
    apply();
  }
  for (let round = 0; round < 6 && writes.length > 0; round += 1) apply();
  return sheet;
}

describe("what a commit hit by mistake, and what its repairs did, comes back, though people", () => {
  const numRuns = Number(process.env["RUNS"] ?? 500);
  test.each([
    ["edit before both the commit and its repair", editsOf(kinds, 2)],
    ["edit before three of them in turn", editsOf(kinds.slice(0, -1), 3)],
  ])("%s", (_, edits) => {
    fc.assert(
      fc.property(numbers, fc.nat(511), edits, (items, mask, some) => {
        const { rows, meant } = mended(items, mask, some);
        expect(sorted(rows)).toEqual(sorted(meant));
      }),
      { numRuns },
    );
  });
});
