/** 手套一人一双，6个人，领6双: what each gets and how many they are, beside an act whose figure is their product, are a remark. */
import { multiply } from "../../inventory/items/quantity";
import { namesAnItem, isWordOf, type Clause } from "../phrases/clauses";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import { noted } from "./notes";

/** The clauses with such figures as notes. */
export function withHeadsNoted(clauses: readonly Clause[]): readonly Clause[] {
  const told = clauses.find(({ classes }) => classes.has("per-head"));
  const each = told === undefined ? undefined : shareOfEach(told.phrases);
  if (each === undefined) return clauses;
  const heads = clauses.find((clause) => headsIn(clause) !== undefined && !namesAnItem(clause));
  const people = heads === undefined ? undefined : headsIn(heads);
  const [word, figure] = each;
  const acts = clauses.some(
    ({ phrases, words }) =>
      words.some(({ verb }) => verb !== undefined) &&
      phrases.some((phrase) => phrase !== figure && isTotal(phrase, figure, people)),
  );
  if (!acts) return clauses;
  return clauses.map((clause) => {
    const said = clause.phrases.filter((phrase) => phrase === word || phrase === figure);
    return noted(clause, [clause === heads ? clause.phrases : said]);
  });
}

/** Whether a figure is what so many get together; of people who were not counted, a multiple of it. */
function isTotal(phrase: Phrase, { value = 0, unit }: AmountPhrase, people?: number): boolean {
  if (phrase.kind !== "amount" || phrase.unit !== unit || phrase.value === undefined) return false;
  if (people !== undefined) return phrase.value === multiply(value, people);
  return phrase.value > value && Number.isInteger(phrase.value / value);
}

/** 一人一双 */
function shareOfEach(phrases: readonly Phrase[]): readonly [Phrase, AmountPhrase] | undefined {
  const at = phrases.findIndex((phrase) => isWordOf(phrase, "per-head"));
  const [word, figure] = [phrases[at], phrases[at + 1]];
  return word !== undefined && figure?.kind === "amount" ? [word, figure] : undefined;
}

/** 6个人, where nothing is done. */
function headsIn({ phrases, words }: Clause): number | undefined {
  if (words.some(({ verb }) => verb !== undefined)) return undefined;
  const people = phrases.find((phrase) => phrase.kind === "figure" && phrase.figure === "people");
  return people?.kind === "figure" ? people.value : undefined;
}
