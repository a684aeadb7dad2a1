/** What the relay may have to say of counts, and what it asks about them, without Chinese. */
import type { BookableType } from "./intent";
import type { LabelledItem } from "./items/labeller";
import type { MovementType } from "./movements/movement";
import type { Kinds } from "./kinds";

/** A count that stands. */
export interface CountedItem extends LabelledItem {
  /** undefined: not to be told. */
  readonly counted: number | undefined;
  readonly at: Date;
  readonly operator: string;
}

/** A count with what was booked since; `before` and `after`: where booking it leads, undefined where that can't be told. */
export interface SinceCount extends Omit<CountedItem, "operator" | "counted"> {
  readonly counted: number;
  readonly since: readonly { readonly type: MovementType; readonly change: number }[];
  /** undefined: not to be told. */
  readonly change: number | undefined;
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** A later count of the item. */
  readonly newer: CountedItem | undefined;
}

export type CountPart = Kinds<{
  /** Was it taken before the item was counted, or after? */
  "ask-took": {
    lines: readonly {
      readonly type: BookableType;
      readonly quantity: number;
      readonly unit: string;
      readonly count: CountedItem;
    }[];
  };
  /** The item was counted since what is to be taken back; `after`: what it would be. */
  "ask-counted": {
    what: "undo" | "correction";
    lines: readonly {
      readonly count: CountedItem;
      readonly after: number | undefined;
    }[];
  };
  /** More was booked since the count that is to be confirmed. */
  "ask-since": { counts: readonly SinceCount[] };
  /** A count that can't be placed any more: too `old`, or what was booked since speaks against it. */
  recount: { why: "old" | "negative"; count: SinceCount };
  /** The items were counted again since, so that the entry is closed. */
  superseded: { counts: readonly CountedItem[]; number: number | undefined };
  /** The sheet had another figure than was said; `book` undefined: not to be told. */
  "other-book": { said: number; book: number | undefined } & LabelledItem;
  /** An open entry says the same. */
  joined: { counted: number; number: number } & Omit<CountedItem, "counted">;
}>;
