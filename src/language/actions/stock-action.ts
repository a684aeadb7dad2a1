/** What a clause that may move stock is made of: parts of the action, and everything that was said besides. */
import type { Lexicon } from "../names/lexicon";
import type { Person } from "../names/people";
import type { Clause } from "../phrases/clauses";
import type { AmountPhrase } from "../phrases/phrase";
import type { Ending } from "../phrases/reasons";
import type { Reading, Token } from "../tokens/tokens";
import type { Verb, WordClass } from "../vocabulary/vocabulary";

export type PersonPart = ActionPart & { readonly kind: "person" };

export type ActionPart =
  | { readonly kind: "name"; readonly tokens: readonly Token[] }
  | { readonly kind: "amount"; readonly phrase: AmountPhrase; readonly approx: string }
  /** What a bracket adds to the name before it. */
  | { readonly kind: "beside"; readonly tokens: readonly Token[] }
  | { readonly kind: "gap" | "next" | "each" | "total" | "book-figure" }
  | { readonly kind: "kinds"; readonly value: number | undefined }
  | { readonly kind: "verb"; readonly verb: Verb; readonly colon: boolean }
  | {
      readonly kind: "person";
      readonly person: Person | undefined;
      readonly labelled: boolean;
      /** Behind 帮, 替, 代: it counts, whoever else is named. */
      readonly onBehalf: boolean;
    };

/** What was said besides. */
export interface Extras {
  /** Something that could change the meaning. */
  unexplained: boolean;
  late: boolean;
  past: boolean;
  fresh: boolean;
  moment: boolean;
  done: boolean;
  /** Somebody who can't be named: 他, 老板. */
  third: boolean;
  /** Speaks of what is left, or that nothing is. */
  observed: boolean;
  /** 没用完, 多领了: why something comes back. */
  surplus: boolean;
  /** 是, 为, 有 between a name and a figure. */
  equates: boolean;
  /** A figure that is no quantity, nor the number or the time of anything. */
  unread: boolean;
  readonly guards: Set<WordClass | "relative">;
  readonly remarks: string[];
}

export interface StockAction {
  readonly parts: readonly ActionPart[];
  readonly verbs: readonly Verb[];
  readonly extras: Extras;
  readonly clause: Clause;
}

/** What a clause is read with. */
export interface ActionContext {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
  /** true: a verb stood before, so that 还 is no verb and 还有 joins. */
  readonly underway: boolean;
}

/** An action while it is being read. */
export interface ActionState extends ActionContext {
  readonly clause: Clause;
  readonly ending: Ending;
  /** An item stands in the clause. */
  readonly named: boolean;
  /** An item and a quantity stand in the clause. */
  readonly complete: boolean;
  readonly parts: ActionPart[];
  readonly extras: Extras;
  /** A name or an amount was put. */
  content: boolean;
  verb: boolean;
  person: boolean;
  /** Where a 大概 begins that stood before what comes next. */
  approx: number | undefined;
  /** 帮, 替 stood before what comes next. */
  onBehalf: boolean;
}

export function put(state: ActionState, part: ActionPart): void {
  state.parts.push(part);
  if (part.kind === "name" || part.kind === "amount") state.content = true;
  else if (part.kind === "verb") state.verb = true;
  else if (part.kind === "person") state.person = true;
}

export function noExtras(): Extras {
  return {
    unexplained: false,
    late: false,
    past: false,
    fresh: false,
    moment: false,
    done: false,
    third: false,
    observed: false,
    surplus: false,
    equates: false,
    unread: false,
    guards: new Set(),
    remarks: [],
  };
}
