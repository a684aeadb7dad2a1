/** What a message is made of once its tokens are put together: amounts, names, words, breaks, brackets. Types only. */
import type { Person } from "../names/people";
import type { Token } from "../tokens/tokens";
import type { Word } from "../vocabulary/vocabulary";

export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface AmountPhrase extends Place {
  readonly kind: "amount";
  /** undefined: vague, or more than one reading. */
  readonly value: number | undefined;
  /** Canonical; "" where none was written. */
  readonly unit: string;
  readonly why: "vague" | "ambiguous";
  readonly sign: "" | "+" | "-";
  readonly written: string;
  /** 零1包, 加3包, 2包3张: what is added in other units. */
  readonly more?: readonly { readonly value: number; readonly unit: string }[];
}

/** A run of names, specs, brands, people and text that is none of the words below. */
export interface NamePhrase extends Place {
  readonly kind: "name";
  readonly tokens: readonly Token[];
}

export interface WordPhrase extends Place {
  readonly kind: "word";
  readonly word: Word;
}

interface BreakPhrase extends Place {
  readonly kind: "break";
  /** From weak to strong; `soft` is a blank, a colon, a slash. */
  readonly strength: "soft" | "list" | "clause" | "line";
  readonly mark: string;
}

export interface BracketPhrase extends Place {
  readonly kind: "bracket";
  readonly inner: readonly Phrase[];
}

/** `measure`: 3天, 5元; `kinds`: 3样; `people`: 2人; `odd`: a sign that means nothing here. */
export interface FigurePhrase extends Place {
  readonly kind: "figure";
  readonly figure:
    "date" | "time" | "pair" | "phone" | "link" | "measure" | "kinds" | "people" | "odd";
  readonly value: number | undefined;
}

/** Somebody who was named. `person` undefined: behind the label is a name that can't be made out. */
export interface PersonPhrase extends Place {
  readonly kind: "person";
  readonly person: Person | undefined;
  /** Stood behind 领用人 or 部门. */
  readonly labelled: boolean;
}

/** Words for 备注. */
export interface NotePhrase extends Place {
  readonly kind: "note";
}

export type Phrase =
  | AmountPhrase
  | NamePhrase
  | WordPhrase
  | BreakPhrase
  | BracketPhrase
  | FigurePhrase
  | PersonPhrase
  | NotePhrase;
