/** What a folded text is cut into. Positions are those of the folded text; what a token means is its kind. */
import type { Item } from "../../inventory/items/item";
import type { Folded } from "../text/normalise";
import type { Word, WordClass } from "../vocabulary/vocabulary";

interface Place {
  readonly start: number;
  readonly end: number;
}

/** What a token is, wherever it stands. */
export type Meaning =
  | {
      readonly kind: "name";
      readonly items: readonly Item[];
      readonly near: boolean;
      /** Items that the same word describes as a spec. */
      readonly spec: ReadonlySet<Item> | undefined;
    }
  | { readonly kind: "spec"; readonly items: ReadonlySet<Item> }
  /** `value` undefined: vague. */
  | { readonly kind: "number"; readonly value: number | undefined }
  | { readonly kind: "unit"; readonly unit: string }
  | { readonly kind: "word"; readonly word: Word }
  | { readonly kind: "mark"; readonly mark: string }
  /** `pair`: 12-5, a date or a range. */
  | {
      readonly kind:
        "brand" | "member" | "department" | "date" | "time" | "pair" | "phone" | "link" | "paper";
    }
  | { readonly kind: "space" | "line" | "unknown" };

export type Token = Place & Meaning;

/** A message with its tokens. */
export interface Reading extends Folded {
  readonly tokens: readonly Token[];
}

export function isWord(token: Meaning | undefined, ...classes: readonly WordClass[]): boolean {
  if (token?.kind !== "word") return false;
  for (const name of token.word.classes) if (classes.includes(name)) return true;
  return false;
}

export function isMark(token: Token | undefined, marks: string): boolean {
  return token?.kind === "mark" && marks.includes(token.mark);
}
