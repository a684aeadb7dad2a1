/** A person who types, sorts, inserts and moves in the stock tab and the ledger of a chaos. */
import { tabs } from "../../src/language/sheet-words/headings";
import { isItem, itemNames, names } from "./chaos-stock";
import { traceSheet, type Trace } from "./chaos-trace";
import type { Rig } from "./rig";

export interface Person {
  act(): Promise<void>;
  /** Figures by `name spec`. */
  readonly typed: Map<string, number[]>;
  typedCount: number;
}

export async function createPerson(
  rig: Rig,
  { random, trace }: { readonly random: () => number; readonly trace: Trace | undefined },
): Promise<Person> {
  const stockId = await rig.sheetId("库存");
  const ledgerId = await rig.sheetId("流水");
  const pick = (most: number): number => Math.floor(random() * most);
  let next = 2000;
  const person: Person = { act, typed: new Map(), typedCount: 0 };
  const insert = (sheetId: number, dimension: string, at: number) => ({
    insertDimension: {
      range: { sheetId, dimension, startIndex: at, endIndex: at + 1 },
      inheritFromBefore: false,
    },
  });
  async function type(): Promise<void> {
    const rows = await rig.formulas("库存");
    const top = rows.findIndex((row) => row.includes("物品名称"));
    const header = rows[top] ?? [];
    if (!isWhole(header)) return;
    const column = header.indexOf("当前库存");
    const name = header.indexOf("物品名称");
    const spec = header.indexOf("规格型号");
    const candidates = rows
      .map((row, index) => ({ row, index }))
      .filter(({ row, index }) => index > top && isItem(row[name], row[spec]));
    const chosen = candidates[pick(candidates.length)];
    if (!chosen || column < 0) return;
    next += 1;
    const item = itemNames[names.indexOf(String(chosen.row[name]))] ?? "";
    person.typed.set(item, [...(person.typed.get(item) ?? []), next]);
    person.typedCount += 1;
    const letter = String.fromCharCode(65 + column);
    await rig.type(`库存!${letter}${chosen.index + 1}`, next);
  }
  async function act(): Promise<void> {
    await doAnything();
    if (trace) await traceSheet(rig, trace);
  }
  async function doAnything(): Promise<void> {
    const kind = random();
    trace?.(`## person ${kind.toFixed(2)} ${whatIs(kind)}`);
    if (kind < 0.35) return type();
    const rows = await rig.formulas("库存");
    const top = rows.findIndex((row) => row.includes("物品名称"));
    if (kind < 0.65) {
      if (!isWhole(rows[top])) return;
      const range = { sheetId: stockId, startRowIndex: top + 1, endRowIndex: rows.length };
      const sortSpecs = [
        {
          dimensionIndex: pick(4),
          sortOrder: random() < 0.5 ? ("ASCENDING" as const) : ("DESCENDING" as const),
        },
      ];
      return rig.edit({ sortRange: { range, sortSpecs } });
    }
    if (kind < 0.75) return rig.edit(insert(stockId, "ROWS", top + 1 + pick(rows.length - top)));
    if (kind < 0.8) return rig.edit(insert(stockId, "COLUMNS", pick(5)));
    if (kind < 0.87) {
      const source = { sheetId: stockId, dimension: "COLUMNS", startIndex: pick(6) };
      return rig.edit({
        moveDimension: {
          source: { ...source, endIndex: source.startIndex + 1 },
          destinationIndex: 8,
        },
      });
    }
    if (kind < 0.92) return rig.edit(insert(ledgerId, "COLUMNS", pick(6)));
    if (kind < 0.96) {
      const startIndex = pick(15);
      const source = {
        sheetId: ledgerId,
        dimension: "COLUMNS",
        startIndex,
        endIndex: startIndex + 1,
      };
      return rig.edit({ moveDimension: { source, destinationIndex: startIndex < 8 ? 12 : 0 } });
    }
    return rig.edit(insert(kind < 0.98 ? stockId : ledgerId, "ROWS", 0));
  }
  return person;
}

const stockHeaders = Object.values(tabs.stock.columns).map(({ header }) => header);

/** People type and sort under a header: while a commit that hit it is being repaired, they don't know their columns. */
const isWhole = (row: readonly unknown[] = []): boolean =>
  stockHeaders.every((header) => row.includes(header));

const whatIs = (kind: number): string =>
  kind < 0.35
    ? "types"
    : kind < 0.65
      ? "sorts"
      : kind < 0.75
        ? "inserts a row"
        : kind < 0.8
          ? "inserts a column"
          : kind < 0.87
            ? "moves a column"
            : kind < 0.92
              ? "inserts a ledger column"
              : kind < 0.96
                ? "moves a ledger column"
                : kind < 0.98
                  ? "inserts a row on top"
                  : "inserts a row on top of the ledger";
