/**
 * People's edits of 当前库存: figures that differ from what the ledger says become adjustments. Pure.
 */
import { createHash } from "node:crypto";
import { rowId } from "../inventory/movements/movement";
import { adjustmentId } from "../language/sheet-words/ledger-notes";
import type { LedgerMemory } from "./ledger-memory";
import type { PlacedItem, Stock } from "./stock";

/** A figure that a person typed. */
export interface PersonsEdit {
  readonly placed: PlacedItem;
  readonly before: number;
  readonly after: number;
  /** 消息ID of the row that notes it. */
  readonly id: string;
}

const longestId = 200;

/** 消息ID of an adjustment, the same whoever notes it; long ones are shortened by their digest. */
export function editId(
  newestId: string,
  item: { readonly name: string; readonly spec: string },
  figure: number,
): string {
  const after = newestId === "" ? `${item.name} ${item.spec}`.trim() : newestId;
  const short =
    after.length > longestId
      ? createHash("sha256").update(after).digest("hex").slice(0, 32)
      : after;
  return adjustmentId(short, figure);
}

/** An id that stands nowhere yet: `…#2` and on, should a person type the same figure after the same row again. */
export function unusedId(id: string, isUsed: (id: string) => boolean): string {
  let index = 0;
  while (isUsed(rowId(id, index))) index += 1;
  return rowId(id, index);
}

/** Every figure on the sheet that is not the one the ledger ends with. */
export function findEdits(
  stock: Pick<Stock, "placed">,
  memory: Pick<LedgerMemory, "baseline" | "has">,
): readonly PersonsEdit[] {
  const edits: PersonsEdit[] = [];
  for (const placed of stock.placed) {
    const { item, key } = placed;
    if (item.duplicate || item.stock.kind !== "figure") continue;
    const baseline = memory.baseline(key);
    if (baseline === undefined) continue;
    const after = item.stock.quantity;
    if (baseline.figure === after) continue;
    const id = unusedId(editId(baseline.id, item, after), memory.has);
    edits.push({ placed, before: baseline.figure, after, id });
  }
  return edits;
}
