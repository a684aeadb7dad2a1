/**
 * What `decide` is given and what it answers: rows to book, entries to add or close, reply parts, a question.
 */
import type {
  CorrectIntent,
  HistoryIntent,
  InsightIntent,
  ItemMatch,
  Line,
  MovementIntent,
  PeriodWord,
  Requester,
  ShortageIntent,
} from "../intent";
import type { OutsideCode } from "../documents/outside-code";
import type { ForecastRow } from "../forecast/row";
import type { ExportWish } from "../export-file";
import type { Item } from "../items/item";
import type { BookingLine, Movement } from "../movements/movement";
import type { PendingClose, PendingDraft, PendingEntry } from "../movements/pending";
import type { LineNote, Plan } from "../movements/plan";
import type { Member } from "../people/member";
import type { Policy } from "../policy";
import type { Action, ReplyPart } from "../reply-parts";
import type { StocktakeRow, StocktakeWrites } from "../stocktake/row";
import type { OrderIntent, PurchaseIntent, RequestIntent } from "../purchasing/intent";
import type { Purchasing } from "../purchasing/orders";
import type { LetterAddress } from "../purchasing/parts";
import type { Suggest } from "../purchasing/suggested-quantity";
import type { Supplier } from "../purchasing/supplier";
import type { PriceWish } from "../purchasing/price";
import type { PurchaseWrites } from "../purchasing/writes";
import type { Wording } from "./wording";

/** The message that is being decided about. */
export interface Message {
  /** `platform:group:messageId`, with `@<sentAt in ms>` for edited and deleted events. */
  readonly id: string;
  /** The id of the message that an edited or deleted event is about; equals `id` for a new message. */
  readonly originalId: string;
  /** `platform:group:messageId` of the message it quotes. */
  readonly quotedId: string | undefined;
  /** Set: it quotes words that are no message's, or those of several; which one is meant can't be told. */
  readonly unclearQuote?: "not-found" | "several-quoted" | undefined;
  /** Nobody else reads it. */
  readonly isDirect?: boolean;
  /** `platform:group:`, with which the ids of all messages of its place begin. */
  readonly place?: string;
  /** The id of the first message of the thread it was written in. */
  readonly threadId?: string | undefined;
  /** Of an edited message: what is known of the original, and when that was sent where the platform tells. */
  readonly original?: {
    readonly isSeen: boolean;
    /** Whether the relay read this very text of it last. */
    readonly isSameText: boolean;
    readonly sentAt: Date | undefined;
  };
  readonly type: "message" | "edited" | "deleted";
  readonly text: string;
  readonly sentAt: Date;
}

/** What was read of a message; an answer changes one of its lines. */
export type LinesDraft =
  MovementIntent | CorrectIntent | ShortageIntent | RequestIntent<Line> | OrderIntent<Line>;

/** What a person has said about a plan and the counts beside it. */
export interface Settled {
  /** 确认, in knowledge of what was booked since the count. */
  readonly since?: true;
  /** 撤销 or 更正, in knowledge of the count that was made since. */
  readonly counted?: true;
  /** Whether a movement that came after a count was before it. */
  readonly took?: "before" | "after";
}

/** How a plan is booked. */
export interface PlanTerms {
  readonly action: Action;
  /** The message that asked for what is booked, where that is not the one that was asked about: a keeper's 确认. */
  readonly answers?: string;
  readonly remark: string;
  /** Entries that the booking, or a newer entry for the same message, closes. */
  readonly closes: readonly PendingClose[];
  /** true: a keeper has agreed, so nothing waits for one, and no further entry is written. */
  readonly agreed: boolean;
  /** The time that its movements belong to; absent: that of the message it is about. */
  readonly saidAt?: Date | undefined;
  /** What was answered about the counts beside it. */
  readonly settled?: Settled;
}

/** A plan of which nothing is unclear but how it lies to a count. */
export interface PlanDraft extends PlanTerms {
  readonly kind: "plan";
  readonly plan: Plan;
}

/** What an open question will do once it is answered. */
export type Draft = LinesDraft | PlanDraft | PurchaseIntent<Line, ItemMatch, PeriodWord>;

/** A question of the bot's to one person in one group. One message has one question at a time. */
export interface OpenQuestion {
  /** The message it is about. */
  readonly message: Message;
  /** The time of the message that made the bot ask: the answer to a former question, else `message` itself. */
  readonly openedAt: Date;
  /** What will be booked once it is answered. */
  readonly draft: Draft;
  readonly about:
    /** `index`: the line of the draft that is asked about; `options`: names that were offered, numbered; of `item` the closest. */
    | {
        readonly kind: "choice" | "item";
        readonly index: number;
        readonly options: readonly Item[];
      }
    | { readonly kind: "quantity"; readonly index: number }
    /** Was it taken before a count, or after it. */
    | { readonly kind: "before-after" }
    /** One of these 单号, or of these suppliers. */
    | { readonly kind: "order"; readonly numbers: readonly number[] }
    | { readonly kind: "supplier"; readonly names: readonly string[] }
    /** `index` undefined: is it to be booked at all; else: is this the item of that line. */
    | { readonly kind: "yes-no"; readonly index: number | undefined };
  /** 编号 of the entry that its answer closes. */
  readonly pendingNumber?: number | undefined;
  /** What the 待处理 row will say if nobody answers; absent where an entry was written when it was asked. */
  readonly unanswered?: PendingDraft | undefined;
}

