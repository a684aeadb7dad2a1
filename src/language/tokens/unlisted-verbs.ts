/**
 * 线管剪了两米, 烟饼烧掉两盒: a word off the list that ends as what was done does, against the figure of an item, is a verb that
 * is asked about. Things that are still there afterwards, or only came, are talk.
 */
import type { Verb, Word, WordClass } from "../vocabulary/vocabulary";
import { isMark, isWord, type Token } from "./tokens";

/** Words of the message that already say what is done, or what is on the shelf. */
const decided: readonly WordClass[] = [
  ...(["verb", "left", "only-left", "low", "restock", "more", "fewer", "query"] as const),
  ...(["correct", "misread", "undo", "record", "board", "help", "bot-speech"] as const),
];

/** Words that make talk of a clause. */
const talking: readonly WordClass[] = [
  ...(["negation", "cancel", "future", "wish", "request", "question", "who", "how-many"] as const),
  ...(["ask", "ask-have", "price", "order", "third", "passed", "per-head"] as const),
];

const endsAsDone = /.(?:了|咗|左|完|掉|光|走|出去?|[坏断破烂碎丢废])$/;
const leavesIt =
  /^(?:[来到有是多少差过等看见睇洗晒擦数点修查检验试找听说讲问写记填签订叫买收接留存堆搬运盖叠理]|送来|够|好|行|成)/;
const longest = 4;

/** The tokens with such verbs in the place of their characters. */
export function withUnlistedVerbs(tokens: readonly Token[], text: string): readonly Token[] {
  if (!tokens.some(({ kind }) => kind === "name")) return tokens;
  if (tokens.some((token, index) => isWord(token, ...decided) || isGone(tokens, index)))
    return tokens;
  const found: Token[] = [];
  let clause: Token[] = [];
  for (const token of tokens) {
    clause.push(token);
    if (!endsClause(token)) continue;
    found.push(...inClause(clause, text));
    clause = [];
  }
  return [...found, ...inClause(clause, text)];
}

/** 用完了; 用完两卷 tells how much was used. */
const isGone = (tokens: readonly Token[], index: number): boolean =>
  isWord(tokens[index], "gone") && !isFigure(tokens, index + 1);

const endsClause = (token: Token): boolean => token.kind === "line" || isMark(token, "，,。;!?、");

function inClause(clause: readonly Token[], text: string): readonly Token[] {
  const isPlain =
    clause.some(({ kind }) => kind === "name") &&
    !isMark(clause.at(-1), "?") &&
    !clause.some((token) => isWord(token, ...talking));
  if (!isPlain) return clause;
  let acted: readonly Token[] = clause;
  for (let to = clause.length - 1; to > 0; to -= 1) {
    if (!isFigure(clause, to)) continue;
    const from = beginOf(clause, to);
    const [start, end] = [clause[from]?.start ?? 0, clause[to - 1]?.end ?? 0];
    const written = text.slice(start, end);
    if (from === to || !endsAsDone.test(written) || leavesIt.test(written)) continue;
    const verb: Token = { kind: "word", word: wordOf(written), start, end };
    acted = [...acted.slice(0, from), verb, ...acted.slice(to)];
  }
  return acted;
}

/** 两米, or 条 in front of 链条. */
function isFigure(clause: readonly Token[], index: number): boolean {
  const [token, behind] = [clause[index], clause[index + 1]];
  if (token?.kind === "number") return behind?.kind === "unit";
  return token?.kind === "unit" && (behind?.kind === "name" || behind?.kind === "spec");
}

/** Where the characters that stand against the figure begin: all of them, or, of a longer run, those of the shortest verb. */
function beginOf(clause: readonly Token[], to: number): number {
  let from = to;
  while (from > 0 && couldAct(clause[from - 1]) && clause[from - 1]?.end === clause[from]?.start)
    from -= 1;
  const run = clause.slice(from, to);
  const length = (run.at(-1)?.end ?? 0) - (run[0]?.start ?? 0);
  if (length <= longest) return from;
  const tail = run.findLastIndex((token) => !isWord(token, "aspect", "filler"));
  return from + tail;
}

const couldAct = (token: Token | undefined): boolean =>
  token?.kind === "unknown" ||
  isWord(token, "topic", "circumstance", "talk", "event", "aspect", "filler", "gone");

function wordOf(text: string): Word {
  const verb: Verb = {
    text,
    type: "issue",
    everyday: true,
    impliesOne: false,
    done: true,
    asked: true,
  };
  return { text, classes: ["verb"], verb };
}
