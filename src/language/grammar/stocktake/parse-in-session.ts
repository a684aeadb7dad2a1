/**
 * A text with what a stocktake session makes of it: words about the session, and figures without a verb that who has taken
 * on a zone counts. A verb always wins: 领用 in a session is a take-out.
 */
import type { Intent, Line, MovementIntent } from "../../../inventory/intent";
import type { SessionPlace } from "../../../inventory/stocktake/session-place";
import type { Lexicon } from "../../names/lexicon";
import { parse, readMessage } from "../parse";
import { matchesIn } from "../mentioned-items";
import { movementOf } from "../purchasing/things";
import { readContents } from "../query";
import { readCause } from "./causes";
import { readMissing } from "./missing";
import { readRecount } from "./recounts";
import { readNumbered } from "./numbered";
import { readSessionWords } from "./session-words";

/** No sentence about a session is longer. */
const longestText = 400;

type SessionIntent = Extract<Intent, { readonly kind: "stocktake" }>;

export function parseInSession(text: string, lexicon: Lexicon, place: SessionPlace): Intent {
  const own = text.length > longestText ? undefined : readMessage(text, lexicon)?.reading.text;
  if (own === undefined) return parse(text, lexicon);
  const special = readSpecial(own, lexicon, place);
  if (special !== undefined) return special;
  const intent = readContents(own, place.zones) ?? readHeaded(own, text, lexicon);
  // Of who has counted all of it, only what would be asked about anyway may be a count.
  const mayCount = place.hasZone || (place.isDone && isBareList(intent));
  if (!place.isOpen || !mayCount) return intent;
  return (
    bareCounts(own, intent, { lexicon, zones: place.zones }) ??
    unknownCount(own, intent, lexicon) ??
    intent
  );
}

/** 桌签 10, 黑笔62支 红笔19支: like counts, but for the names; rooms and times are counted by nobody. */
const likeCount =
  /[\p{Script=Han}A-Za-z]{2,8}(?<![室楼层点号房路线课月日天人])(?:\s+\d{1,4}|\s*\d{1,4}\s*[个支本盒包箱卷把袋瓶只块片张套])/u;
const likeCounts = new RegExp(
  `^${likeCount.source}(?:[，,、;\\s]+${likeCount.source}){0,20}$`,
  "u",
);

/** Of what the sheet does not have: to be told so. */
function unknownCount(text: string, intent: Intent, lexicon: Lexicon): Intent | undefined {
  if (intent.kind !== "chatter" || !likeCounts.test(text)) return undefined;
  const counts = movementOf(parse(`盘点:${text}`, lexicon));
  return counts?.lines.some(({ match }) => match.kind === "none")
    ? { kind: "stocktake", does: "count", counts }
    : undefined;
}

/** 笔记本区域发现差异，水彩本系统显示12本，实际数了10本: what stands behind such a heading may be a plain count. */
function readHeaded(own: string, text: string, lexicon: Lexicon): Intent {
  const behind = heading.test(own) ? parse(own.replace(heading, ""), lexicon) : undefined;
  const isCount = behind?.kind === "movement" && behind.type === "stocktake";
  return isCount ? behind : parse(text, lexicon);
}

/** What is only said in or of a session. */
function readSpecial(own: string, lexicon: Lexicon, place: SessionPlace): Intent | undefined {
  const numbered = place.isBlind ? readNumbered(own, lexicon) : undefined;
  if (numbered !== undefined) return numbered;
  const said = readSessionWords(own, place);
  if (said?.rest !== undefined) return doneBut(said.intent, said.rest, lexicon);
  if (said !== undefined) return said.intent;
  const cause = readCause(own, lexicon, place);
  if (cause !== undefined) return cause;
  const counted = place.isOpen || place.differences === "own";
  const again = counted ? readMiscounted(own, lexicon) : undefined;
  if (again !== undefined || !place.isOpen) return again;
  return readMissing(own, lexicon, place) ?? readRecount(own, lexicon);
}

