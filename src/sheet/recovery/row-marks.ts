/** What tells a row from the others of its tab: its key, else a time that hardly any other row holds. Pure. */
import { textOf, type CellValue } from "../api/cells";
import type { CellWrite, Debt, RowWrite } from "../commit/facts";
import type { Row, Tab } from "../tabs/tab";

/** Whether the covered cell is in a key column. */
export const isKeyDebt = (tab: Tab, { header }: Debt): boolean =>
  tab.key.some((field) => tab.columns[field]?.header === header);

/** A time that identifies the row: the one just written, else another one in it; rows hardly ever share a time. */
export function stampOf(tab: Tab, { cells }: RowWrite, image: Row): number | undefined {
  const isTime = (cell: CellWrite): boolean =>
    Object.values(tab.columns).some(
      ({ header, kind }) => kind === "time" && header === cell.header,
    );
  const own = cells.find(isTime)?.value;
  if (typeof own === "number") return own;
  const written = new Set(cells.map(({ column }) => column));
  return image.find((value, column): value is number => isMoment(value) && !written.has(column));
}

/** A date with a time of day, as a cell holds it. */
export const isMoment = (value: CellValue): value is number =>
  typeof value === "number" && value > 40_000 && value < 80_000 && !Number.isInteger(value);

/** What the key cells of a row hold under a header. */
export function keyTextsOf(tab: Tab, row: Row, names: readonly string[]): readonly string[] {
  return tab.key.map((field) => textOf(row[names.indexOf(tab.columns[field]?.header ?? "")]));
}
