/** 库存: a row an item. Its figure follows the ledger; everything else is people's own. */
import { itemKey, type Item, type StockFigure } from "../../inventory/items/item";
import { parseConversions, unreadConversions } from "../../inventory/items/conversions";
import { tabs } from "../../language/sheet-words/headings";
import { isFormula, quantityOf, textOf } from "../api/cells";
import { shownSerial } from "../api/times";
import { list, quantity, text, time } from "./codecs";
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

export const stockTab = declareTab(tabs.stock, {
  name: "stock",
  columns: {
    name: text,
    spec: text,
    stock: quantity,
    safetyStock: quantity,
    updatedAt: time,
    owner: text,
    unit: text,
    aliases: list,
    conversions: text,
    purchaseQuantity: quantity,
    supplier: text,
    location: text,
  },
  needed: [],
  key: ["name", "spec"],
  extent: { kind: "whole" },
  entry: readStockRow,
  values: ({ item }) => ({
    name: item?.name,
    spec: item?.spec,
    stock: item?.stock.kind === "figure" ? item.stock.quantity : undefined,
    updatedAt: item?.updatedAt,
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

type TextField = "name" | "spec" | "owner" | "unit" | "conversions" | "supplier" | "location";
type Values = Readonly<Record<TextField, string>> & Pick<Item, "updatedAt" | "aliases">;

function readStockRow(values: Values, cells: RowCells): StockRow | undefined {
  const fields = Object.keys(tabs.stock.columns) as StockField[];
  const { text: read, cell } = cells;
  if (fields.every((field) => read(field) === "" && cell(field) === undefined)) return undefined;
  const problems: ItemProblem[] = [];
  const complain = (
    field: StockField,
    kind: ItemProblem["kind"],
    said = seen(cells, field),
  ): void => {
    problems.push({ field, kind, said });
  };
  const { name, conversions, unit } = values;
  const positive = (field: "safetyStock" | "purchaseQuantity"): number | undefined => {
    if (read(field) === "") return undefined;
    const figure = cells.isDated(field) ? undefined : quantityOf(cell(field), unit);
    if (figure === undefined) complain(field, "notNumber");
    else if (figure < 0) complain(field, "negative");
    return figure === undefined || figure < 0 ? undefined : figure;
  };
  const stock = readFigure(cells);
  if (name === "") complain("name", "blankName");
  else if (stock.kind === "formula") complain("stock", "formula");
  else if (stock.kind === "unreadable")
    complain("stock", read("stock") === "" ? "empty" : "notNumber");
  else if (stock.quantity < 0) complain("stock", "negative");
  const unread = unreadConversions(conversions);
  if (unread.length > 0) complain("conversions", "unreadConversion", unread.join("\uff1b"));
  // Many rows again and again: the object is completed rather than copied.
  const item: Item = Object.assign(values, {
    stock,
    safetyStock: positive("safetyStock"),
    purchaseQuantity: positive("purchaseQuantity"),
    conversions: conversions === "" ? [] : parseConversions(conversions),
    row: cells.gridRow + 1,
    duplicate: false,
  });
  return { item: name === "" ? undefined : item, key: itemKey(item), problems };
}
