/** 11月20日 领用毛巾10条: a date set apart in front of a form says when it was; whether it has come is decide's to say. */
import type { SaidDate } from "../../inventory/intent";
import { clauseOf, type Clause } from "../phrases/clauses";
import type { Phrase } from "../phrases/phrase";
import type { Reading } from "../tokens/tokens";

export interface Dated {
  readonly clauses: readonly Clause[];
  readonly date: SaidDate | undefined;
}

/** The clauses with such a date as a note, and the date. */
export function withoutHeadedDate(clauses: readonly Clause[], { text }: Reading): Dated {
  const plain = { clauses, date: undefined };
  const [first, second] = clauses;
  const [figure, gap, head] = first?.phrases ?? [];
  if (first === undefined || figure?.kind !== "figure" || figure.figure !== "date") return plain;
  const alone = gap === undefined;
  const apart = alone || (gap.kind === "break" && (gap.mark === " " || gap.mark === ":"));
  if (!apart || !opensForm(alone ? second?.phrases[0] : head)) return plain;
  const date = dateOf(text.slice(figure.start, figure.end));
  if (date === undefined) return plain;
  const note: Phrase = { kind: "note", start: figure.start, end: figure.end };
  const dated = clauseOf([note, ...first.phrases.slice(1)], first.line, first.mark);
  return { clauses: [dated, ...clauses.slice(1)], date };
}

/** 领用, 入库, 归还 as the head of a form. */
function opensForm(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "word" && phrase.word.verb?.everyday === false;
}

/** @example dateOf("11月20日") // { year: undefined, month: 11, day: 20 } */
export function dateOf(written: string): SaidDate | undefined {
  const found = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(written);
  if (found === null) return undefined;
  const [, year, month, day] = found;
  return {
    year: year === undefined ? undefined : Number(year),
    month: Number(month),
    day: Number(day),
  };
}
