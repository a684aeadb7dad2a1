/**
 * The stock tab → items, and a sentence for what is wrong with its cells. An item keeps its object while its row stays as
 * it was, so that a read costs little when nothing changed.
 */
import type { Item } from "../../inventory/items/item";
import { tabs } from "../../language/sheet-words/headings";
import { cellList, problemSentences } from "../../language/sheet-words/sheet-sentences";
import { cellName } from "../api/cells";
import type { SheetProblem } from "../stockroom";
import { cellsOf, isComplete, type Grid, type PlacedRow } from "./grid";
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

/** From so many changed rows on all are put together anew. */
const mostChanged = 1_000;

/** Reads items, remembering those whose row did not change since the last call. */
export function createStockReader(): (grid: Grid, timeZone: string) => Stock {
  let rows: readonly PlacedRow[] = [];
  let read: readonly ReadRow[] = [];
  let stock = noStock;
  let layout = "";
  return (grid, timeZone) => {
    const now = [grid.title, grid.headerRow, timeZone, grid.merged.size, ...grid.columns].join();
    const isKept = now === layout && grid.merged.size === 0;
    const before = read;
    const changed = isKept ? changedRows(rows, grid.rows) : undefined;
    if (changed !== undefined) {
      const fresh = new Map(changed.map(([at, placed]) => [at, readRow(grid, placed, timeZone)]));
      read = before.map((row, at) => fresh.get(at) ?? row);
      stock = withRead(stock, before, fresh) ?? assemble(grid, read);
    } else {
      const known = new Map(isKept ? rows.map((placed, at) => [placed, before[at]]) : []);
      read = grid.rows.map((placed) => known.get(placed) ?? readRow(grid, placed, timeZone));
      stock = assemble(grid, read);
    }
    rows = grid.rows;
    layout = now;
    return stock;
  };
}

/**
 * Reads items as long as 库存 has all its columns. A column that is gone makes no figure 0: what was read last stands until
 * it is back, with the time of that reading.
 */
export function createLastingStock(): (
  grid: Grid | undefined,
  at: { readonly timeZone: string; readonly readAt: Date },
) => { readonly stock: Stock; readonly itemsReadAt: Date | undefined } {
  const read = createStockReader();
  let stock = noStock;
  let wholeAt: Date | undefined;
  return (grid, { timeZone, readAt }) => {
    const isWhole = isComplete(grid);
    if (grid && (isWhole || wholeAt === undefined)) stock = read(grid, timeZone);
    if (isWhole) wholeAt = readAt;
    return { stock, itemsReadAt: isWhole ? undefined : wholeAt };
  };
}

/** The rows that are not the same as before, by their index; undefined where not just a few changed. */
function changedRows(
  before: readonly PlacedRow[],
  after: readonly PlacedRow[],
): readonly (readonly [number, PlacedRow])[] | undefined {
  if (before.length !== after.length) return undefined;
  const changed: [number, PlacedRow][] = [];
  for (const [at, placed] of after.entries()) if (placed !== before[at]) changed.push([at, placed]);
  return changed.length > mostChanged ? undefined : changed;
}

/** The stock with rows that were read anew; undefined where more than their own items may be touched. */
function withRead(
  stock: Stock,
  before: readonly ReadRow[],
  fresh: ReadonlyMap<number, ReadRow>,
): Stock | undefined {
  if (fresh.size === 0) return stock;
  const replaced = new Map<PlacedItem, PlacedItem>();
  for (const [at, { found, problems }] of fresh) {
    const old = before[at];
    if (!old?.found || !found || old.found.key !== found.key) return undefined;
    if (problems.length + old.problems.length > 0) return undefined;
    if (stock.byKey.get(found.key) !== old.found) return undefined;
    replaced.set(old.found, found);
  }
  const placed = stock.placed.map((one) => replaced.get(one) ?? one);
  const byKey = new Map(stock.byKey);
  for (const one of replaced.values()) byKey.set(one.key, one);
  return { ...stock, placed, byKey, items: placed.map(({ item }) => item) };
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
  const found = rows.flatMap((row) => row.found ?? []);
  const problems = rows.flatMap((row) => row.problems);
  const groups = new Map<string, PlacedItem[]>();
  for (const one of found) {
    const group = groups.get(one.key);
    if (group === undefined) groups.set(one.key, [one]);
    else group.push(one);
  }
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
