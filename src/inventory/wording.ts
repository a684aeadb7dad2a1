/**
 * What decide needs of the language room, injected so that this room stays without Chinese: the sentence in 原因, the
 * plan read back from it, and a text read once more.
 */
import type { BookableType, Intent } from "./intent";
import type { Item } from "./item";
import type { PendingEntry } from "./pending";
import type { Plan } from "./plan";
import type { ShortageReport, Shortfall, SpokenObstacle, SpokenProblem } from "./saying";
import type { UnitWords } from "./units";

/** Why an entry is written, and what 确认 of it books. */
export type PendingCause =
  | {
      readonly kind: "short" | "below-zero";
      readonly shortfalls: readonly Shortfall[];
      readonly plan: Plan;
    }
  | { readonly kind: "large"; readonly limit: number; readonly plan: Plan }
  | { readonly kind: "count"; readonly plan: Plan }
  | { readonly kind: "shortage"; readonly report: ShortageReport; readonly plan: Plan }
  | { readonly kind: "unclear"; readonly problem: SpokenProblem }
  | { readonly kind: "mixed"; readonly types: readonly BookableType[] }
  | {
      readonly kind: "blocked";
      readonly obstacles: readonly SpokenObstacle[];
      readonly plan: Plan;
    }
  /** `plan` undefined: the answer is still needed. */
  | { readonly kind: "unanswered"; readonly plan: Plan | undefined };

export interface Wording {
  /** What unit words mean. */
  readonly units: UnitWords;
  /** The sentence for the keeper, with the plan in it where there is one. */
  reason(cause: PendingCause): string;
  /** The plan that stands in an entry's 原因; undefined without one, or when its items are not in the sheet as written there. */
  plan(entry: Pick<PendingEntry, "reason">, items: readonly Item[]): Plan | undefined;
  /** Reads an entry's 原文 with today's catalogue. */
  reread(text: string): Intent;
  /** For 备注 of rows that an answer booked: ends with the id of the message that was asked about. */
  answered(messageId: string): string;
  /** For 备注 of rows that 确认 booked. */
  confirmed(number: number): string;
}
