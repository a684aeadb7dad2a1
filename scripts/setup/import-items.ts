/**
 * A stock list from a CSV or .xlsx file → rows of 库存, and a sentence for everything that can't be read. In: the file's cells. Out:
 * items. Reads no sheet and writes none.
 */
import { readSheet } from "read-excel-file/node";
import { canonicalHeader, tabs } from "../../src/language/sheet-words/headings";
import type { FilledRow } from "../../src/sheet/setup/fill";

export interface StockList {
  readonly rows: readonly FilledRow[];
  /** What is left out, with its line. */
  readonly unread: readonly string[];
}

type Field = keyof typeof tabs.stock.columns;

/** What other lists call the columns, besides the headers of 库存. */
const otherHeaders: readonly (readonly [Field, readonly string[]])[] = [
  ["name", ["名称", "品名", "物品", "物品名", "商品名称", "name", "item"]],
  ["spec", ["规格", "型号", "规格/型号", "spec"]],
  ["stock", ["库存", "数量", "现有库存", "库存数量", "结存", "stock", "quantity"]],
  ["safetyStock", ["安全库存量", "最低库存", "预警值", "safetystock"]],
  ["unit", ["计量单位", "unit"]],
  ["owner", ["保管人", "owner"]],
  ["location", ["位置", "库位", "location"]],
];
const numbers: readonly Field[] = ["stock", "safetyStock", "purchaseQuantity"];
/** The relay writes it. */
const ignored: readonly Field[] = ["updatedAt"];

const fieldOf = new Map<string, Field>([
  ...(Object.entries(tabs.stock.columns) as [Field, { readonly header: string }][]).map(
    ([field, { header }]) => [canonicalHeader(header), field] as const,
  ),
  ...otherHeaders.flatMap(([field, names]) => names.map((name) => [name, field] as const)),
]);

/** The cells of a file: of the first sheet of an .xlsx, else as CSV. */
export async function readCells(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  if (bytes.toString("latin1", 0, 2) !== "PK") return parseCsv(decodeList(bytes));
  const rows = await readSheet(bytes);
  return rows.map((row) => row.map((cell) => (cell === null ? "" : String(cell))));
}

/** Decodes a file as spreadsheets save it: UTF-8, or GB 18030 as Chinese Excel does. */
export function decodeList(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/**
 * The cells of a CSV text; the separator is what its first line has most of.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseCsv(file: string): readonly (readonly string[])[] {
  const text = file.replace(/\r?\n$/, "");
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const separator = [",", "\t", ";"].reduce((best, sign) =>
    first.split(sign).length > first.split(best).length ? sign : best,
  );
  const rows: string[][] = [[]];
  const cell = new RegExp(`"((?:[^"]|"")*)"|([^${separator}\\r\\n]*)`, "y");
  for (let at = 0; at <= text.length;) {
    cell.lastIndex = at;
    const [whole = "", quoted, plain = ""] = cell.exec(text) ?? [];
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (text.startsWith("\r\n", at)) at += 1;
    const isEnd = text[at] !== separator;
    at += 1;
    if (isEnd && at < text.length) rows.push([]);
  }
  return rows;
}

/** The list's rows under the headers of 库存; the header is the first line that names an item's column. */
export function readStockList(cells: readonly (readonly string[])[]): StockList {
  const fieldsIn = (row: readonly string[]) =>
    row.map((text) => fieldOf.get(canonicalHeader(text).toLowerCase()));
  const top = cells.findIndex((row) => fieldsIn(row).includes("name"));
  if (top < 0) {
    return { rows: [], unread: ["no line names the columns: one of them must be 物品名称"] };
  }
  const fields = fieldsIn(cells[top] ?? []);
  const unread = (cells[top] ?? []).flatMap((text, column) =>
    fields[column] === undefined && text.trim() !== "" ? [`column ${text}: left out`] : [],
  );
  const rows: FilledRow[] = [];
  const lines = new Map<string, number>();
  for (const [index, row] of cells.slice(top + 1).entries()) {
    const line = top + index + 2;
    if (row.every((text) => text.trim() === "")) continue;
    const { item, faults } = readRow(fields, row);
    unread.push(...faults.map((fault) => `line ${line}: ${fault}`));
    if (item === undefined) continue;
    const key = `${String(item["name"])}\u001f${String(item["spec"] ?? "")}`;
    const twin = lines.get(key);
    if (twin === undefined) rows.push(item);
    else unread.push(`line ${line}: the same item as in line ${twin}, left out`);
    lines.set(key, twin ?? line);
  }
  return { rows, unread };
}

function readRow(fields: readonly (Field | undefined)[], row: readonly string[]) {
  const item: Record<string, string | number> = {};
  const faults: string[] = [];
  for (const [column, field] of fields.entries()) {
    const text = (row[column] ?? "").trim();
    if (field === undefined || text === "" || field in item || ignored.includes(field)) continue;
    if (!numbers.includes(field)) item[field] = text;
    else if (/^\d[\d,]*(\.\d+)?$/.test(text)) item[field] = Number(text.replaceAll(",", ""));
    else faults.push(`${tabs.stock.columns[field].header} 「${text}」 is no number, left empty`);
  }
  if (item["name"] !== undefined) return { item, faults };
  return { item: undefined, faults: ["no 物品名称, left out"] };
}
