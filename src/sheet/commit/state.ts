/** What a plan rests on: the sheet as it is believed to be, and what is remembered beside it. */
import type { BroadcastDraft } from "../../inventory/movements/broadcast";
import type { Item } from "../../inventory/items/item";
import type { Movement } from "../../inventory/movements/movement";
import type { Policy } from "../../inventory/policy";
import type { LedgerMemory } from "../ledger/memory";
import type { Owed } from "../recovery/debts";
import type { Misplaced } from "../recovery/own-rows";
import type { Grid } from "../tabs/grid";
import type { Stock } from "../tabs/stock-items";
import type { SheetView } from "../tabs/view";
import type { Debt, Facts } from "./facts";

/** Words for the group when movements cross a safety stock; injected, since this module words nothing. */
export type AnnounceCrossings = (
  movements: readonly Movement[],
  items: readonly Item[],
  policy: Policy,
  timeZone: string,
) => readonly BroadcastDraft[];

export interface PlanningState {
  /** As it stands, our misplaced values included. */
  readonly view: SheetView;
  /** The tabs as they are once every debt is paid and every row in place, by the tab's name. */
  readonly clean: ReadonlyMap<string, Grid>;
  readonly owed: readonly Owed[];
  /** Debts of which nothing stands any more. */
  readonly gone: readonly Debt[];
  /** Where the rows stand that may be misplaced, and what brings them in order. */
  readonly misplaced: readonly Misplaced[];
  /** The items of the clean stock tab. */
  readonly stock: Stock;
  readonly facts: Facts;
  readonly memory: LedgerMemory;
  readonly policy: Policy;
  readonly timeZone: string;
  readonly now: Date;
  /** The highest number ever seen in a numbered tab, by the tab's name. */
  readonly lastNumbers: ReadonlyMap<string, number>;
  /** Whether the rows were read whole since the last write: what is not found then is gone. */
  readonly isFresh: boolean;
  /** Ids in rows of the ledger that stand under other columns, and that no facts tell. */
  readonly lost: readonly string[];
  readonly announceCrossings: AnnounceCrossings;
}
