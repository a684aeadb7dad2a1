/** A document of another system, such as an approved receipt of an ERP. It is booked whole or not at all. */
import type { BookableType, Requester } from "../intent";

export interface DocumentLine {
  /** What the other system calls the item: looked up in 外部编码, whatever `item` says. */
  readonly code?: string;
  /** The item's name exactly as the stock tab has it; beside a code the other system's own name for it, or "". */
  readonly item: string;
  /** undefined: the name has one spec only. */
  readonly spec: string | undefined;
  /** > 0; of a count ≥ 0. */
  readonly quantity: number;
  /** "": the item's own. */
  readonly unit: string;
}

export interface StockDocument {
  readonly type: BookableType;
  /** 消息ID: `api:<source>:<external id>`. */
  readonly id: string;
  /** The name of the key that it came with. */
  readonly source: string;
  readonly operator: string;
  /** Of issues and returns; undefined: the operator. */
  readonly requester: Requester | undefined;
  /** The document in words, for 原文. */
  readonly text: string;
  readonly receivedAt: Date;
  /** Of a count: when it was counted; undefined: on receipt. */
  readonly countedAt: Date | undefined;
  readonly lines: readonly DocumentLine[];
}

/** A document whose lines are not needed: it is to be taken back, or asked about. */
export type DocumentHead = Omit<StockDocument, "lines" | "type" | "countedAt" | "requester">;

/**
 * The 消息ID of a document.
 *
 * @example documentId("erp", "CGRK-001") // "api:erp:CGRK-001"
 */
export function documentId(source: string, externalId: string): string {
  return `api:${source}:${externalId}`;
}
