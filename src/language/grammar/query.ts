/**
 * 查询: what is there of an item. An unknown name is answered behind 查 and 库存, else it is silence.
 * A4纸在哪里, A柜有什么: where an item lies, and what lies in a place, read from the whole text.
 */
import type { Intent, ItemMatch } from "../../inventory/intent";
import { findZones } from "../../inventory/stocktake/zones";
import { holdsName, withClosest } from "../names/item-names";
import { amountsIn, asks, has, isWordOf, meant, type Clause } from "../phrases/clauses";
import type { Word } from "../vocabulary/vocabulary";
import { isKnown, matchesIn, matchWritten } from "./mentioned-items";
import type { Message } from "./movement";
import { withoutEnding } from "../text/shorten";

const longestUnknown = 12;
const mostAnswers = 20;

/** 查询 A4纸, A4纸还有吗, 库存 便利贴. */
export function readQuery(message: Message): Intent | undefined {
  const matches: ItemMatch[] = [];
  for (const clause of message.clauses) matches.push(...queriesOf(clause, message));
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
    classes.includes("vague") ||
    classes.includes("ask-have") ||
    text === "请问" ||
    text.includes("问");
  return (
    (classes.includes("question") && !counts) ||
    (verb !== undefined && verb.text.length > 1 && verb.text !== "盘点")
  );
}

function asksForStock(clause: Clause): boolean {
  if (has(clause, "query", "stock", "ask-have") || isNameAlone(clause)) return true;
  if (isAmountAsked(clause)) return true;
  const there = has(clause, "have", "left", "only-left", "gone", "low");
  if (!there) return false;
  const vague = amountsIn(clause).some(({ value }) => value === undefined);
  return asks(clause) || (vague && has(clause, "left", "have") && !has(clause, "only-left"));
}

/** 面粉多少袋了, 系统里面粉多少, 面粉几袋 */
function isAmountAsked(clause: Clause): boolean {
  const said = meant(clause).filter(
    (phrase) =>
      !isWordOf(phrase, "particle", "aspect", "polite", "filler", "deictic", "book-figure"),
  );
  const [name, word, more] = said;
  const isAsked =
    isWordOf(word, "how-many") || (word?.kind === "amount" && word.written.startsWith("几"));
  return name?.kind === "name" && isAsked && more === undefined;
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

const polite = "(?:请问|问一下|问下|帮忙|帮我|麻烦)?";
const look = "(?:查询|查看|查|看看|看)?(?:一下|下)?";

const put = "(?:存放|摆放|放|摆|收|搁)";
const where = "哪(?:里|儿|边|个柜子?|个位置|个地方)?|什么(?:地方|位置)";
/** 放哪了 asks a colleague who had it. */
const ofItem = new RegExp(
  `^${polite}${look}(?<name>[^，,。?!]{1,20}?)的?(?:都|一般|平时|现在)?(?:${put}?[在喺](?:${where}|边度)|${put}(?:${where}|边度)|(?:存放)?位置)[呢呀啊]?$`,
  "u",
);
const ofPlace =
  /^(?<zone>[^，,。?!]{1,20}?)(?:里面|里边|里头|里|上面|上|中)?(?:现在|都|还)*(?:有|(?:存?放|摆|装)(?:着|了|有)?)(?:些|点)?(?:什么|哪些|啥)(?:东西|物品|用品|货)?[呢呀啊]?$/u;

const longestText = 60;
const closed = (text: string): string => withoutEnding(text.trimStart(), "。.!?~");

/** Where an item lies; undefined also where the sheet has no place of it, as it may well be talk. */
export function readLocation(message: Message): Intent | undefined {
  const text = closed(message.reading.text);
  if (text.length > longestText || !/[哪什边置]/.test(text)) return undefined;
  const match = matchWritten(ofItem.exec(text)?.groups?.["name"], message);
  const items = match?.kind === "one" ? [match.item] : match?.kind === "several" ? match.items : [];
  const isKnown = items.some(({ location }) => location.trim() !== "");
  return match !== undefined && isKnown ? { kind: "location", of: match } : undefined;
}

/** What lies in one of the places that the sheet has. */
export function readContents(text: string, zones: readonly string[]): Intent | undefined {
  const said = closed(text);
  const zone = said.length > longestText ? undefined : ofPlace.exec(said)?.groups?.["zone"];
  if (zone === undefined || findZones(zone, zones).length === 0) return undefined;
  return { kind: "location", of: { zone } };
}
