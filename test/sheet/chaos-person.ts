/** A person who edits the workbook of a chaos, one edit at a time: the same edits as in the races, drawn by chance. */
import { tabs } from "../../src/language/sheet-words/headings";
import { isItem, itemNames, names } from "./chaos-stock";
import { traceSheet, type Trace } from "./chaos-trace";
import { insert, move, sort } from "./requests";
import type { People } from "./rig";

export interface Person {
  act(): Promise<void>;
  /** Figures by `name spec`. */
  readonly typed: Map<string, number[]>;
  typedCount: number;
  edits: number;
  /** What she changed herself, as the audit of cells names it. */
  readonly meant: Set<string>;
}

type Deed = readonly [name: string, weight: number, act: () => Promise<void>];

export async function createPerson(
  rig: People,
  { random, trace }: { readonly random: () => number; readonly trace: Trace | undefined },
): Promise<Person> {
  const stockId = await rig.sheetId("库存");
  const ledgerId = await rig.sheetId("流水");
  const pick = (most: number): number => Math.floor(random() * most);
  let next = 2000;
  const person: Person = { act, typed: new Map(), typedCount: 0, edits: 0, meant: new Set() };

  const stockNow = async () => {
    const rows = await rig.formulas("库存");
    const top = rows.findIndex((row) => row.includes("物品名称"));
    const header = rows[top] ?? [];
    return { rows, top, header, column: (name: string) => header.indexOf(name) };
  };
  /** Types into a column of any item's row; `mark`: what stands there, for the record. */
  async function typeInto(
    name: string,
    value: (item: string, stands: unknown) => number,
  ): Promise<void> {
    const { rows, top, header, column } = await stockNow();
    if (!isWhole(header)) return;
    const candidates = rows
      .map((row, index) => ({ row, index }))
      .filter(
        ({ row, index }) => index > top && isItem(row[column("物品名称")], row[column("规格型号")]),
      );
    const chosen = candidates[pick(candidates.length)];
    if (!chosen) return;
    const item = itemNames[names.indexOf(String(chosen.row[column("物品名称")]))] ?? "";
    const letter = String.fromCharCode(65 + column(name));
    await rig.type(`库存!${letter}${chosen.index + 1}`, value(item, chosen.row[column(name)]));
  }
  const typeFigure = (): Promise<void> =>
    typeInto("当前库存", (item, stands) => {
      // What stands there already is no edit.
      next += stands === next + 1 ? 2 : 1;
      person.typed.set(item, [...(person.typed.get(item) ?? []), next]);
      person.typedCount += 1;
      return next;
    });
  async function sortStock(): Promise<void> {
    const { rows, top, header } = await stockNow();
    if (!isWhole(header)) return;
    const order = random() < 0.5 ? "ASCENDING" : "DESCENDING";
    await rig.edit(sort(stockId, pick(4), order, [top + 1, rows.length]));
  }
  async function sortLedger(): Promise<void> {
    const rows = await rig.formulas("流水");
    const top = rows.findIndex((row) => row.includes("消息ID"));
    if (top < 0 || rows.length < top + 3) return;
    const order = random() < 0.5 ? "ASCENDING" : "DESCENDING";
    await rig.edit(sort(ledgerId, pick(8), order, [top + 1, rows.length]));
  }
  const moveLedgerColumn = (): Promise<void> => {
    const from = pick(15);
    return rig.edit(move(ledgerId, "COLUMNS", from, from < 8 ? 12 : 0));
  };
  async function filter(): Promise<void> {
    const { top } = await stockNow();
    const range = { sheetId: stockId, startRowIndex: Math.max(0, top) };
    if (random() < 0.5) await rig.edit({ clearBasicFilter: { sheetId: stockId } });
    else await rig.edit({ setBasicFilter: { filter: { range } } });
  }
  async function deleteHiddenTab(): Promise<void> {
    const sheetId = await rig.sheetId("_stockcaster").catch(() => undefined);
    if (sheetId !== undefined) await rig.edit({ deleteSheet: { sheetId } });
  }
  const insertStockRow = async (): Promise<void> => {
    const { rows, top } = await stockNow();
    await rig.edit(insert(stockId, "ROWS", top + 1 + pick(rows.length - top)));
  };
  const moveStockRow = async (): Promise<void> => {
    const { rows, top } = await stockNow();
    const from = top + 1 + pick(rows.length - top - 1);
    const to = top + 1 + pick(rows.length - top);
    if (to !== from && to !== from + 1) await rig.edit(move(stockId, "ROWS", from, to));
  };
  const typeSafety = (): Promise<void> =>
    typeInto("安全库存", (item) => {
      person.meant.add(`stock|${item}|安全库存`);
      return 1 + pick(9);
    });

  const deeds: readonly Deed[] = [
    ["types a figure", 34, typeFigure],
    ["types a safety stock", 4, typeSafety],
    ["sorts the stock", 18, sortStock],
    ["sorts the ledger", 6, sortLedger],
    ["inserts a row", 8, insertStockRow],
    ["moves a row", 6, moveStockRow],
    ["inserts a column", 3, () => rig.edit(insert(stockId, "COLUMNS", pick(5)))],
    ["moves a column", 5, () => rig.edit(move(stockId, "COLUMNS", pick(6), 8))],
    ["inserts a ledger column", 3, () => rig.edit(insert(ledgerId, "COLUMNS", pick(6)))],
    ["moves a ledger column", 3, moveLedgerColumn],
    ["inserts a row on top", 2, () => rig.edit(insert(stockId, "ROWS", 0))],
    ["inserts a row on top of the ledger", 2, () => rig.edit(insert(ledgerId, "ROWS", 0))],
    ["filters", 4, filter],
    ["deletes the hidden tab", 2, deleteHiddenTab],
  ];
  const total = deeds.reduce((sum, [, weight]) => sum + weight, 0);

  async function act(): Promise<void> {
    let left = random() * total;
    const deed = deeds.find(([, weight]) => (left -= weight) < 0) ?? deeds[0];
    trace?.(`## person ${deed?.[0] ?? ""}`);
    person.edits += 1;
    await deed?.[2]();
    if (trace) await traceSheet(rig, trace);
  }
  return person;
}

const stockHeaders = Object.values(tabs.stock.columns).map(({ header }) => header);

/** People type and sort under a header: while a write that hit it is being put right, they don't know their columns. */
const isWhole = (row: readonly unknown[] = []): boolean =>
  stockHeaders.every((header) => row.includes(header));
