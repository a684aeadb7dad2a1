/** A row of 盘点: one item in one session. What is said of a session is derived from its rows (session.ts). */
import { multiply, subtract } from "../items/quantity";
import type { Count } from "../movements/movement";

/** `blind`: of items drawn at random, whose figures nobody is told until it ends. */
export type SessionKind = "full" | "zone" | "blind";

/**
 * `open`: still to be counted; `recount`: somebody else is to count it too; `missing`: it was looked for and not found;
 * `left`: the session ended before it was counted.
 */
export type RowStatus = "open" | "counted" | "recount" | "missing" | "left" | "cancelled";

export interface StocktakeRow {
  /** 盘点号 */
  readonly number: number;
  readonly kind: SessionKind;
  /** The item's 存放位置 when the session began; "" where it had none. */
  readonly zone: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  /** Of a blind session: the number that stands for the item in the chat. */
  readonly ordinal: number | undefined;
  /** What the sheet had at the moment of the count; of a blind session only once that has ended. */
  readonly book: number | undefined;
  readonly counted: number | undefined;
  /** What a second person counted. */
  readonly recounted: number | undefined;
  readonly cause: string;
  readonly status: RowStatus;
  /** Of an open row who has taken on its zone, else who counted, one after the other; "" where nobody has. */
  readonly counter: string;
  readonly countedAt: Date | undefined;
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  /** The message that opened the session. */
  readonly messageId: string;
  /** 备注: of a blind session how its items were drawn. */
  readonly remark: string;
}

/** A row that stands, and what is to stand in it. */
export interface StocktakeChange {
  readonly row: StocktakeRow;
  readonly to: Partial<StocktakeRow>;
}

/** What a decision writes into 盘点. */
export interface StocktakeWrites {
  readonly rows: readonly StocktakeRow[];
  readonly changes: readonly StocktakeChange[];
}

const between = "、";

/** Who counted a row, the first one first. */
export const countersOf = ({ counter }: Pick<StocktakeRow, "counter">): readonly string[] =>
  counter.split(between).filter((name) => name !== "");

/** The names with one more behind them. */
export const withCounter = (row: Pick<StocktakeRow, "counter">, name: string): string =>
  [...countersOf(row).filter((other) => other !== name), name].join(between);

/** Whether its figures are told to nobody for now. */
export const isBlind = ({ kind, endedAt }: Pick<StocktakeRow, "kind" | "endedAt">): boolean =>
  kind === "blind" && endedAt === undefined;

/** A cell holds a time to the millisecond, more or less. */
export const isSameMoment = (one: Date | undefined, other: Date): boolean =>
  one !== undefined && Math.abs(one.getTime() - other.getTime()) < 1_000;

/** Whether it is still to be counted, found or not. */
export const isToCount = ({ status }: Pick<StocktakeRow, "status">): boolean =>
  status === "open" || status === "missing";

/** Whether a row holds a count that is booked. */
export const isRowOfCount = ({ status, counted, countedAt }: StocktakeRow, count: Count): boolean =>
  status === "counted" && counted === count.counted && isSameMoment(countedAt, count.at);

/** Counted less book; undefined where it was not counted. */
export function differenceOf({ book, counted }: StocktakeRow): number | undefined {
  return book === undefined || counted === undefined ? undefined : subtract(counted, book);
}

/** Whether it was counted as other than the book figure. */
export const differs = (row: StocktakeRow): boolean => (differenceOf(row) ?? 0) !== 0;

/** Nobody finds so many times as much as the sheet has, or so small a part of it, without a mistake. */
const farOff = 10;

/** Whether one of two figures is so many times the other that it may be a typing mistake. */
export function isFarOff(one: number, other: number): boolean {
  const [less, more] = [Math.min(one, other), Math.max(one, other)];
  return less > 0 && more >= multiply(less, farOff);
}

/** |difference| ÷ book; 1 where something was found of what the sheet had as 0. */
export function differenceRate(difference: number, book: number): number {
  if (difference === 0) return 0;
  return book > 0 ? Math.abs(difference) / book : 1;
}

/** As `differenceRate`; undefined where it was not counted. */
export function rateOf(row: StocktakeRow): number | undefined {
  const difference = differenceOf(row);
  if (difference === undefined || row.book === undefined) return undefined;
  return differenceRate(difference, row.book);
}