/** A柜盘好了，就水彩本少两本: the rest is equal, but for this. */
function doneBut(intent: SessionIntent, rest: string, lexicon: Lexicon): Intent {
  const counts = countsOf(rest.replace(/^(?:就|只有|只|除了|但是|但|不过)+/u, ""), lexicon);
  if (counts === undefined || intent.does !== "zone-done")
    return { kind: "stocktake", does: "which-zone" };
  return { ...intent, agrees: true, lines: counts.lines };
}

const miscounted =
  /^(?:刚才|刚刚)?[盘数点]错了?[，,\s]*(?<name>[^，,。?]{1,20}?(?=重新|再))?(?:重新|重|再)?[数盘点]?(?:了|过)?(?:一下|一遍|一次)?[，,\s]*(?:应该)?(?:是|有)(?:只有)?/u;

/** 盘错了，重新数是12本: the person's last count is put right. */
function readMiscounted(text: string, lexicon: Lexicon): Intent | undefined {
  if (!miscounted.test(text)) return undefined;
  const intent = parse(text.replace(miscounted, "不对，$<name>是"), lexicon);
  return intent.kind === "correct" ? intent : undefined;
}

/** Words with which a figure is told as counted, or against the sheet's own. */
const tellsCount = /[数点盘]过|数了|数出|实数|实际|实盘|账面|帐面|账上|帐上|系统/u;
const tellsDifference = /少了?|短了|多了|多出|多(?=[\d一二两三四五六七八九十半])/u;
/** Found stock and what is told of another day are asked about, as anywhere. */
const isAsked = /还有|翻|找|发现了?还|昨|前天|上次|上周|上个?月/u;
const holdsFigure = /\d|[一二两三四五六七八九十半]/u;

function bareCounts(
  text: string,
  intent: Intent,
  known: { readonly lexicon: Lexicon; readonly zones: readonly string[] },
): Intent | undefined {
  const { lexicon, zones } = known;
  const own = withoutLevelWord(text, lexicon);
  const isTold = own !== text || [tellsCount, tellsDifference, agreed].some((one) => one.test(own));
  if (isAsked.test(own) || !holdsFigure.test(own)) return undefined;
  const isList = isBareList(intent) || (intent.kind === "chatter" && namedFigure.test(own));
  if (!isList && !(isTold && isUnread(intent))) return undefined;
  const counts = countsOf(own, lexicon);
  // 前台围裙成人的18: a place before the name.
  const place = zones.find((zone) => zone !== "" && text.startsWith(zone)) ?? "";
  if (place !== "" && counts?.lines[0]?.match.kind !== "one")
    return bareCounts(text.slice(place.length), intent, known);
  return counts && { kind: "stocktake", does: "count", counts };
}

/** 没错 behind a figure: it is as the sheet has it. */
const agreed =
  /[，,\s]*(?:都|也|是)*(?:没错|[没冇]有?问题|对的?|齐(?:的|了|全)?|啱数?|[没冇]少|不多不少|ok|无误|正确|一致|相符)(?:的|了|吧)*[。!]*$/u;

/** 帆布袋还有41个: how much of what is named first. A place before it tells of found stock. */
const level =
  /^(?<name>[^，,。?\d]{1,20}?)(?:现在|目前)?(?:还有|还剩|仲[有剩]|净?[得剩]返|剩下?|只剩|只有|就剩|一共|总共|共有?)(?:了|有)?\s*(?=[\d一二两三四五六七八九十半])/u;

function withoutLevelWord(text: string, lexicon: Lexicon): string {
  const { 0: head = "", groups } = level.exec(text) ?? {};
  const name = groups?.["name"]?.trim() ?? "";
  const message = name === "" ? undefined : readMessage(name, lexicon);
  if (message === undefined) return text;
  const matches = message.clauses.flatMap((clause) => matchesIn(clause, message));
  const [match, another] = matches;
  const isName = another === undefined && match?.kind !== "none" && match?.written === name;
  return isName ? `${name} ${text.slice(head.length)}` : text;
}

