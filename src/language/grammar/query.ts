/** 查询: what is there of an item. An unknown name is answered behind 查 and 库存, else it is silence. */
import type { Intent, ItemMatch } from "../../inventory/intent";
import { holdsName, withClosest } from "../names/item-names";
import { amountsIn, asks, has, isWordOf, meant, type Clause } from "../phrases/clauses";
import type { Word } from "../vocabulary/vocabulary";
import { isKnown, matchesIn } from "./mentioned-items";
import type { Message } from "./movement";

const longestUnknown = 12;
const mostAnswers = 20;

/** 查询 A4纸, A4纸还有吗, 库存 便利贴. */
export function readQuery(message: Message): Intent | undefined {
  const matches = message.clauses.flatMap((clause) => queriesOf(clause, message));
  if (matches.length === 0) return undefined;
  const told = matches.slice(0, mostAnswers).map((match) => withClosest(match, message.lexicon));
  return { kind: "query", matches: told };
}

function queriesOf(clause: Clause, message: Message): readonly ItemMatch[] {
  if (has(clause, "price", "order", "cancel", "future", "who", "passed", "suggest")) return [];
  const asked = asksForStock(clause);
  if ((!asked && !isPlainQuery(clause, message)) || clause.words.some(isAnswered)) return [];
  const matches = matchesIn(clause, message);
  const known = matches.every(isKnown);
  return (known ? asked : isPlainQuery(clause, message)) ? matches : [];
}

/** A question word that is about something else than how much there is. */
function isAnswered({ classes, verb, text }: Word): boolean {
  const counts =
    classes.has("vague") || classes.has("ask-have") || text === "请问" || text.includes("问");
  return (
    (classes.has("question") && !counts) ||
    (verb !== undefined && verb.text.length > 1 && verb.text !== "盘点")
  );
}

function asksForStock(clause: Clause): boolean {
  if (has(clause, "query", "stock", "ask-have") || isNameAlone(clause)) return true;
  const there = has(clause, "have", "left", "only-left", "gone", "low");
  if (!there) return false;
  const vague = amountsIn(clause).some(({ value }) => value === undefined);
  return asks(clause) || (vague && has(clause, "left", "have") && !has(clause, "only-left"));
}

/** 便利贴？ */
function isNameAlone(clause: Clause): boolean {
  const said = meant(clause);
  const names = said.filter((phrase) => phrase.kind === "name");
  return (
    clause.mark === "?" &&
    names.length === said.length &&
    names.some(({ tokens }) => holdsName(tokens))
  );
}

/** 查 投影仪: nothing but the word and a short name. */
function isPlainQuery(clause: Clause, { reading }: Message): boolean {
  const said = meant(clause).filter((phrase) => !isWordOf(phrase, "polite", "particle", "of"));
  const [head, name, more] = said;
  if (more !== undefined || name?.kind !== "name" || head?.kind !== "word") return false;
  const strong = /^查|^库存$/.test(head.word.text) && isWordOf(head, "query", "stock");
  return strong && reading.text.slice(name.start, name.end).length <= longestUnknown;
}
