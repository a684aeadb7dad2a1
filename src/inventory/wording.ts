/** What decide needs of the language room, injected so that this room stays without Chinese. */
import type { BookableType } from "./intent";
import type {
  ShortageReport,
  Shortfall,
  SpokenObstacle,
  SpokenPlan,
  SpokenProblem,
} from "./saying";
import type { UnitWords } from "./units";

/** Why an entry is written. */
export type PendingCause =
  | { readonly kind: "short" | "below-zero"; readonly shortfalls: readonly Shortfall[] }
  | { readonly kind: "large"; readonly limit: number }
  | { readonly kind: "count" | "unanswered" }
  | { readonly kind: "shortage"; readonly report: ShortageReport }
  | { readonly kind: "unclear"; readonly problem: SpokenProblem }
  | { readonly kind: "mixed"; readonly types: readonly BookableType[] }
  | { readonly kind: "blocked"; readonly obstacles: readonly SpokenObstacle[] };

export interface Wording {
  /** What unit words mean. */
  readonly units: UnitWords;
  /** The sentence for the keeper, with the plan told in it where there is one. */
  reason(cause: PendingCause, plan: SpokenPlan | undefined): string;
  /** For 备注 of rows that an answer booked: ends with the id of the message that was asked about. */
  answered(messageId: string): string;
  /** For 备注 of rows that 确认 booked. */
  confirmed(number: number): string;
}
