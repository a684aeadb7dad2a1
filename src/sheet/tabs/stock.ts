/** 库存: a row an item. Its figure follows the ledger; everything else is people's own. */
import { itemKey, type Item, type StockFigure } from "../../inventory/items/item";
import { parseConversions, unreadConversions } from "../../inventory/items/conversions";
import { tabs } from "../../language/sheet-words/headings";
import { isFormula, quantityOf, textOf } from "../api/cells";
import { readTime, shownSerial } from "../api/times";
import { toSerial } from "../../inventory/wall-clock";
import { declareTab } from "./declare";
import type { RowCells } from "./tab";

type StockField = keyof typeof tabs.stock.columns;

/** A cell of an item that people should mend. */
export interface ItemProblem {
  readonly field: StockField;
  readonly kind: "notNumber" | "negative" | "formula" | "blankName" | "unreadConversion" | "empty";
  readonly said: string;
}

/** An item with what is wrong in its row; without an item where the row has no name. */
export interface StockRow {
  readonly item: Item | undefined;
  readonly key: string;
  readonly problems: readonly ItemProblem[];
}

export const stockTab = declareTab<StockRow, StockField>(tabs.stock, {
  name: "stock",
  kinds: { stock: "number", safetyStock: "number", purchaseQuantity: "number", updatedAt: "time" },
  needed: [],
  key: ["name", "spec"],
  extent: { kind: "whole" },
  parse: readStockRow,
  format: ({ item }, timeZone) => ({
    name: item?.name,
    spec: item?.spec,
    stock: item?.stock.kind === "figure" ? item.stock.quantity : undefined,
    updatedAt: item?.updatedAt && toSerial(item.updatedAt, timeZone),
  }),
});

/** What stands in 当前库存: only a plain number can be booked on. */
function readFigure(cells: RowCells): Exclude<StockFigure, { readonly kind: "withheld" }> {
  if (!cells.has("stock")) return { kind: "unreadable", text: "" };
  const value = cells.cell("stock");
  const unit = cells.text("unit");
  if (isFormula(value)) return { kind: "formula", quantity: quantityOf(value, unit) };
  const quantity = cells.isDated("stock") ? undefined : quantityOf(value, unit);
  return quantity === undefined
    ? { kind: "unreadable", text: seen(cells, "stock") }
    : { kind: "figure", quantity };
}

/** What people see in a cell that holds no plain number. */
function seen(cells: RowCells, field: StockField): string {
  const value = cells.cell(field);
  return cells.isDated(field) && typeof value === "number" ? shownSerial(value) : textOf(value);
}

function readStockRow(cells: RowCells, timeZone: string): StockRow | undefined {
  const fields = Object.keys(tabs.stock.columns) as StockField[];
  const { text, cell } = cells;
  if (fields.every((field) => text(field) === "" && cell(field) === undefined)) return undefined;
  const problems: ItemProblem[] = [];
  const complain = (
    field: StockField,
    kind: ItemProblem["kind"],
    said = seen(cells, field),
  ): void => {
    problems.push({ field, kind, said });
  };
  const quantity = (field: "safetyStock" | "purchaseQuantity"): number | undefined => {
    if (text(field) === "") return undefined;
    const read = cells.isDated(field) ? undefined : quantityOf(cell(field), text("unit"));
    if (read === undefined) complain(field, "notNumber");
    else if (read < 0) complain(field, "negative");
    return read === undefined || read < 0 ? undefined : read;
  };
  const stock = readFigure(cells);
  const name = text("name");
  if (name === "") complain("name", "blankName");
  else if (stock.kind === "formula") complain("stock", "formula");
  else if (stock.kind === "unreadable")
    complain("stock", text("stock") === "" ? "empty" : "notNumber");
  else if (stock.quantity < 0) complain("stock", "negative");
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
    row: cells.gridRow + 1,
    duplicate: false,
  };
  return { item: name === "" ? undefined : item, key: itemKey(item), problems };
}
