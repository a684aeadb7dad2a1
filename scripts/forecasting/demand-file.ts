/** A CSV file of what was taken, one line each → an item's days. In: its cells and which columns count. */
import type { DemandHistory } from "../../src/inventory/forecast/evidence";
import { UsageError } from "../command";

export interface Columns {
  readonly date: string;
  /** Together they name the item. */
  readonly items: readonly string[];
  readonly quantity: string;
  /** Only lines in which a column holds this. */
  readonly where?: { readonly column: string; readonly value: string } | undefined;
}

const known = {
  date: ["时间", "日期", "date", "order date"],
  items: ["物品名称", "物品", "品名", "item", "sub-category"],
  quantity: ["数量", "变动", "quantity", "qty"],
};

/** The columns that a file has by the usual names. */
export function usualColumns(header: readonly string[]): Partial<Columns> {
  const find = (names: readonly string[]): string | undefined =>
    header.find((title) => names.includes(title.trim().toLowerCase()));
  const [date, item, quantity] = [known.date, known.items, known.quantity].map(find);
  return {
    ...(date !== undefined && { date }),
    ...(item !== undefined && { items: [item] }),
    ...(quantity !== undefined && { quantity }),
  };
}

const dayMs = 86_400_000;

interface Taken {
  readonly day: number;
  readonly item: string;
  readonly quantity: number;
}

/** Every day from the first to the last counts. @throws UsageError */
export function historiesOfFile(
  [header = [], ...lines]: readonly (readonly string[])[],
  columns: Columns,
): readonly DemandHistory[] {
  const place = (title: string): number => {
    const found = header.indexOf(title);
    if (found < 0)
      throw new UsageError(`The file has no column ${title}; it has: ${header.join(", ")}.`);
    return found;
  };
  const [date, quantity, items] = [
    place(columns.date),
    place(columns.quantity),
    columns.items.map(place),
  ];
  const where = columns.where && { at: place(columns.where.column), value: columns.where.value };
  const taken = lines.flatMap((cells, index): readonly Taken[] => {
    if (where !== undefined && cells[where.at] !== where.value) return [];
    const day = dayOf(cells[date] ?? "");
    const amount = Math.abs(Number((cells[quantity] ?? "").replaceAll(",", "")));
    if (day === undefined || !Number.isFinite(amount))
      throw new UsageError(`Line ${index + 2} has no date or no quantity that can be read.`);
    const item = items.map((at) => cells[at] ?? "").join(" ");
    return amount > 0 ? [{ day, item, quantity: amount }] : [];
  });
  return historiesOfTaken(taken);
}

function dayOf(text: string): number | undefined {
  const [, year, month, day] = /^\D*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(text) ?? [];
  if (year === undefined) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayMs;
}

function historiesOfTaken(taken: readonly Taken[]): readonly DemandHistory[] {
  const all = taken.map(({ day }) => day);
  const first = all.reduce((least, day) => Math.min(least, day), Infinity);
  const last = all.reduce((most, day) => Math.max(most, day), -Infinity);
  const byItem = new Map<string, Map<number, number>>();
  for (const { day, item, quantity } of taken) {
    const days = byItem.get(item) ?? new Map<number, number>();
    byItem.set(item, days.set(last - day, (days.get(last - day) ?? 0) + quantity));
  }
  return [...byItem.values()].map((days) => ({
    days: last - first + 1,
    empty: [],
    taken: [...days].map(([age, quantity]) => ({ age, quantity, unrecorded: 0 })),
    season: undefined,
  }));
}