/** Everything a decision may look at. */
export interface DecisionContext {
  readonly message: Message;
  /** The sender's row of 成员, or the staff member that is about to be added. */
  readonly sender: Member;
  readonly items: readonly Item[];
  readonly members: readonly Member[];
  readonly policy: Policy;
  readonly pending: readonly PendingEntry[];
  /** Movements of the last 48 hours at least, newest first. */
  readonly recent: readonly Movement[];
  /** `recent` holds everything that was booked since: 48 hours, or as much as had to be read (`Decision.wantsHistory`). */
  readonly recentSince: Date;
  /** The rows of 盘点; absent: there was no session yet. */
  readonly stocktake?: readonly StocktakeRow[] | undefined;
  /** 采购, 采购记录 and 供应商; absent: nobody has bought anything yet. */
  readonly purchasing?: Purchasing | undefined;
  /** The rows of 外部编码; absent: no other system's code is known yet. */
  readonly codes?: readonly OutsideCode[] | undefined;
  /** What to buy of an item; absent: only its row in 库存 says. */
  readonly suggest?: Suggest | undefined;
  /** Set: the message comes from a supplier, in the supplier's own group. */
  readonly supplier?: Supplier | undefined;
  /** The address of the printable letter of an order from a moment on; absent: there is none. */
  readonly letterUrl?: ((letter: LetterAddress, from: Date) => string) | undefined;
  /** The question that the message answers, else the sender's newest one in this conversation that waits for an answer. */
  readonly question: OpenQuestion | undefined;
  /** All that the sender can still answer in this conversation, oldest first. */
  readonly questions: readonly OpenQuestion[];
  readonly wording: Wording;
}

/** Whose movements; `name` "": of the whole department. */
export interface WhoseRows extends Requester {
  readonly isSender: boolean;
}

/** `items` undefined: of all items. */
export interface HistoryLookup extends Pick<HistoryIntent, "kind" | "period" | "asks"> {
  readonly items: readonly Item[] | undefined;
  readonly whose: WhoseRows | undefined;
}

/** What must be fetched before it can be answered. */
export type Lookup =
  | HistoryLookup
  | { readonly kind: "report"; readonly span: "day" | "week" | "month"; readonly offset: number }
  | { readonly kind: "accuracy"; readonly offset: number }
  /** `items`: that it is about; empty: all. */
  | (Pick<InsightIntent, "kind" | "topic" | "period"> & {
      readonly against: InsightIntent["against"];
      readonly items: readonly Item[];
    })
  /** `supplier` "": all of them. */
  | {
      readonly kind: "suppliers";
      readonly supplier: string;
      readonly period: PeriodWord | undefined;
    }
  | { readonly kind: "board-link" }
  /** `withPersons`: whether columns that tell of persons are in it. */
  | ({ readonly kind: "export-link"; readonly withPersons: boolean } & ExportWish<PeriodWord>);

interface Notice {
  readonly place: string | undefined;
  readonly part: ReplyPart;
}

export interface Decision {
  /** Booked all together or not at all; empty for everything that moves nothing. */
  readonly lines: readonly BookingLine[];
  /** How each line was read, in the order of `lines`. */
  readonly notes: readonly LineNote[];
  readonly action: Action;
  readonly pending: readonly PendingDraft[];
  readonly closes: readonly PendingClose[];
  /** Rows and cells of 盘点. */
  readonly stocktake?: StocktakeWrites | undefined;
  /** Rows of 缺货预测. */
  readonly forecasts?: readonly ForecastRow[];
  /** Rows and cells of 采购, 采购记录 and 供应商. */
  readonly purchases?: PurchaseWrites | undefined;
  /** Rows of 外部编码. */
  readonly codes?: readonly OutsideCode[];
  /** What is told in other groups; `place` undefined: where reports go. */
  readonly notices?: readonly Notice[] | undefined;
  /** Said when there are no lines to book; what is said of a booking is `outcomeReplyParts`'s. */
  readonly replyParts: readonly ReplyPart[];
  readonly lookup: Lookup | undefined;
  /** What is stored in the spreadsheet of prices, or told from it. */
  readonly prices?: PriceWish<Item, PeriodWord>;
  /** true: of the message's text nothing is kept, neither on disk nor in the sheet. */
  readonly isConfidential?: true;
  readonly question: OpenQuestion | undefined;
  /** `Message.id` of the messages whose question is over by this. */
  readonly settles: readonly string[];
  /** true: rests on figures that people may just have changed (a query; unknown item, not enough, no right): decide once more on a fresh read. */
  readonly wantsFresh: boolean;
  /** Set: rests on movements since then, which are older than `DecisionContext.recentSince`; decide once more with them. */
  readonly wantsHistory?: Date;
}

/** Whether anything in the sheet changes. */
export function writes(decision: Decision): boolean {
  const { lines, pending, closes, stocktake, forecasts, purchases, codes, notices } = decision;
  const further = [stocktake?.rows, stocktake?.changes, purchases?.rows, purchases?.changes];
  const all = [lines, pending, closes, forecasts, ...further, purchases?.events, codes, notices];
  return all.some((each) => each !== undefined && each.length > 0);
}

/** Is it to be booked at all. */
export const yesNo = { kind: "yes-no", index: undefined } as const;

/** Silence: nothing is booked, said or asked. */
export const silence: Decision = {
  lines: [],
  notes: [],
  action: { kind: "booking" },
  pending: [],
  closes: [],
  replyParts: [],
  lookup: undefined,
  question: undefined,
  settles: [],
  wantsFresh: false,
};

/** Asks for what must be fetched first. */
export const look = (lookup: Lookup): Decision => ({ ...silence, lookup });

/** Says something, and changes nothing. */
export const reply = (...replyParts: readonly ReplyPart[]): Decision => ({
  ...silence,
  replyParts,
});

/** The same where it rests on what people may just have changed. */
export const freshReply = (...replyParts: readonly ReplyPart[]): Decision => ({
  ...reply(...replyParts),
  wantsFresh: true,
});
