/** 手套一人一双，6个人，领6双: what each gets and how many they are, beside an act whose figure is their product, are a remark. */
import { multiply } from "../../inventory/items/quantity";
import { clauseOf, namesAnItem, isWordOf, type Clause } from "../phrases/clauses";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import { readNumeral } from "../text/numerals";
import { isComplete } from "./acting-clauses";
import { textOf, type Beside } from "./beside";
import { noted } from "./notes";

/** 一层到四层各领1包, 3号机、5号机各领1袋: as many times the figure as there are numbered places. */
export function withPlacesCounted(clause: Clause, beside: Beside): Clause {
  const { phrases, line, mark } = clause;
  const at = phrases.findIndex((phrase) => isWordOf(phrase, "each"));
  if (at < 1 || !isComplete(clause)) return clause;
  const head = phrases.slice(0, at);
  const places = placesIn(textOf(head, beside));
  const [figure, another] = phrases.slice(at).filter((phrase) => phrase.kind === "amount");
  if (places < 2 || figure?.value === undefined || another !== undefined) return clause;
  const total = { ...figure, value: multiply(figure.value, places) };
  const said = phrases.slice(at + 1).map((phrase) => (phrase === figure ? total : phrase));
  return noted(clauseOf([...head, ...said], line, mark), [head]);
}

const number = "(?:第|[a-z])?(\\d{1,3}|[一二三四五六七八九十]{1,3})";
const kind = "(?:号?[楼层机库室间台柜门桌房厅床位线车棚营栋组店]|号|(?<=[a-z]\\d{1,3}))";
const range = new RegExp(`^${number}${kind}?(?:到|至|-|~)${number}${kind}$`);
const listed = new RegExp(`${number}${kind}[、和及与跟\\s]*`, "y");

/** 给…, …两个营位: said around the places. */
const around =
  /^[给在](?=[第a-z\d一二三四五六七八九十])|[两三四五六七八九十\d]个?(?:营位|楼层|房间|班|地方|点|处|组|车间|机台|台机|场地)$/g;

/** How many numbered places a text is a list of; 0 where it is none. */
function placesIn(said: string): number {
  const text = said.replaceAll(around, "");
  const [, first = "", last = ""] = range.exec(text) ?? [];
  const [from, to] = [first, last].map((written) => readNumeral(written, 0)?.value);
  if (from !== undefined && to !== undefined) return Math.max(0, to - from + 1);
  let places = 0;
  listed.lastIndex = 0;
  while (listed.test(text)) {
    places += 1;
    if (listed.lastIndex === text.length) return places;
  }
  return 0;
}

/** The clauses with such figures as notes. */
export function withHeadsNoted(clauses: readonly Clause[]): readonly Clause[] {
  const told = clauses.find(({ classes }) => classes.includes("per-head"));
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
