/** The 【库存预警】 texts: an item that fell below its safety stock, and a shortage that a person reports. */
import type { Crossing } from "../../inventory/figures/warnings";
import type { StockLine } from "../../inventory/items/label";
import type { LowStockLine } from "../../inventory/figures/low-stock";
import type { Suggestion } from "../../inventory/purchasing/suggested-quantity";
import type { ReplyPart } from "../../inventory/reply-parts";
import { entryMark, nameOf, quantityOf, quoted, withheldWords } from "./format";

/** `stock` undefined: not to be told. */
type AlertedItem = Pick<Crossing, "label" | "item"> & {
  readonly stock: number | undefined;
  readonly buy: Suggestion;
};

/** What is under way already, and what to buy beside it. @example ["在途 3箱", "建议采购 4箱"] */
function buyTexts({ ordered, requested, quantity }: Suggestion, unit: string): readonly string[] {
  const amounts = [
    ["在途", ordered],
    ["已申请", requested],
    ["建议采购", quantity ?? 0],
  ] as const;
  return amounts.flatMap(([word, amount]) =>
    amount > 0 ? [`${word} ${quantityOf(amount, unit)}`] : [],
  );
}

/** A4纸：当前 3箱 / 安全 5箱，建议采购 7箱 */
export function lowStockLineText({ label, unit, stock, safetyStock, buy }: LowStockLine): string {
  const figures = `当前 ${quantityOf(stock, unit)} / 安全 ${quantityOf(safetyStock, unit)}`;
  return [`${nameOf(label)}：${figures}`, ...buyTexts(buy, unit)].join("，");
}

/** 【库存预警】物品：A4纸，当前库存：3箱，建议采购 7箱（安全库存 5箱） */
export function alertText({ label, item, stock, buy }: AlertedItem): string {
  if (stock === undefined)
    return `【库存预警】物品：${nameOf(label)}，低于安全库存，建议采购（${withheldWords}）`;
  const { unit, safetyStock } = item;
  const known = buyTexts(buy, unit);
  const todo = known.length === 0 ? "建议采购" : known.join("，");
  const safety = safetyStock === undefined ? "" : `（安全库存 ${quantityOf(safetyStock, unit)}）`;
  return `【库存预警】物品：${nameOf(label)}，当前库存：${quantityOf(stock, unit)}，${todo}${safety}`;
}

export function shortageText(part: Extract<ReplyPart, { readonly kind: "shortage" }>): string {
  const { report, warns, differs, number } = part;
  const { stock, typed, reported, reporter } = report;
  const { label, unit, safetyStock } = stock;
  const own = quantityOf(reported, unit);
  const seen = typed === "" ? own : `${typed}＝${own}`;
  const sheet = differs ? `表上 ${sheetFigure(stock)}` : `与表上一致（${sheetFigure(stock)}）`;
  if (!warns) {
    const told = `${nameOf(label)}报剩 ${seen}，${sheet}`;
    return differs ? `${told}，等播报员核实${entryMark(number)}。` : `${told}。`;
  }
  const safety = safetyStock === undefined ? "" : `，安全库存 ${quantityOf(safetyStock, unit)}`;
  const todo = differs ? `请播报员核实${entryMark(number)}` : "建议采购";
  return `【库存预警】${nameOf(label)}：${reporter}报剩 ${seen}，${sheet}${safety}，${todo}。`;
}

/** What the sheet says of an item, inside a sentence about what somebody saw. */
function sheetFigure({ stock, unit }: StockLine): string {
  if (stock.kind === "withheld") return withheldWords;
  if (stock.kind === "unreadable") return stock.text === "" ? "空格" : quoted(stock.text);
  return stock.quantity === undefined ? "公式" : quantityOf(stock.quantity, unit);
}
