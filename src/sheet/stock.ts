/**
 * The stock tab → items and what is wrong with its cells. An item keeps its object while its row stays as it was, so that
 * a read costs little when nothing changed. Writes nothing.
 */
import { itemKey, type Item } from "../inventory/items/item";
import { parseConversions, unreadConversions } from "../inventory/items/conversions";
import { tabs } from "../language/sheet-words/headings";
import { cellList, problemSentences } from "../language/sheet-words/sheet-sentences";
import { cellName, quantityOf, readStock, textOf, type CellValue } from "./cells";
import type { SheetProblem } from "./stockroom";
import { fieldOf, type Grid, type Row } from "./tabs";
import { readTime } from "./times";

type StockGrid = Grid<"stock">;
type StockField = keyof (typeof tabs)["stock"]["columns"];

/** An item where it was read: `gridRow` is the row in the tab, counted from 0. */
export interface PlacedItem {
  readonly item: Item;
  readonly key: string;
  readonly gridRow: number;
  readonly row: Row;
}

export interface Stock {
  readonly placed: readonly PlacedItem[];
  readonly items: readonly Item[];
  /** The one row of an item; items that stand twice are in `doubled` only. */
  readonly byKey: ReadonlyMap<string, PlacedItem>;
  readonly doubled: ReadonlyMap<string, PlacedItem>;
  readonly problems: readonly SheetProblem[];
}

/** A row of the tab as it was read; a blank one has no item. */
interface ReadRow {
  readonly row: Row;
  readonly placed: PlacedItem | undefined;
  readonly problems: readonly SheetProblem[];
}

/** Reads items, remembering those whose row did not change since the last call. */
export function createStockReader(timeZone: () => string): (grid: StockGrid) => Stock {
  let rows: readonly ReadRow[] = [];
  let layout = "";
  return (grid) => {
    const zone = timeZone();
    const now = [grid.title, grid.headerRow, zone, ...grid.columns.entries()].join();
    const before = now === layout ? rows : [];
    layout = now;
    rows = grid.rows.map((row, index) => {
      const known = before[index];
      return known?.row === row ? known : readRow(grid, row, grid.headerRow + 1 + index, zone);
    });
    return assemble(grid, rows);
  };
}

function assemble(grid: StockGrid, rows: readonly ReadRow[]): Stock {
  const found = rows.flatMap(({ placed }) => placed ?? []);
  const problems = rows.flatMap((row) => row.problems);
  const byKey = new Map<string, PlacedItem>();
  const groups = new Map<string, PlacedItem[]>();
  for (const one of found) {
    const first = byKey.get(one.key);
    const group = groups.get(one.key);
    if (first === undefined) byKey.set(one.key, one);
    else if (group === undefined) groups.set(one.key, [first, one]);
    else group.push(one);
  }
  const doubled = new Map<string, PlacedItem>();
  const placed = found.map((one) => {
    const group = groups.get(one.key);
    if (group === undefined) return one;
    const marked = { ...one, item: { ...one.item, duplicate: true } };
    if (!doubled.has(one.key)) {
      doubled.set(one.key, marked);
      problems.push(duplicateProblem(grid, group));
    }
    return marked;
  });
  for (const key of groups.keys()) byKey.delete(key);
  return { placed, items: placed.map(({ item }) => item), byKey, doubled, problems };
}

function duplicateProblem(grid: StockGrid, group: readonly PlacedItem[]): SheetProblem {
  const column = grid.columns.get("name") ?? 0;
  const [cell = "", ...others] = group.map(({ gridRow }) => cellName(gridRow, column));
  const name = group[0]?.item.name ?? "";
  return {
    tab: grid.title,
    cell,
    sentence: problemSentences.duplicate(grid.title, cell, name, cellList(others)),
  };
}

function readRow(grid: StockGrid, row: Row, gridRow: number, timeZone: string): ReadRow {
  if (row.every((cell) => textOf(cell) === "")) return { row, placed: undefined, problems: [] };
  const problems: SheetProblem[] = [];
  const cell = (field: StockField): CellValue => fieldOf(grid, row, field);
  const text = (field: StockField): string => textOf(cell(field));
  const complain = (
    field: StockField,
    kind: "notNumber" | "negative" | "formula" | "blankName" | "unreadConversion",
    said = text(field),
  ): void => {
    const at = cellName(gridRow, grid.columns.get(field) ?? 0);
    const { header } = tabs.stock.columns[field];
    const sentence = problemSentences[kind](grid.title, at, header, said);
    problems.push({ tab: grid.title, cell: at, sentence });
  };
  const quantity = (field: "safetyStock" | "purchaseQuantity"): number | undefined => {
    if (text(field) === "") return undefined;
    const read = quantityOf(cell(field), text("unit"));
    if (read === undefined) complain(field, "notNumber");
    else if (read < 0) complain(field, "negative");
    return read === undefined || read < 0 ? undefined : read;
  };
  const stock = readStock(cell("stock"), text("unit"));
  const name = text("name");
  if (name === "") complain("name", "blankName");
  else if (stock.kind === "unreadable") complain("stock", "notNumber");
  else if (stock.kind === "formula") complain("stock", "formula");
  const unread = unreadConversions(text("conversions"));
  if (unread.length > 0) complain("conversions", "unreadConversion", unread.join("\uff1b"));
  const item: Item = {
    name,
    spec: text("spec"),
    unit: text("unit"),
    stock,
    safetyStock: quantity("safetyStock"),
    updatedAt: readTime(cell("updatedAt"), timeZone),
    owner: text("owner"),
    aliases: text("aliases")
      .split(/[\u3001\uff0c,\uff1b;\n]/)
      .map((alias) => alias.trim())
      .filter(Boolean),
    conversions: text("conversions") === "" ? [] : parseConversions(text("conversions")),
    purchaseQuantity: quantity("purchaseQuantity"),
    supplier: text("supplier"),
    location: text("location"),
    row: gridRow + 1,
    duplicate: false,
  };
  const placed = name === "" ? undefined : { item, key: itemKey(item), gridRow, row };
  return { row, placed, problems };
}
