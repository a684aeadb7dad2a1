/** What the relay may have to say about entries of 待处理 that a keeper decides. Words are `language/replies`'. */
import type { CodePart } from "./documents/code-parts";
import type { NumberRange } from "./intent";
import type { PendingKind, PendingStatus } from "./movements/pending";
import type { Kinds } from "./kinds";

/** `Plan`: a plan as people are told of it. */
export type EntryPart<Plan> =
  | Kinds<{
      rejected: { number: number; text: string };
      /** `numbers`: what was rejected, ascending; `more`: how many are open still beyond what one message may reject. */
      "rejected-several": {
        numbers: readonly number[];
        more: number;
        /** Whether numbers were named besides that are not open. */
        others: boolean;
      };
      /** What stays open of several entries that were to be confirmed at once. */
      "left-open": { entries: readonly LeftOpen[] };
      /** What is open; `decides`: the reader is a keeper. */
      "open-entries": {
        open: readonly (OpenEntry<Plan> & { readonly entryKind: PendingKind })[];
        more: number;
        decides: boolean;
      };
      "no-entry": { number: number };
      "no-entries": { ranges: readonly NumberRange[] };
      "entry-closed": {
        number: number;
        status: Exclude<PendingStatus, "open">;
        handledBy: string;
        /** By who had been asked. */
        isAnswered: boolean;
      };
      /** The entry does not hold enough to be booked. */
      "entry-unclear": { number: number; text: string; entryKind: PendingKind };
      /** What the entry would book stands in the ledger: another relay took the same message. */
      "entry-booked": { number: number; text: string };
      /** 确认 or 驳回 without a number. */
      "which-entry": { verb: "confirm" | "reject"; open: readonly OpenEntry<Plan>[]; more: number };
    }>
  | CodePart;

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
