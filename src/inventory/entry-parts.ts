/** What the relay may have to say about entries of 待处理 that a keeper decides. Words are `language/replies`'. */
import type { CodePart } from "./documents/code-parts";
import type { NumberRange } from "./intent";
import type { PendingKind, PendingStatus } from "./movements/pending";

/** `Plan`: a plan as people are told of it. */
export type EntryPart<Plan> =
  | CodePart
  | { readonly kind: "rejected"; readonly number: number; readonly text: string }
  /** `numbers`: what was rejected, ascending; `more`: how many are open still beyond what one message may reject. */
  | {
      readonly kind: "rejected-several";
      readonly numbers: readonly number[];
      readonly more: number;
      /** Whether numbers were named besides that are not open. */
      readonly others: boolean;
    }
  /** What stays open of several entries that were to be confirmed at once. */
  | { readonly kind: "left-open"; readonly entries: readonly LeftOpen[] }
  /** What is open; `decides`: the reader is a keeper. */
  | {
      readonly kind: "open-entries";
      readonly open: readonly (OpenEntry<Plan> & { readonly entryKind: PendingKind })[];
      readonly more: number;
      readonly decides: boolean;
    }
  | { readonly kind: "no-entry"; readonly number: number }
  | { readonly kind: "no-entries"; readonly ranges: readonly NumberRange[] }
  | {
      readonly kind: "entry-closed";
      readonly number: number;
      readonly status: Exclude<PendingStatus, "open">;
      readonly handledBy: string;
      /** By who had been asked. */
      readonly isAnswered: boolean;
    }
  /** The entry does not hold enough to be booked. */
  | {
      readonly kind: "entry-unclear";
      readonly number: number;
      readonly text: string;
      readonly entryKind: PendingKind;
    }
  /** What the entry would book stands in the ledger: another relay took the same message. */
  | { readonly kind: "entry-booked"; readonly number: number; readonly text: string }
  /** 确认 or 驳回 without a number. */
  | {
      readonly kind: "which-entry";
      readonly verb: "confirm" | "reject";
      readonly open: readonly OpenEntry<Plan>[];
      readonly more: number;
    };

/** An entry as it is listed; `plan`: what 确认 would book. */
export interface OpenEntry<Plan> {
  readonly number: number;
  readonly operator: string;
  readonly text: string;
  readonly plan: Plan | undefined;
}

/** `singly`: has to be confirmed by itself; `many`: beyond what one message may confirm. */
export interface LeftOpen {
  readonly number: number;
  readonly why: "short" | "unclear" | "singly" | "many";
}
