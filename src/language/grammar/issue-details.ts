/**
 * 领用明细： over quantities is a heading as 领用： is; without quantities, or of a period, it asks for the ledger's rows and
 * is left as it stands. Where it does not stand apart from what it heads, the movement is left to be asked about.
 */
import type { Intent, MovementIntent } from "../../inventory/intent";
import { holdsName } from "../names/item-names";
import { isWordOf } from "../phrases/clauses";
import type { Phrase, WordPhrase } from "../phrases/phrase";
import type { Reading } from "../tokens/tokens";
import { vocabulary, type Word } from "../vocabulary/vocabulary";
import { isPeriod } from "./periods";

const detail = /明细$/;

/** The verbs that such a heading may begin with: what was done. 补货明细 may be a plan. */
const heads = new Set("领用 领取 领料 出库 入库 到货 归还 退回 退还 退库 盘点".split(" "));
const verbWords: ReadonlyMap<string, Word> = new Map(
  vocabulary.filter(({ text }) => heads.has(text)).map((word) => [word.text, word]),
);

interface Heading {
  readonly verb: WordPhrase;
  /** 明细, as far as it is a word of its own. */
  readonly rest: WordPhrase;
  /** Index behind it. */
  readonly next: number;
}

/** The message with its heading read as the verb alone, and whether it had one. */
export function openDetails(
  phrases: readonly Phrase[],
  { text }: Reading,
): {
  readonly phrases: readonly Phrase[];
  readonly headed: boolean;
} {
  const plain = { phrases, headed: false };
  const at = firstSaid(phrases);
  const heading = headingAt(phrases, at);
  if (heading === undefined) return plain;
  const sheet = phrases[heading.next];
  const isSheet =
    sheet?.start === heading.rest.end && /^[表单]$/.test(text.slice(sheet.start, sheet.end));
  const below = phrases.slice(heading.next + (isSheet ? 1 : 0));
  if (!isList(below) || below.some(namesPeriod)) return plain;
  if (heading.verb.word.verb?.type !== "stocktake" && below.some(tellsStock)) return plain;
  const before = phrases.slice(0, at);
  const behind = below.findIndex((phrase) => !isWordOf(phrase, "polite") && !isBlank(phrase));
  const apart = standsApart(below[behind]) && !below.some(isLogged);
  const kept = apart
    ? [heading.verb, ...below.slice(behind)]
    : [heading.verb, heading.rest, ...below];
  return { phrases: [...before, ...kept], headed: true };
}

/** Under such a heading a line for each of several people may be what the ledger has already: it is asked. */
export function askOfSeveral(movement: MovementIntent): Intent {
  return peopleIn(movement) > 1 ? { kind: "maybe-movement", why: "unclear", movement } : movement;
}

const peopleIn = ({ lines }: MovementIntent): number =>
  new Set(lines.map(({ requester }) => JSON.stringify(requester ?? null))).size;

/** The first phrase that is neither courtesy in a line of its own nor a field of a form. */
function firstSaid(phrases: readonly Phrase[]): number {
  const said = phrases.findIndex((phrase) => !isAside(phrase));
  const before = phrases.slice(0, said).findLast((phrase) => !isBlank(phrase));
  return isWordOf(before, "polite") ? -1 : said;
}

const isAside = (phrase: Phrase): boolean =>
  phrase.kind === "break" ||
  phrase.kind === "note" ||
  (phrase.kind === "person" && phrase.labelled) ||
  isWordOf(phrase, "polite");

function headingAt(phrases: readonly Phrase[], at: number): Heading | undefined {
  const [first, second] = [phrases[at], phrases[at + 1]];
  if (first?.kind !== "word") return undefined;
  if (isDetail(first)) {
    const word = verbWords.get(first.word.text.replace(detail, ""));
    return word && { verb: { ...first, word }, rest: first, next: at + 1 };
  }
  const glued = second?.kind === "word" && isDetail(second) && second.start === first.end;
  return glued && verbWords.has(first.word.text)
    ? { verb: first, rest: second, next: at + 2 }
    : undefined;
}

const isDetail = (phrase: WordPhrase): boolean =>
  isWordOf(phrase, "record") && detail.test(phrase.word.text);

const isBlank = (phrase: Phrase): boolean => phrase.kind === "break" && phrase.mark === " ";

/** Before a colon, or alone in its line. */
const standsApart = (behind: Phrase | undefined): boolean =>
  behind?.kind === "break" && (behind.mark === ":" || behind.strength === "line");

/** Things with their quantities; 领用明细：10条 are rows. What nobody knows is one only in lines of its own. */
function isList(below: readonly Phrase[]): boolean {
  if (!below.some(({ kind }) => kind === "amount")) return false;
  const names = below.filter((phrase) => phrase.kind === "name");
  if (names.some(({ tokens }) => holdsName(tokens))) return true;
  const first = below.find((phrase) => phrase.kind !== "break" || phrase.strength === "line");
  return names.length > 0 && first?.kind === "break";
}

const namesPeriod = (phrase: Phrase): boolean => phrase.kind === "word" && isPeriod(phrase.word);

/** Lines with their times are a log, and what is registered already is not to be booked again. */
const isLogged = (phrase: Phrase): boolean =>
  (phrase.kind === "figure" && phrase.figure === "time") ||
  isWordOf(phrase, "moment") ||
  (phrase.kind === "word" && phrase.word.text === "已登记");

/** What tells what is left, or how much it comes to. */
function tellsStock(phrase: Phrase): boolean {
  const told = ["left", "only-left", "gone", "low", "stock", "have", "total"] as const;
  return isWordOf(phrase, ...told);
}
