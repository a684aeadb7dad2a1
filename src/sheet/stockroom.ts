/**
 * Everything the rest of the relay may ask of the spreadsheet, in the words of stock. Comes in: bookings and drafts; goes
 * out: snapshots and movements. Cells, ranges and fences stay inside.
 */
import type { Subscription } from "../inventory/changes/subscription";
import type { Broadcast, BroadcastDraft, BroadcastStatus } from "../inventory/movements/broadcast";
import type { OutsideCode } from "../inventory/documents/outside-code";
import type { Item } from "../inventory/items/item";
import type { Member } from "../inventory/people/member";
import type { BookingLine, Movement } from "../inventory/movements/movement";
import type { BookingOutcome } from "../inventory/movements/outcome";
import type { PendingClose, PendingDraft, PendingEntry } from "../inventory/movements/pending";
import type { Policy } from "../inventory/policy";
import type { ForecastRow } from "../inventory/forecast/row";
import type { Purchasing } from "../inventory/purchasing/orders";
import type { Prices } from "../inventory/purchasing/price";
import type { StocktakeRow } from "../inventory/stocktake/row";

/** A cell, column or tab that people should mend. */
export interface SheetProblem {
  readonly tab: string;
  /** A1 of the cell or row, "" for a whole tab. */
  readonly cell: string;
  /** A Chinese sentence that names tab, row and column and says what is wrong. */
  readonly sentence: string;
}

/** The sheet as it stood at one moment. */
export interface Snapshot {
  readonly readAt: Date;
  /** IANA name of the relay's zone. */
  readonly timeZone: string;
  readonly title: string;
  /** Link for people, "" on the embedded sheet without one. */
  readonly url: string;
  /** In the sheet's order. */
  readonly items: readonly Item[];
  /** When the items were read, where 库存 or a column of it is missing since. */
  readonly itemsReadAt?: Date;
  readonly members: readonly Member[];
  readonly policy: Policy;
  /** Open entries and those handled in the last 48 hours, newest first. */
  readonly pending: readonly PendingEntry[];
  /** Entries that were handled before that, newest first; for figures of the past. */
  readonly closed?: readonly PendingEntry[];
  /** Movements of the last 48 hours at least, newest first. */
  readonly recent: readonly Movement[];
  /** Rows that are left out of `recent` for now, by the item that they are of. */
  readonly leftOut?: readonly Pick<Movement, "id" | "itemName" | "spec">[];
  /** The rows of 盘点, in any order; absent or empty: there was no session yet. */
  readonly stocktake?: readonly StocktakeRow[];
  /** The last rows of 缺货预测, in any order; absent or empty: nothing was forecast yet. */
  readonly forecasts?: readonly ForecastRow[];
  /** 采购, 采购记录 and 供应商; absent: nobody has bought anything yet. */
  readonly purchasing?: Purchasing;
  /** The rows of 外部编码; absent or empty: no other system's code is known yet. */
  readonly codes?: readonly OutsideCode[];
  /** The rows of 推送, in the sheet's order; absent: the tab was not laid yet. */
  readonly subscriptions?: readonly Subscription[];
  /** 报价 and 采购价; only of the spreadsheet of prices, which holds nothing else. */
  readonly prices?: Prices;
  /** Entries of the last 8 days, digests of the last two months; newest first. */
  readonly broadcasts: readonly Broadcast[];
  readonly problems: readonly SheetProblem[];
}

/** What one message does to the sheet: all of it in one commit, or nothing. */
export interface Booking {
  /** `platform:group:messageId`; for edited and deleted events with `@<sentAt in ms>`. Booked at most once. */
  readonly messageId: string;
  readonly sentAt: Date;
  /** The message exactly as it was sent. */
  readonly text: string;
  readonly operator: string;
  /** `platform:account` of the operator. */
  readonly account: string;
  readonly source: string;
  /** The id of the first message of the thread it was written in, as `messageId` is. */
  readonly threadId?: string | undefined;
  readonly lines: readonly BookingLine[];
  /** Rows of items that it counts, from before what is remembered of the ledger: of a count that old. */
  readonly earlier?: readonly Movement[] | undefined;
  readonly pending: readonly PendingDraft[];
  readonly closes: readonly PendingClose[];
  /** Added to 成员 when no row there has its platform and account. */
  readonly joins: Member | undefined;
  readonly broadcasts: readonly BroadcastDraft[];
  /** Rows of further tabs, appended with the rest. */
  readonly rows?: readonly RowDraft[];
  /** Rows of further tabs that are to hold what they should once the booking stands. */
  readonly changes?: readonly RowChange[];
  /**
   * Set: nothing of it is written unless the rows to add are new, the rows to change are as they were decided on, and no
   * row holds any of these values: numbers that it gives away.
   */
  readonly exactly?: { readonly unused: readonly UnusedValue[] };
}

