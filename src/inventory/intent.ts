/**
 * What a person means, as far as their text alone and the catalogue tell: the output of language/grammar/parse, the input of
 * decide. Rights, stock and conversation are not looked at here.
 */
import type { Item } from "./items/item";
import type { ExportWish } from "./export-file";
import type { OrderIntent, PurchaseIntent, RequestIntent } from "./purchasing/intent";
import type { StocktakeIntent } from "./stocktake/intent";

/** What a written name can be of the catalogue. `written` is what stood in the message, for replies. */
export type ItemMatch =
  /** `near`: found as a homophone or with one character more or less; the reply names the item. */
  | { readonly kind: "one"; readonly item: Item; readonly near: boolean; readonly written: string }
  /** Ask with a numbered list, in the sheet's order. */
  | { readonly kind: "several"; readonly items: readonly Item[]; readonly written: string }
  /** A fragment of one name, or one with words beside it that don't fit: ask 「是 … 吗？」. */
  | { readonly kind: "fragment"; readonly item: Item; readonly written: string }
  /** Up to three closest names. */
  | { readonly kind: "none"; readonly closest: readonly Item[]; readonly written: string };

/** How much was written. Conversion to the item's own unit is units.ts's. */
export type Amount =
  /**
   * `given`: `unit` canonical; "" means the item's own. `dozens`, `pairs`: `quantity` in pieces (一打 12, 半打 6, 一对 2), `unit`
   * is the word (打, 对, 双), units.ts makes it the item's own.
   */
  | {
      readonly kind: "given" | "dozens" | "pairs";
      readonly quantity: number;
      readonly unit: string;
      readonly written: string;
    }
  /** 2箱零1包: several figures that make one quantity. */
  | { readonly kind: "sum"; readonly parts: readonly StatedAmount[]; readonly written: string }
  /** 少了两包, 又找到一箱: what was counted, told as a difference from the stock of that moment. */
  | {
      readonly kind: "difference";
      readonly sign: 1 | -1;
      readonly by: StatedAmount;
      readonly written: string;
    }
  /** Nothing written, and 1 is understood. */
  | { readonly kind: "implied" }
  /** Nothing written, and it must be asked for. */
  | { readonly kind: "missing" }
  /** 几支, 大概2包, 3-5包, 0, negative, over a million. */
  | {
      readonly kind: "unusable";
      readonly why: "vague" | "zero" | "negative" | "too-large" | "ambiguous";
      readonly written: string;
      /** The unit that stood with it (几包: 包), canonical; absent or "" where none did. */
      readonly unit?: string;
    };

/** A quantity that was written with a unit or without. */
export type StatedAmount = Extract<Amount, { readonly kind: "given" | "dozens" | "pairs" }>;

export interface Requester {
  readonly name: string;
  readonly department: string;
  /** A department beside the act, behind no label: of the sender's own it says nothing new. */
  readonly loose?: true;
}

export interface Line {
  readonly match: ItemMatch;
  readonly amount: Amount;
  /** undefined: nobody is named, so it is the sender. */
  readonly requester: Requester | undefined;
  readonly written: string;
  /** Of a count: what the sheet is said to have (系统显示12本). */
  readonly saidBook?: Amount;
}

export type BookableType = "issue" | "receipt" | "return" | "stocktake";

/** A day as it was written; `month` from 1. */
export interface SaidDate {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
}

export interface MovementIntent {
  readonly kind: "movement";
  readonly type: BookableType;
  readonly lines: readonly Line[];
  /** What is left of the message, for 备注; "" mostly. */
  readonly remark: string;
  /** true: it is told afterwards (昨天, 补登). */
  readonly isPast?: boolean;
  /** The day that heads it; a movement of a day to come is asked about. */
  readonly saidDate?: SaidDate;
  /** Of a delivery: the order that it is for; `isOver`: more than was ordered, and that is right. */
  readonly delivery?: { readonly order?: number | undefined; readonly isOver?: true };
}

/** `lines`: what is right now; their items select the rows that are replaced, one without a name the last booking. */
export interface CorrectIntent {
  readonly kind: "correct";
  readonly lines: readonly Line[];
  /**
   * `natural` 不对，是2包: only of what the person booked within ten minutes; `supposed` 应该是2包: of the same, and asked first unless it
   * follows at once or quotes it; `open` A4纸改成20箱: asked first.
   */
  readonly manner?: "natural" | "supposed" | "open";
  /** 打错了，领灯架3支: what is asked about where there is nothing to correct. */
  readonly anew?: MovementIntent;
}

/** 报缺. `remaining`: the reported figure; undefined for 快没了. Where several were reported, `others` are the rest. */
export interface ShortageIntent {
  readonly kind: "shortage";
  readonly match: ItemMatch;
  readonly remaining: Amount | undefined;
  readonly note: string;
  readonly others?: readonly Pick<ShortageIntent, "match" | "remaining">[];
}

/** Half-open, in the relay's zone; `label` is the person's word for it (上周). */
export interface PeriodWord {
  readonly unit: "day" | "week" | "month" | "year";
  /** 0 = the present one, -1 = the one before. */
  readonly offset: number;
  /** The day that was written (11月24日), in place of the present one. */
  readonly day?: SaidDate;
  readonly label: string;
}

/** A word that needs more (查询), or words to the bot of which nothing, or nothing yet again, could be made. */
export type HintTopic =
  | "query"
  | "reports"
  | "nothing-open"
  | "greeting"
  | "thanks"
  | "forwarded"
  /** 报废剪刀1把 */
  | "loss"
  | "not-understood"
  | "still-not-understood";

