/**
 * 记录: who took what, and how much went in a period, of one person, a department or oneself perhaps. Generous where the
 * catalogue is named, silent where neither it nor a person or a period is.
 */
import type { HistoryIntent, Intent } from "../../inventory/intent";
import { amountsIn, has, isWordOf, meant, type Clause } from "../phrases/clauses";
import { isKnown, matchesIn } from "./mentioned-items";
import type { Message } from "./movement";
import { isDate, isPeriod, periodIn } from "./periods";
import { whoseIn } from "./whose";

/** 谁领了A4纸, 小李本月领了多少抽纸, A4纸领用记录, 昨天领了什么, 记录 小王. */
export function readHistory(message: Message): Intent | undefined {
  for (const clause of message.clauses) {
    const itemised = tellsHistory(clause);
    if (!itemised && !asksWhatMoved(clause)) continue;
    const match = itemised ? matchesIn(clause, message).find(isKnown) : undefined;
    const whose = has(clause, "who") ? undefined : whoseIn(clause, message, match?.written);
    const period = periodIn(message.clauses, message.reading.text);
    const alone = message.clauses.length === 1 && isPlainlyAsked(clause, { whose, period });
    if (match === undefined && !alone) continue;
    return { kind: "history", match, period, whose, asks: asked(clause, period) };
  }
  return undefined;
}

/** A total needs a period; 谁 and 记录 ask for the rows. */
function asked(clause: Clause, period: HistoryIntent["period"]): HistoryIntent["asks"] {
  const rows = has(clause, "who") || clause.words.some(({ text }) => rowWords.test(text));
  const counted = has(clause, "how-many") || amountsIn(clause).length > 0 || usage(clause);
  return rows || (period === undefined && !counted) || asksWhatMoved(clause) ? "rows" : "total";
}

const rowWords = /记录|历史|流水|明细|台账/;

/** 用量, 领用量 */
function usage({ words }: Clause): boolean {
  return words.some(({ text }) => /量$|统计$/.test(text));
}

function tellsHistory(clause: Clause): boolean {
  if (isUnfit(clause) || clause.words.some(asksSomethingElse)) return false;
  const moved = moves(clause);
  if (has(clause, "who")) return moved;
  if (has(clause, "record")) return amountsIn(clause).length === 0;
  if (!moved) return false;
  const vague = amountsIn(clause).some(({ value }) => value === undefined);
  return (
    has(clause, "how-many") ||
    (vague && clause.mark === "?") ||
    (vague && (clause.words.some(isPeriod) || clause.phrases.some(isDate)))
  );
}

function isUnfit(clause: Clause): boolean {
  const unfit = ["negation", "cancel", "future", "wish", "price", "order"] as const;
  return has(clause, ...unfit) || (has(clause, "passed") && !has(clause, "who"));
}

function asksSomethingElse({ classes, text }: Clause["words"][number]): boolean {
  return classes.includes("question") && !classes.includes("vague") && !text.includes("问");
}

const moves = ({ words }: Clause): boolean =>
  words.some(({ verb }) => verb !== undefined && verb.type !== "stocktake");

/** What may be asked for where no item is named. */
const things = new Set("什么 啥 哪些 多少 几多 乜 乜嘢 咩".split(" "));

/** 我领了什么, 昨天领了哪些 */
function asksWhatMoved(clause: Clause): boolean {
  const unfit = ["negation", "cancel", "future", "wish", "price", "order", "request"] as const;
  if (has(clause, ...unfit) || !moves(clause)) return false;
  const asks = clause.words.filter(({ classes }) => classes.includes("question"));
  return asks.length > 0 && asks.every(({ text }) => things.has(text));
}

const plainKinds: ReadonlySet<string> = new Set(["word", "name", "person", "amount"]);
const aboutRows = [
  ...(["self", "verb", "question", "how-many", "record", "aspect", "who"] as const),
  ...(["past", "fresh", "moment", "passed", "filler", "total"] as const),
];

/** Without an item: somebody's or some time's, with nothing else said; 记录 and 我的记录 alone as well. */
function isPlainlyAsked(
  clause: Clause,
  { whose, period }: Pick<HistoryIntent, "whose" | "period">,
): boolean {
  const said = meant(clause).filter((phrase) => !isWordOf(phrase, "polite", "particle", "of"));
  const named = said.filter(({ kind }) => kind === "name" || kind === "person");
  if (named.length > (whose?.kind === "requester" ? 1 : 0)) return false;
  const plain = said.every((phrase) => phrase.kind !== "word" || isWordOf(phrase, ...aboutRows));
  if (!plain || !said.every((phrase) => plainKinds.has(phrase.kind) || isDate(phrase)))
    return false;
  const onlyRecord = said.length === 1 && isWordOf(said[0], "record");
  return whose !== undefined || period !== undefined || onlyRecord;
}
