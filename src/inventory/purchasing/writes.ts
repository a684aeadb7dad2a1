/** What a decision writes into 采购, 采购记录 and 供应商. */
import type { EventDraft } from "./event";
import type { PurchaseChange, PurchaseRow } from "./row";
import type { Supplier } from "./supplier";

export interface PurchaseWrites {
  readonly rows: readonly PurchaseRow[];
  readonly changes: readonly PurchaseChange[];
  readonly events: readonly EventDraft[];
  readonly suppliers: readonly Supplier[];
  /** 单号 that are given away. */
  readonly orders: readonly number[];
}

export const noWrites: PurchaseWrites = {
  rows: [],
  changes: [],
  events: [],
  suppliers: [],
  orders: [],
};
