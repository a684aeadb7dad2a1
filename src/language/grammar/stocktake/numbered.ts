/** 3号 17, 1. 4箱 2. 60支: counts by the numbers of a blind session. */
import type { Amount, Intent } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { amountOf } from "../../phrases/amounts";
import { readMessage } from "../parse";
import { differenceBy } from "../stock-check";
import { readNumeral } from "../../text/numerals";
import { withoutEnding } from "../../text/shorten";

const mostCounts = 100;
/** A point within a figure ends no number. */
const number = /(?<![\d.])(\d{1,3})\s*(?:号\s*:?|#|\.(?!\d))/u;
const written = /(?<![一二三四五六七八九十百])[一二三四五六七八九十]{1,3}(?=号)/gu;

/** undefined: it is no list of numbers and amounts. `text`: folded, in the person's own words. */
export function readNumbered(text: string, lexicon: Lexicon): Intent | undefined {
  const plain = text.replaceAll(written, (own) => String(readNumeral(own, 0)?.value ?? own));
  const [before = "", ...parts] = plain.split(number);
  if (before.trim() !== "" || parts.length === 0 || parts.length > 2 * mostCounts) return undefined;
  const counts = parts.flatMap((ordinal, index) => {
    if (index % 2 === 1) return [];
    const amount = amountIn(parts[index + 1] ?? "", lexicon);
    return amount === undefined ? [] : [{ ordinal: Number(ordinal), amount }];
  });
  if (counts.length * 2 < parts.length) return undefined;
  return { kind: "stocktake", does: "count-numbered", counts };
}

/** 少了2个: of what nobody is told. */
const differing = /^(?:少|短|缺|(?<more>多))(?:出来?)?了?\s*/u;

/** A text that is an amount, or a difference, and nothing else. */
function amountIn(text: string, lexicon: Lexicon): Amount | undefined {
  const said = withoutEnding(text, "，,、;。.").replace(
    /^[\s，,、;]*(?:是|有|数得|数了|共)?\s*/u,
    "",
  );
  const differs = differing.exec(said);
  const own = said.replace(differing, "");
  const phrases = readMessage(own, lexicon)?.clauses.flatMap((clause) => clause.phrases) ?? [];
  const [phrase, other] = phrases.filter(({ kind }) => kind !== "break");
  if (phrase?.kind !== "amount" || other !== undefined) return undefined;
  const amount = amountOf(phrase, false);
  if (differs === null) return amount;
  return differenceBy(differs.groups?.["more"] === undefined ? -1 : 1, amount) ?? amount;
}
