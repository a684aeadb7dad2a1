/**
 * Tokens → phrases: amounts, names with what stands beside them, words, figures that are no amounts, breaks, brackets.
 * What a phrase means for stock is the grammar's; here it is only seen where each begins and ends.
 */
import { isMark, isWord, type Reading, type Token } from "../tokens/tokens";
import { readAmount } from "./amounts";
import type { Phrase, Place } from "./phrase";

const clauseMarks = "，,。;!?";
const softMarks = ":/.|~_=*&\\“”\"'<>{}·-→";
const opening = "([【";
const closing = ")]】";

/** Reads a whole message into phrases. */
export function readPhrases(reading: Reading): readonly Phrase[] {
  return readRange(reading, 0, reading.tokens.length, true);
}

function readRange(
  reading: Reading,
  from: number,
  to: number,
  withBrackets: boolean,
): readonly Phrase[] {
  const { tokens } = reading;
  const phrases: Phrase[] = [];
  let run: Token[] = [];
  const closings =
    withBrackets && tokens.some((token) => isMark(token, opening))
      ? closingBrackets(tokens)
      : undefined;
  for (let i = from; i < to;) {
    const close = closings?.get(i);
    if (close !== undefined) {
      run = flushed(run, phrases);
      const inner = readRange(reading, i + 1, close, false);
      phrases.push({
        kind: "bracket",
        inner,
        start: placeOf(tokens[i]).start,
        end: placeOf(tokens[close]).end,
      });
      i = close + 1;
      continue;
    }
    const figure = readAmount(reading, i, to, run.at(-1));
    if (figure !== undefined) {
      run = flushed(run, phrases);
      phrases.push(figure.phrase);
      i = figure.next;
      continue;
    }
    const token = tokens[i];
    i += 1;
    if (token === undefined) continue;
    if (run.at(-1)?.kind === "number" && (isMark(token, "%") || isWord(token, "talk-unit"))) {
      run.push(token);
      continue;
    }
    const single = isNoName(tokens, i - 1, run) ? softBreak(token) : phraseOf(token, run);
    if (single === "run") run.push(token);
    else {
      run = flushed(run, phrases);
      phrases.push(single);
    }
  }
  flushed(run, phrases);
  return phrases;
}

/** Makes a phrase of the name that was gathered; the next one begins empty. */
function flushed(run: Token[], phrases: Phrase[]): Token[] {
  if (run.length === 0) return run;
  const tokens = trim(run);
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first !== undefined && last !== undefined)
    phrases.push({ kind: "name", tokens, start: first.start, end: last.end });
  return [];
}

/** 多少米: the unit belongs to the question. 把3包抽纸都拿走了: it is no unit. */
function isNoName(tokens: readonly Token[], index: number, run: readonly Token[]): boolean {
  const token = tokens[index];
  if (token?.kind !== "unit" || run.length > 0) return false;
  const isObject = token.unit === "把" && tokens[index + 1]?.kind === "number";
  return isObject || isWord(tokens[index - 1], "how-many");
}

function softBreak(token: Token): Phrase {
  return { kind: "break", strength: "soft", mark: " ", start: token.start, end: token.end };
}

/** Which bracket closes which; brackets inside brackets belong to the outer pair. */
function closingBrackets(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let open: number | undefined;
  tokens.forEach((token, index) => {
    if (token.kind === "line") open = undefined;
    else if (open === undefined && isMark(token, opening)) open = index;
    else if (open !== undefined && isMark(token, closing)) {
      pairs.set(open, index);
      open = undefined;
    }
  });
  return pairs;
}

function placeOf(token: Token | undefined): Place {
  return { start: token?.start ?? 0, end: token?.end ?? 0 };
}

/** A token as a phrase of its own, or `run` where it belongs to the name that is being gathered. */
function phraseOf(token: Token, run: readonly Token[]): Phrase | "run" {
  const place = placeOf(token);
  switch (token.kind) {
    case "name":
    case "spec":
    case "brand":
    case "member":
    case "department":
    case "unknown":
    case "unit":
      return "run";
    case "number":
      return "run";
    case "word":
      return isWord(token, "deictic", "of") && (run.length > 0 || !isWord(token, "of"))
        ? "run"
        : { kind: "word", word: token.word, ...place };
    case "date":
    case "time":
    case "pair":
    case "phone":
    case "link":
      return { kind: "figure", figure: token.kind, value: undefined, ...place };
    case "paper":
      return { kind: "note", ...place };
    case "space":
      return { kind: "break", strength: "soft", mark: " ", ...place };
    case "line":
      return { kind: "break", strength: "line", mark: "\n", ...place };
    case "mark":
      return markPhrase(token.mark, place);
  }
}

function markPhrase(mark: string, place: Place): Phrase {
  if (clauseMarks.includes(mark)) return { kind: "break", strength: "clause", mark, ...place };
  if (mark === "、" || mark === "+") return { kind: "break", strength: "list", mark, ...place };
  if (softMarks.includes(mark) || opening.includes(mark) || closing.includes(mark)) {
    return { kind: "break", strength: "soft", mark, ...place };
  }
  return { kind: "figure", figure: "odd", value: undefined, ...place };
}

function trim(run: readonly Token[]): readonly Token[] {
  let from = 0;
  let to = run.length;
  // 把玻璃水拎走一桶
  const [first, second] = run;
  if (first?.kind === "unit" && first.unit === "把" && second?.kind === "name") from += 1;
  while (from < to && isWord(run[from], "of")) from += 1;
  while (to > from && isWord(run[to - 1], "of")) to -= 1;
  return run.slice(from, to);
}