/** Whose movements are asked about; `unknown`: a word that names nobody. */
export type Whose =
  | { readonly kind: "self" | "own-department" }
  | { readonly kind: "requester"; readonly requester: Requester }
  | { readonly kind: "unknown"; readonly written: string };

/** 记录. `match` undefined: of all items; `asks` total: how much was taken, and rows: who took what and when. */
export interface HistoryIntent {
  readonly kind: "history";
  readonly match: ItemMatch | undefined;
  readonly period: PeriodWord | undefined;
  readonly whose: Whose | undefined;
  readonly asks: "rows" | "total";
}

/** What the ledger tells of the time to come, and of how things move; those in the second row are about an item. */
export type InsightTopic =
  | ("run-out-list" | "calibration" | "fast" | "slow" | "dropped" | "departments" | "compared")
  | ("outlook" | "why" | "trend")
  /** For keepers: what is not written down, and by whom. */
  | ("unrecorded" | "silent-departments");

/** `match`: the item that it is about, or none. */
export interface InsightIntent {
  readonly kind: "insight";
  readonly topic: InsightTopic;
  readonly match?: ItemMatch;
  /** The time that is compared: with the one before, or with the same of last year. */
  readonly against?: "before" | "last-year";
  /** undefined: the present month. */
  readonly period?: PeriodWord | undefined;
}

/** Numbers of entries, both ends included; from ≤ to. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** Why it is asked whether something is a booking at all; `zone-done`: figures of who has counted all of their zones. */
export type Uncertainty = "no-verb" | "past" | "unclear" | "zone-done";

export type Intent =
  | MovementIntent
  /**
   * Could be a booking, but nobody said so: `no-verb` A4纸 1箱; `past` 昨天领了2包A4纸; `unclear` words beside it that
   * could change its meaning; `found` 角落里还有一箱A4纸. Asked about, yes or no, a find only of who is no keeper.
   */
  | {
      readonly kind: "maybe-movement";
      readonly why: Exclude<Uncertainty, "zone-done"> | "found";
      readonly movement: MovementIntent;
    }
  | { readonly kind: "query"; readonly matches: readonly ItemMatch[] }
  /** A4纸在哪里, A柜有什么: by 存放位置. */
  | { readonly kind: "location"; readonly of: ItemMatch | { readonly zone: string } }
  | ShortageIntent
  /** `match`: the item that was named with it (撤销 A4纸); only a booked message with that item is meant then. */
  /** `natural` 不要了，放回去了: only of what the person booked within ten minutes. */
  | { readonly kind: "undo"; readonly match?: ItemMatch; readonly natural?: true }
  /** Take-outs and returns or receipts in one message: not booked, the person is asked to send them apart. */
  | { readonly kind: "mixed"; readonly types: readonly BookableType[] }
  | CorrectIntent
  | { readonly kind: "confirm" | "reject"; readonly number: number | undefined }
  /** 驳回 3-20 */
  | {
      readonly kind: "several-entries";
      readonly verb: "confirm" | "reject";
      readonly ranges: readonly NumberRange[] | "all";
    }
  /** 确认 31 A4纸, 1箱=5包: the item of the code that the entry asks about; `conversions` "": none were said. */
  | {
      readonly kind: "name-code";
      readonly number: number;
      readonly match: ItemMatch;
      readonly conversions: string;
    }
  /** 待处理: what is open. */
  | { readonly kind: "open-entries" }
  | HistoryIntent
  | StocktakeIntent<Line, MovementIntent, Amount, ItemMatch>
  | RequestIntent<Line>
  | OrderIntent<Line>
  | PurchaseIntent<Line, ItemMatch, PeriodWord>
  /** `offset` 0 = the present day, week or month, -1 = the one before. */
  | { readonly kind: "report"; readonly span: "day" | "week" | "month"; readonly offset: number }
  | { readonly kind: "low-stock" }
  /** 账实差异率 of a month: 0 = the present one, -1 = the one before. */
  | { readonly kind: "accuracy"; readonly offset: number }
  | InsightIntent
  /** 忽略 荧光笔: not to be told of as about to run out, until its stock rises. */
  | { readonly kind: "ignore-run-out"; readonly match: ItemMatch; readonly reason: string }
  /** 采纳 A4纸: what the forecast suggests is asked for. */
  | { readonly kind: "adopt-suggestion"; readonly match: ItemMatch }
  | { readonly kind: "board" }
  /** 导出 本月流水 */
  | ({ readonly kind: "export" } & ExportWish<PeriodWord>)
  | { readonly kind: "help" }
  /** 库存: what is low, and what moved last. */
  | { readonly kind: "overview" }
  | { readonly kind: "hint"; readonly about: HintTopic }
  | { readonly kind: "too-long"; readonly limit: number }
  /** Silence, unless an open question makes an answer of it (language/grammar/answer). */
  | { readonly kind: "chatter" };

/** What a person said to the bot's open question: the output of language/grammar/answer. */
export type Answer =
  /** `option`: index into the question's options, from 0; `amount` where one stood beside it. */
  | { readonly kind: "pick"; readonly option: number; readonly amount?: Amount | undefined }
  /** The missing piece (2把). */
  | { readonly kind: "amount"; readonly amount: Amount }
  /** A name, where the item was asked; `amount` where one stood beside it. */
  | { readonly kind: "item"; readonly match: ItemMatch; readonly amount: Amount | undefined }
  | { readonly kind: "yes" }
  /** 算了, 不是. */
  | { readonly kind: "no" };
