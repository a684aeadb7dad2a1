/** What happened to a row of 采购 or to an order, as 采购记录 keeps it: added to, never changed. */
export type PurchaseEventKind =
  | "requested"
  | "drafted"
  | "ordered"
  | "confirmed"
  | "quantity"
  | "item"
  | "date"
  | "arrived"
  | "short"
  | "cancelled"
  | "chased"
  | "replied";

export interface PurchaseEvent {
  readonly at: Date;
  readonly order: number | undefined;
  readonly row: number | undefined;
  readonly kind: PurchaseEventKind;
  /** As people read it (30箱). */
  readonly before: string;
  readonly after: string;
  readonly operator: string;
  readonly text: string;
  /** 消息ID, `…#2` for a message's further events. */
  readonly messageId: string;
}

/** What the message that caused it adds is left out. */
export type EventDraft = Pick<PurchaseEvent, "order" | "row" | "kind" | "before" | "after">;
