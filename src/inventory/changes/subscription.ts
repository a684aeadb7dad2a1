/** A row of 推送: an address that is told what happens to the stock. */

export const eventTypes = [
  "movement.booked",
  "movement.undone",
  "stock.low",
  "stock.recovered",
  "order.changed",
  "stocktake.closed",
] as const;

export type EventType = (typeof eventTypes)[number];

export interface Subscription {
  /** Nothing is told back that an API key of this name has caused. */
  readonly name: string;
  readonly address: string;
  /** 事件, as people wrote it. */
  readonly events: string;
  /** By which name WEBHOOK_SECRETS holds its secret. */
  readonly secretName: string;
  readonly isStopped: boolean;
  /** 上次成功 */
  readonly deliveredAt: Date | undefined;
  /** 失败次数: in a row. */
  readonly failures: number;
  /** 最近错误 */
  readonly error: string;
}
