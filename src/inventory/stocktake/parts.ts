/** What the relay may have to say of stocktake sessions, without Chinese. */
import type { ItemLabel } from "../items/labeller";
import type { CauseHint } from "./cause-hints";
import type { SessionSummary, ZoneProgress } from "./session";
import type { Kinds } from "../kinds";

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

export type StocktakePart = Kinds<{
  /** Somebody else is to count; `number`: the entry of the first of them. */
  "recount-asked": { items: readonly RecountedItem[]; number: number | undefined };
  /** Of a blind session: these are not booked yet; nothing is told of how they differ. */
  "count-again": { items: readonly RecountedItem[] };
  /** The person was the last one who counted these. */
  "recount-by-other": { labels: readonly ItemLabel[] };
  /** A keeper, or a colleague, wants these counted once more; `counter`: who did. */
  "recount-wanted": { label: ItemLabel; unit: string; counter: string };
  /** Of a blind session: what its numbers stand for, without figures; `isNew`: it was just opened. */
  "blind-list": { number: number; isNew: boolean; items: readonly NumberedItem[] };
  /** No item has a figure that can be counted against. */
  "nothing-to-count": object;
  "unknown-number": { ordinal: number; most: number };
  /** Beside a number stood the name of something else. */
  "other-number": { ordinal: number; label: ItemLabel; written: string };
  /** In a blind session each item is to be counted. */
  "blind-each": object;
  /** It is not among what is counted, or nobody has counted it yet. */
  "not-counted": { label: ItemLabel; isInSession: boolean };
  "which-item": { labels: readonly ItemLabel[] };
  "session-opened": { number: number; zones: readonly Pick<ZoneProgress, "zone" | "all">[] };
  /** One is under way. */
  "session-open-already": { number: number; startedAt: Date };
  "session-none": object;
  "unknown-zone": { written: string; zones: readonly string[] };
  /** `others`: who has taken it on already. */
  "zone-claimed": { zones: readonly string[]; items: number; others: readonly string[] };
  /** Nothing is left to be counted there, but for what somebody else is to count again. */
  "zone-counted": { zones: readonly string[]; recounts: readonly ItemLabel[] };
  "ask-zone-equal": { zones: readonly string[]; labels: readonly ItemLabel[] };
  /** More than one message books. `example`: one of the zones that are meant. */
  "zone-too-large": { example: string; items: number; most: number };
  /** It was not found: is it booked as 0? */
  "ask-missing": { label: ItemLabel; unit: string };
  "other-zone": { label: ItemLabel; zones: readonly string[] };
  "which-zone": object;
  /** Why these differ; `isOwn`: the person counted the only one, so that an answer needs no name. */
  "ask-cause": { differences: readonly CountedDifference[]; isOwn: boolean };
  /** `waits`: a second person is still to count it, and not to know the book's figure. */
  "cause-noted": { difference: CountedDifference; waits: boolean };
  /** In a blind session nobody knows what differs. */
  "blind-cause": object;
  "no-difference": object;
  "session-progress": { number: number; zones: readonly ZoneProgress[] };
  /** `missing`: what was looked for and not found. */
  "session-remaining": { zones: readonly ZoneItems[]; missing: readonly ZoneItems[] };
  /** What is still to be counted, to be printed; `isBlind`: without the book's figures. */
  "count-list": {
    number: number;
    isBlind: boolean;
    at: Date;
    zones: readonly { readonly zone: string; readonly lines: readonly CountLine[] }[];
  };
  /** The newest session; `endedAt` undefined: under way. */
  "session-summary": {
    number: number;
    startedAt: Date;
    endedAt: Date | undefined;
    says: "ended" | "cancelled" | "last";
    summary: Omit<SessionSummary, "differing">;
    differences: readonly CountedDifference[];
  };
}>;