/** A4纸 4箱4包, 红笔19支: a name and its figures, and nothing else. */
const namedFigure =
  /^[^\s，,。?!、\d][^，,。?!、]{0,20}?\s*(?:[\d.]+\s*\p{Script=Han}\s*[零又]?\s*){1,3}$/u;

const isBareList = (intent: Intent): boolean =>
  intent.kind === "maybe-movement" &&
  intent.why === "no-verb" &&
  intent.movement.lines.every(({ requester }) => requester === undefined);

/** Nothing that anybody said to be a movement but a count. */
const isUnread = (intent: Intent): boolean =>
  intent.kind === "shortage" ||
  intent.kind === "query" ||
  intent.kind === "chatter" ||
  (intent.kind === "maybe-movement" &&
    (intent.movement.type === "stocktake" ||
      (intent.why === "unclear" && intent.movement.type === "issue")));

/** 笔记本区域发现差异： */
const heading = /^[^，,\d]{1,10}?(?:发现|有|存在)?(?:一?[点些个处])?差异[，,\s]*/u;
const beside =
  /[数点盘]过了?[，,\s]*|数了(?:一下|下)?(?:有|是|只有)?|实际(?:数了)?(?:只有|有|是)?|实数(?:是)?/gu;
const fewer = /少(?=\s*[\d一二两三四五六七八九十半])/gu;
const more = /多(?=\s*[\d一二两三四五六七八九十半])/gu;

/** The text read as a count; undefined where it is none whose items are known. Differences are told one by one. */
function countsOf(text: string, lexicon: Lexicon): MovementIntent | undefined {
  const plain = text.replace(agreed, "");
  if (!tellsDifference.test(plain)) return countOf(plain, lexicon);
  const pieces = plain.split(/[，,、;\s]/u).filter((piece) => piece.trim() !== "");
  const lines: Line[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1)?.match;
    // 围裙成人的18，儿童的少一条: what is no name of its own belongs to the name before.
    const carried =
      last?.kind === "one" ? countOf(`${last.item.name}${piece}`, lexicon) : undefined;
    const count = certain(countOf(piece, lexicon)) ?? certain(carried) ?? countOf(piece, lexicon);
    if (count === undefined) return countOf(plain, lexicon);
    lines.push(...count.lines);
  }
  return { kind: "movement", type: "stocktake", lines, remark: "" };
}

/** Whether it is clear which item each line means. */
const certain = (counts: MovementIntent | undefined): MovementIntent | undefined =>
  counts?.lines.every(({ match }) => match.kind === "one" && !match.near) ? counts : undefined;

/** 4箱4包: what is counted is all of it. */
const besideAnother = /(?<![A-Za-z\d.])([\d.]+\s*\p{Script=Han})\s*(?=[\d.]+\s*\p{Script=Han})/gu;
const isBesideAnother = ({ amount }: MovementIntent["lines"][number]): boolean =>
  amount.kind === "unusable" && amount.why === "ambiguous";

function countOf(text: string, lexicon: Lexicon, isJoined = false): MovementIntent | undefined {
  const own = text.replace(heading, "");
  const plain = own.replaceAll(beside, " ").replaceAll(fewer, "少了").replaceAll(more, "多出来");
  const movement = movementOf(parse(`盘点:${plain}`, lexicon));
  if (movement === undefined || movement.type !== "stocktake") return undefined;
  if (movement.lines.some(isBesideAnother) && !isJoined) {
    const joined = plain.replaceAll(besideAnother, "$1零");
    return joined === plain ? undefined : countOf(joined, lexicon, true);
  }
  if (movement.isPast === true || movement.lines.length === 0) return undefined;
  // Where somebody is named, something changed hands.
  const isKnown = movement.lines.every(
    ({ match, amount, requester }) =>
      match.kind !== "none" && amount.kind !== "missing" && requester === undefined,
  );
  // A difference must never be taken for what is there.
  const differs = movement.lines.every(({ amount }) => amount.kind === "difference");
  return isKnown && (differs || !tellsDifference.test(plain)) ? movement : undefined;
}
