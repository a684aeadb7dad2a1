/** What the relay may have to say of stocktake sessions, without Chinese. */
import type { ItemLabel } from "../items/labeller";
import type { CauseHint } from "./cause-hints";
import type { SessionSummary, ZoneProgress } from "./session";

/** A zone with items; `zone` "": those without a place. */
export interface ZoneItems {
  readonly zone: string;
  readonly labels: readonly ItemLabel[];
}

/** An item to be counted. `book` undefined: not to be told, or the sheet has no figure. */
export interface CountLine {
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly book: number | undefined;
  readonly ordinal: number | undefined;
}

export interface CountedDifference {
  readonly label: ItemLabel;
  readonly unit: string;
  readonly book: number;
  readonly counted: number;
  /** Signed: counted − book. */
  readonly difference: number;
  readonly cause: string;
  /** Why it may differ, where no cause is told yet. */
  readonly hint: CauseHint | undefined;
}

/** A count far from what the sheet has, or from another person's. */
export interface RecountedItem {
  readonly label: ItemLabel;
  readonly unit: string;
  readonly counted: number;
  /** Who counted it before. */
  readonly other: { readonly name: string; readonly counted: number } | undefined;
}

interface NumberedItem {
  readonly ordinal: number;
  readonly label: ItemLabel;
  readonly unit: string;
  readonly zone: string;
}

export type StocktakePart =
  /** Somebody else is to count; `number`: the entry of the first of them. */
  | {
      readonly kind: "recount-asked";
      readonly items: readonly RecountedItem[];
      readonly number: number | undefined;
    }
  /** The person was the last one who counted these. */
  | { readonly kind: "recount-by-other"; readonly labels: readonly ItemLabel[] }
  /** A keeper, or a colleague, wants these counted once more; `counter`: who did. */
  | {
      readonly kind: "recount-wanted";
      readonly label: ItemLabel;
      readonly unit: string;
      readonly counter: string;
    }
  /** Of a blind session: what its numbers stand for, without figures; `isNew`: it was just opened. */
  | {
      readonly kind: "blind-list";
      readonly number: number;
      readonly isNew: boolean;
      readonly items: readonly NumberedItem[];
    }
  /** No item has a figure that can be counted against. */
  | { readonly kind: "nothing-to-count" }
  | { readonly kind: "unknown-number"; readonly ordinal: number; readonly most: number }
  /** In a blind session each item is to be counted. */
  | { readonly kind: "blind-each" }
  /** It is not among what is counted, or nobody has counted it yet. */
  | { readonly kind: "not-counted"; readonly label: ItemLabel; readonly isInSession: boolean }
  | { readonly kind: "which-item"; readonly labels: readonly ItemLabel[] }
  | {
      readonly kind: "session-opened";
      readonly number: number;
      readonly zones: readonly Pick<ZoneProgress, "zone" | "all">[];
    }
  /** One is under way. */
  | { readonly kind: "session-open-already"; readonly number: number; readonly startedAt: Date }
  | { readonly kind: "session-none" }
  | {
      readonly kind: "unknown-zone";
      readonly written: string;
      readonly zones: readonly string[];
    }
  /** `others`: who has taken it on already. */
  | {
      readonly kind: "zone-claimed";
      readonly zones: readonly string[];
      readonly items: number;
      readonly others: readonly string[];
    }
  /** Nothing is left to be counted there, but for what somebody else is to count again. */
  | {
      readonly kind: "zone-counted";
      readonly zones: readonly string[];
      readonly recounts: readonly ItemLabel[];
    }
  | {
      readonly kind: "ask-zone-equal";
      readonly zones: readonly string[];
      readonly labels: readonly ItemLabel[];
    }
  /** It was not found: is it booked as 0? */
  | { readonly kind: "ask-missing"; readonly label: ItemLabel; readonly unit: string }
  | { readonly kind: "other-zone"; readonly label: ItemLabel; readonly zones: readonly string[] }
  | { readonly kind: "which-zone" }
  /** Why these differ; `isOwn`: the person counted the only one, so that an answer needs no name. */
  | {
      readonly kind: "ask-cause";
      readonly differences: readonly CountedDifference[];
      readonly isOwn: boolean;
    }
  /** `waits`: a second person is still to count it, and not to know the book's figure. */
  | {
      readonly kind: "cause-noted";
      readonly difference: CountedDifference;
      readonly waits: boolean;
    }
  /** In a blind session nobody knows what differs. */
  | { readonly kind: "blind-cause" }
  | { readonly kind: "no-difference" }
  | {
      readonly kind: "session-progress";
      readonly number: number;
      readonly zones: readonly ZoneProgress[];
    }
  /** `missing`: what was looked for and not found. */
  | {
      readonly kind: "session-remaining";
      readonly zones: readonly ZoneItems[];
      readonly missing: readonly ZoneItems[];
    }
  /** What is still to be counted, to be printed; `isBlind`: without the book's figures. */
  | {
      readonly kind: "count-list";
      readonly number: number;
      readonly isBlind: boolean;
      readonly at: Date;
      readonly zones: readonly { readonly zone: string; readonly lines: readonly CountLine[] }[];
    }
  /** The newest session; `endedAt` undefined: under way. */
  | {
      readonly kind: "session-summary";
      readonly number: number;
      readonly startedAt: Date;
      readonly endedAt: Date | undefined;
      readonly says: "ended" | "cancelled" | "last";
      readonly summary: Omit<SessionSummary, "differing">;
      readonly differences: readonly CountedDifference[];
    };
