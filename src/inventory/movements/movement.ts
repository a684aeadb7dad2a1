/**
 * The ledger's rows. A movement is one change of one item's stock on hand; a booking is what one message does to the
 * sheet, all of it or nothing. Rows are never deleted.
 */

import type { ItemLine, ItemName } from "../items/item";

export type MovementType = "issue" | "receipt" | "return" | "stocktake" | "undo" | "adjustment";

/** What was counted, and when. */
export interface Count {
  readonly counted: number;
  readonly at: Date;
}

/** One row of the ledger. */
export interface Movement extends ItemLine {
  /** 消息ID: `platform:group:messageId`, `…#2` for further rows; `手工:…` on adjustments. */
  readonly id: string;
  /** The time of the commit, to the millisecond. */
  readonly at: Date;
  /** The time it belongs to, by the message; never after `at`. */
  readonly sentAt: Date;
  readonly type: MovementType;
  /** Signed. */
  readonly change: number;
  readonly before: number;
  readonly after: number;
  readonly operator: string;
  /** `platform:account` of the operator; "" on adjustments and on rows of earlier versions. */
  readonly account: string;
  /** The channel's name, or `sheet` for adjustments. */
  readonly source: string;
  /** The message exactly as it was sent. */
  readonly text: string;
  readonly note: string;
  readonly undoes: string | undefined;
  /** The message that a question was asked about, where the answer booked this row. */
  readonly answers: string | undefined;
  /** `platform:group:` and the first message of the thread it was written in, where there was one. */
  readonly threadId?: string | undefined;
  /** true: it proved impossible once it stood, and changes nothing. */
  readonly voided: boolean;
  /** Of a stocktake whose figure or moment is not `after` and `sentAt`: something was booked since it was counted. */
  readonly count?: Count | undefined;
  /** true: what was there before and after is not told for now, and stands as 0. */
  readonly isWithheld?: true;
  /** The name that the item bore before, where this is its first row under its present one. */
  readonly formerly?: ItemName | undefined;
  /** 行号 of the row of 采购 that it arrived for, goes back on, or that it takes back. */
  readonly purchaseRow?: number | undefined;
}

/** What a line does to the stock: a signed change, or a counted figure that stock on hand had at a moment. */
export type Effect =
  | { readonly kind: "change"; readonly change: number }
  /**
   * `at`: when it was counted, where that is not the message's own time; `book`: what the ledger had for that moment when it
   * was decided on.
   */
  | {
      readonly kind: "count";
      readonly counted: number;
      readonly at?: Date;
      readonly book?: number;
    };

/** One movement still to be booked; before and after are the sheet's to say. */
export interface BookingLine extends ItemLine {
  readonly type: Exclude<MovementType, "adjustment">;
  readonly effect: Effect;
  /** What is left of the message; the undo prefix and a late message's own time are added by the sheet module. */
  readonly remark: string;
  readonly undoes: string | undefined;
  /** The message that a question was asked about, where this is booked by its answer. */
  readonly answers: string | undefined;
  /** The time it belongs to, where that is not the message's own. */
  readonly tookAt?: Date;
  /** 行号 of the row of 采购 that it is booked on. */
  readonly purchaseRow?: number | undefined;
}

/**
 * The 消息ID of the n-th row of a message (n from 0).
 *
 * @example rowId("generic:g1:m1", 0) // "generic:g1:m1"
 * @example rowId("generic:g1:m1", 1) // "generic:g1:m1#2"
 */
export function rowId(messageId: string, index: number): string {
  return index === 0 ? messageId : `${messageId}#${index + 1}`;
}

/** The message a row belongs to: its id without `#2`, `#3` … A message id may itself hold a `#`. */
export function messageIdOfRow(id: string): string {
  return id.replace(/#[1-9]\d*$/, "");
}

export function isRowOf({ id }: Pick<Movement, "id">, messageId: string): boolean {
  return id === messageId || (id.startsWith(`${messageId}#`) && messageIdOfRow(id) === messageId);
}
