/** 不要了，放回去了: what the person took a moment ago went back whole, so that booking is undone. */
import type { Intent } from "../../inventory/intent";
import { isWordOf, type Clause } from "../phrases/clauses";
import type { Phrase } from "../phrases/phrase";
import { isKnown, matchesIn } from "./mentioned-items";
import type { Message } from "./movement";

const mostClauses = 3;

/** 我刚才领的便利贴不要了，放回去了; a quantity tells of a part, which is a return. */
export function readTakenBack(message: Message): Intent | undefined {
  const { clauses } = message;
  if (clauses.length > mostClauses || clauses.some(({ mark }) => mark === "?")) return undefined;
  if (!clauses.some(givesUp) || !clauses.some(putsBack)) return undefined;
  if (!clauses.every(({ phrases }) => phrases.every(isAside))) return undefined;
  const [match, another] = clauses.flatMap((clause) => matchesIn(clause, message)).filter(isKnown);
  if (another !== undefined) return undefined;
  const natural = true;
  return match === undefined ? { kind: "undo", natural } : { kind: "undo", match, natural };
}

const givenUp = /^(?:不要了?|不用了|不领了|不拿了|不借了|用不上|用不着|不需要了|唔要|唔要啦)$/;

function givesUp({ words }: Clause): boolean {
  return words.some(({ text }) => givenUp.test(text));
}

function putsBack(clause: Clause): boolean {
  return clause.words.some(({ verb }) => verb?.type === "return");
}

function isAside(phrase: Phrase): boolean {
  if (phrase.kind === "break" || phrase.kind === "name") return true;
  if (phrase.kind !== "word") return false;
  if (givenUp.test(phrase.word.text)) return true;
  const { verb } = phrase.word;
  if (verb !== undefined) return verb.type === "return" || verb.type === "issue";
  return isWordOf(
    phrase,
    ...(["self", "fresh", "of", "particle", "polite", "aspect", "filler", "deictic"] as const),
    "connect",
  );
}
