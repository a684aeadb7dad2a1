/** Whose movements a question is about: 小李本月领了多少, 市场部…, 我…, 我们部门…. */
import type { Whose } from "../../inventory/intent";
import { personAmong } from "../actions/action-names";
import { holdsName } from "../names/item-names";
import type { Person } from "../names/people";
import { isWordOf, type Clause } from "../phrases/clauses";
import type { NamePhrase, Phrase } from "../phrases/phrase";
import { isWord } from "../tokens/tokens";
import type { Message } from "./movement";

const oneself = new Set("我 俺 本人 我自己 自己".split(" "));
/** Everybody's movements are the whole company's. */
const everybody = /^(?:全|整个)?(?:公司|单位|部门|大家|所有人|店里?|厂里?|学校|医院)(?:里|全体)?$/;

/** undefined: of everybody. `item`: the words that name the item, which are nobody. */
export function whoseIn(
  clause: Clause,
  message: Message,
  item: string | undefined,
): Whose | undefined {
  for (const phrase of clause.phrases) {
    const whose = whoseOf(phrase, clause, message);
    if (whose?.kind === "unknown" && whose.written === item) continue;
    if (whose !== undefined) return whose;
  }
  return undefined;
}

function whoseOf(phrase: Phrase, clause: Clause, message: Message): Whose | undefined {
  if (phrase.kind === "person") return ofPerson(phrase.person);
  if (phrase.kind === "word" && isWordOf(phrase, "self"))
    return { kind: oneself.has(phrase.word.text) ? "self" : "own-department" };
  return phrase.kind === "name" ? ofName(phrase, clause, message) : undefined;
}

function ofPerson(person: Person | undefined): Whose | undefined {
  if (person === undefined) return undefined;
  return person.kind === "self"
    ? { kind: "own-department" }
    : { kind: "requester", requester: person.requester };
}

/** The person in front of an item, or a run of text that stands before the verb and is somebody. */
function ofName(phrase: NamePhrase, clause: Clause, message: Message): Whose | undefined {
  const { tokens, start } = phrase;
  const at = tokens.findIndex(({ kind }) => kind === "name");
  const front = (at < 0 ? tokens : tokens.slice(0, at)).filter(
    (token) => !isWord(token, "of", "deictic"),
  );
  const [first] = front;
  if (first === undefined) return undefined;
  const whose = ofPerson(personAmong(front, message));
  if (whose !== undefined) return whose;
  const written = message.reading.shown.slice(first.start, front.at(-1)?.end).trim();
  const unknown = front.every(({ kind }) => kind === "unknown") && !holdsName(tokens);
  const isBefore = clause.phrases.some(
    (other) => other.kind === "word" && other.word.verb !== undefined && other.start > start,
  );
  return unknown && isBefore && written.length > 1 && !everybody.test(written)
    ? { kind: "unknown", written }
    : undefined;
}
