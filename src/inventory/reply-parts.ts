/** What the relay may have to say, without Chinese. `language/replies/reply.ts` words each kind in one place. */
import type { CountPart } from "./count-parts";
import type { LinkPart } from "./export-file";
import type { EntryPart } from "./entry-parts";
import type { Accuracy } from "./figures/accuracy";
import type { LowStockLine } from "./figures/low-stock";
import type { ChosenBy, HistoryRow, TakenTotal } from "./figures/history";
import type { BookableType, HintTopic, Uncertainty } from "./intent";
import type { Person, StockLine } from "./items/label";
import type { ItemLabel, LabelledItem } from "./items/labeller";
import type { Movement } from "./movements/movement";

import type { LineNote } from "./movements/plan";
import type { PurchasePart } from "./purchasing/parts";
import type { StocktakePart } from "./stocktake/parts";
import type { Kinds } from "./kinds";

/** What a message did, for the head of its confirmation. */
export type Action =
  | { readonly kind: "booking" | "undo" | "correction" }
  /** 确认 of the entry with this 编号, and of others in the same message. */
  | {
      readonly kind: "confirmed-entry";
      readonly number: number;
      readonly others?: readonly number[];
    };

/** A booked row as a confirmation names it. */
export interface BookedLine extends Pick<
  Movement,
  "type" | "unit" | "change" | "before" | "after" | "operator" | "sentAt"
> {
  readonly label: ItemLabel;
  readonly person: Person;
  readonly note: LineNote;
  /** Of a stocktake: the figure that was counted. */
  readonly counted?: number | undefined;
  /** true: what there is, and how far a count was off, is not told for now. */
  readonly isWithheld?: boolean;
}

/** A line that is understood, though nothing is booked yet. */
export interface LineSummary extends LabelledItem {
  readonly type: BookableType;
  readonly quantity: number;
  readonly note: LineNote;
}

/** What 确认 of an entry will book, with the persons. */
export interface PlanSummary {
  /** Rows to be taken back; `change` is what they did. */
  readonly undoes: readonly Pick<BookedLine, "type" | "label" | "change" | "unit" | "person">[];
  readonly lines: readonly (LineSummary & { readonly person: Person })[];
}

/** What a line is read for. */
export type Purpose = BookableType | "correct" | "shortage" | "request" | "order";

/** The right form with the sender's own words filled in; a name and a `quantity` of "" are blanks. */
export interface FormLine {
  readonly label: ItemLabel;
  readonly quantity: string;
  readonly unit: string;
}

export interface Form {
  readonly type: Exclude<Purpose, "shortage">;
  readonly lines: readonly FormLine[];
  /** undefined: nobody was named. */
  readonly person: Person | undefined;
}

/** What keeps a line from being booked. */
export type ProblemSummary =
  | Kinds<{
      several: {
        written: string;
        options: readonly ItemLabel[];
        /** How many more there are than are listed. */
        more: number;
      };
      /** `line`: what 是 will book; undefined where the quantity is still to be asked for. */
      fragment: { label: ItemLabel; line: LineSummary | undefined };
      "unknown-item": { written: string; closest: readonly ItemLabel[] };
      quantity: {
        label: ItemLabel | undefined;
        unit: string;
        why: "missing" | "vague" | "zero" | "negative" | "too-large" | "ambiguous" | "too-small";
        written: string;
      };
    }>
  /** `pack-dozen`: a dozen of something that is counted in packs (一打 of 箱). */
  | {
      readonly kind: "unit" | "pack-dozen";
      readonly label: ItemLabel;
      /** Units that would do, the item's own first. */
      readonly units: readonly string[];
      readonly written: string;
    }
  /** `twice`: counted twice in one message. `blind`: a difference from a figure that is withheld. */
  | { readonly kind: "twice" | "blind"; readonly label: ItemLabel };

export interface Shortfall extends LabelledItem {
  /** undefined: not to be told. */
  readonly stock: number | undefined;
  readonly wanted: number;
}

/** Why an item can't be booked on as the sheet has it. */
export type ObstacleSummary =
  | { readonly kind: "gone" | "formula" | "duplicate"; readonly label: ItemLabel }
  | { readonly kind: "unreadable"; readonly label: ItemLabel; readonly text: string }
  | {
      readonly kind: "unit-changed";
      readonly label: ItemLabel;
      readonly from: string;
      readonly to: string;
    };

export interface ShortageReport {
  readonly stock: StockLine;
  /** In the item's own unit. */
  readonly reported: number;
  /** As it was written where that differs (5箱 of 瓶); "" else. */
  readonly typed: string;
  readonly reporter: string;
  /** What else stood in the message (how much to buy); "" mostly. */
  readonly note: string;
}

/** Of what can't be booked as the sheet stands. */
interface Unbookable {
  readonly number: number | undefined;
  /** What 确认 will book. */
  readonly plan: PlanSummary | undefined;
  /** true: 确认 was tried, and the entry stays open. */
  readonly still: boolean;
}

/** What is said of a wait. */
export interface WaitReason {
  /** What people must mend first, in sentences; undefined where the sheet is away. */
  readonly broken: string | undefined;
  /** Whether the keepers are to be told: once in a place. */
  readonly tellsKeepers: boolean;
}

