/** 3号 17, 1. 4箱 2. 60支, 割泥线13号24: counts by the numbers of a blind session, with the name beside it perhaps. */
import type { Amount, Intent } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { amountOf } from "../../phrases/amounts";
import { readMessage } from "../parse";
import { differenceBy } from "../stock-check";
import { readNumeral } from "../../text/numerals";
import { withoutEnding } from "../../text/shorten";
import { namedLines } from "./causes";

const mostCounts = 100;
/** A point within a figure ends no number. */
const number = /(?<![\d.])(\d{1,3})\s*(?:号\s*:?|#|\.(?!\d))/u;
const written = /(?<![一二三四五六七八九十百])[一二三四五六七八九十]{1,3}(?=号)/gu;

/** undefined: it is no list of numbers and amounts. `text`: folded, in the person's own words. */
export function readNumbered(text: string, lexicon: Lexicon): Intent | undefined {
  const plain = text.replaceAll(written, (own) => String(readNumeral(own, 0)?.value ?? own));
  const [before = "", ...parts] = plain.split(number);
  if (parts.length === 0 || parts.length > 2 * mostCounts) return undefined;
  const counts: Numbered[] = [];
  let ahead = before;
  for (let at = 0; at < parts.length; at += 2) {
    const said = countIn(parts[at + 1] ?? "", lexicon);
    const isLast = at + 2 >= parts.length;
    const named = said && namedIn([ahead, said.before, ...(isLast ? [said.behind] : [])], lexicon);
    if (said === undefined || named === undefined) return undefined;
    counts.push({ ordinal: Number(parts[at]), amount: said.amount, named });
    ahead = said.behind;
  }
  return { kind: "stocktake", does: "count-numbered", counts };
}

type Numbered = Extract<Intent, { readonly does: "count-numbered" }>["counts"][number];

/** What the texts beside a number name; undefined: one of them names nothing that is known, or several things. */
function namedIn(texts: readonly string[], lexicon: Lexicon): Numbered["named"] | undefined {
  const names = texts.map((text) => withoutEnding(text.trim(), "，,、;。.:")).filter(Boolean);
  const lines = names.map((name) => namedLines(name, lexicon));
  return lines.every(({ length }) => length === 1)
    ? lines.flat().map(({ match }) => match)
    : undefined;
}

/** 少了2个: of what nobody is told. */
const differing = /^(?:少|短|缺|差|(?<more>多))(?:出来?)?了?\s*/u;
/** 我数错了，是 */
const opening =
  /^[\s，,、;:=]*(?:(?:我|刚才|刚刚|其实|应该|重新)*(?:[数点盘](?:错|得|过)?了?(?:[一两二三]遍)?)?[\s，,]*)?(?:是|有|共|=)*\s*/u;

/** A text that is an amount, or a difference, with a name beside it perhaps, and nothing else. */
function countIn(
  text: string,
  lexicon: Lexicon,
): { readonly amount: Amount; readonly before: string; readonly behind: string } | undefined {
  const said = withoutEnding(text, "，,、;。.").replace(opening, "");
  const differs = differing.exec(said);
  const message = readMessage(said.replace(differing, ""), lexicon);
  const phrases = message?.clauses.flatMap((clause) => clause.phrases) ?? [];
  const [phrase, other] = phrases.filter(({ kind }) => kind === "amount");
  if (phrase?.kind !== "amount" || other !== undefined || message === undefined) return undefined;
  const before = message.reading.text.slice(0, phrase.start);
  const behind = message.reading.text.slice(phrase.end);
  const amount = amountOf(phrase, false);
  if (differs === null) return { amount, before, behind };
  const sign = differs.groups?.["more"] === undefined ? -1 : 1;
  return { amount: differenceBy(sign, amount) ?? amount, before, behind };
}
