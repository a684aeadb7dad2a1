/** What must hold after any run, whatever people and the network did. Answers sentences about what does not. */
import type { BookingOutcome } from "../../src/inventory/movements/outcome";
import { auditCells, type Meant, type SheetCells } from "./audit-cells";
import { auditItems, auditMessages, itemOf, text, type Row } from "./audit-ledger";
import type { People } from "./rig";

export interface Expected {
  /** Stock at the start, by `name spec`. */
  readonly start: ReadonlyMap<string, number>;
  /** Figures that people typed, by `name spec`. */
  readonly typed: ReadonlyMap<string, readonly number[]>;
  readonly outcomes: ReadonlyMap<string, BookingOutcome>;
  /** Every message that was sent; those of `outcomes` when it is left out. */
  readonly sent?: ReadonlySet<string>;
  /** The cells at the start: what nobody was to change. */
  readonly cells?: SheetCells;
  /** What people changed among them. */
  readonly meant?: Meant;
  /** How many entries of 类型 核对 there are to be. */
  readonly checks?: number;
}

export interface Audit {
  readonly faults: readonly string[];
  /** Rows 手工调整 that no figure of a person's accounts for. */
  readonly phantoms: number;
  /** Cells that nobody was to change. */
  readonly changed: number;
  /** Entries of 类型 核对. */
  readonly checks: number;
}

export const audit = async (rig: People, expected: Expected): Promise<readonly string[]> =>
  (await auditAll(rig, expected)).faults;

export async function auditAll(rig: People, expected: Expected): Promise<Audit> {
  const ledger: Row[] = [];
  for (const title of await rig.titles()) {
    if (title.startsWith("流水")) ledger.push(...(await rig.rows("ledger", { title })));
  }
  const pending = await rig.rows("pending");
  const faults = [
    ...auditMessages(ledger, pending, expected),
    ...auditPending(pending, expected.checks ?? 0),
  ];
  const stock = await rig.rows("stock");
  const typed = await rig.rows("stock", { option: "FORMULA" });
  const computed = typed.filter((row) => text(row["当前库存"]).startsWith("=")).map(itemOf);
  const items = auditItems(stock, ledger, expected, new Set(computed));
  const cells = expected.cells ? await auditCells(rig, expected.cells, expected.meant) : [];
  return {
    faults: [...faults, ...items.phantoms, ...items.faults, ...cells],
    phantoms: items.phantoms.length,
    changed: cells.length,
    checks: pending.filter((row) => row["类型"] === "核对").length,
  };
}

function auditPending(pending: readonly Row[], checks: number): readonly string[] {
  const faults: string[] = [];
  const numbers = pending.map((row) => row["编号"]);
  if (new Set(numbers).size !== numbers.length) faults.push("a number stands twice in 待处理");
  for (const row of pending) {
    const isWhole =
      Number.isInteger(row["编号"]) &&
      typeof row["时间"] === "number" &&
      ["类型", "原因", "状态"].every((header) => text(row[header]) !== "");
    if (!isWhole) faults.push(`an entry is not whole: ${Object.values(row).map(text).join("|")}`);
  }
  const found = pending.filter((row) => row["类型"] === "核对");
  if (found.length !== checks) {
    faults.push(`${checks} to check, not ${found.map((row) => text(row["原因"])).join(" / ")}`);
  }
  return faults;
}