export type ReplyPart =
  | Kinds<{
      /** Confirmations; of 入库 bookings the 【入库通知】. */
      booked: { action: Action; lines: readonly BookedLine[] };
      /** A question about one line. */
      ask: {
        type: Purpose;
        problem: ProblemSummary;
        understood: readonly LineSummary[];
        /** How many further lines are unclear. */
        others: number;
        form: Form;
        number: number | undefined;
      };
      /** Is it a booking at all? */
      "ask-booking": { why: Uncertainty; lines: readonly LineSummary[] };
      /** Is it the last booking that is to be put right? */
      "ask-correction": { plan: PlanSummary };
      /** Several kinds of movement in one message: to be sent apart. */
      mixed: { types: readonly BookableType[]; number: number | undefined };
      short: { shortfalls: readonly Shortfall[] } & Unbookable;
      /** An undo or a correction that would go below zero; `wanted` is what would have to be there. */
      "below-zero": { shortfalls: readonly Shortfall[] } & Unbookable;
      /** The sheet took it in no form; `reason` is the sheet's own sentence. */
      refused: { reason: string; number: number | undefined };
      blocked: { obstacles: readonly ObstacleSummary[] } & Unbookable;
      /**
       * A count by somebody who may only propose one, a take-out above the limit, a return above the limit or above what was
       * taken: waits for a keeper.
       */
      awaits: {
        what: "count" | "large" | "return" | "taken";
        plan: PlanSummary;
        limit: number;
        /** The limit's; "" where it is any item's own. */
        unit: string;
        number: number | undefined;
      };
      /** `who`: names of those who may. */
      "no-right": {
        what:
          | BookableType
          | ("undo-other" | "confirm" | "session" | "ignore" | "person" | "discipline");
        who: readonly string[];
      };
      stock: { lines: readonly (StockLine & { readonly isLow: boolean })[]; more: number };
      /** Where these lie. */
      locations: { lines: readonly StockLine[]; more: number };
      /** 报缺: `warns` with the keepers mentioned, else an answer. */
      shortage: {
        report: ShortageReport;
        warns: boolean;
        /** true: the sheet says something else, so an entry is written. */
        differs: boolean;
        number: number | undefined;
      };
      /** One message reports one item; these were named beside it. */
      "report-singly": { written: readonly string[] };
      /** Nothing was undone: `none` within a day, `undone` already, `old` beyond a day. */
      /** `several-quoted`: the quoted words are those of several bookings. */
      "not-undone": { why: "none" | "undone" | "old" | "not-found" | "several-quoted" };
      /** An entry that waited was withdrawn by its author. */
      withdrawn: { number: number };
      "not-corrected": { why: "none" | "undone" | "old" | "same" | "which"; label: ItemLabel };
      /** A booked message was edited: into something that books nothing, so that its rows stand; or after it was undone. */
      "edit-ignored": { why: "no-booking" | "undone" };
      /** 算了; `what` is not done, `numbers`: the entries that were closed. */
      dropped: { what: Action["kind"]; numbers: readonly number[] };
      /** `text` could be the answer to several questions, about these messages. */
      "which-question": { text: string; asked: readonly string[] };
      /** The person has gone on without answering what was asked about this message: it stands in 待处理. */
      "put-aside": { text: string; number: number };
      /** Not told of as about to run out any more. */
      ignored: { label: ItemLabel; reason: string };
      "low-stock": { lines: readonly LowStockLine[] };
      /** Of three months, the last of which was asked about. */
      accuracy: { accuracy: Accuracy };
      history: {
        /** Of which items; empty: of all. */
        labels: readonly ItemLabel[];
        rows: readonly HistoryRow[];
        /** What the rows were chosen by besides; undefined: the newest of the items. */
        chosen: ChosenBy | undefined;
        /** How many more there are. */
        more: number;
        /** Figures of one of them are not told for now. */
        isWithheld?: boolean;
      };
      taken: { chosen: ChosenBy; totals: readonly TakenTotal[]; more: number };
      /** A history of somebody whom nobody knows. */
      "unknown-person": { written: string };
      help: object;
      /** What can be asked, what reports there are; nothing was open to be dropped; nothing was understood. */
      hint: { about: HintTopic };
      "too-long": { limit: number };
      /** A newcomer's name is a member's already, so another one was stored for them. */
      namesake: { name: string; storedAs: string };
      /** More look-ups of one person wait than are taken on. */
      "too-fast": { waiting: number };
      /** The person has `limit` open entries, so none is written; `isAsked`: what was asked can still be answered. */
      "not-kept": { limit: number; isAsked: boolean };
      /** So old that it may have been dealt with before. */
      "too-old": { sentAt: Date };
      /** A group that may not book; `group` is `platform:groupId`. */
      "group-closed": { group: string };
      /** The sheet is away: the message is safe and will be booked. */
      "will-book": WaitReason;
      /** The sheet is away, or not whole: what was just said is of this time. */
      "as-of": { readAt: Date } & WaitReason;
      /** A button that is somebody else's to tap. */
      "not-asked": object;
    }>
  | CountPart
  | EntryPart<PlanSummary>
  | StocktakePart
  | PurchasePart
  /** What it was decided on was changed again and again meanwhile; it quotes a question that is over. */
  | { readonly kind: "outdated" | "question-over" | "suspended" }
  | Extract<ProblemSummary, { readonly kind: "unknown-item" }>
  | LinkPart;
