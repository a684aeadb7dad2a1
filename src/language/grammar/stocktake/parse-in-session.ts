/**
 * A text with what a stocktake session makes of it: words about the session, and figures without a verb that who has taken
 * on a zone counts. A verb always wins: 领用 in a session is a take-out.
 */
import type { Intent, MovementIntent } from "../../../inventory/intent";
import type { SessionPlace } from "../../../inventory/stocktake/session";
import type { Lexicon } from "../../names/lexicon";
import { parse, readMessage } from "../parse";
import { readCause } from "./causes";
import { readRecount } from "./recounts";
import { readSessionWords } from "./session-words";

/** No sentence about a session is longer. */
const longestText = 400;

type SessionIntent = Extract<Intent, { readonly kind: "stocktake" }>;

export function parseInSession(text: string, lexicon: Lexicon, place: SessionPlace): Intent {
  const own = text.length > longestText ? undefined : readMessage(text, lexicon)?.reading.text;
  if (own === undefined) return parse(text, lexicon);
  const said = readSessionWords(own, place);
  if (said?.rest !== undefined) return doneBut(said.intent, said.rest, lexicon);
  if (said !== undefined) return said.intent;
  const cause =
    place.differences === "none" ? undefined : readCause(own, lexicon, place.differences === "own");
  if (cause !== undefined) return cause;
  if (!place.isOpen) return parse(text, lexicon);
  const special =
    readMissing(own, lexicon) ?? readMiscounted(own, lexicon) ?? readRecount(own, lexicon);
  if (special !== undefined) return special;
  const intent = parse(text, lexicon);
  return (place.hasZone ? bareCounts(own, intent, lexicon) : undefined) ?? intent;
}

/** A柜盘好了，就水彩本少两本: the rest is equal, but for this. */
function doneBut(intent: SessionIntent, rest: string, lexicon: Lexicon): Intent {
  const counts = countsOf(rest.replace(/^(?:就|只有|只|除了|但是|但|不过)+/u, ""), lexicon);
  if (counts === undefined || intent.does !== "zone-done")
    return { kind: "stocktake", does: "which-zone" };
  return { ...intent, agrees: true, lines: counts.lines };
}

const missing =
  /^(?<name>[^，,。?]{1,20}?)(?:没有?找到|找不到|没找着|不见了|没看到)(?:了|啊|呀|啦)*[。!]?$/u;

/** 订书机没找到: nothing of it, asked first. */
function readMissing(text: string, lexicon: Lexicon): Intent | undefined {
  const name = missing.exec(text)?.groups?.["name"];
  const movement = name === undefined ? undefined : countsOf(`${name} 0`, lexicon);
  return movement && { kind: "maybe-movement", why: "unclear", movement };
}

const miscounted =
  /^(?:刚才|刚刚)?[盘数点]错了?[，,\s]*(?:重新|重|再)?[数盘点]?(?:了|过)?(?:一下|一遍|一次)?[，,\s]*(?:应该)?(?:是|有)(?:只有)?/u;

/** 盘错了，重新数是12本: the person's last count is put right. */
function readMiscounted(text: string, lexicon: Lexicon): Intent | undefined {
  if (!miscounted.test(text)) return undefined;
  const intent = parse(text.replace(miscounted, "不对，是"), lexicon);
  return intent.kind === "correct" ? intent : undefined;
}

/** Words with which a figure is told as counted, or against the sheet's own. */
const tellsCount = /数了|数出|实数|实际|实盘|账面|帐面|账上|帐上|系统/u;
const tellsDifference = /少了?|短了|多了|多出/u;
/** Found stock and what is told of another day are asked about, as anywhere. */
const isAsked = /还有|翻|找|发现了?还|昨|前天|上次|上周|上个?月/u;
const holdsFigure = /\d|[一二两三四五六七八九十半]/u;

function bareCounts(text: string, intent: Intent, lexicon: Lexicon): Intent | undefined {
  const isTold = tellsCount.test(text) || tellsDifference.test(text);
  if (isAsked.test(text) || !holdsFigure.test(text)) return undefined;
  if (!isBareList(intent) && !(isTold && isUnread(intent))) return undefined;
  const counts = countsOf(text, lexicon);
  return counts && { kind: "stocktake", does: "count", counts };
}

const isBareList = (intent: Intent): boolean =>
  intent.kind === "maybe-movement" &&
  intent.why === "no-verb" &&
  intent.movement.lines.every(({ requester }) => requester === undefined);

/** Nothing that anybody said to be a movement but a count. */
const isUnread = (intent: Intent): boolean =>
  intent.kind === "shortage" ||
  intent.kind === "chatter" ||
  (intent.kind === "maybe-movement" &&
    (intent.movement.type === "stocktake" ||
      (intent.why === "unclear" && intent.movement.type === "issue")));

/** 笔记本区域发现差异： */
const heading = /^[^，,\d]{1,10}?(?:发现|有|存在)?(?:一?[点些个处])?差异[，,\s]*/u;
const beside = /数了(?:一下|下)?(?:有|是|只有)?|实际(?:数了)?(?:只有|有|是)?|实数(?:是)?/gu;
const fewer = /少(?=\s*[\d一二两三四五六七八九十半])/gu;
const more = /多(?=\s*[\d一二两三四五六七八九十半])/gu;

/** The text read as a count; undefined where it is none whose items are known. Differences are told one by one. */
function countsOf(text: string, lexicon: Lexicon): MovementIntent | undefined {
  const pieces = text.split(/[，,、;]/u).filter((piece) => piece.trim() !== "");
  if (pieces.length < 2 || !tellsDifference.test(text)) return countOf(text, lexicon);
  const counts = pieces.flatMap((piece) => countOf(piece, lexicon) ?? []);
  const [first] = counts;
  if (first === undefined || counts.length < pieces.length) return countOf(text, lexicon);
  return { ...first, lines: counts.flatMap(({ lines }) => lines) };
}

function countOf(text: string, lexicon: Lexicon): MovementIntent | undefined {
  const own = text.replace(heading, "");
  const plain = own.replaceAll(beside, " ").replaceAll(fewer, "少了").replaceAll(more, "多出来");
  const intent = parse(`盘点:${plain}`, lexicon);
  const movement = intent.kind === "maybe-movement" ? intent.movement : intent;
  if (movement.kind !== "movement" || movement.type !== "stocktake") return undefined;
  if (movement.isPast === true || movement.lines.length === 0) return undefined;
  // Where somebody is named, something changed hands.
  const isKnown = movement.lines.every(
    ({ match, requester }) => match.kind !== "none" && requester === undefined,
  );
  // A difference must never be taken for what is there.
  const differs = movement.lines.every(({ amount }) => amount.kind === "difference");
  return isKnown && (differs || !tellsDifference.test(plain)) ? movement : undefined;
}
