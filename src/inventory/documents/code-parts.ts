/** What the relay may have to say about the codes of other systems. Words are `language/replies`'. */
import type { ItemLabel, LabelledItem } from "../items/labeller";
import type { ProblemSummary } from "../reply-parts";
import type { Kinds } from "../kinds";

/** A code that stands for no item. */
export interface CodeProblem {
  readonly kind: "outside-code";
  /** No row of 外部编码; rows of different items; the item of its row is not in 库存. */
  readonly why: "unknown" | "several" | "gone";
  readonly code: string;
  /** The system as people call it. */
  readonly system: string;
  /** The other system's own name for it; "" where it told none. */
  readonly named: string;
}

/** What keeps a line of a document from being booked. */
export type DocumentProblem = ProblemSummary | CodeProblem;

export type CodePart = Kinds<{
  /** 外部编码 has it now; `problems`: what still keeps the document of the entry from being booked. */
  "code-named": {
    number: number;
    asked: CodeProblem;
    label: ItemLabel;
    problems: readonly DocumentProblem[];
  };
  /** Which item the code is was not said, or not clearly. */
  "code-asked": {
    number: number;
    asked: CodeProblem;
    why: "missing" | "unknown" | "several" | "near";
    written: string;
    closest: readonly ItemLabel[];
  };
  /** The document's unit, `written`, leads nowhere on that item. */
  "code-unit": { number: number; written: string } & LabelledItem;
  /** No code is to be told any more; `problems`: what else has to be mended. */
  "code-settled": { number: number; problems: readonly DocumentProblem[] };
}>;
