/** What decide needs of the language module, injected so that this module stays without Chinese. */
import type { DocumentProblem } from "../documents/code-parts";
import type { BookableType } from "../intent";
import type { UnitWords } from "../items/units";
import type {
  LineSummary,
  ShortageReport,
  Shortfall,
  ObstacleSummary,
  PlanSummary,
  ProblemSummary,
} from "../reply-parts";
import type { Kinds } from "../kinds";

/** Why an entry is written. */
export type PendingCause =
  | Kinds<{
      count: object;
      shortage: { report: ShortageReport };
      mixed: { types: readonly BookableType[] };
      code: { problems: readonly DocumentProblem[] };
      blocked: { obstacles: readonly ObstacleSummary[] };
    }>
  | { readonly kind: "short" | "below-zero"; readonly shortfalls: readonly Shortfall[] }
  | { readonly kind: "large" | "return" | "taken"; readonly limit: number; readonly unit: string }
  /** `understood`: the other lines of the message. */
  | {
      readonly kind: "unclear" | "unanswered";
      readonly problem: ProblemSummary | undefined;
      readonly understood: readonly LineSummary[];
    };

export interface Wording {
  /** What unit words mean. */
  readonly units: UnitWords;
  /** The sentence for the keeper, with the plan told in it where there is one. */
  reason(cause: PendingCause, plan: PlanSummary | undefined): string;
  /** For 备注 of rows that an answer booked: ends with the id of the message that was asked about. */
  answered(messageId: string): string;
  /** For 备注 of a blind session: how to draw the same items again. */
  drawn(sample: {
    readonly seed: number;
    readonly items: number;
    readonly from: number;
    /** Of these, how many were not counted lately and so came first. */
    readonly uncounted: number;
  }): string;
  /** What a remark tells of why a count differs; "" where it tells nothing. */
  causeIn(remark: string): string;
  /** What people call the system of this name. */
  systemName(source: string): string;
  /** For 备注 of rows that 确认 booked. */
  confirmed(number: number): string;
}
