/** The stock tab → items, and a sentence for what is wrong with its cells. */
import { grouped } from "../../inventory/figures/grouped";
import type { Item } from "../../inventory/items/item";
import { tabs } from "../../language/sheet-words/headings";
import { cellList, problemSentences } from "../../language/sheet-words/sheet-sentences";
import { cellName } from "../api/cells";
import type { SheetProblem } from "../stockroom";
import { cellsOf, isComplete, oncePerRow, oncePerZone, type Grid, type PlacedRow } from "./grid";
import { stockTab, type ItemProblem, type StockRow } from "./stock";

/** An item and its row. */
export interface PlacedItem {
  readonly item: Item;
  readonly key: string;
  readonly placed: PlacedRow;
}

export interface Stock {
  readonly placed: readonly PlacedItem[];
  readonly items: readonly Item[];
  /** The one row of an item; items that stand twice are in `doubled` only. */
  readonly byKey: ReadonlyMap<string, PlacedItem>;
  readonly doubled: ReadonlyMap<string, PlacedItem>;
  readonly problems: readonly SheetProblem[];
}

export const noStock: Stock = {
  placed: [],
  items: [],
  byKey: new Map(),
  doubled: new Map(),
  problems: [],
};

interface ReadRow {
  readonly found: PlacedItem | undefined;
  readonly problems: readonly SheetProblem[];
}

const readRows = oncePerRow((grid, placed, timeZone) => [readRow(grid, placed, timeZone)]);

/** An item keeps its object while its row stays as it was. */
export const readStock = oncePerZone((grid, timeZone): Stock =>
  assemble(grid, readRows(grid, timeZone)),
);

/**
 * Reads items as long as 库存 has all its columns. A column that is gone makes no figure 0: what was read last stands until
 * it is back, with the time of that reading.
 */
export function createLastingStock(): (
  grid: Grid | undefined,
  at: { readonly timeZone: string; readonly readAt: Date },
) => { readonly stock: Stock; readonly itemsReadAt: Date | undefined } {
  let stock = noStock;
  let wholeAt: Date | undefined;
  return (grid, { timeZone, readAt }) => {
    const isWhole = isComplete(grid);
    if (grid && (isWhole || wholeAt === undefined)) stock = readStock(grid, timeZone);
    if (isWhole) wholeAt = readAt;
    return { stock, itemsReadAt: isWhole ? undefined : wholeAt };
  };
}

function readRow(grid: Grid, placed: PlacedRow, timeZone: string): ReadRow {
  const row: StockRow | undefined = stockTab.parse(cellsOf(grid, placed), timeZone);
  if (row === undefined) return { found: undefined, problems: [] };
  const problems = row.problems.map((problem) => sentenceFor(grid, placed.gridRow, problem));
  const { item, key } = row;
  return { found: item && { item, key, placed }, problems };
}

function sentenceFor(
  grid: Grid,
  gridRow: number,
  { field, kind, said }: ItemProblem,
): SheetProblem {
  const cell = cellName(gridRow, grid.columns.get(field) ?? 0);
  const { header } = tabs.stock.columns[field];
  return {
    tab: grid.title,
    cell,
    sentence: problemSentences[kind](grid.title, cell, header, said),
  };
}

function assemble(grid: Grid, rows: readonly ReadRow[]): Stock {
  const found = rows.map((row) => row.found).filter((one) => one !== undefined);
  const problems = rows.filter((row) => row.problems.length > 0).flatMap((row) => row.problems);
  const groups = grouped(found, ({ key }) => key);
  const byKey = new Map<string, PlacedItem>();
  const doubled = new Map<string, PlacedItem>();
  const placed = found.map((one) => {
    const group = groups.get(one.key) ?? [];
    if (group.length === 1) {
      byKey.set(one.key, one);
      return one;
    }
    const marked = { ...one, item: { ...one.item, duplicate: true } };
    if (!doubled.has(one.key)) {
      doubled.set(one.key, marked);
      problems.push(duplicateProblem(grid, group));
    }
    return marked;
  });
  return { placed, items: placed.map(({ item }) => item), byKey, doubled, problems };
}

function duplicateProblem(grid: Grid, group: readonly PlacedItem[]): SheetProblem {
  const column = grid.columns.get("name") ?? 0;
  const [cell = "", ...others] = group.map(({ placed }) => cellName(placed.gridRow, column));
  const name = group[0]?.item.name ?? "";
  const sentence = problemSentences.duplicate(grid.title, cell, name, cellList(others));
  return { tab: grid.title, cell, sentence };
}
