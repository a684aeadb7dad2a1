/** What a plan rests on: the sheet as it is believed to be, and what is remembered beside it. */
import type { BroadcastDraft } from "../inventory/movements/broadcast";
import type { Item } from "../inventory/items/item";
import type { Movement } from "../inventory/movements/movement";
import type { Policy } from "../inventory/policy";
import type { LedgerMemory } from "./ledger-memory";
import type { Stock } from "./stock";
import type { Workbook } from "./workbook";

/** Words for the group when movements cross a safety stock; injected, since this room says nothing. */
export type AnnounceCrossings = (
  movements: readonly Movement[],
  items: readonly Item[],
  policy: Policy,
  timeZone: string,
) => readonly BroadcastDraft[];

/** What a plan rests on. */
export interface Ground {
  readonly workbook: Workbook;
  readonly stock: Stock;
  readonly memory: LedgerMemory;
  readonly policy: Policy;
  readonly timeZone: string;
  readonly now: Date;
  /** The highest 编号 ever seen. */
  readonly lastNumber: number;
  readonly announceCrossings: AnnounceCrossings;
}