/** A booking that holds nothing, and bears nobody's name, but for what is given. */
export const bookingWith = (
  given: Pick<Booking, "messageId" | "sentAt"> & Partial<Booking>,
): Booking => ({
  ...{ text: "", operator: "", account: "", source: "", joins: undefined },
  ...{ lines: [], pending: [], closes: [], broadcasts: [] },
  ...given,
});

interface UnusedValue {
  readonly tab: string;
  readonly field: string;
  readonly value: number;
}

/** A row to be appended to a tab, where no row with its key stands. */
type RowDraft =
  /** `entry`: what the tab's declaration formats. */
  | { readonly tab: string; readonly entry: unknown }
  /** The same of a numbered tab, made with the number that the row is given. */
  | { readonly tab: string; readonly entryOf: (number: number) => unknown };

/** A row that stands, as its tab's declaration reads it, and what of it is to be otherwise. */
export interface RowChange {
  readonly tab: string;
  readonly row: object;
  readonly to: object;
}

export interface BroadcastSettlement {
  readonly key: string;
  readonly status: BroadcastStatus;
  /** Why it failed, or who sends it while it waits; else "". */
  readonly reason: string;
  /** Written only where the entry still waits with this reason; what became of that shows in the next snapshot. */
  readonly whereReason?: string;
}

/** The API's answer, or its silence. */
export interface SheetFault {
  /** HTTP status of a refusal; undefined: no answer came. */
  readonly status: number | undefined;
  /** The host that can't be reached. */
  readonly host: string | undefined;
  /** Whether somebody has to give access again. */
  readonly isDenied: boolean;
}

/** Whether the sheet can be reached and is complete; `reason` is a sentence for people. */
export interface SheetHealth {
  readonly sheet: "ok" | "away";
  readonly degraded: boolean;
  readonly reason: string | undefined;
  /** Why the API can't be used, where that is the reason. */
  readonly fault?: SheetFault | undefined;
  readonly lastCommitAt: Date | undefined;
}

export interface Stockroom {
  /** Reads ids, baselines and the first snapshot, repairs what a crash left behind. Resolves degraded rather than rejecting when the sheet is away. */
  start(): Promise<void>;
  /** The newest snapshot, own commits applied; undefined before the first read. Costs nothing. */
  latest(): Snapshot | undefined;
  /** A snapshot not older than this call; calls that wait share one API read. @throws SheetAwayError, SheetDeniedError, SheetIncompleteError */
  read(): Promise<Snapshot>;
  /** Waits for the commit that holds it; under load many bookings share one API call. Retries inside while the sheet is away, so it may take long. */
  book(booking: Booking): Promise<BookingOutcome>;
  /** Whether the id stands in the ledger (known ids, 30 days). */
  isBooked(messageId: string): boolean;
  /** Movements with from ≤ at < to, archives included, newest first. Cost grows with the period, in chunks of one read each. */
  movements(period: { readonly from: Date; readonly to: Date }): Promise<readonly Movement[]>;
  /** The same a page after the other; what each begins with is what `order` names. `pageRows`: about so many are read at once, some thousand where nothing is said. */
  movementPages(
    period: { readonly from: Date; readonly to: Date },
    order: "oldest" | "newest",
    pageRows?: number,
  ): AsyncIterable<readonly Movement[]>;
  /** The newest `limit` movements of an item within the last year, newest first. */
  history(
    item: { readonly name: string; readonly spec: string },
    limit: number,
  ): Promise<readonly Movement[]>;
  /** Every 消息ID, archives included. For import-chat. */
  allIds(): Promise<ReadonlySet<string>>;
  /** Adds entries to 播报 whose keys are not there yet; answers those that were added. */
  announce(drafts: readonly BroadcastDraft[]): Promise<readonly Broadcast[]>;
  /** Writes what became of entries, by key. */
  settle(changes: readonly BroadcastSettlement[]): Promise<void>;
  state(): SheetHealth;
  /** Called with every newer snapshot (own commits and reads). Returns how to stop. */
  onChange(listener: (snapshot: Snapshot) => void): () => void;
  /** Called with adjustments that people caused, after they stand in the ledger. */
  onAdjustments(listener: (movements: readonly Movement[]) => void): () => void;
  /** Finishes the commit under way, refuses new bookings. */
  stop(): Promise<void>;
}
