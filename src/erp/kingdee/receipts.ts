/** Rows of 采购入库单 (STK_InStock) → receipts. */
import { approvalId, receiptOf, stampOf, type ErpAction, type ErpLine } from "../adapter";
import type { Cell, QueryBills } from "./query";

/** One row a document. */
export const headFields = ["FID", "FBillNo", "FDocumentStatus", "FApproveDate"] as const;
/** One row a line. */
export const lineFields = [
  "FID",
  "FApproverId.FName",
  "FMaterialId.FNumber",
  "FMaterialId.FName",
  "FRealQty",
  "FUnitID.FName",
] as const;

/** 已审核. */
const approved = "C";

export interface Head {
  readonly id: string;
  readonly number: string;
  readonly isApproved: boolean;
  /** In 金蝶's own zone, as it writes it. */
  readonly approvedAt: string;
}

export interface DocumentLine extends ErpLine {
  readonly id: string;
  readonly approvedBy: string;
}

/** Each document once, by its approval. @throws DeliveryError */
export async function queryHeads(
  query: QueryBills,
  filter: string,
  limit: number,
): Promise<readonly Head[]> {
  const rows = await query({ fields: headFields, filter, order: "FApproveDate,FID", limit });
  const heads = rows.map(headOf).filter(({ id }) => /^\d{1,20}$/.test(id));
  return [...new Map(heads.map((head) => [head.id, head])).values()];
}

const textIn = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? "" : String(cell).trim();

function headOf([id, number, status, approvedAt]: readonly Cell[]): Head {
  return {
    id: textIn(id),
    number: textIn(number),
    isApproved: status === approved,
    approvedAt: textIn(approvedAt),
  };
}

export function lineOf([id, by, code, name, quantity, unit]: readonly Cell[]): DocumentLine {
  return {
    id: textIn(id),
    approvedBy: textIn(by),
    code: textIn(code),
    name: textIn(name),
    quantity: Number(quantity),
    unit: textIn(unit),
  };
}

export const idOfHead = ({ number, id, approvedAt }: Head): string =>
  approvalId(number, id, approvedAt);

export function bookingOf(head: Head, lines: readonly DocumentLine[]): ErpAction {
  const approvedBy = lines[0]?.approvedBy ?? "";
  return receiptOf(idOfHead(head), { number: head.number, approvedBy }, lines);
}

/** Whether the approval that was booked is the one that stands. */
export function stillStands(stamp: string, head: Head): boolean {
  return head.isApproved && stampOf(head.approvedAt) === stamp;
}

/** A stamp so many minutes earlier; it has no zone, and needs none. @example earlier("20261130T000500", 10) // "2026-11-29T23:55:00" */
export function earlier(stamp: string, minutes: number): string {
  const iso = stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6Z");
  return new Date(Date.parse(iso) - minutes * 60_000).toISOString().slice(0, 19);
}
